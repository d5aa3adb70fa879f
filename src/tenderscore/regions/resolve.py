"""A place's name and its Land → the one Place that is meant, or the Problem that says why not."""

from tenderscore.language import Text, all_of, any_of, later, said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.laender import LAENDER
from tenderscore.regions.places import Place, find_places, place_names
from tenderscore.suggest import did_you_mean


def one_place(name: str, land: str, where: str) -> Place | Problem:
    """The only place that the name can mean in this Land (a code)."""
    if land not in LAENDER:
        return problem("TS512", where=where, land=repr(as_found(land)), known=", ".join(LAENDER))
    found = find_places(name, land)
    if len(found) == 1:
        return found[0]
    shown = repr(as_found(name))
    if not found:
        return problem(
            "TS510", where=where, place=shown, land=land, suggestion=_suggestion(name, land)
        )
    names = later(any_of, tuple(repr(place.names[-1]) for place in found))
    return problem("TS511", where=where, place=shown, land=land, count=len(found), names=names)


def _suggestion(name: str, land: str) -> Text:
    near = did_you_mean(name, place_names(land))
    elsewhere = [code for code in LAENDER if code != land and find_places(name, code)]
    if near or not elsewhere:
        return near
    return said(" There is one in {laender}.", laender=later(all_of, tuple(elsewhere)))
