"""Compare timetables by the independent checkers; no solver takes part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from timetabler.constraints.base import Constraint
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_text
from timetabler.timetable.comparison import Comparison, Contender, Known, criteria_of
from timetabler.timetable.file import read_timetable_leniently
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import load_problem

FILE = "timetable.yaml"


@dataclass(frozen=True)
class Entered:
    """A timetable to compare, as far as the problem knows its talks.

    Attributes:
        name: The name to show.
        timetable: Its placements of talks, rooms and days of the problem.
        missing: Talks that it can not say anything about: they are no part of the
            problem it was made for, or are placed where this problem has no place.
        notes: What does not fit, in sentences.
    """

    name: str
    timetable: Timetable
    missing: frozenset[str] = frozenset()
    notes: tuple[str, ...] = field(default=())


def enter(name: str, path: Path, problem: Problem, own: Path | None = None) -> Entered:
    """Read a timetable for a comparison, be it of this problem or of another.

    Args:
        name: The name to show.
        path: The timetable file, or a folder with ``timetable.yaml`` in it.
        problem: The problem it is compared by.
        own: The problem file it was made for, if that is another one.

    Raises:
        InvalidInputError: If a file cannot be read.
    """
    file = path / FILE if path.is_dir() else path
    timetable, strangers = read_timetable_leniently(read_text(file), str(file), problem)
    missing = {talk for talk in strangers if talk in problem.talks}
    notes = [f"{name}: {why}; left out of the comparison" for why in strangers.values()]
    if own is not None:
        other = load_problem(own).problem
        absent = [talk for talk in problem.talks if talk not in other.talks]
        missing.update(absent)
        notes.extend(f"{name} is of a problem without {talk}" for talk in absent)
        notes.extend(_changed_rooms(name, problem, other))
    return Entered(name, timetable, frozenset(missing), tuple(notes))


def compare(
    problem: Problem,
    constraints: Sequence[Constraint],
    entered: Sequence[Entered],
    known: Known | None = None,
) -> Comparison:
    """Put timetables side by side, by what they share.

    Args:
        problem: The problem all of them are scored by.
        constraints: Its constraints.
        entered: The timetables.
        known: What runs of the solver found out about the problem.
    """
    dropped = frozenset[str]().union(*(entry.missing for entry in entered))
    contenders = []
    for entry in entered:
        timetable = _without(entry.timetable, dropped)
        score = _without_findings(check(problem, timetable, constraints), dropped)
        contenders.append(Contender(entry.name, timetable, score))
    used = known or Known()
    # Bounds and ideals are of the whole problem, so they say nothing about a part.
    if dropped:
        used = Known()
    return Comparison(
        problem=problem,
        contenders=tuple(contenders),
        criteria=criteria_of([c.score for c in contenders], used),
        bounds=used.bounds,
        talks=tuple(talk for talk in problem.talks if talk not in dropped),
        notes=_notes(entered, dropped),
    )


def names_for(paths: Sequence[Path]) -> list[str]:
    """Name timetables as briefly as tells them apart: by file, or by folder."""
    for parts in range(1, 1 + max((len(path.parts) for path in paths), default=1)):
        names = [_short(path, parts) for path in paths]
        if len(set(names)) == len(names):
            return names
    return [f"{index + 1}: {path}" for index, path in enumerate(paths)]


def _short(path: Path, parts: int) -> str:
    bare = path.parent if path.name == FILE and len(path.parts) > 1 else path
    bare = bare.with_suffix("") if bare.suffix in (".yaml", ".yml") else bare
    return "/".join(bare.parts[-parts:])


def _without(timetable: Timetable, dropped: Collection[str]) -> Timetable:
    kept = {t: p for t, p in timetable.placements.items() if t not in dropped}
    return replace(timetable, placements=kept)


def _without_findings(score: Score, dropped: Collection[str]) -> Score:
    """Leave out what is found about talks that are not compared."""
    return Score(
        tuple(
            replace(
                constraint,
                findings=tuple(
                    finding
                    for finding in constraint.findings
                    if not set(finding.about) & set(dropped)
                ),
            )
            for constraint in score.constraints
        )
    )


def _changed_rooms(name: str, problem: Problem, other: Problem) -> list[str]:
    changed: Mapping[str, str] = {
        room.id: f"{other.rooms[room.id].seats} seats there, {room.seats} here"
        for room in problem.rooms.values()
        if room.id in other.rooms and other.rooms[room.id].seats != room.seats
    }
    return [
        f"{name} is of a problem in which {room} is another room: {how}"
        for room, how in changed.items()
    ]


def _notes(entered: Sequence[Entered], dropped: Collection[str]) -> tuple[str, ...]:
    notes = [note for entry in entered for note in entry.notes]
    if dropped:
        talks = ", ".join(sorted(dropped))
        notes.append(
            f"Compared without {talks}; ideals and bounds are of the whole problem, so"
            " they are not shown"
        )
    return tuple(notes)
