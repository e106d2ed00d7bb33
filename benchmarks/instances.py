"""Instances and sets of them: shipped, of others (imported on the fly), generated."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from benchmarks.generate import generated
from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active, anchored, settings_mistakes
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.registry import IMPORTERS
from timetabler.formats.importing.source import read_source
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem, read_text
from timetabler.workflows.import_ import import_problem

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
PROBLEMS = ROOT / "problems"
SIZES = (50, 100, 200, 500, 1000, 2000)
PACKED = """
constraints:
  track-run: hard
  track-room: {level: 1, per: conference}
  seats: off
  track-parallel: off
  preferred: off
  unwanted: off
  room-idle: off
"""
"""Every track in one unbroken run per room-day, and as few room-days as can be."""


class UnknownSetError(Exception):
    """A set that there is not, or one without an instance."""


@dataclass(frozen=True)
class Instance:
    """An instance: a problem file, a file to import, or a size to generate.

    Attributes:
        name: Its name in results; it tells instances apart.
        path: The file; "" where it is generated.
        format: The format to import; "" for a problem file.
        free: Whether an imported programme's tracks may be anywhere.
        talks: How many talks to generate; 0 where there is a file.
        seed: What to generate them from.
        more: What is added at the end of an imported problem file.
    """

    name: str
    path: str = ""
    format: str = ""
    free: bool = False
    talks: int = 0
    seed: int = 0
    more: str = ""

    def told(self) -> dict[str, Any]:
        """Tell it as JSON can hold it."""
        return asdict(self)

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """Read what ``told`` told."""
        return cls(**told)

    def text(self) -> str:
        """Make its problem file."""
        if self.talks:
            return generated(self.talks, self.seed)
        if not self.format:
            return read_text(Path(self.path))
        zone = None if IMPORTERS[self.format].whole else ZoneInfo("Europe/Brussels")
        wanted = Wanted(zone=zone, keep=not self.free)
        source = read_source(Path(self.path))
        return import_problem(self.format, [source], wanted).text + self.more


def constraints_of(
    text: str, instance: Instance
) -> tuple[Problem, tuple[Constraint, ...]]:
    """Read a problem file, and which constraints count in it."""
    folder = Path(instance.path).parent
    problem = read_problem(text, instance.name, [settings_mistakes])
    if instance.path and not instance.format:
        problem = anchored(problem, folder)
    return problem, active(problem)


def instances_of(name: str, data: Path = DATA, only: str = "*") -> list[Instance]:
    """List the instances of a set, or of a path.

    Args:
        name: A set; a problem file; a folder of such; or ``FORMAT:PATH`` to import.
        data: The folder of the instances of others.
        only: Patterns, with commas between; names of instances have to match one.

    Raises:
        UnknownSetError: If there is none.
    """
    wanted = only.split(",")
    found = [i for i in _found(name, data) if any(fnmatch(i.name, w) for w in wanted)]
    if not found:
        raise UnknownSetError(
            f"no instance of {name!r}; sets are {', '.join(SETS)}, or name a problem"
            " file, a folder of such, or FORMAT:PATH"
        )
    return found


def _found(name: str, data: Path) -> list[Instance]:
    if name in SETS:
        return list(SETS[name](data))
    format, colon, rest = name.partition(":")
    if colon and format in IMPORTERS:
        return [_imported(format, path) for path in _files(Path(rest))]
    return [Instance(path.stem, str(path)) for path in _files(Path(name), ".yaml")]


def _files(path: Path, suffix: str = "") -> list[Path]:
    if path.is_dir():
        return sorted(
            p for p in path.iterdir() if p.is_file() and p.name.endswith(suffix)
        )
    return [path] if path.is_file() else []


def _imported(
    format: str, path: Path, prefix: str = "", *, free: bool = False, more: str = ""
) -> Instance:
    name = f"{prefix}{path.stem}"
    return Instance(name, str(path.resolve()), format, free, more=more)


def _shipped(data: Path) -> Iterator[Instance]:
    del data
    for path in sorted(PROBLEMS.glob("*.yaml")):
        yield Instance(path.stem, str(path))


def _cosplib(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "cosplib").glob("*.xlsx")):
        yield _imported("cosplib", path)


def _optaplanner(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "optaplanner").glob("*.xlsx"), key=_number):
        yield _imported("optaplanner", path)


def _number(path: Path) -> int:
    return int("".join(c for c in path.stem.partition("talks")[0] if c.isdigit()) or 0)


def _akplan(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "other" / "akplan").glob("*.json")):
        yield _imported("akplan", path)


def _fosdem(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "fosdem").glob("[12]???.xml")):
        yield _imported("schedule.xml", path, "fosdem-")


def _fosdem_free(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "fosdem").glob("[12]???.xml")):
        yield _imported("schedule.xml", path, "fosdem-free-", free=True)


def _fosdem_packed(data: Path) -> Iterator[Instance]:
    for path in sorted((data / "fosdem").glob("[12]???.xml")):
        yield _imported("schedule.xml", path, "fosdem-packed-", free=True, more=PACKED)


def _scaling(data: Path) -> Iterator[Instance]:
    del data
    for talks in SIZES:
        yield Instance(f"generated-{talks}", talks=talks, seed=1)


SETS: Mapping[str, Callable[[Path], Iterator[Instance]]] = {
    "shipped": _shipped,
    "cosplib": _cosplib,
    "optaplanner": _optaplanner,
    "akplan": _akplan,
    "fosdem": _fosdem,
    "fosdem-free": _fosdem_free,
    "fosdem-packed": _fosdem_packed,
    "scaling": _scaling,
}
