"""A timetable that can not be written where it should be is written elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkstemp

from timetabler.workflows.files import write_whole


@contextmanager
def rescued(
    path: Path, text: str | None, tell: Callable[[str], None]
) -> Iterator[None]:
    """Write a timetable elsewhere if what is done meanwhile fails to write it.

    Args:
        path: Where it should be written.
        text: The timetable file; None if there is none.
        tell: Told where it is.

    Raises:
        OSError: As it was raised; the rescue mends nothing else.
    """
    try:
        yield
    except OSError:
        if text is not None and not _holds(path, text):
            for folder in (Path.cwd(), Path(gettempdir())):
                with suppress(OSError):
                    tell(f"the timetable is in {_elsewhere(folder, text)} instead")
                    break
        raise


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _elsewhere(folder: Path, text: str) -> Path:
    descriptor, name = mkstemp(prefix="rescued-timetable-", suffix=".yaml", dir=folder)
    path = Path(name)
    try:
        with open(descriptor, "wb"):
            write_whole(path, text)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
