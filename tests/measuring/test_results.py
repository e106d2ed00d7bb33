"""Results: kept a line a run, gone on with, compared, laid out in tables."""

from pathlib import Path

import pytest

from benchmarks.record import Job, Results
from benchmarks.report import draw, report
from benchmarks.scaling import law
from benchmarks.summary import geometric_mean, ratio, rows
from benchmarks.tables import markdown, plain, seconds, vector, verdict
from measuring.runs import run


def test_a_run_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.jsonl"
    results = Results.read(path)
    results.begin({"date": "2027-01-01"})
    first, again = run(steps=[(1.0, 7, 2)]), run(steps=[(2.0, 6, 2)])
    for each in (first, again, run("two", without=("literals",))):
        results.add(each)
    found = Results.read(path)
    assert found.machine == {"date": "2027-01-01"}
    # Of two runs of one job the later counts.
    assert found.runs == results.runs
    assert found.runs[again.job] == again
    found.begin({"date": "2027-01-01"})
    assert len(path.read_text().splitlines()) == 4


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    results = Results.read(tmp_path / "a.jsonl")
    done, failed, new = run(steps=[(1.0, 7, 2)]), run("two"), Job("three", 10.0)
    results.add(done)
    results.add(failed)
    jobs = [done.job, failed.job, new]
    assert results.missing(jobs) == [failed.job, new]
    assert results.missing(jobs, redo=True) == jobs
    assert results.of(jobs) == [done, failed]


def test_a_row_tells_the_worst_value_and_the_middle_time() -> None:
    runs = [
        run(seed=n, steps=[(1.0 + n, 20, 0), (5.0 + n, 10 + n, 4 + n)])
        for n in range(3)
    ]
    (row,) = rows(runs)
    assert (row.seeds, row.penalties, row.bounds) == (3, (12,), (6,))
    assert (row.first, row.best, row.proof, row.gap) == (2.0, 6.0, None, 0.5)


def test_rows_keep_the_order_of_the_runs() -> None:
    runs = [run("b", seed=1), run("a"), run("b", seed=2), run("a", without=("x",))]
    told = [(row.instance, row.way, row.seeds) for row in rows(runs)]
    ours = "timetabler"
    assert told == [("b", ours, 2), ("a", ours, 1), ("a", f"{ours} without x", 1)]


def test_verdicts() -> None:
    good, bad = run(steps=[(1.0, 5, 0)]), run(steps=[(1.0, 9, 0)])
    proven = run(steps=[(1.0, 5, 5)], proof=1.0)
    cases = {
        (good, bad): "better",
        (bad, good): "worse",
        (good, good): "same",
        (proven, good): "now proven",
        (good, proven): "not proven now",
        (run(), good): "worse",
        (good, run()): "better",
        (run(), run()): "neither found one",
    }
    for (one, other), expected in cases.items():
        assert verdict(rows([one])[0], rows([other])[0]) == expected


def test_ratios_do_not_tell_tiny_times_apart() -> None:
    assert ratio(0.001, 0.009) == 1.0
    assert ratio(2.0, 1.0) == 2.0
    assert ratio(None, 1.0) is None
    assert geometric_mean([2.0, None, 8.0]) == pytest.approx(4)
    assert geometric_mean([None]) is None


def test_everything_is_told_beside_a_baseline(tmp_path: Path) -> None:
    baseline = Results.read(tmp_path / "old.jsonl")
    for instance in ("one", "two"):
        baseline.add(run(instance, steps=[(4.0, 9, 0)]))
    runs = [
        run("one", steps=[(1.0, 6, 6)], proof=1.0, megabytes=100),
        run("one", without=("literals",), steps=[(2.0, 6, 0)], megabytes=100),
        run("one", solver="timefold", steps=[(3.0, 12, 0)], megabytes=300),
        run("two", steps=[(1.0, 9, 0)]),
    ]
    told = report(runs, baseline, as_markdown=True)
    assert "| one | timetabler | 9 | 6 | better | 0.25 | 0.25 |" in told
    assert "| two | timetabler | 9 | 9 | same | 0.25 |" in told
    assert "| literals | 1 | 0 | 0 | 1 | 2.00 | 2.00 |" in told
    assert (
        "| one | timefold | feasible | 12 | 6 | better | 3.00 | 3.00 | 3.00 |" in told
    )


def test_plots_are_drawn(tmp_path: Path) -> None:
    runs = [
        run(f"generated-{n}", talks=n, steps=[(n / 50, 9, 1), (n / 20, 4, 2)])
        for n in (50, 100)
    ]
    told = report(runs, plots=tmp_path)
    assert "4 plots" in told
    assert "first timetable, s      1.00   1.000      2" in told
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        *("generated-50.png", "generated-100.png", "profile.png", "growth.png")
    }


def test_ways_are_set_beside_the_fastest(tmp_path: Path) -> None:
    runs = [
        run("one", seed=seed, solver=way, steps=[(seconds, 4, 2)])
        for seed, times in enumerate([(1.0, 3.0), (4.0, 2.0)])
        for way, seconds in zip(("timetabler", "other"), times, strict=True)
    ]
    assert "performance.png" in {path.name for path in draw(runs, tmp_path)}
    alone = [each for each in runs if each.job.solver == "other"]
    assert "performance.png" not in {path.name for path in draw(alone, tmp_path)}


def test_a_power_law_is_found_again() -> None:
    found = law([(n, 3.0 * n**1.5) for n in (50.0, 100.0, 700.0)])
    assert found is not None
    assert (found.exponent, found.factor, found.fit) == pytest.approx((1.5, 3, 1))
    assert found.at(4) == pytest.approx(24)
    assert law([(50.0, 1.0)]) is None


def test_tables() -> None:
    heads, lines = ["instance", "MB"], [["a", "7"], ["long", "1,000"]]
    assert plain(heads, lines).splitlines() == [
        "instance     MB",
        "a             7",
        "long      1,000",
    ]
    assert markdown(heads, lines).splitlines()[1] == "| --- | --: |"
    assert vector((1000, None)) == "1,000/-"
    assert [seconds(n) for n in (None, 0.123, 12.3)] == ["-", "0.12", "12"]
