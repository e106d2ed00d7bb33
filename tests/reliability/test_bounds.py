"""Time and memory have ends, and so have searches; odd sizes get sensible answers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.typing_it import TUTORIAL, ran, typed
from reliability.running import keeps_every_rule
from reliability.sized import conference, timetable
from timetabler.engine.going import StoppedError, building, going
from timetabler.engine.model import Model
from timetabler.engine.outcome import Interrupt, Options, Status
from timetabler.engine.run import Runner
from timetabler.workflows.load import load_problem, load_timetable
from timetabler.workflows.outputs import NAMES
from timetabler.workflows.solve import solve

SIZES = {
    "empty": (0, 2),
    "one talk": (1, 2),
    "many talks": (1000, 2),
    "many days": (200, 80),
    "5,000 talks": (5000, 2),
    "400 days": (1000, 400),
}
LARGE = {"5,000 talks", "400 days"}


@pytest.fixture(
    params=[
        pytest.param(size, id=name, marks=[pytest.mark.slow] if name in LARGE else [])
        for name, size in SIZES.items()
    ]
)
def sized(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path, int]:
    """A conference, a timetable of it, and how many talks they have."""
    talks, days = request.param
    return (*written(tmp_path, talks, days), talks)


def written(folder: Path, talks: int, days: int = 2) -> tuple[Path, Path]:
    problem, made = folder / "problem.yaml", folder / "timetable.yaml"
    problem.write_text(conference(talks, days=days), encoding="utf-8")
    made.write_text(timetable(talks, days=days), encoding="utf-8")
    return problem, made


def test_any_size_can_be_checked(sized: tuple[Path, Path, int]) -> None:
    problem, made, _ = sized
    ended = typed("check", problem, made)
    assert ended.exit_code == 0
    assert "Every hard constraint is kept." in ended.stdout


def test_any_size_can_be_asked_for(sized: tuple[Path, Path, int]) -> None:
    problem, _, talks = sized
    ended = typed("solve", problem, "--time-limit", "2", "--json")
    told = json.loads(ended.stdout)
    if talks > 1:
        assert ended.exit_code in (0, 5)
        assert told["status"] in {"feasible", "unknown"}
    else:
        assert ended.exit_code == 0
        assert told["status"] == "optimal"


def test_too_little_time_leaves_what_the_search_started_from(tmp_path: Path) -> None:
    problem, made = written(tmp_path, 500)
    out = tmp_path / "out"
    ask = ("solve", problem, "--start-from", made, "-o", out, "--time-limit", "1")
    ended = typed(*ask)
    assert ended.exit_code == 0
    assert keeps_every_rule(problem, out / "timetable.yaml")
    left = {path.name for path in out.iterdir()}
    assert left == set(NAMES) - {"grid.png", "grid.svg"}
    assert "grid.png and grid.svg are not written" in ended.stderr


def asked(times: int) -> Iterator[bool]:
    yield from [False] * times
    while True:
        yield True


@pytest.mark.parametrize("times", [0, 1, 10, 100])
def test_models_are_not_finished_beyond_the_limit(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_problem(Path(TUTORIAL))
    answers = asked(times)
    monkeypatch.setattr(Runner, "over", property(lambda _: next(answers)))
    solution = solve(loaded.problem, loaded.constraints, Options(seconds=10, workers=1))
    assert solution.status in {Status.UNKNOWN, Status.FEASIBLE}
    assert (solution.timetable is None) == (solution.status == Status.UNKNOWN)


def test_building_asks_whether_to_go_on_at_least_once_a_talk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = load_problem(Path(TUTORIAL)).problem
    count = 0

    def over(_: Runner) -> bool:
        nonlocal count
        count += 1
        return False

    monkeypatch.setattr(Runner, "over", property(over))
    with building(Runner(Options())):
        Model(problem, [])
    assert count >= len(problem.talks)
    going()  # outside of it nobody asks


def test_an_interrupt_ends_building_as_well() -> None:
    interrupt = Interrupt()
    interrupt.set()
    runner = Runner(Options(seconds=None, interrupt=interrupt))
    with pytest.raises(StoppedError), building(runner):
        going()


def test_a_memory_limit_that_nothing_fits_in_is_told() -> None:
    ended = typed("solve", TUTORIAL, "--memory-limit", "5")
    assert ended.exit_code == 2
    assert "the memory limit of 5 MB is too small" in ended.stderr


@pytest.mark.slow
def test_without_memory_the_best_timetable_is_written(tmp_path: Path) -> None:
    problem, made = written(tmp_path, 500)
    limit = ("--memory-limit", "200", "--time-limit", "100")
    out = tmp_path / "out"
    ended = ran("solve", problem, "--start-from", made, "-o", out, *limit)
    assert ended.returncode == 0, ended.stderr
    assert "the memory of 200 MB is used up" in ended.stderr
    assert keeps_every_rule(problem, out / "timetable.yaml")
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (run["out_of_memory"], run["interrupted"]) == (True, False)
    assert run["status"] == "feasible"


def test_without_memory_for_a_timetable_nothing_is_known(tmp_path: Path) -> None:
    problem, _ = written(tmp_path, 1000)
    limit = ("--memory-limit", "180", "--time-limit", "100")
    ended = ran("solve", problem, *limit)
    assert ended.returncode == 5
    assert "the memory of 180 MB is used up" in ended.stderr
    assert "Traceback" not in ended.stderr


ODD = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "both": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
}


@pytest.mark.parametrize("change", ODD.values(), ids=ODD.keys())
def test_files_of_other_editors_are_the_same(change: object, tmp_path: Path) -> None:
    assert callable(change)
    text = Path(TUTORIAL).read_text(encoding="utf-8")
    plain, odd = tmp_path / "plain.yaml", tmp_path / "odd.yaml"
    plain.write_text(text, encoding="utf-8")
    odd.write_bytes(change(text).encode())
    assert load_problem(odd).problem == load_problem(plain).problem
    made = tmp_path / "made.yaml"
    first = ("solve", odd, "--checkpoint", made, "--deterministic")
    assert typed(*first).exit_code == 0
    made.write_bytes(change(made.read_text(encoding="utf-8")).encode())
    assert typed("check", odd, made).exit_code == 0


def test_ids_of_any_script(tmp_path: Path) -> None:
    text = Path(TUTORIAL).read_text(encoding="utf-8")
    names = {"fallen-trees": "поваленные-деревья", "loft": "屋根裏", "emeka": "إيميكا"}
    for plain, other in names.items():
        text = text.replace(plain, other)
    problem, made = tmp_path / "задача.yaml", tmp_path / "出力.yaml"
    problem.write_text(text, encoding="utf-8")
    ask = ("solve", problem, "--checkpoint", made, "--deterministic")
    assert typed(*ask).exit_code == 0
    loaded = load_problem(problem).problem
    found = load_timetable(made, loaded)
    assert names["fallen-trees"] in found
    assert {place.room for place in found} == {"hall", names["loft"]}


HUGE = "9" * 400
HUGE_NUMBERS = {
    "seats": ("seats: 30,", f"seats: {HUGE},"),
    "minutes": ("minutes: 90", f"minutes: {HUGE}"),
    "audience": ("audience: 60", f"audience: {HUGE}"),
    "grid": ("grid: 15", f"grid: {HUGE}"),
    "turnover": ("turnover: 10", f"turnover: {HUGE}"),
    "more digits than any number": ("seats: 30,", f"seats: {HUGE * 20},"),
    "year": ("2027-05-07", f"{HUGE}-05-07"),
    "hour": ("13:00-18:00", f"13:00-{HUGE}:00"),
}


@pytest.mark.parametrize(
    ("before", "after"), HUGE_NUMBERS.values(), ids=HUGE_NUMBERS.keys()
)
def test_huge_numbers_are_mistakes_at_their_places(
    before: str, after: str, tmp_path: Path
) -> None:
    text = Path(TUTORIAL).read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "huge.yaml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    for command in (("solve", path), ("check", path, path)):
        ended = typed(*command)
        assert ended.exit_code == 3
        assert f"{path}:{line}:" in ended.stderr
        assert len(ended.stderr) < 5000
