"""Pack whole conferences: published programmes (schedule XML), every room free or kept.

    python benchmarks/packing.py FILE.xml... [--modes kept packed open full]
        [--seconds 60] [--workers 2] [--seed 0] [--without greedy blocks ...]

``kept``: talks stay in their track's rooms and half-days, as `timetabler import` has.
``packed``: any talk in any room on any day the room was used, each as long as it was
used, and at least 10:30-18:30 on the first day, 9:00-17:00 on others; each track is one
unbroken run per room-day (hard), and the room-days beyond its first are counted.
``open``: the same, with every room open all hours. ``full``: as ``packed``, with all
other constraints too; seats, audiences, wishes, breaks and pins drawn from the seed.

``--without`` leaves a part of the search out: `parts` (all in one model), `greedy`,
`counting`, `neighbourhoods`, `blocks`. Every run has a process of its own, so that
memory is its own. Nothing fails on time.
"""

import argparse
import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from timetabler.constraints.registry import CONSTRAINTS
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Progress
from timetabler.engine.parts.ground import Ground
from timetabler.engine.search import search
from timetabler.formats.importing.programme import Wanted
from timetabler.problem.problem import Break, Pin, Problem, Window, Wish
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem, read_sources

MODES = ("kept", "packed", "open", "full")
WITHOUT = ("parts", "greedy", "counting", "neighbourhoods", "blocks")
PACKING: dict[str, Any] = {
    "track-run": {"level": "hard"},
    "track-room": {"level": 1, "per": "conference"},
}
LEAST = ((630, 1110), (540, 1020))
HEAD = (
    "programme|mode|talks|published|found|bound|status|first s|best s|all s"
    "|variables|MB"
)


@dataclass(frozen=True)
class Run:
    """One solve, as a line of the table; times in seconds, memory in MB."""

    talks: int
    published: str
    found: str
    bound: str
    status: str
    first: float | None
    best: float
    seconds: float
    variables: int
    megabytes: int


def problem_of(
    file: Path, mode: str, zone: str, seed: int
) -> tuple[Problem, Timetable]:
    """Import a programme and free its rooms, as the mode has it."""
    wanted = Wanted(zone=ZoneInfo(zone), keep=mode == "kept")
    made = import_problem("schedule.xml", read_sources([str(file)]), wanted)
    problem, published = made.problem, made.timetable
    if problem is None or published is None:
        raise SystemExit(f"{file}: {made.mistakes}")
    if mode == "kept":
        return problem, published
    if mode in ("packed", "full"):
        problem = _as_used(problem, published)
    settings = dict(PACKING)
    if mode == "full":
        return _all_asked(replace(problem, constraints=settings), published, seed)
    for kind in CONSTRAINTS:
        if kind.key not in settings and kind().level not in ("hard", "off"):
            settings[kind.key] = {"level": "off"}
    return replace(problem, constraints=settings), published


def _as_used(problem: Problem, published: Timetable) -> Problem:
    """Open rooms only on the days, and about for the hours, that they were used."""
    rooms = {}
    for room in problem.rooms.values():
        open_: list[Window] = []
        for index, day in enumerate(problem.days.values()):
            placed = published.in_room(room.id)
            here = [p for p in placed if problem.day_at(p.start).id == day.id]
            if here:
                midnight = problem.clock.midnight(day.date)
                least = LEAST[min(index, 1)]
                start = min(midnight + least[0], *(p.start for p in here))
                ends = (published.end(problem, p.talk) for p in here)
                open_.append(Window(start, max(midnight + least[1], *ends)))
        rooms[room.id] = replace(room, open=tuple(open_))
    return replace(problem, rooms=rooms)


def _all_asked(
    problem: Problem, published: Timetable, seed: int
) -> tuple[Problem, Timetable]:
    """Draw what programmes do not tell: seats, audiences, wishes, a break, pins."""
    random = Random(f"full {seed}")
    days = list(problem.days)
    rooms = {
        id: replace(room, seats=random.choice((50, 80, 150, 300, 800)))
        for id, room in problem.rooms.items()
    }
    speakers = {
        id: replace(speaker, prefer=Wish(days=(random.choice(days),)))
        if random.random() < 0.1
        else speaker
        for id, speaker in problem.speakers.items()
    }
    talks = {}
    for id, talk in problem.talks.items():
        pin = Pin()
        if random.random() < 0.02:
            there = published[id]
            pin = Pin(day=problem.day_at(there.start).id, room=there.room)
        talks[id] = replace(talk, audience=random.randint(20, 200), pin=pin)
    noon = problem.clock.midnight(problem.days[days[-1]].date) + 12 * 60 + 30
    closed = frozenset(random.sample(list(rooms), 5))
    breaks = {"noon": Break("noon", "Noon", (Window(noon, noon + 30),), closed)}
    made = replace(problem, rooms=rooms, speakers=speakers, talks=talks, breaks=breaks)
    return made, published


def run(
    file: Path, mode: str, zone: str, options: Options, without: tuple[str, ...]
) -> Run:
    """Solve a programme once."""
    problem, published = problem_of(file, mode, zone, options.seed)
    constraints = active(problem)
    reached: dict[int | None, tuple[int | None, float]] = {}

    def note(progress: Progress) -> None:
        if reached.get(progress.priority, (None,))[0] != progress.best:
            reached[progress.priority] = progress.best, progress.seconds

    with _without(without):
        outcome = search(problem, constraints, replace(options, report=note))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    before = check(problem, published, constraints)
    found = outcome.timetable and check(problem, outcome.timetable, constraints)
    broken = [c.name for c in before.constraints if c.level == "hard" and c.findings]
    note_broken = f" ({', '.join(broken)} broken)" if broken else ""
    return Run(
        talks=len(problem.talks),
        published=_listed(before.priorities.values()) + note_broken,
        found=_listed(found.priorities.values()) if found else "none",
        bound=_listed(result.bound for result in outcome.priorities),
        status=str(outcome.status) + ("" if not found or found.feasible else " BROKEN"),
        first=outcome.first,
        best=max((at for _, at in reached.values()), default=0.0),
        seconds=outcome.seconds,
        variables=outcome.variables,
        megabytes=peak,
    )


def _listed(numbers: Any) -> str:  # noqa: ANN401
    return "/".join(map(str, numbers))


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Leave parts of the search out."""

    def nothing(
        ground: Ground, pieces: object, *, liked: bool, sparing: bool = False
    ) -> tuple[dict[str, Any], list[str]]:
        del pieces, liked, sparing
        return {}, sorted(ground.possible.must)

    parts = "timetabler.engine.parts"
    patches = {
        "parts": ("timetabler.engine.search.too_large", lambda *_: False),
        "greedy": (f"{parts}.first.assign", nothing),
        "counting": (f"{parts}.whole.Whole._count", lambda *_: None),
        "neighbourhoods": (f"{parts}.whole.Whole._rounds", lambda *_: None),
        "blocks": ("timetabler.engine.blocks.Blocks.take", lambda *_: False),
    }
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(patch(*patches[name]))
        yield


def row(name: str, mode: str, found: Run) -> list[str]:
    """One line of the table."""
    return [
        name,
        mode,
        str(found.talks),
        found.published,
        found.found,
        found.bound,
        found.status,
        "" if found.first is None else f"{found.first:.1f}",
        f"{found.best:.1f}",
        f"{found.seconds:.1f}",
        f"{found.variables:,}",
        str(found.megabytes),
    ]


def main() -> None:
    """Run what is asked for and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=["kept", "packed"])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timezone", default="Europe/Brussels")
    parser.add_argument("--without", nargs="+", choices=WITHOUT, default=[])
    given = parser.parse_args()
    limits = given.seconds, given.workers, given.seed
    left_out = tuple(given.without)
    if left_out:
        print(f"without {', '.join(left_out)}\n")
    print(f"| {' | '.join(HEAD.split('|'))} |")
    print("|" + " --- |" * (HEAD.count("|") + 1))
    context = get_context("spawn")
    began = monotonic()
    for mode in given.modes:
        for file in given.files:
            told = file, mode, given.timezone, limits, left_out
            with context.Pool(1) as pool:
                line = row(file.stem, mode, pool.apply(_one, (told,)))
            print("| " + " | ".join(line) + " |", flush=True)
    print(f"\n{monotonic() - began:.0f} s in all")


def _one(told: tuple[Path, str, str, tuple[float, int, int], tuple[str, ...]]) -> Run:
    """Solve in a process of its own, to which options with their events can not go."""
    file, mode, zone, (seconds, workers, seed), without = told
    options = Options(seconds=seconds, workers=workers, seed=seed)
    return run(file, mode, zone, options, without)


if __name__ == "__main__":
    main()
