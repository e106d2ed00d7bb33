"""Measure replans of published FOSDEM programmes (Pentabarf XML, to be given by path).

    python -m benchmarks.replan_fosdem day-before SNAPSHOT FINAL
    python -m benchmarks.replan_fosdem night PROGRAMME [--seconds 60] [--seed 1]

``day-before`` takes the cancellations, additions and lengths of the final programme as
given, and sets the moves that people made beside those that a replan makes. ``night``
cancels 5 % of the talks, closes one room for the last day, and lets ten speakers come
late.
"""

import argparse
import random
from dataclasses import replace
from pathlib import Path

from benchmarks.pentabarf import Event, problem_of, read, timetable_of
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options
from timetabler.problem.changes import ChangesFile
from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Diff, difference
from timetabler.timetable.telling import title_of, was_now
from timetabler.workflows.load import Loaded
from timetabler.workflows.replanning.changed import Changed
from timetabler.workflows.replanning.facts import Facts, Past
from timetabler.workflows.replanning.keeping import Wanted
from timetabler.workflows.replanning.replan import Replan, replan


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("day-before", "night"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    options = Options(seconds=given.seconds, workers=given.workers, seed=0)
    if given.what == "day-before":
        day_before(given.files[0], given.files[1], options)
    else:
        night(given.files[0], given.seed, options)


def day_before(snapshot: Path, final: Path, options: Options) -> None:
    """Set what people changed overnight beside what a replan changes."""
    later = {_key(event): event for event in read(final).values()}
    earlier = {_key(event): event for event in read(snapshot).values()}
    known = {event.track for event in earlier.values()}
    # Whole tracks that the snapshot lacks were not added: it is incomplete.
    ours = {k: replace(e, id=k) for k, e in later.items() if e.track in known}
    before = {k: replace(e, id=k) for k, e in earlier.items()}
    seen = [*ours.values(), *before.values()]
    problem = problem_of("FOSDEM 2012", ours, seen)
    old = timetable_of(problem, before.values())
    people = timetable_of(problem, ours.values())
    by_hand = difference(problem, old, people)
    found = replan(_changed(problem), old, Wanted(), options)
    if found.diff is None:
        print(f"no timetable: {found.solution.status}")
        return
    print("| | people | replan |\n|---|---:|---:|")
    for kind, count in by_hand.counts.items():
        print(f"| {kind} | {count} | {found.diff.counts[kind]} |")
    print(f"| talks moved | {len(by_hand.moved)} | {len(found.diff.moved)} |")
    print(f"| minutes moved | {by_hand.minutes} | {found.diff.minutes} |")
    _print_moves(problem, "people", by_hand)
    _print_moves(problem, "replan", found.diff)
    _print_end(found)


def night(programme: Path, seed: int, options: Options) -> None:
    """Cancel talks, close a room, delay speakers, and replan."""
    events = read(programme)
    chance = random.Random(seed)
    dates = sorted({event.date for event in events.values()})
    last = [event for event in events.values() if event.date == dates[-1]]
    room = chance.choice(sorted({event.room for event in last}))
    loose = {event.track for event in last if event.room == room}
    names = sorted({name for event in events.values() for name in event.people})
    late = chance.sample(names, 10)
    gone = chance.sample(sorted(events), round(len(events) * 0.05))
    problem = problem_of("FOSDEM", events, events.values(), loose)
    old = timetable_of(problem, events.values())
    first, *_, final = problem.days
    changes = ChangesFile.model_validate(
        {
            "cancel": gone,
            "close": {"-".join(room.split()): [final]},
            "unavailable": {"-".join(n.split()): [f"{first} 9:00-12:00"] for n in late},
        }
    )
    facts = Facts(problem, Past())
    after = facts.apply(changes)
    print(f"{len(events)} talks, {len(gone)} cancelled, {room} closed, {late} late")
    print(f"mistakes: {facts.mistakes}")
    found = replan(_changed(after, changes), old, Wanted(), options)
    if found.diff is not None:
        print(found.diff.counts, f"{found.diff.minutes} minutes")
    _print_end(found)


def _key(event: Event) -> str:
    words = "".join(c.lower() if c.isalnum() else " " for c in event.title).split()
    track = "".join(c.lower() for c in event.track if c.isalnum())
    return "-".join([*words, track])


def _changed(problem: Problem, changes: ChangesFile | None = None) -> Changed:
    loaded = Loaded(problem, active(problem), Path("benchmark"), "")
    return Changed(loaded, changes or ChangesFile.model_validate({}), {}, ())


def _print_moves(problem: Problem, who: str, diff: Diff) -> None:
    print(f"\nmoved ({who}):")
    for change in diff.moved:
        print(f"  {title_of(problem, change.talk)}: {was_now(problem, change)}")


def _print_end(found: Replan) -> None:
    outcome = found.solution.outcome
    first = "none" if outcome.first is None else f"{outcome.first:.1f} s"
    print(f"\n{outcome.status}; first {first}, all {outcome.seconds:.1f} s")
    print(f"unavoidable moves: {found.unavoidable.least}")
    for result in outcome.priorities:
        print(f"  priority {result.priority}: {result.penalty} ({result.bound})")


if __name__ == "__main__":
    main()
