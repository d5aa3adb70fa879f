"""A balance → what is to be said beside its tables: the keys, the distances, what they mean."""

from collections.abc import Iterator

from tenderscore.balance import Balance, Distance, Key
from tenderscore.call import Call
from tenderscore.language import quoted, say, say_number
from tenderscore.reports.balance_lines import year_of
from tenderscore.reports.table import percent_text
from tenderscore.reports.wording import full_source, listed, visible


def balance_sentences(balance: Balance, call: Call) -> list[str]:
    """In the order in which they are to be read; none where no proposal names a Land."""
    if not balance.laender:
        return []
    return [
        *distance_sentences(balance),
        *_apart(balance),
        *(key_sentence(key, call) for key in balance.keys),
        say("Population: {source}.", source=balance.population_source),
        say("Percentages are rounded to one decimal here; the record holds them exactly."),
    ]


def distance_sentences(balance: Balance) -> list[str]:
    """How far number and money are from each distribution, and what that means."""
    known = [each for each in balance.distances if each.value is not None]
    if not known:
        return [say("Nothing is funded in any Land, so there is no distance to any share.")]
    return [
        *(distance_sentence(balance, each) for each in known),
        say(
            "This is the distance of Loosemore and Hanby (1971): half the sum of the differences "
            "between the two shares of each Land, 0 where all are equal."
        ),
    ]


def distance_sentence(balance: Balance, distance: Distance) -> str:
    """14.7 percent of the funded proposals would have to stand elsewhere …"""
    assert distance.value is not None
    percent, other = percent_text(distance.value), _other(distance)
    if distance.of == "money":
        return say(
            "{percent} percent of the money would have to go elsewhere for its shares to equal "
            "{other}.",
            percent=percent,
            other=other,
        )
    assert distance.least is not None
    number = sum(part.funded for part in balance.laender)
    return say_number(
        "{percent} percent of the funded proposals would have to stand elsewhere for the shares to "
        "equal {other}; {n} proposal alone cannot come nearer than {least} percent.",
        "{percent} percent of the funded proposals would have to stand elsewhere for the shares to "
        "equal {other}; {n} whole proposals cannot come nearer than {least} percent.",
        number,
        percent=percent,
        other=other,
        least=percent_text(distance.least),
    )


def _other(distance: Distance) -> str:
    if distance.against == "key":
        return the_key(distance.key)
    if distance.against == "population":
        return say("those of the population")
    return say("those of the proposals handed in")


def the_key(key: str) -> str:
    """The key by its id, as something that shares equal: in German a dative."""
    if year := year_of(key):
        return say("the Königstein key {year}", year=year)
    return say("the key {key}", key=visible(key))


def _named(key: str) -> str:
    if year := year_of(key):
        return say("Königstein key {year}", year=year)
    return say("Key {key}", key=visible(key))


def key_sentence(key: Key, call: Call) -> str:
    """Which key it is, who named it, and its source."""
    source = visible(full_source(call, key.source))
    if not key.rules:
        return say(
            "{key}: ours and not the call's, which names none; the one for the year in which "
            "the call closes. Source: {source}.",
            key=_named(key.id),
            source=source,
        )
    said = say_number(
        "{key}, named by the rule {rules}. Source: {source}.",
        "{key}, named by the rules {rules}. Source: {source}.",
        len(key.rules),
        key=_named(key.id),
        rules=listed(quoted(visible(rule)) for rule in key.rules),
        source=source,
    )
    if key.narrowed:
        said += " " + say("There it is for some of the proposals only; here all of them count.")
    return said


def _apart(balance: Balance) -> Iterator[str]:
    if balance.without_land:
        yield say_number(
            "{n} proposal names no Land: it is in no share and in no distance.",
            "{n} proposals name no Land: they are in no share and in no distance.",
            balance.without_land.handed_in,
        )
