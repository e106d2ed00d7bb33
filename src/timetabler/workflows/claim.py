"""A folder that one run at a time writes to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".timetabler-lock"


class ClaimedError(Exception):
    """Another run is writing to the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: another run is writing there; name another place")


@contextmanager
def claimed(folder: Path | None) -> Iterator[None]:
    """Keep other runs out of a folder meanwhile; it is made if it is not there.

    What was made for nothing is taken away again. A run that is killed keeps nobody
    out, as the system itself ends its claim.

    Args:
        folder: The folder; None for none.

    Raises:
        ClaimedError: If another run is in it.
        OSError: If nothing can be written there.
    """
    if folder is None:
        yield
        return
    made = _made(folder)
    try:
        with _locked(folder):
            yield
    finally:
        with suppress(OSError):  # those that hold something are to stay
            for path in made:
                path.rmdir()


def _made(folder: Path) -> list[Path]:
    """Make a folder, and those it is in; returns those that were made, inmost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows, where runs are not kept apart
    except ImportError:
        yield
        return
    path = folder / _LOCK
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ClaimedError(folder) from None
        if not _is(descriptor, path):  # its owner has just left, and taken it away
            raise ClaimedError(folder)
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
    finally:
        os.close(descriptor)


def _is(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
