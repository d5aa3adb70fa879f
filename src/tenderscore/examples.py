"""The worked examples that ship with tenderscore, as files to start from."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tenderscore.problem import InputError, problem
from tenderscore.suggest import did_you_mean

LEFT_OUT = (".py", ".pyc", "README.md")
PUBLISHED = {"mittelstand": "mittelstand-4.0.toml"}
"""Examples whose call stands among the published ones in criteria/."""


def example_files(name: str) -> dict[str, bytes]:
    """Name → content of the example's files, its call as call.toml. Raises InputError."""
    shelf = _shelf("examples")
    known = sorted(each.name for each in shelf.iterdir() if each.is_dir())
    if name not in known:
        raise InputError(
            [
                problem(
                    "TS110", name=name, suggestion=did_you_mean(name, known), known=", ".join(known)
                )
            ]
        )
    content = {
        each.name: each.read_bytes()
        for each in sorted((shelf / name).iterdir(), key=lambda each: each.name)
        if each.is_file() and not each.name.endswith(LEFT_OUT)
    }
    if name in PUBLISHED:
        content["call.toml"] = (_shelf("criteria") / PUBLISHED[name]).read_bytes()
    return content


def _shelf(name: str) -> Traversable:
    """Beside the package where it is installed, at the top of the checkout where it is edited."""
    inside = files("tenderscore") / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name
