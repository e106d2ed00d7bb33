"""Running: instances, processes of their own, peers."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.child import communicate, run_apart, source_paths
from benchmarks.generate import conference, generated
from benchmarks.instances import (
    SETS,
    Instance,
    UnknownSetError,
    constraints_of,
    instances_of,
)
from benchmarks.peers.exchange import asked, counted, judged
from benchmarks.peers.paired import DRIVERS, PeerError, Peers
from benchmarks.record import Job, Run
from benchmarks.run import main
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check

TINY = """
conference:
  title: Tiny
  timezone: UTC
  days: {monday: {date: 2026-05-04, hours: 9:00-10:00}}
rooms: {hall: {seats: 50}, lab: {seats: 10}}
talks: {a: {title: A, minutes: 30, audience: 30}, b: {title: B, minutes: 30}}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Instance:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY)
    return Instance("tiny", str(path))


def test_sets_and_paths(tmp_path: Path, tiny: Instance) -> None:
    shipped = [instance.name for instance in instances_of("shipped")]
    assert "fosdem-2012" in shipped
    assert instances_of(str(tmp_path)) == [tiny]
    assert instances_of(tiny.path) == [tiny]
    assert [i.name for i in instances_of("shipped", only="tut*")] == ["tutorial"]
    for format, name in (("cosplib", "X.xlsx"), ("schedule.xml", "2012.xml")):
        (tmp_path / name).touch()
        (found,) = instances_of(f"{format}:{tmp_path / name}")
        assert (found.format, found.name) == (format, Path(name).stem)
    for name in ("tea", "cosplib:nowhere", str(tmp_path / "gone.yaml")):
        with pytest.raises(UnknownSetError):
            instances_of(name)


def test_sets_of_others_come_from_the_folder_of_data(tmp_path: Path) -> None:
    files = ("cosplib/B.xlsx", "cosplib/A.xlsx", "fosdem/2012.xml", "fosdem/note.xml")
    for name in (*files, "optaplanner/18talks-a.xlsx", "optaplanner/100talks-a.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = {s: [i.name for i in SETS[s](tmp_path)] for s in SETS}
    assert names["cosplib"] == ["A", "B"]
    assert names["optaplanner"] == ["18talks-a", "100talks-a"]
    assert names["fosdem"] == ["fosdem-2012"]
    assert names["fosdem-free"] == ["fosdem-free-2012"]
    assert names["fosdem-packed"] == ["fosdem-packed-2012"]
    assert len(names["scaling"]) == 6


@pytest.mark.parametrize("talks", [1, 50, 137, 700])
def test_generated_conferences_are_the_same_again_and_can_be_held(talks: int) -> None:
    text = generated(talks, seed=7)
    assert text == generated(talks, seed=7)
    assert text != generated(talks, seed=8)
    problem, constraints = constraints_of(text, Instance("g", talks=talks, seed=7))
    assert len(problem.talks) == talks
    laid = conference(talks, seed=7)[1]
    timetable = Timetable.of(
        Placement(24 * 60 * place.day + place.start, f"r{place.room}", place.talk)
        for place in laid
    )
    assert check(problem, timetable, constraints).feasible


def test_a_process_of_its_own(tiny: Instance) -> None:
    job = Job("tiny", 10.0, seed=3, workers=1, without=("literals",))
    found = run_apart(job, tiny)
    assert (found.job, found.status, found.talks) == (job, "optimal", 2)
    assert found.first is not None
    assert found.proof is not None
    assert found.built is not None
    assert 0 < found.built <= found.first <= found.proof <= found.seconds
    assert found.megabytes > 10
    assert found.steps[-1].penalties == found.penalties == found.bounds


def test_what_fails_is_told(tmp_path: Path) -> None:
    found = run_apart(Job("gone", 1.0), Instance("gone", str(tmp_path / "gone.yaml")))
    assert found.status == "failed"
    assert "InvalidInputError" in found.note
    slow = [sys.executable, "-c", "import time; time.sleep(60)"]
    assert "by force" in communicate(slow, "", 0.2, source_paths())[1]
    assert "did not start" in communicate(["/nowhere"], "", 1, [])[1]


def test_the_command_goes_on_where_it_was(
    tmp_path: Path, tiny: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.jsonl"
    words = [tiny.path, "--seconds", "5", "--workers", "1", "-o", str(out)]
    assert main(words) == 0
    told = capsys.readouterr()
    assert "tiny" in told.out
    assert "1/1 tiny, timetabler, seed 0: optimal" in told.err
    lines = out.read_text().splitlines()
    assert main([*words, "--baseline", str(out)]) == 0
    assert out.read_text().splitlines() == lines
    assert "same" in capsys.readouterr().out
    assert main(["tea"]) == 2


def test_peers_are_asked_and_judged(tiny: Instance) -> None:
    problem, constraints = constraints_of(TINY, tiny)
    job = Job("tiny", 5.0, solver="timefold")
    told = json.loads(json.dumps(asked(job, problem, constraints)))
    assert told["rooms"] == {"hall": [50, 0], "lab": [10, 0]}
    assert [talk["audience"] for talk in told["talks"]] == [30, 0]
    start = told["talks"][0]["starts"][0]
    answer = {"first": 1.0, "best": 2.0, "seconds": 5.0, "megabytes": 7, "note": "so"}
    good = {**answer, "placements": [["a", start, "lab"], ["b", start, "hall"]]}
    found = judged(job, problem, constraints, good)
    assert (found.status, found.penalties[0]) == ("feasible", 20)
    clash = {**answer, "placements": [["a", start, "lab"], ["b", start, "lab"]]}
    found = judged(job, problem, constraints, clash)
    assert (found.status, found.note) == ("invalid", "breaks room-clash; so")
    none: dict[str, object] = {**answer, "placements": []}
    assert judged(job, problem, constraints, none).status == "unknown"


def test_pairs_hear_how_long_between(tiny: Instance) -> None:
    text = TINY.replace("talks:", "speakers: {s: {rest: 15}}\ntalks:")
    text = text.replace("minutes: 30", "minutes: 30, speakers: [s]")
    problem, constraints = constraints_of(text, tiny)
    told = asked(Job("tiny", 5.0), problem, constraints)
    assert told["pairs"] == [("a", "b", 15)]


def test_peers_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PeerError, match="no peer 'tea'"):
        Peers.read(["tea"])
    monkeypatch.setattr("benchmarks.peers.paired.python_of", lambda _: Path("/nowhere"))
    with pytest.raises(PeerError, match=r"install timefold"):
        Peers.read(["timefold"])
    monkeypatch.setattr(
        "benchmarks.peers.paired.python_of", lambda _: Path(sys.executable)
    )
    with pytest.raises(PeerError, match="checkout"):
        Peers.read(["cosplib=/nowhere"])


MAIN = """
import logging
import config
logging.info(f"Current best solution: {config.SEEDED + 20}")
logging.info("Current best solution: 12")
logging.info(f"Is solution feasible? {config.HYPER_HEURISTIC}")
logging.info(f"Objective value: {config.TIME_LIMIT_IN_SEC}")
print("a word of its own")
"""


def test_the_driver_of_cosplib_reads_what_a_checkout_logs(tmp_path: Path) -> None:
    solver = tmp_path / "Solver"
    solver.mkdir()
    (solver / "config.py").write_text("SEEDED = 10\nHYPER_HEURISTIC = False\n")
    (solver / "main.py").write_text(MAIN)
    told = {"checkout": str(tmp_path), "file": "x.xlsx", "seconds": 7, "seed": 1}
    command = [sys.executable, str(DRIVERS / "cosplib_driver.py")]
    text, why = communicate(command, json.dumps(told), 60, [])
    assert text is not None, why
    answer = json.loads(text)
    assert [value for _, value in answer["steps"]] == [30, 12, 7]
    found = counted(Job("x", 7.0, solver="cosplib"), 5, answer)
    assert (found.status, found.penalties) == ("feasible", (7,))
    lost = counted(found.job, 5, {**answer, "feasible": False})
    assert (lost.status, lost.penalties) == ("unknown", ())


def test_runs_can_be_told_apart(tiny: Instance) -> None:
    del tiny
    job = Job("x", 7.0)
    others = [
        replace(job, seed=1),
        replace(job, without=("a",)),
        replace(job, solver="p"),
    ]
    assert len({job, *others, replace(job, seconds=8.0)}) == 5
    assert Run.read(json.loads(json.dumps(Run(job).told()))) == Run(job)
