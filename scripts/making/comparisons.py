"""What people made by hand beside what comes out here, by the same checkers."""

import json
from collections.abc import Iterator
from pathlib import Path

from making.tables import table
from timetabler.engine.outcome import Options
from timetabler.problem.problem import Problem
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import Loaded, load_problem, load_timetable
from timetabler.workflows.solve import solve

PROBLEMS = Path(__file__).parents[2] / "problems"
DEVROOM = "virtualization-and-cloud-2012"
FOSDEM = "fosdem-2012"


def fosdem_table() -> str:
    """Every criterion: the published FOSDEM 2012 beside ours in ``problems/made``."""
    loaded = load_problem(PROBLEMS / f"{FOSDEM}.yaml")
    scores = [
        _score(loaded, PROBLEMS / folder / f"{FOSDEM}.yaml")
        for folder in ("published", "made")
    ]
    rows = [
        (f"`{theirs.name}`", theirs.level, theirs.unit, theirs.amount, ours.amount)
        for theirs, ours in zip(
            scores[0].constraints, scores[1].constraints, strict=True
        )
    ]
    return table(("constraint", "level", "counts", "published>", "made>"), rows)


def fosdem_clashes() -> str:
    """What breaks hard constraints in the published FOSDEM 2012, in words."""
    loaded = load_problem(PROBLEMS / f"{FOSDEM}.yaml")
    score = _score(loaded, PROBLEMS / "published" / f"{FOSDEM}.yaml")
    broken = [c for c in score.constraints if c.level == "hard"]
    return "\n".join(f"- `{c.name}`: {f.text}" for c in broken for f in c.findings)


def fosdem_run() -> str:
    """How the run ended that made ours, from its own record."""
    path = PROBLEMS / "made" / f"{FOSDEM}.run.json"
    run = json.loads(path.read_text(encoding="utf-8"))
    bounds = [
        f"- priority {one['priority']}: penalty {one['penalty']:,}, "
        + ("proven" if one["penalty"] == one["bound"] else f"at least {one['bound']:,}")
        for one in run["priorities"]
    ]
    first, versions = run["seconds_to_first_timetable"], run["versions"]
    return (
        f"With OR-Tools {versions['ortools']} the first timetable was there after"
        f" {first:.1f} s. What was reached in the end, and what is proven to be needed"
        " where the priorities before are no worse:\n\n" + "\n".join(bounds)
    )


def _score(loaded: Loaded, path: Path) -> Score:
    timetable = load_timetable(path, loaded.problem)
    return check(loaded.problem, timetable, loaded.constraints)


def made_devroom() -> tuple[Loaded, Timetable]:
    """The devroom's problem, and its timetable from a deterministic run."""
    loaded = load_problem(PROBLEMS / f"{DEVROOM}.yaml")
    options = Options(deterministic=True)
    solution = solve(loaded.problem, loaded.constraints, options)
    if solution.timetable is None:
        raise RuntimeError("the devroom has a timetable")
    return loaded, solution.timetable


def devroom_table() -> str:
    """The devroom's themes: when each was held, when it is here, what moved and why."""
    loaded, ours = made_devroom()
    problem = loaded.problem
    path = PROBLEMS / "published" / f"{DEVROOM}.yaml"
    theirs = load_timetable(path, problem)
    heads = ("theme", "was held", "comes out", "talks that moved, and why")
    return table(heads, _theme_rows(problem, theirs, ours))


def _theme_rows(
    problem: Problem, theirs: Timetable, ours: Timetable
) -> Iterator[tuple[str, ...]]:
    for theme in problem.themes.values():
        talks = [t.id for t in problem.talks.values() if t.theme == theme.id]
        then, now = (min(t[x].start for x in talks) for t in (theirs, ours))
        moved = [x for x in talks if theirs[x].start != ours[x].start]
        swapped = [x for x in moved if ours[x].start - now != theirs[x].start - then]
        about = f"{len(moved)} of {len(talks)}" if moved else "none"
        why = "; ".join(_reasons(problem, (then, now), talks, swapped))
        yield (
            theme.title,
            _span(problem, theirs, talks),
            _span(problem, ours, talks),
            f"{about}: {why}" if why else about,
        )


def _reasons(
    problem: Problem, starts: tuple[int, int], talks: list[str], swapped: list[str]
) -> Iterator[str]:
    then, now = starts
    if now != then:
        way = "earlier" if now < then else "later"
        yield f"the theme begins {abs(now - then)} minutes {way}"
    if swapped:
        names = ", ".join(f"*{problem.talks[x].title}*" for x in swapped)
        what = f"{names} change places" if len(swapped) < len(talks) else "new order"
        yield f"{what} (inside a theme the order is free)"


def _span(problem: Problem, timetable: Timetable, talks: list[str]) -> str:
    first = min(timetable[talk].start for talk in talks)
    last = max(timetable.end(problem, talk) for talk in talks)
    day = problem.day_at(first)
    return (
        f"{day.title}, {problem.clock.write(day.date, first)}"
        f" to {problem.clock.write(day.date, last)}"
    )
