"""What every command ends in: its exit code, and a line for whatever went wrong; no traceback.

0 fine · 1 problems in the input · 2 wrong usage · 3 no portfolio keeps the rules · 4 no agreement ·
70 our own fault · 130 interrupted · 143 terminated.
"""

import os
import signal
import sys
import tempfile
import traceback
from types import FrameType
from typing import Any

import click

PROBLEMS, NOTHING_FITS, NOT_AGREED, OWN_FAULT = 1, 3, 4, 70


class Terminated(BaseException):
    """SIGTERM came; solvers and temporary files are put away on the way out."""


def run(command: click.Command) -> int:
    """The command's exit code; everything that can go wrong is said in a line on stderr."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(command)
    except Terminated:
        return 128 + signal.SIGTERM
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; nothing was written.", err=True)
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        click.echo(f"tenderscore has a fault of its own ({type(error).__name__}). "
                   f"Details: {_details()}", err=True)  # fmt: skip
        return OWN_FAULT
    finally:
        solver = sys.modules.get("tenderscore.solver")
        if solver is not None:
            solver.end()


def _run(command: click.Command) -> int:
    from tenderscore.problem import InputError
    from tenderscore.selection import NoAward, NothingFits

    try:
        done: Any = command.main(prog_name="tenderscore", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except InputError as error:
        from tenderscore.reports.findings import findings_text

        click.echo(findings_text(error.problems), err=True, nl=False)
        return PROBLEMS
    except NoAward as error:
        from tenderscore.reports.lines import line

        click.echo(line(str(error)), err=True)
        return NOTHING_FITS if isinstance(error, NothingFits) else NOT_AGREED


def _terminate(_: int, __: FrameType | None) -> None:
    raise Terminated


def _details() -> str:
    """Where the traceback was written, readable by the owner only."""
    try:
        handle, name = tempfile.mkstemp(prefix="tenderscore-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            traceback.print_exc(file=file)
        return name
    except OSError:
        return "could not be written anywhere"
