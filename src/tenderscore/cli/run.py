"""What every command ends in: its exit code, and a line for whatever went wrong; no traceback.

0 fine · 1 problems in the input · 2 wrong usage · 3 no portfolio keeps the rules · 4 no agreement ·
70 our own fault · 130 interrupted · 143 terminated.
"""

import os
import signal
import sys
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
        done: Any = command.main(prog_name="tenderscore", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except Terminated:
        return 128 + signal.SIGTERM
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; nothing was written.", err=True)
        return 128 + signal.SIGINT
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _said(error)
    finally:
        solver = sys.modules.get("tenderscore.solver")
        if solver is not None:
            solver.end()


def _said(error: Exception) -> int:
    """The exit code, after the line or lines that say what was wrong."""
    from tenderscore.problem import InputError
    from tenderscore.selection import NoAward, NothingFits

    if isinstance(error, InputError):
        from tenderscore.reports.findings import findings_text

        click.echo(findings_text(error.problems), err=True, nl=False)
        return PROBLEMS
    if isinstance(error, NoAward):
        from tenderscore.reports.lines import line

        click.echo(line(str(error)), err=True)
        return NOTHING_FITS if isinstance(error, NothingFits) else NOT_AGREED
    fault = f"tenderscore has a fault of its own ({type(error).__name__})"
    click.echo(f"{fault}. Details: {_details(error)}", err=True)
    return OWN_FAULT


def _terminate(_: int, __: FrameType | None) -> None:
    raise Terminated


def _details(error: Exception) -> str:
    """Where the traceback was written, readable by the owner only."""
    import tempfile
    import traceback

    try:
        handle, name = tempfile.mkstemp(prefix="tenderscore-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
        return name
    except OSError:
        return "could not be written anywhere"
