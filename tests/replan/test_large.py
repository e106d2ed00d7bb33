"""Replans of a whole conference are never worse than the trivial repair."""

from pathlib import Path
from random import Random

import pytest

from timetabler.constraints.held import Held
from timetabler.engine.outcome import Options
from timetabler.problem.reading import read_text
from timetabler.timetable.earlier import read_earlier
from timetabler.workflows.check import check
from timetabler.workflows.replanning.changed import Wishes, load_changed
from timetabler.workflows.replanning.keeping import Wanted
from timetabler.workflows.replanning.replan import replan
from timetabler.workflows.solve import solve

PROBLEMS = Path(__file__).parents[2] / "problems"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_it_disturbs_no_more_than_the_trivial_repair(seed: int) -> None:
    path = PROBLEMS / "published/fosdem-2012.yaml"
    plain = load_changed(PROBLEMS / "fosdem-2012.yaml", [])
    published = read_earlier(read_text(path), str(path), plain.loaded.problem)
    chance = Random(seed)
    gone = chance.sample(sorted(published.placements), 20)
    late = chance.sample(sorted(plain.loaded.problem.speakers), 4)
    wishes = Wishes(gone, [f"{speaker}=saturday 9:00-12:00" for speaker in late])
    changed = load_changed(plain.loaded.path, [wishes.document()])
    found = replan(changed, published, Wanted(), Options(seconds=4, workers=2))
    made, loose = found.setting, found.unavoidable.loose

    places = {t: p for t, p in made.keeping().items() if t not in loose}
    held = Held(name="repair", published=places)
    constraints = (*made.constraints, held)
    repair = solve(made.problem, constraints, Options(seconds=20, workers=2))
    if repair.timetable is None:
        return
    assert found.timetable is not None
    best = check(made.problem, found.timetable, made.constraints).priorities
    trivial = check(made.problem, repair.timetable, made.constraints).priorities
    wishes_only = [int(wish.level) for wish in made.wishes]
    assert [best[n] for n in wishes_only] <= [trivial[n] for n in wishes_only]
