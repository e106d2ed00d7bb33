"""The night before: everything from what was asked for to what is left behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from timetabler.constraints.base import Constraint
from timetabler.engine.outcome import Options, Status
from timetabler.problem.mistakes import InvalidInputError, Located
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_text
from timetabler.problem.when import When, WhenError
from timetabler.problem.yamlreader import Document
from timetabler.timetable.earlier import read_earlier
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.budget import Budget
from timetabler.workflows.replanning.change_report import (
    diff_json,
    frontier_json,
    replan_json,
)
from timetabler.workflows.replanning.changed import (
    Changed,
    Wishes,
    changed_problem,
    load_changed,
    load_changes,
)
from timetabler.workflows.replanning.facts import Past
from timetabler.workflows.replanning.frontier import Frontier, frontier
from timetabler.workflows.replanning.journal import Journal, Release
from timetabler.workflows.replanning.keeping import Holes, Wanted, setting
from timetabler.workflows.replanning.notices import Notice, all_messages, notices
from timetabler.workflows.replanning.offer import Offer, offer
from timetabler.workflows.replanning.replan import Replan, replan
from timetabler.workflows.replanning.selectors import held
from timetabler.workflows.report import as_json, score_json
from timetabler.workflows.reproduction import reproduction as reproduce
from timetabler.workflows.solve import DisagreementError

_FOR_FRONTIER = 0.4
_LEAST = 5.0


class NothingPublishedError(Exception):
    """There is no published timetable to begin with."""


@dataclass(frozen=True)
class Asked:
    """What a person asks for, as it was said.

    Attributes:
        problem: The problem file.
        timetable: The published timetable; None for the journal's last release.
        journal: The journal's folder; None for the one beside the problem file.
        changes: Changes files, the earliest first.
        wishes: What options say has happened.
        now: The moment, as ``saturday 13:00``; None before the conference.
        notice: Minutes that people need to hear of a change.
        hold: Selectors of what stays.
        max_moves: The most talks that may move.
        holes: What becomes of the time of cancelled talks.
        frontier: Whether to show what more moves would buy.
        reason: Why, for the journal and the messages.
    """

    problem: Path
    timetable: Path | None = None
    journal: Path | None = None
    changes: tuple[Path, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    now: str | None = None
    notice: int = 30
    hold: tuple[str, ...] = ()
    max_moves: int | None = None
    holes: Holes = "leave"
    frontier: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Night:
    """Everything that was asked for, read and found to be in order."""

    asked: Asked
    journal: Journal
    changed: Changed
    text: str
    earlier: Timetable
    wanted: Wanted
    past: Past
    amended: frozenset[str]

    @property
    def problem(self) -> Problem:
        """The problem as it has become."""
        return self.changed.loaded.problem

    @property
    def reason(self) -> str:
        """Why, as was said: on the command line, or else in the changes file."""
        sources = self.changed.sources
        said = (str(source.data.get("reason") or "") for source in reversed(sources))
        return self.asked.reason or next(filter(None, said), "")


@dataclass(frozen=True)
class Outcome:
    """How it ended: the replan, whom to tell, and what was asked for besides."""

    replan: Replan
    notices: tuple[Notice, ...]
    offer: Offer | None = None
    frontier: Frontier | None = None

    @property
    def best(self) -> Replan:
        """The replan, or what is offered instead of it."""
        return self.offer.replan if self.offer else self.replan


def prepare(asked: Asked) -> Night:
    """Read everything that was asked for.

    Raises:
        InvalidInputError: With every mistake in files and options.
        NothingPublishedError: If neither a timetable nor a release is there.
    """
    journal = Journal(asked.journal) if asked.journal else Journal.beside(asked.problem)
    last = None if asked.timetable else journal.last()
    path = asked.timetable or (last.timetable if last else None)
    if path is None:
        why = f"{journal.folder} holds no release yet; name the published timetable"
        raise NothingPublishedError(f"{why} with --from")
    before = [load_changes(last.changes)] if last and last.changes else []
    sources = [*before, *map(load_changes, asked.changes), asked.wishes.document()]
    changed = load_changed(asked.problem, sources)
    text = read_text(path)
    earlier = read_earlier(text, str(path), changed.loaded.problem)
    now = _moment(changed.loaded.problem, asked.now)
    past = Past(now, earlier)
    if now is not None:
        changed = load_changed(asked.problem, sources, past)
    problem = changed.loaded.problem
    wanted = Wanted(
        now=now,
        notice=asked.notice,
        hold=frozenset(held(problem, earlier, asked.hold)),
        max_moves=asked.max_moves,
        holes=asked.holes,
    )
    amended = _amended(asked.problem, before, changed)
    return Night(asked, journal, changed, text, earlier, wanted, past, amended)


def _amended(
    path: Path, before: Sequence[Document], changed: Changed
) -> frozenset[str]:
    if len(changed.sources) - len(before) < 2:  # noqa: PLR2004 - options come last
        return frozenset()
    base = load_changed(path, before)
    return changed_problem(changed.loaded.problem, base.loaded.problem)


def _moment(problem: Problem, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        starts = When(problem.clock, problem.days).starts(text)
    except WhenError as error:
        raise InvalidInputError([Located("--now", 1, 1, str(error))]) from None
    if len(starts) > 1 and len(problem.days) > 1:
        why = f"{text!r} names no day; write it as saturday 13:00"
        raise InvalidInputError([Located("--now", 1, 1, why)])
    return starts[0]


def judged_by(night: Night) -> tuple[Problem, tuple[Constraint, ...]]:
    """By what timetables are judged while the search runs: all that is wished for."""
    made = setting(night.changed, night.earlier, night.wanted)
    return made.problem, tuple(made.constraints)


def run(night: Night, options: Options) -> Outcome:
    """Replan; where that is impossible, work out an offer.

    Raises:
        DisagreementError: If the checkers find something else than the solver says.
    """
    budget = Budget(options)
    first = options
    if night.asked.frontier:
        seconds = budget.share(_FOR_FRONTIER, least=0.0)
        first = replace(options, seconds=seconds, spent=0.0, reserve=0.0)
    found = replan(night.changed, night.earlier, night.wanted, first, night.amended)
    budget.spend(found.solution.outcome)
    seconds = budget.share(1.0, least=_LEAST)
    rest = replace(options, seconds=seconds, spent=0.0, reserve=0.0)
    offered = traced = None
    if found.solution.status is Status.INFEASIBLE:
        offered = offer(night.changed, found, night.wanted, rest, night.past)
    elif night.asked.frontier:
        traced = frontier(found, rest)
    best = offered.replan if offered else found
    told: tuple[Notice, ...] = ()
    if best.diff is not None:
        told = notices(best.problem, best.diff, night.reason)
    return Outcome(found, told, offered, traced)


def reproduction(night: Night, options: Options, error: DisagreementError) -> str:
    """Write down what is needed to repeat a disagreement: problem, changes, both."""
    changes = as_json({"changes": night.changed.data})
    first = reproduce(night.changed.loaded, options, error)
    return f"{first}\n=== changes ===\n{changes}\n=== published ===\n{night.text}"


def report(outcome: Outcome) -> dict[str, Any]:
    """Tell the outcome as data."""
    told = replan_json(outcome.replan, outcome.notices, outcome.offer)
    if outcome.frontier is not None:
        told["frontier"] = frontier_json(outcome.frontier)
    return told


def write(folder: Path, night: Night, outcome: Outcome, options: Options) -> list[str]:
    """Write everything into a folder; where it is impossible, the offer.

    Returns:
        Why a file is missing, if its format can not hold the timetable.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    from timetabler.workflows.replanning.outputs import (  # noqa: PLC0415
        write_frontier,
        write_replan,
    )

    remarks = write_replan(
        folder,
        night.changed,
        outcome.best,
        options,
        found=outcome.notices,
        report=report(outcome),
        published=night.text,
        releases=_releases(night),
    )
    if outcome.frontier is not None:
        write_frontier(folder, outcome.replan, outcome.frontier)
    return remarks


def _releases(night: Night) -> list[Timetable]:
    """Read every release of the journal, and last what this replan began with."""
    paths = [release.timetable for release in night.journal.releases()]
    problem = night.problem
    found = [read_earlier(read_text(path), str(path), problem) for path in paths]
    return [*found, night.earlier]


def enter(night: Night, outcome: Outcome) -> Release | None:
    """Write a release into the journal; None if nothing has changed since the last.

    What was published before the journal began becomes its first release.

    Raises:
        OSError: If it can not be written.
    """
    journal, found = night.journal, outcome.replan
    if journal.last() is None:
        journal.add(night.text, _record("as it was published"), {})
    if found.unchanged or found.timetable is None or found.diff is None:
        return None
    record = _record(night.reason)
    record["diff"] = diff_json(found.problem, found.diff)
    if found.solution.score is not None:
        record["score"] = score_json(found.solution.score, found.solution.bounds)
    text = write_timetable(found.problem, found.timetable)
    said = {key: value for key, value in night.changed.data.items() if key != "format"}
    changes = {"format": 1, **said} if said else {}
    return journal.add(text, record, changes, all_messages(outcome.notices))


def _record(reason: str) -> dict[str, Any]:
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return {"date": date, "reason": reason}
