"""The process that opens workbooks: questions in, cells or what is wrong out, as lines of JSON.

Whatever a file does to a parser, it does here: memory and time are limited, nothing can be written
and no program started. The process ends itself as soon as its standard input closes.

A question is {"path": …, "limits": {…}}. An answer is {"book": …}, {"problem": …} or {"over":
[limit, sheet, row]}.
"""

import contextlib
import hashlib
import json
import os
import queue
import stat
import sys
import threading
from typing import Any

from tenderscore.language import Text, said
from tenderscore.problem import InputError, problem
from tenderscore.workbook import values
from tenderscore.workbook.formats import contents
from tenderscore.workbook.limits import MIB, Limits, OverLimit
from tenderscore.workbook.packing import packed_problem

_PATIENCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    questions: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(questions,), daemon=True).start()
    with contextlib.suppress(ImportError):
        values.warm_up()
    while True:
        question = json.loads(questions.get())
        answer = _answer(question["path"], Limits(**question["limits"]))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _listen(questions: "queue.Queue[str]") -> None:
    for line in sys.stdin:
        questions.put(line)
    os._exit(0)


def confine(memory_mib: int) -> None:
    """So much memory, no files written; where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    bounds = ((resource.RLIMIT_AS, memory_mib * MIB), (resource.RLIMIT_FSIZE, 0),
              (resource.RLIMIT_CORE, 0))  # fmt: skip
    for which, most in bounds:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, resource.getrlimit(which)[1]))


def _answer(path: str, limits: Limits) -> Any:
    confine(limits.memory_mib)
    try:
        return {"book": read(path, limits)}
    except InputError as error:
        return {"problem": packed_problem(error.problems[0])}
    except OverLimit as over:
        return {"over": [over.name, over.sheet, over.row]}
    except MemoryError:
        return {"over": ["memory_mib", "", 0]}
    except Exception as error:  # ten unrelated types are known to come out of broken workbooks
        return {"problem": packed_problem(problem("TS206", reason=reason(error)))}


def read(path: str, limits: Limits) -> dict[str, Any]:
    """The book's sheets, digest and what else it holds. Raises InputError, OverLimit and others."""
    content = _content(path, limits)
    its = contents(content, os.path.basename(path), limits)
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "tabs": its.tabs,
        "beside": its.beside,
        "findings": [packed_problem(each) for each in its.findings],
    }


def _content(path: str, limits: Limits) -> bytes:
    """Opened without waiting, so that a pipe without a writer is no trap."""
    try:
        handle = os.open(path, os.O_RDONLY | _PATIENCE)
    except FileNotFoundError:
        raise InputError([problem("TS101")]) from None
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise InputError([problem("TS201" if stat.S_ISDIR(mode) else "TS202")])
    try:
        with os.fdopen(handle, "rb") as file:
            content = file.read(limits.file_mib * MIB + 1)
    except OSError as error:
        raise _unopened(path, error) from None
    if len(content) > limits.file_mib * MIB:
        raise OverLimit("file_mib")
    return content


def _unopened(path: str, error: Exception) -> InputError:
    with contextlib.suppress(OSError, ValueError):
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            return InputError([problem("TS201" if stat.S_ISDIR(mode) else "TS202")])
    why = getattr(error, "strerror", None) or str(error)
    return InputError([problem("TS102", reason=why)])


def reason(error: Exception) -> Text:
    """What is wrong with a workbook that openpyxl gives up on."""
    if type(error).__name__ in ("BadZipFile", "EOFError", "error"):
        return said("it is cut off or was changed on its way")
    if isinstance(error, KeyError):
        return said("a part of it is missing")
    return said("its contents are not in order ({kind})", kind=type(error).__name__)


if __name__ == "__main__":
    main()
