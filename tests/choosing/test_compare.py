"""Comparisons: what is counted, what is shared, who gains, what ranks above what."""

import csv
import json
import subprocess
import sys
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from choosing.test_files import DEVROOM, FOSDEM, KVM, PROBLEMS, run
from timetabler.timetable.comparison import Comparison, Criterion, Known, Reach
from timetabler.timetable.parties import shifts
from timetabler.timetable.ranking import rank
from timetabler.views.charts.all import CHARTS, charts
from timetabler.views.charts.base import render, settings
from timetabler.views.charts.distances import classical_mds
from timetabler.workflows.comparing.compare import compare, enter, names_for
from timetabler.workflows.comparing.records import joined, known_from
from timetabler.workflows.load import load_problem

PUBLISHED = PROBLEMS / "published"


def shifted(name: str, target: Path, **changes: dict[str, str]) -> Path:
    """The published timetable with some talks elsewhere."""
    text = (PUBLISHED / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    for talk, place in changes.items():
        data["talks"][talk.replace("__", "-")].update(place)
    target.write_text(yaml.safe_dump(data), encoding="utf-8")
    return target


def compared(name: str, *files: Path) -> Comparison:
    loaded = load_problem(PROBLEMS / f"{name}.yaml")
    named = zip(names_for(files), files, strict=True)
    entered = [enter(short, file, loaded.problem) for short, file in named]
    return compare(loaded.problem, loaded.constraints, entered)


@cache
def kvm() -> Comparison:
    return compared(KVM, *[PUBLISHED / f"{KVM}.yaml"] * 3)


def made(amounts: dict[str, tuple[int, ...]]) -> Comparison:
    """A comparison of which only the amounts matter; all of priority 1 and 2."""
    base = kvm()
    criteria = tuple(
        Criterion(name, 1 + index % 2, 1, "points", row)
        for index, (name, row) in enumerate(amounts.items())
    )
    return Comparison(base.problem, base.contenders, criteria, {}, base.talks)


def test_ranking_names_what_is_beaten_and_what_hangs_on_weights() -> None:
    ranking = rank(made({"one": (2, 3, 3), "two": (9, 5, 6)}))
    assert ranking.order == (0, 1, 2)
    assert ranking.pareto == (0, 1)
    assert ranking.dominated == ((), (), (1,))
    assert ranking.first == (1.0, 0.0, 0.0)
    assert ranking.orders == {(1, 2): (0,), (2, 1): (1,)}


def test_ranking_counts_the_weightings_under_which_one_is_best() -> None:
    comparison = made({"a": (4, 5, 9), "b": (0, 0, 0), "c": (5, 4, 9)})
    ranking = rank(comparison)
    assert ranking.ties == (False, True, False)
    assert 0.4 < ranking.first[0] < 0.6
    assert ranking.first[0] + ranking.first[1] == pytest.approx(1)
    assert ranking.beats[0][2] == ranking.beats[1][2] == 1


def test_a_figure_is_0_at_random_and_100_at_the_ideal() -> None:
    criterion = Criterion(
        "x", 1, 1, "points", (2, 12, 22, 7), Reach(2, 2), (10, 12, 14)
    )
    assert [criterion.figure(i) for i in range(4)] == [100, 0, -100, 50]
    unmoved = Criterion("x", 1, 1, "points", (0,), Reach(0, 0), (0, 0))
    assert unmoved.figure(0) is None


def test_identical_timetables_differ_in_nothing() -> None:
    comparison = kvm()
    assert comparison.differing() == ()
    assert not np.any(comparison.distances())
    assert shifts(comparison, 0, 1) == []
    assert rank(comparison).pareto == (0, 1, 2)


def test_winners_and_losers_are_told_in_words(tmp_path: Path) -> None:
    published = PUBLISHED / f"{DEVROOM}.yaml"
    moved = shifted(DEVROOM, tmp_path / "moved.yaml", xen={"day": "saturday"})
    comparison = compared(DEVROOM, published, moved)
    told = [s.sentence("A", "B") for s in shifts(comparison, 0, 1)]
    (his,) = (sentence for sentence in told if "Ian Campbell" in sentence)
    assert his.startswith("Ian Campbell is worse off in B than in A: ")
    assert "track-day 0 → 1 talks" in his
    back = [s.sentence("B", "A") for s in shifts(comparison, 1, 0)]
    assert any("Ian Campbell is better off in A than in B" in text for text in back)
    assert comparison.differing() == ("xen",)


def test_timetables_of_different_problems_are_compared_on_what_they_share(
    tmp_path: Path,
) -> None:
    text = (PROBLEMS / f"{DEVROOM}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    del data["talks"]["app_scheduling"]
    data["rooms"]["Chavanne"]["seats"] = 200
    other = tmp_path / "later.yaml"
    other.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    table = yaml.safe_load((PUBLISHED / f"{DEVROOM}.yaml").read_text(encoding="utf-8"))
    del table["talks"]["app_scheduling"]
    table["talks"]["xen"]["room"] = "Janson"
    mine = tmp_path / "mine.yaml"
    mine.write_text(yaml.safe_dump(table), encoding="utf-8")
    problem = PROBLEMS / f"{DEVROOM}.yaml"
    published = PUBLISHED / f"{DEVROOM}.yaml"
    told = json.loads(run("compare", problem, published, f"{mine}@{other}", "--json"))
    assert told["talks"] == 22
    notes = " ".join(told["notes"])
    for part in ("app_scheduling", "xen", "Janson", "200 seats there, 550 here"):
        assert part in notes
    hard = [c for c in told["criteria"] if c["name"] == "scheduled"]
    assert set(hard[0]["amounts"].values()) == {0}


def test_records_beside_timetables_are_used_only_for_their_own_problem(
    tmp_path: Path,
) -> None:
    record: dict[str, Any] = {
        "problem": {"sha256": "mine"},
        "priorities": [{"priority": 1, "penalty": 7, "bound": 5}],
        "ideals": {"seats": {"amount": 3, "bound": 2}},
        "random": {"seats": [8, 9]},
    }
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    path = tmp_path / "A" / "timetable.yaml"
    known = known_from([path], "mine")
    assert known == Known({"seats": Reach(3, 2)}, {1: 5}, {"seats": (8, 9)})
    assert known_from([path], "another") == Known()
    better = joined(known, Known({"seats": Reach(2, 0)}, {1: 4}))
    assert better.ideals == {"seats": Reach(2, 2)} and better.bounds == {1: 5}
    (tmp_path / "run.json").write_text("[]", encoding="utf-8")
    assert known_from([path], "mine") == Known()


def test_everything_is_written_and_the_report_needs_nothing_else(
    tmp_path: Path,
) -> None:
    problem, published = PROBLEMS / "tutorial.yaml", tmp_path / "solved"
    run("solve", problem, "-o", published)
    text = (published / "timetable.yaml").read_text(encoding="utf-8")
    worse = tmp_path / "worse.yaml"
    worse.write_text(text.replace("room: hall", "room: loft", 3), encoding="utf-8")
    out = tmp_path / "out"
    solving = ("--solve-ideal", "--time-limit", 5)
    run("compare", problem, published, worse, *solving, "-o", out)
    told = json.loads((out / "compare.json").read_text(encoding="utf-8"))
    figures = {c["name"]: c["figures"] for c in told["criteria"]}
    assert figures["room-idle"]["solved"] is not None
    assert told["bounds"][0] == {"priority": 1, "bound": 10}
    rows = list(csv.DictReader(StringIO((out / "compare.csv").read_text("utf-8"))))
    assert [row["constraint"] for row in rows] == [c["name"] for c in told["criteria"]]
    page = (out / "compare.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert page.count("data:image/svg+xml") >= 5
    # The record of this comparison serves the next one, which then solves nothing.
    again = json.loads(run("compare", problem, out / ".." / "solved", worse, "--json"))
    assert again["bounds"] == told["bounds"]


@pytest.mark.slow
def test_charts_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    moves = {"live-migration": {"start": "16:00"}, "qom-vadis": {"room": "ambar"}}
    changes = {talk.replace("-", "__"): place for talk, place in moves.items()}
    moved = shifted(KVM, tmp_path / "moved.yaml", **changes)
    published = PUBLISHED / f"{KVM}.yaml"
    comparison = compared(KVM, published, moved, moved)
    first = dict(charts(comparison))
    assert set(first) == set(CHARTS)
    with settings():
        for name in ("criteria", "people", "distances"):
            figure = CHARTS[name](comparison)
            assert figure is not None
            assert {end: render(figure, end) for end in first[name]} == first[name]
    assert first["people"][".png"].startswith(b"\x89PNG")


def test_a_map_of_points_in_a_plane_keeps_their_distances() -> None:
    points = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0], [1.0, 1.0]])
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    found = classical_mds(distances)
    again = np.linalg.norm(found[:, None] - found[None], axis=2)
    assert np.allclose(again, distances)
    assert np.allclose(classical_mds(np.zeros((3, 3))), 0)


def test_comparing_needs_no_solver() -> None:
    program = (
        "import sys; from typer.testing import CliRunner;"
        " from timetabler.cli.main import app;"
        " r = CliRunner().invoke(app, sys.argv[1:]); assert r.exit_code == 0, r.output;"
        " bad = {'ortools', 'matplotlib'} & set(sys.modules); assert not bad, bad"
    )
    published = str(PUBLISHED / f"{FOSDEM}.yaml")
    problem = str(PROBLEMS / f"{FOSDEM}.yaml")
    arguments = ["compare", problem, *[published] * 5]
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, timeout=60)
