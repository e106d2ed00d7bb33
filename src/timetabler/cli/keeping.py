"""What a search leaves behind whatever becomes of it: a checkpoint, and whole files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timetabler.cli.exits import complain

if TYPE_CHECKING:
    from timetabler.constraints.base import Constraint
    from timetabler.problem.problem import Problem
    from timetabler.timetable.timetable import Timetable

Found = Callable[[int, "Timetable"], None]
CheckpointPath = Annotated[
    Path | None,
    typer.Option(
        "--checkpoint",
        metavar="FILE",
        help="Keep the best timetable so far here; default: checkpoint.yaml in DIR,"
        " until all is written.",
    ),
]
MemoryLimit = Annotated[
    int | None,
    typer.Option(
        "--memory-limit",
        min=1,
        metavar="MB",
        help="End with the best timetable so far before more memory is used.",
    ),
]


@contextmanager
def kept(
    folder: Path | None,
    names: Sequence[str],
    checkpoint: Path | None,
    start_from: Path | None = None,
    *,
    force: bool,
) -> Iterator[Path | None]:
    """Keep others out of a folder; yields where to keep the best timetable so far.

    A checkpoint that is made unasked goes once everything else is written.

    Args:
        folder: Where results go; None for nowhere.
        names: The names of all results.
        checkpoint: Where the checkpoint is wanted; None for in the folder.
        start_from: A timetable that may be replaced by a better one.
        force: Whether files may be replaced.
    """
    from timetabler.workflows.checkpoint import NAME
    from timetabler.workflows.claim import claimed
    from timetabler.workflows.files import refuse_overwriting

    unasked = folder / NAME if folder is not None else None
    path = checkpoint or unasked
    with claimed(folder):
        results = [folder / name for name in names] if folder is not None else []
        if path is not None and not _same(path, start_from):
            results.append(path)
        refuse_overwriting(results, force=force)
        yield path
        if checkpoint is None and path is not None:
            path.unlink(missing_ok=True)


@contextmanager
def checkpointed(
    path: Path | None,
    problem: "Problem",
    constraints: Sequence["Constraint"],
    earlier: "Timetable | None" = None,
) -> Iterator["Found | None"]:
    """Keep the best timetable so far in a file; yields whom to tell of timetables."""
    if path is None:
        yield None
        return
    from timetabler.workflows.checkpoint import Checkpoint

    with Checkpoint(path, problem, constraints, earlier) as keeper:
        yield keeper.found
    if keeper.error is not None:
        why = keeper.error.strerror or keeper.error
        complain(f"{path}: the checkpoint could not be written: {why}")


def _same(path: Path, other: Path | None) -> bool:
    try:
        return other is not None and path.samefile(other)
    except OSError:
        return False
