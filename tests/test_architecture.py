"""The house keeps its order: who may import whom, what a deciding module must not touch."""

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import tenderscore
from tenderscore import messages
from tenderscore.indicators import INDICATORS
from tenderscore.messages import MESSAGES
from tenderscore.rules import RULES

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "tenderscore"

LAYERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("door out", ("cli",), "one file a command; alone prints"),
    ("public names", ("tenderscore",), "what `import tenderscore` offers, loaded when first used"),
    ("reports", ("reports",), "an award → text, minutes, workbook, record"),
    ("questions", ("template",), "call → what its form asks"),
    ("", ("answers",), "everything that an award is asked"),
    ("", ("robustness",), "how sure an award is: weights, marks, costs"),
    (
        "",
        ("varying", "frontier"),
        "a number varied: where the award changes; score against balance",
    ),
    ("", ("what_if", "differences"), "awards of patched calls, side by side; two records"),
    ("", ("weights",), "every award that weights within bounds lead to"),
    ("", ("sampling",), "the award many times over, with other marks or other costs"),
    ("", ("standing",), "core, borderline or out"),
    (
        "",
        ("reasons", "inversions", "prices", "replacements", "balance", "checking", "agenda"),
        "why not; who outranks whom; what a rule costs; who moves up; who gets how much; whose "
        "marks still matter",
    ),
    ("", ("machine",), "what of a computer matters to awards"),
    ("", ("figures", "request", "causes"), "points and money that are missing; which rules it is"),
    ("", ("sweep",), "a bound eased: where the award changes"),
    ("", ("again",), "the award asked again with other rules"),
    ("", ("keeping", "sides"), "what portfolios come to in each row; a bound and one request"),
    ("", ("selfchecking",), "what an applicant can know before the jury"),
    ("", ("changes",), "what would raise the total most"),
    ("", ("slips",), "what may be a slip of the hand"),
    ("", ("levers", "outlook"), "what an applicant can change; what the jury leaves open"),
    ("decision", ("award",), "call and proposals → Award"),
    ("steps", ("portfolio",), "the objective stage by stage; relief if nothing fits"),
    ("", ("relief", "ties"), "the fewest rules, the least easing; who is as good"),
    ("", ("loosening",), "rules with room to give"),
    ("", ("conflicts",), "the smallest sets of rules that cannot be kept"),
    ("", ("choice",), "proposals and rules, ready to be asked"),
    ("", ("optimum",), "the best choice, block by block"),
    ("", ("listing",), "lines of one block → the few that are as good"),
    ("", ("block",), "one block, aim by aim, each with its proof"),
    ("", ("frame",), "a block with its gains, draw and clones"),
    ("", ("asking",), "what general solvers suggest"),
    ("", ("integer",), "rows in whole numbers, safe for solvers"),
    ("", ("dividing",), "what rows settle, and blocks"),
    ("", ("engine",), "branch and bound, justified in integers"),
    ("", ("proof",), "claims checked in whole numbers"),
    ("", ("covering",), "a tree checked: nothing left out"),
    ("", ("score", "jury_state"), "proposal → Scorecard; the one rounding; the state of a jury"),
    (
        "doors in",
        ("round_file", "scenario_file", "record_file"),
        "round.toml → Round; scenarios.toml → Scenarios; record.json",
    ),
    ("", ("call_file", "workbook"), "TOML → Call; spreadsheets → Proposals"),
    ("", ("toml_file",), "TOML → table → attrs classes"),
    ("", ("patching",), "a call file's table and a scenario → the table as patched"),
    ("doors beside", ("scale",), "many pieces of work on all cores or a cluster; checkpoints"),
    ("", ("store", "examples"), "files written whole or not at all; shipped examples"),
    ("solvers", ("solver", "solver_child"), "HiGHS and CBC in a process of their own"),
    ("shelves", ("indicators", "rules"), "proposal → quantity; proposals → constraints"),
    ("", ("chain",), "a status told link by link"),
    ("", ("sme",), "figures and owners → micro, small, medium or large"),
    ("", ("control",), "who is linked with whom, who controls whom"),
    ("", ("circles",), "what is above itself"),
    ("", ("words",), "kinds, roles and countries in two languages"),
    ("", ("regions",), "Länder, places, distribution keys, demand"),
    (
        "nouns",
        ("round", "intake", "scenario", "recorded"),
        "what is known after the deadline; what came in; what if; what a record tells",
    ),
    ("", ("selection",), "the portfolio, how, or why none"),
    ("", ("claim",), "what is proven, and the proof"),
    ("", ("call", "proposal", "constraint", "scorecard", "jury"), "frozen attrs classes"),
    ("", ("ownership", "activity"), "who owns whom; who spends what on research"),
    (
        "words",
        ("numbers", "problem", "registry", "measure"),
        "as people write them; findings; names; values with units",
    ),
    (
        "",
        ("units", "messages", "frozen", "suggest", "organisation", "running", "arrays"),
        "Cents, Points, texts; many pieces of work; rows of whole numbers",
    ),
    ("", ("language",), "a sentence once, said in English or German"),
)
"""From the top down: (layer, its modules and folders, what they do). Imports go down only."""

LIBRARIES = {
    "click": {"cli"},
    "pulp": {"solver_child"},
    "highspy": set(),
    "cattrs": {"toml_file"},
    "openpyxl": {"workbook"},
    "defusedxml": {"workbook"},
    "python_calamine": {"workbook"},
    "xlsxwriter": {"reports"},
    "distributed": {"scale"},
    "numpy": {"arrays"},
}
"""Which library only these may import. attrs is for all."""

DECIDING = (
    "units", "constraint", "scorecard", "selection", "call", "proposal", "indicators", "rules",
    "call_file", "score", "jury", "jury_state", "claim", "proof", "covering", "dividing",
    "integer", "asking",
    "ownership", "circles", "control", "sme", "chain",
    "frame", "block",
    "optimum", "choice", "ties", "conflicts", "loosening", "relief", "portfolio",
    "award", "reasons",
    "again", "sweep", "causes", "figures", "request", "inversions", "prices", "replacements",
    "balance", "listing", "keeping", "sides", "selfchecking", "changes", "levers", "outlook",
    "slips", "agenda", "patching", "what_if", "scenario", "scenario_file",
    "record_file", "recorded", "differences", "sampling", "standing", "robustness", "weights",
    "varying", "frontier",
)  # fmt: skip
OUTSIDE_WORLD = frozenset(
    {
        "glob", "io", "locale", "os", "platform", "random", "secrets", "shutil", "socket",
        "subprocess", "sys", "tempfile", "time", "urllib", "uuid",
    }
)  # fmt: skip
MODULES = sorted(
    ".".join(path.relative_to(SRC).with_suffix("").parts) for path in SRC.rglob("*.py")
)


def path_of(module: str) -> Path:
    return SRC / (module.replace(".", "/") + ".py")


@cache
def text_of(module: str) -> str:
    return path_of(module).read_text(encoding="utf-8")


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(module)))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(text_of(module))


def place(module: str) -> str:
    """The name in LAYERS that a module goes by: its folder's, or its own."""
    first = module.split(".")[0]
    return "tenderscore" if first == "__init__" else first


@cache
def imports(module: str) -> tuple[str, ...]:
    """Every module that is imported, with its full name."""
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[str]:
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            origin = node.module or ""
            for alias in node.names:
                inner = f"{origin}.{alias.name}".removeprefix("tenderscore.")
                known = inner in MODULES or f"{inner}.__init__" in MODULES
                yield f"{origin}.{alias.name}" if known else origin


def our_imports(module: str) -> set[str]:
    """The places of LAYERS that a module imports from, its own left out."""
    found = {name for name in imports(module) if name.split(".")[0] == "tenderscore"}
    places = {name.split(".")[1] if "." in name else "tenderscore" for name in found}
    return places - {place(module)}


def level(name: str) -> int:
    """0 is the top row."""
    return next(number for number, (_, names, _) in enumerate(LAYERS) if name in names)


def in_places(names: Iterable[str]) -> list[str]:
    return [module for module in MODULES if place(module) in names]


def found(look: Callable[[str], Iterable[str]], modules: Iterable[str] = MODULES) -> list[str]:
    """What `look` finds, each with its module; [] is what most tests hope for."""
    return [f"{module}: {each}" for module in modules for each in look(module)]


# Layers


def test_every_module_has_its_place_in_the_table_and_every_place_its_module() -> None:
    places = [name for _, names, _ in LAYERS for name in names]
    assert sorted(places) == sorted({place(module) for module in MODULES})


def test_a_module_imports_only_from_rows_below_its_own() -> None:
    def upwards(module: str) -> list[str]:
        own = level(place(module))
        return sorted(name for name in our_imports(module) if level(name) <= own)

    assert found(upwards) == []


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    needs = {
        module: {
            name.removeprefix("tenderscore.")
            for name in imports(module)
            if name.startswith("tenderscore.")
        }
        for module in MODULES
    }
    left = {module: {name for name in names if name in needs} for module, names in needs.items()}
    while done := [module for module, names in left.items() if not names]:
        for module in done:
            del left[module]
        left = {module: names - set(done) for module, names in left.items()}
    assert left == {}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_is_used_only_where_it_belongs(library: str) -> None:
    users = {
        place(module)
        for module in MODULES
        if any(name.split(".")[0] == library for name in imports(module))
    }
    assert users <= LIBRARIES[library]


def test_no_further_library_is_used() -> None:
    known = {"tenderscore", "attrs", *LIBRARIES, *sys.stdlib_module_names}
    used = {name.split(".")[0] for module in MODULES for name in imports(module)}
    assert sorted(used - known) == []


def test_the_shelves_never_see_the_solver() -> None:
    solving = {"solver", "solver_child", "engine", "integer", "asking", "block", "optimum"}
    solving |= {"choice", "relief", "portfolio"}
    assert found(lambda m: our_imports(m) & solving, in_places(("rules", "indicators"))) == []


# What decides is exact, and depends on nothing but its input


def floats_in(module: str) -> Iterator[str]:
    """Each place where a number could become a float, with its line."""
    for node in nodes(module):
        where = f"line {getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{where}: the literal {node.value}"
        elif isinstance(node, ast.Name) and node.id in ("float", "complex", "round"):
            yield f"{where}: {node.id}"
        elif isinstance(node, ast.Attribute) and _is_math(node):
            yield f"{where}: math.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "math":
            names = [alias.name for alias in node.names if alias.name not in EXACT_MATH]
            yield from (f"{where}: math.{name}" for name in names)
        elif isinstance(node, ast.ImportFrom | ast.Import) and _statistics(node):
            yield f"{where}: statistics"


EXACT_MATH = ("ceil", "floor", "gcd", "lcm", "isqrt", "comb", "prod")
"""Of Fractions and whole numbers these give whole numbers."""


def _is_math(node: ast.Attribute) -> bool:
    return (
        isinstance(node.value, ast.Name) and node.value.id == "math" and node.attr not in EXACT_MATH
    )


def _statistics(node: ast.ImportFrom | ast.Import) -> bool:
    names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
    return any(name in ("statistics", "numpy", "cmath") for name in names)


def test_no_float_on_a_path_that_decides() -> None:
    assert found(floats_in, in_places(DECIDING)) == []


@pytest.mark.parametrize(
    "line", ["x = 0.5", "x = float(y)", "x = round(y)", "import math\nx = math.sqrt(y)",
             "from math import isclose", "from statistics import mean", "x: float"],
)  # fmt: skip
def test_a_float_would_be_found(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "nodes", lambda module: ast.walk(ast.parse(line)))
    assert list(floats_in("any"))


def outside_of(module: str) -> set[str]:
    return {name.split(".")[0] for name in imports(module)} & OUTSIDE_WORLD


def test_what_decides_sees_no_clock_no_chance_and_no_environment() -> None:
    def looks(module: str) -> Iterator[str]:
        yield from outside_of(module)
        for node in nodes(module):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
                yield node.attr

    assert found(looks, in_places(DECIDING)) == []


def test_only_doors_and_the_solver_look_outside() -> None:
    lookers = {place(module) for module in MODULES if outside_of(module)}
    doors = {"cli", "store", "examples", "workbook", "toml_file", "reports", "regions", "machine",
             "scale"}  # fmt: skip
    # The engine looks where its own files are: compiled, or as text.
    assert lookers <= {*doors, "solver", "solver_child", "engine"}


def test_only_the_command_line_prints() -> None:
    def prints(module: str) -> Iterator[str]:
        for node in nodes(module):
            if isinstance(node, ast.Name) and node.id == "print":
                yield f"line {node.lineno}"

    # The solver's process prints its answers to the pipe of the process that asked.
    quiet = [module for module in MODULES if place(module) not in ("cli", "solver_child")]
    assert found(prints, quiet) == []


# How a module looks


def test_a_module_opens_with_a_sentence_that_says_what_it_is_for() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def lengths() -> dict[str, int]:
    return {module: len(text_of(module).splitlines()) for module in MODULES}


def test_no_module_is_longer_than_300_lines() -> None:
    assert {module: count for module, count in lengths().items() if count > 300} == {}


def test_the_median_module_is_shorter_than_100_lines() -> None:
    assert sorted(lengths().values())[len(MODULES) // 2] < 100


@pytest.mark.parametrize("name", [*INDICATORS, *RULES])
def test_what_stands_on_a_shelf_says_in_one_sentence_what_it_is(name: str) -> None:
    entry = INDICATORS[name] if name in INDICATORS else RULES[name]
    assert entry.summary.endswith(".")


def test_a_longer_function_that_others_call_has_a_docstring() -> None:
    def silent(module: str) -> Iterator[str]:
        for node in tree(module).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                length = (node.end_lineno or 0) - node.body[0].lineno
                if length > 8 and not ast.get_docstring(node):
                    yield node.name

    assert found(silent, in_places(DECIDING)) == []


FUNCTIONS = [name for name in tenderscore.__all__ if name.islower() and name[0] != "_"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_comes_out_and_what_is_raised(name: str) -> None:
    assert getattr(tenderscore, name).__doc__


# Messages


def codes_in(module: str) -> set[str]:
    return {
        node.value
        for node in nodes(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"TS\d{3}", node.value)
    }


def test_every_message_is_used_and_every_code_used_has_a_message() -> None:
    used = {code for m in MODULES if place(m) != "messages" for code in codes_in(m)}
    assert sorted(used) == sorted(MESSAGES)


def test_no_code_stands_in_two_modules_of_messages() -> None:
    counted = sum(
        len(module.MESSAGES)
        for module in vars(messages).values()
        if hasattr(module, "MESSAGES") and hasattr(module, "__file__")
    )
    assert counted == len(MESSAGES)


def test_no_code_is_written_twice_in_a_module_of_messages() -> None:
    def twice(module: str) -> list[str]:
        keys = [
            str(key.value)
            for node in nodes(module)
            if isinstance(node, ast.Dict)
            for key in node.keys
            if isinstance(key, ast.Constant)
        ]
        return sorted({key for key in keys if keys.count(key) > 1})

    assert found(twice, in_places(("messages",))) == []


def test_what_stops_the_work_says_how_to_mend_it() -> None:
    stopping = {code: each for code, each in MESSAGES.items() if each.severity == "problem"}
    assert [code for code, each in stopping.items() if not each.fix] == []


def test_a_message_ends_in_a_full_stop() -> None:
    texts = {code: (each.what, each.fix) for code, each in MESSAGES.items()}
    open_ended = [
        code
        for code, pair in texts.items()
        for text in pair
        if text and not text.endswith((".", "{suggestion}"))
    ]
    assert open_ended == []


# The page


def test_the_table_in_architecture_md_is_the_table_here() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    first = text.split("|---|---|---|\n")[1].split("\n\n")[0]
    rows = [tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in first.splitlines()]
    here = [(layer, " ".join(f"`{name}`" for name in names), what) for layer, names, what in LAYERS]
    assert rows == here
