"""Write files so that nothing is lost: all of a file or nothing, never over another."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


class OverwriteError(Exception):
    """Files that are there already would be overwritten."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        names = ", ".join(map(str, self.paths))
        super().__init__(
            f"{names}: there already; use --force to replace, or name another place"
        )


def refuse_overwriting(paths: Iterable[Path], *, force: bool) -> None:
    """Refuse to write where something is, unless told to replace it.

    Raises:
        OverwriteError: Naming every file in the way.
    """
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise OverwriteError(there)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step, so that no reader and no crash sees half of it.

    Raises:
        OSError: If it can not be written; what was there before is untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        _write_whole(path, data)
    except OSError as error:
        if error.filename and error.filename2 is None and ".part-" not in str(error):
            raise
        # People know the file by its name, not the part that is to become it.
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            part.close()
            os.chmod(part.name, 0o666 & ~_umask())
            os.replace(part.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(part.name)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
