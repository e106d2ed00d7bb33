"""Every reader of files, with valid samples of what it reads."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from fuzz.mutation import Mutator, by_bytes, by_json, by_words, by_xml, by_zip
from importing.samples import PENTABARF, PRETALX
from importing.test_other_formats import ALL, GRID, ICS, PARTS, TALKS
from timetabler.constraints.settings import settings_mistakes
from timetabler.formats.check_json import check_json
from timetabler.formats.check_xml import check_xml
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.programme import Programme
from timetabler.problem.mistakes import InvalidInputError
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem, read_text
from timetabler.timetable.file import read_timetable, read_timetable_leniently
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.export import export
from timetabler.workflows.import_ import import_problem
from timetabler.workflows.load import load_problem
from timetabler.workflows.replanning.changed import load_changed, load_changes

PROBLEMS = Path(__file__).parents[2] / "problems"
TUTORIAL = PROBLEMS / "tutorial.yaml"
DEVROOM = PROBLEMS / "virtualization-and-cloud-2012.yaml"
_WANTED = Wanted(zone=ZoneInfo("Europe/Brussels"), minutes=30)
_TEXT = (by_bytes, by_words, by_words)
_INDICO = {
    "results": {
        "1": {
            "20260304": {
                "s1": {
                    "entryType": "Session",
                    "title": "Trees",
                    "room": "R1",
                    "startDate": {
                        "date": "2026-03-04",
                        "time": "10:00:00",
                        "tz": "Europe/Zurich",
                    },
                    "entries": {
                        "c7": {
                            "entryType": "Contribution",
                            "id": "7",
                            "title": "Oaks",
                            "startDate": {
                                "date": "2026-03-04",
                                "time": "10:00:00",
                                "tz": "Europe/Zurich",
                            },
                            "duration": 30,
                            "presenters": [{"firstName": "Di", "familyName": "Fi"}],
                        }
                    },
                }
            }
        }
    }
}
_CHANGES = """\
format: 1
reason: flu
cancel: [{talk}]
unavailable: {{{speaker}: {day} 11:00-13:00}}
close: {{{room}: [{day} 10:00-11:00]}}
talks: {{{talk}: {{minutes: 20}}}}
"""
_PEOPLE = "person,talk,weight\nada,{one},2\nada,{two},1\nbo,{one},3\n"
_COSTS = "talk,day,room,penalty,each\n{one},,,3,talk\n{two},{day},,1,minute\n"


@dataclass(frozen=True)
class Reader:
    """A reader, valid files for it, and ways to break them.

    ``read`` ends well or with ``InvalidInputError``; whatever else is a bug.
    """

    read: Callable[[bytes], object]
    samples: Callable[[], list[bytes]]
    mutators: tuple[Mutator, ...]


@cache
def _devroom() -> tuple[Problem, Timetable]:
    problem = load_problem(DEVROOM).problem
    path = PROBLEMS / "published" / DEVROOM.name
    return problem, read_timetable(read_text(path), path.name, problem)


def _exported(*formats: str) -> Callable[[], list[bytes]]:
    return lambda: [export(Programme(*_devroom()), name) for name in formats]


def _names() -> dict[str, str]:
    problem = load_problem(TUTORIAL).problem
    one, two, *_ = problem.talks
    return {
        "one": one,
        "two": two,
        "talk": one,
        "day": next(iter(problem.days)),
        "room": next(iter(problem.rooms)),
        "speaker": next(iter(problem.speakers)),
    }


def _filled(text: str) -> Callable[[], list[bytes]]:
    return lambda: [text.format(**_names()).encode()]


def _in_a_file(read: Callable[[Path], object], name: str) -> Callable[[bytes], object]:
    """Let a reader of files read bytes; a problem file lies beside them."""

    def reading(data: bytes) -> object:
        with TemporaryDirectory() as folder:
            (Path(folder) / name).write_bytes(data)
            return read(Path(folder) / name)

    return reading


def _named_in(settings: str) -> Callable[[Path], object]:
    """A problem file whose constraints name the file."""

    def read(path: Path) -> object:
        problem = path.with_name("problem.yaml")
        text = TUTORIAL.read_text(encoding="utf-8")
        if "\nconstraints:" in text:
            text = text[: text.index("\nconstraints:") + 1]
        text += f"constraints: {{{settings.format(name=path.name)}}}\n"
        problem.write_text(text, encoding="utf-8")
        return load_problem(problem)

    return read


def _changed(path: Path) -> object:
    return load_changed(TUTORIAL, [load_changes(path)])


def _timetables(path: Path) -> object:
    problem, _ = _devroom()
    text = read_text(path)
    read_timetable_leniently(text, path.name, problem)
    return read_timetable(text, path.name, problem)


def _importing(format: str, name: str = "talks.csv") -> Callable[[bytes], object]:
    return lambda data: import_problem(format, [Source(name, data)], _WANTED)


def _seats(data: bytes) -> object:
    schedule, seats = Source("in.xml", PENTABARF.encode()), Source("seats.csv", data)
    return import_problem("schedule.xml", [schedule], _WANTED, seats=seats)


def _files(*paths: Path) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for path in paths]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def _read_problem(path: Path) -> object:
    return read_problem(read_text(path), path.name, [settings_mistakes])


READERS: Mapping[str, Reader] = {
    "problem.yaml": Reader(
        _in_a_file(_read_problem, "p.yaml"), _files(TUTORIAL, DEVROOM), _TEXT
    ),
    "timetable.yaml": Reader(
        _in_a_file(_timetables, "t.yaml"),
        _files(PROBLEMS / "published" / DEVROOM.name),
        _TEXT,
    ),
    "changes.yaml": Reader(_in_a_file(_changed, "c.yaml"), _filled(_CHANGES), _TEXT),
    "people.csv": Reader(
        _in_a_file(_named_in("wishes: {{level: 2, people: {name}}}"), "people.csv"),
        _filled(_PEOPLE),
        _TEXT,
    ),
    "costs.csv": Reader(
        _in_a_file(_named_in("costs: {{level: 2, file: {name}}}"), "costs.csv"),
        _filled(_COSTS),
        _TEXT,
    ),
    "seats.csv": Reader(_seats, _texts("Room;Seats\nBarn;50\nLoft;20\n"), _TEXT),
    "schedule.xml": Reader(
        _importing("schedule.xml"),
        lambda: [*_texts(PENTABARF, PRETALX)(), *_exported("schedule.xml")()],
        (by_xml, by_xml, by_bytes, by_words),
    ),
    "schedule.json": Reader(
        _importing("schedule.json"),
        _exported("schedule.json"),
        (by_json, by_json, by_bytes),
    ),
    "pretalx": Reader(
        _importing("pretalx"), _texts(json.dumps(PARTS)), (by_json, by_json, by_bytes)
    ),
    "sessionize": Reader(
        _importing("sessionize"),
        _texts(json.dumps(ALL), json.dumps(GRID)),
        (by_json, by_json, by_bytes),
    ),
    "indico": Reader(
        _importing("indico"), _texts(json.dumps(_INDICO)), (by_json, by_json, by_bytes)
    ),
    "ics": Reader(
        _importing("ics"), lambda: [*_texts(ICS)(), *_exported("ics")()], _TEXT
    ),
    "csv": Reader(
        _importing("sheets"), lambda: [*_texts(TALKS)(), *_exported("csv")()], _TEXT
    ),
    "xlsx": Reader(
        _importing("sheets", "talks.xlsx"), _exported("xlsx"), (by_zip, by_zip)
    ),
    "check schedule.xml": Reader(
        check_xml, _exported("schedule.xml"), (by_xml, by_bytes)
    ),
    "check schedule.json": Reader(
        check_json, _exported("schedule.json"), (by_json, by_bytes)
    ),
}


def refused(reader: Reader, data: bytes) -> bool:
    """Read it; whether it was refused, with words and a place."""
    try:
        reader.read(data)
    except InvalidInputError as error:
        if not (error.mistakes and all(map(_well_told, error.mistakes))):
            raise AssertionError(f"told without words or a place: {error}") from error
        return True
    return False


def _well_told(mistake: object) -> bool:
    line, column = getattr(mistake, "line", 0), getattr(mistake, "column", 0)
    return line >= 1 and column >= 1 and bool(str(mistake).strip())


def every_sample() -> Iterator[tuple[str, bytes]]:
    """Yield the valid files, each with its reader's name."""
    for name, reader in READERS.items():
        for sample in reader.samples():
            yield name, sample
