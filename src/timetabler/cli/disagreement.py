"""Solver and checkers disagree: said loudly, with a file that repeats it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timetabler.cli.exits import INTERNAL, complain

if TYPE_CHECKING:
    from timetabler.workflows.solve import DisagreementError

FILE = "disagreement.txt"


@contextmanager
def repeatable(
    folder: Path | None, reproduction: Callable[["DisagreementError"], str]
) -> Iterator[None]:
    """Leave with exit code 1 if solver and checkers disagree; every solve is in this.

    Args:
        folder: Where to write what repeats it; None for the folder one is in.
        reproduction: Writes that down.
    """
    from timetabler.workflows.files import write_whole
    from timetabler.workflows.solve import DisagreementError

    try:
        yield
    except DisagreementError as error:
        path = (folder or Path()) / FILE
        write_whole(path, reproduction(error))
        complain("This is a bug in timetabler: solver and checkers disagree.")
        for reason in error.reasons:
            complain(f"  {reason}")
        complain(f"What is needed to repeat it is in {path}; please send it in.")
        raise typer.Exit(INTERNAL) from None
