"""Exit codes, and how errors are told; scripts build on both."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from pathlib import Path
from typing import NoReturn

import typer

DONE = 0
INTERNAL = 1
USAGE = 2
INVALID = 3
INFEASIBLE = 4
UNKNOWN = 5
VIOLATIONS = 6
INTERRUPTED = 130


def complain(message: str) -> None:
    """Print a message to standard error; where nobody can read it, to nobody."""
    with suppress(OSError):
        typer.echo(message, err=True)


def leave(status: str, *, interrupted: bool = False) -> None:
    """Leave with the exit code of how a search ended; return where that is 0.

    Args:
        status: ``optimal``, ``feasible``, ``infeasible`` or ``unknown``.
        interrupted: Whether somebody ended the search.
    """
    if interrupted:
        raise typer.Exit(INTERRUPTED)
    codes = {"infeasible": INFEASIBLE, "unknown": UNKNOWN}
    if status in codes:
        raise typer.Exit(codes[status])


@contextmanager
def told() -> Iterator[None]:
    """Tell errors in words, and leave with their exit codes."""
    from timetabler.problem.mistakes import InvalidInputError
    from timetabler.workflows.claim import ClaimedError
    from timetabler.workflows.files import OverwriteError
    from timetabler.workflows.memory import MemoryLimitError

    try:
        yield
    except InvalidInputError as error:
        complain(str(error))
        count = len(error.mistakes)
        complain(f"{count} mistake{'s' if count != 1 else ''}; nothing was done")
        raise typer.Exit(INVALID) from None
    except (OverwriteError, ClaimedError, MemoryLimitError) as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None
    except BrokenPipeError:
        _unread()
        raise typer.Exit(DONE) from None
    except OSError as error:
        raise typer.Exit(_failed(error)) from None


def guarded(main: Callable[[], None]) -> None:
    """Run the command line; end in good order whatever becomes of its output.

    A request to terminate is the same as Ctrl-C, whose exit leaves at once: a solver
    that is still at work in a thread of its own holds nothing up.
    """
    _open_streams()
    code = DONE
    try:
        code = _code(main)
        sys.stdout.flush()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        complain("interrupted")
        _leave_at_once(INTERRUPTED)
    except BrokenPipeError:
        _unread()
    except OSError as error:
        # What is left to print fails just as what was printed before, and was told of.
        code = code if code == INTERNAL else _failed(error)
        _unread()
    if code == INTERRUPTED:
        # Typer tells of the second Ctrl-C by this code. A solver may be at work yet:
        # its thread would not survive that Python takes everything down around it.
        _leave_at_once(code)
    raise SystemExit(code)


def _code(main: Callable[[], None]) -> int:
    """The exit code of a command."""
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE


def _open_streams() -> None:
    """Have something to print to also where streams are closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nowhere)


def _unread() -> None:
    """Throw away what is left to print: who read the output has left."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: OSError) -> int:
    """Tell that something could not be read or written; the exit code of that."""
    complain(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    return INTERNAL


def _leave_at_once(code: int) -> NoReturn:
    for child in active_children():
        child.kill()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)
