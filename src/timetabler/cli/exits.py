"""Exit codes, and how errors are told; scripts build on both."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
    """Print a message to standard error."""
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
    from timetabler.workflows.files import OverwriteError

    try:
        yield
    except InvalidInputError as error:
        complain(str(error))
        count = len(error.mistakes)
        complain(f"{count} mistake{'s' if count != 1 else ''}; nothing was done")
        raise typer.Exit(INVALID) from None
    except OverwriteError as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None
    except BrokenPipeError:
        # Who read the output has left; the rest of it interests nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except OSError as error:
        complain(
            f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
        )
        raise typer.Exit(INTERNAL) from None


def guarded(main: Callable[[], None]) -> None:
    """Run the command line; a second Ctrl-C leaves at once."""
    try:
        main()
    except KeyboardInterrupt:
        complain("interrupted")
        raise SystemExit(INTERRUPTED) from None
