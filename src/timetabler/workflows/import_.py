"""Make a problem file, and a timetable, of what organisers already have."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timetabler.constraints.settings import settings_mistakes
from timetabler.formats.importing.days import Days
from timetabler.formats.importing.header_map import Entry, HeaderMap, read_map
from timetabler.formats.importing.ids import Ids, ids_of
from timetabler.formats.importing.made import Made
from timetabler.formats.importing.programme import Programme, Wanted
from timetabler.formats.importing.published import half_placed, timetable_of
from timetabler.formats.importing.registry import IMPORTERS
from timetabler.formats.importing.seats import add_seats
from timetabler.formats.importing.sheet_columns import SHEETS
from timetabler.formats.importing.source import Source, read_source
from timetabler.formats.importing.tidy import tidy
from timetabler.formats.importing.writing import losses, write_problem
from timetabler.problem.mistakes import InvalidInputError, Located
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.problem.when import When
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Placement, Timetable


@dataclass(frozen=True)
class Imported:
    """What an import gives.

    Attributes:
        text: The problem file.
        problem: The problem; None if the file has to be mended first.
        timetable: Where and when talks were published; None if nothing was.
        mistakes: What has to be mended in the file.
        lost: What of the source a problem file has no place for, with counts.
        notes: What people should know of the import, in sentences.
    """

    text: str
    problem: Problem | None
    timetable: Timetable | None
    mistakes: tuple[Located, ...]
    lost: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def timetable_text(self) -> str | None:
        """The timetable file."""
        if self.problem is None or self.timetable is None:
            return None
        return write_timetable(self.problem, self.timetable)


def read_sources(files: Sequence[str]) -> list[Source]:
    """Read the files of an import.

    Raises:
        InvalidInputError: If a file can not be read.
    """
    return [read_source(Path(file)) for file in files]


def header_map(texts: Sequence[str]) -> HeaderMap:
    """Read what headers mean: ``Their header=ours``, or names of YAML files of such.

    Raises:
        InvalidInputError: With what is wrong in a file.
        ValueError: With what is wrong in a text.
    """
    entries: list[Entry] = []
    for text in texts:
        theirs, equals, ours = text.rpartition("=")
        if equals:
            entries.append(Entry(theirs.strip(), ours.strip()))
        else:
            entries.extend(read_map(read_source(Path(text))).entries)
    found = HeaderMap(tuple(entries))
    found.refuse(SHEETS)
    return found


def import_problem(
    format: str,
    sources: Sequence[Source],
    wanted: Wanted,
    *,
    seats: Source | None = None,
    file: str = "problem.yaml",
) -> Imported:
    """Import files of a format.

    Args:
        format: The format, by its name in the registry.
        sources: The files.
        wanted: What the person says where the source does not.
        seats: A list of rooms with their capacities, as CSV.
        file: What the problem file is to be called in messages.

    Raises:
        InvalidInputError: With what is wrong in the files, each at its place.
    """
    if IMPORTERS[format].whole:
        return _made(IMPORTERS[format].load_maker()(sources, wanted), file)
    programme = IMPORTERS[format].load()(sources, wanted)
    programme.notes.extend(note for source in sources for note in source.notes)
    tidy(programme, wanted)
    if seats is not None:
        add_seats(programme, seats)
    days = Days(programme, wanted)
    _refuse_empty(programme, days, sources)
    programme.notes.extend(half_placed(programme))
    ids = ids_of(programme, wanted)
    names = ", ".join(source.name.rpartition("/")[2] for source in sources)
    text = write_problem(programme, days, ids, wanted, f"{format} ({names})")
    return _checked(programme, ids, text, file)


def _made(made: Made, file: str) -> Imported:
    problem, mistakes = _read(made.text, file)
    there = _placed(problem, made) if problem and made.placed else None
    return Imported(made.text, problem, there, mistakes, made.lost, made.notes)


def _placed(problem: Problem, made: Made) -> Timetable:
    when = When(problem.clock, problem.days)
    return Timetable.of(
        Placement(when.starts(start)[0], room, talk)
        for talk, start, room in made.placed
    )


def _read(text: str, file: str) -> tuple[Problem | None, tuple[Located, ...]]:
    try:
        return read_problem(text, file, [settings_mistakes]), ()
    except InvalidInputError as error:
        return None, error.mistakes


def _checked(programme: Programme, ids: Ids, text: str, file: str) -> Imported:
    problem, mistakes = _read(text, file)
    return Imported(
        text=text,
        problem=problem,
        timetable=timetable_of(programme, problem, ids) if problem else None,
        mistakes=mistakes,
        lost=tuple(losses(programme)),
        notes=tuple(programme.notes),
    )


def _refuse_empty(programme: Programme, days: Days, sources: Sequence[Source]) -> None:
    if not days.days:
        raise sources[0].wrong(
            "nothing says on which days it is; give them, as --days 2027-02-06"
        )
    if not programme.rooms:
        programme.room("main room")
        programme.notes.append("no room is named; the main room is made up")
