"""Who is better off in one timetable than in another: speakers, rooms, groups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from timetabler.problem.problem import Problem, Talk
from timetabler.timetable.comparison import Comparison, Contender
from timetabler.timetable.score import Finding

Kind = Literal["speaker", "track", "theme", "room", "audience"]
KINDS: tuple[Kind, ...] = ("speaker", "track", "theme", "room", "audience")

Party = tuple[Kind, str]
"""A kind, and an id; audience groups have the talks' level, kind or language."""

Counts = Mapping[Party, Counter[tuple[str, str]]]
"""By party, the amount of each criterion, as its name and unit."""

DAYS, WAITING = ("days at the conference", ""), ("between talks of a day", "minutes")
"""What a timetable asks of a speaker, whether or not a constraint minds."""


@dataclass(frozen=True)
class Change:
    """One criterion that is another one for somebody: name, unit, before and after."""

    criterion: str
    unit: str
    before: int
    after: int

    @property
    def text(self) -> str:
        """The change in words."""
        return f"{self.criterion} {self.before:,} → {self.after:,} {self.unit}".rstrip()


@dataclass(frozen=True)
class Shift:
    """What becomes of somebody from one timetable to another.

    Attributes:
        kind: What the party is.
        name: The party's name or title.
        verdict: ``better``, ``worse``, or ``mixed`` where it gains and loses.
        changes: The criteria that change for it.
    """

    kind: Kind
    name: str
    verdict: Literal["better", "worse", "mixed"]
    changes: tuple[Change, ...]

    def sentence(self, before: str, after: str) -> str:
        """Say it in words; ``before`` and ``after`` name the timetables."""
        told = "; ".join(change.text for change in self.changes)
        words = {
            "better": "better off",
            "worse": "worse off",
            "mixed": "better and worse",
        }
        who = self.name if self.kind != "audience" else f"The audience of {self.name}"
        return f"{who} is {words[self.verdict]} in {after} than in {before}: {told}"


def shifts(comparison: Comparison, before: int, after: int) -> list[Shift]:
    """Tell who is better or worse off in one timetable than in another.

    Args:
        comparison: The timetables.
        before: The index of the one to start from.
        after: The index of the other.
    """
    problem = comparison.problem
    one, other = (
        _counts(problem, comparison.contenders[index]) for index in (before, after)
    )
    found = []
    for kind in KINDS:
        for party in sorted({p for p in (*one, *other) if p[0] == kind}):
            shift = _shift(problem, party, one.get(party), other.get(party))
            if shift is not None:
                found.append(shift)
    return found


def _shift(
    problem: Problem,
    party: Party,
    one: Counter[tuple[str, str]] | None,
    other: Counter[tuple[str, str]] | None,
) -> Shift | None:
    old, new = one or Counter(), other or Counter()
    changes = tuple(
        Change(*criterion, old[criterion], new[criterion])
        for criterion in dict.fromkeys((*old, *new))
        if old[criterion] != new[criterion]
    )
    if not changes:
        return None
    signs = {change.after < change.before for change in changes}
    verdict: Literal["better", "worse", "mixed"] = (
        "mixed" if len(signs) > 1 else "better" if True in signs else "worse"
    )
    return Shift(party[0], _name(problem, party), verdict, changes)


def _counts(problem: Problem, contender: Contender) -> Counts:
    """Add up the findings by those whom they are about."""
    found: dict[Party, Counter[tuple[str, str]]] = {}
    for constraint in contender.score.constraints:
        for finding in constraint.findings:
            for party in set(_parties(problem, finding)):
                count = found.setdefault(party, Counter())
                count[constraint.name, constraint.unit] += finding.amount
    for speaker in problem.speakers:
        days, waiting = _presence(problem, contender, speaker)
        if days:
            count = found.setdefault(("speaker", speaker), Counter())
            count[DAYS] += days
            count[WAITING] += waiting
    return found


def _presence(problem: Problem, contender: Contender, speaker: str) -> tuple[int, int]:
    """On how many days a speaker has to come, and how long they wait between talks."""
    timetable = contender.timetable
    spans = sorted(
        (timetable[talk.id].start, timetable.end(problem, talk.id))
        for talk in problem.talks_of(speaker)
        if talk.id in timetable
    )
    days = {problem.day_at(start).id for start, _ in spans}
    waiting = sum(
        max(0, later[0] - earlier[1])
        for earlier, later in pairwise(spans)
        if problem.day_at(earlier[0]) == problem.day_at(later[0])
    )
    return len(days), waiting


def _parties(problem: Problem, finding: Finding) -> Iterator[Party]:
    talks = [problem.talks[name] for name in finding.about if name in problem.talks]
    named: dict[Kind, list[str]] = {
        "speaker": [name for name in finding.about if name in problem.speakers],
        "track": [name for name in finding.about if name in problem.tracks],
        "theme": [name for name in finding.about if name in problem.themes],
        "room": [name for name in finding.about if name in problem.rooms],
        "audience": [],
    }
    implied: dict[Kind, Iterable[str | None]] = {
        "speaker": [speaker for talk in talks for speaker in talk.speakers],
        "track": [talk.track for talk in talks],
        "theme": [talk.theme for talk in talks],
        # A room is no better off for the talks in it, but for what is said of itself.
        "room": [],
        "audience": [group for talk in talks for group in _groups(talk)],
    }
    for kind in KINDS:
        # A finding that names a speaker is about that one, not about all of a talk.
        for name in named[kind] or implied[kind]:
            if name:
                yield kind, name


def _groups(talk: Talk) -> Iterator[str]:
    """The groups of people that a talk is for."""
    if talk.level:
        yield f"{talk.level} talks"
    if talk.kind:
        yield f"talks of the kind {talk.kind}"
    if talk.language:
        yield f"talks in {talk.language}"


def _name(problem: Problem, party: Party) -> str:
    kind, id_ = party
    if kind == "speaker":
        return problem.speakers[id_].name
    if kind == "audience":
        return id_
    titles = {
        "track": {track.id: track.title for track in problem.tracks.values()},
        "theme": {theme.id: theme.title for theme in problem.themes.values()},
        "room": {room.id: room.title for room in problem.rooms.values()},
    }
    return f"{kind.capitalize()} {titles[kind][id_]}"
