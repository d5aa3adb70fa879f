"""What every command ends in: its exit code, and a line for whatever went wrong; no traceback.

0 fine · 1 problems in the input · 2 wrong usage · 3 no portfolio keeps the rules · 4 best found,
but not proven · 70 our own fault · 130 interrupted · 143 terminated.
"""

import contextlib
import errno
import io
import os
import signal
import sys
from types import FrameType
from typing import Any, TextIO

import click

from tenderscore.cli.speech import conversation
from tenderscore.language import say

PROBLEMS, NOTHING_FITS, NOT_PROVEN, OWN_FAULT = 1, 3, 4, 70
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Terminated(BaseException):
    """SIGTERM came; solvers and temporary files are put away on the way out."""


def run(command: click.Command) -> int:
    """The command's exit code; everything that can go wrong is said in a line on stderr."""
    with conversation():
        return _run(command)


def _run(command: click.Command) -> int:
    signal.signal(signal.SIGTERM, _terminate)
    for stream in _streams():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        done: Any = command.main(prog_name="tenderscore", standalone_mode=False)
        for stream in _streams():
            stream.flush()
        return done if isinstance(done, int) else 0
    except (Terminated, KeyboardInterrupt, click.Abort) as error:
        _say(say("Ended from outside; no file is half written."))
        for kept in _notes(error):
            _say(kept)
        return 128 + (signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT)
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _said(error)
    finally:
        _let_go()
        solver = sys.modules.get("tenderscore.solver")
        if solver is not None:
            solver.end()


def _notes(error: BaseException | None) -> list[str]:
    """Of the error, or of that in whose place it came: click makes an Abort of Ctrl-C, and a second
    Ctrl-C comes while the first is dealt with."""
    while error is not None and not hasattr(error, "__notes__"):
        error = error.__cause__ or error.__context__
    return getattr(error, "__notes__", [])


def _streams() -> list[TextIO]:
    """stdout and stderr, as far as they are open."""
    standard: tuple[TextIO | None, ...] = (sys.stdout, sys.stderr)
    return [stream for stream in standard if stream is not None]


def _let_go() -> None:
    """What could not be written is given up, so that the interpreter does not try once more."""
    for stream in _streams():
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(text: str) -> None:
    """A line on stderr, where that can be written."""
    with contextlib.suppress(OSError):
        click.echo(text, err=True)


def _said(error: Exception) -> int:
    """The exit code, after the line or lines that say what was wrong."""
    from tenderscore.problem import InputError
    from tenderscore.selection import NoAward, NothingFits

    if isinstance(error, InputError):
        from tenderscore.reports.findings import findings_text

        _say(findings_text(error.problems).rstrip("\n"))
        return PROBLEMS
    if isinstance(error, NoAward):
        from tenderscore.reports.lines import line

        _say(line(str(error)))
        return NOTHING_FITS if isinstance(error, NothingFits) else NOT_PROVEN
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        _say(say("The report cannot be written: {reason}.", reason=error.strerror))
        return PROBLEMS
    _say(
        say(
            "tenderscore has a fault of its own ({kind}). Details: {place}",
            kind=type(error).__name__,
            place=_details(error),
        )
    )
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
        return say("could not be written anywhere")
