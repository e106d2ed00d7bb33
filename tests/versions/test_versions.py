"""Files of every version so far are read; files of a later one are refused clearly.

The samples are never changed. A format that changes its number gets a folder of its
own, and this test goes on reading those before it.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from cli.typing_it import typed
from timetabler.problem.mistakes import InvalidInputError
from timetabler.problem.version import FORMAT
from timetabler.timetable.file import write_timetable
from timetabler.workflows.check import check
from timetabler.workflows.comparing.records import known_from
from timetabler.workflows.load import load_problem, load_timetable, without_cancelled
from timetabler.workflows.replanning.changed import load_changed, load_changes

HERE = Path(__file__).parent
VERSIONS = sorted(HERE.glob("format-*"))
PROBLEM, TIMETABLE, CHANGES = "problem.yaml", "timetable.yaml", "changes.yaml"
NEVER_CHANGED = {
    "format-1/changes.yaml": "2f68fbc0c07d84ba",
    "format-1/problem.yaml": "26c67c51e8705840",
    "format-1/run.json": "2e1b3a70f65c7cec",
    "format-1/score.json": "9dd043f6bea4757c",
    "format-1/timetable.yaml": "3511bc36434e5557",
}


def test_there_are_samples_of_every_version() -> None:
    names = [f"format-{number}" for number in range(1, FORMAT + 1)]
    assert [folder.name for folder in VERSIONS] == names


@pytest.mark.parametrize("name", NEVER_CHANGED)
def test_samples_are_what_they_were(name: str) -> None:
    data = (HERE / name).read_bytes().replace(b"\r\n", b"\n")
    assert sha256(data).hexdigest()[:16] == NEVER_CHANGED[name]


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_problem_and_timetable_are_read(folder: Path) -> None:
    loaded = load_problem(folder / PROBLEM)
    assert list(loaded.problem.rooms) == ["hall", "attic", "barn"]
    assert loaded.problem.talks["b"].after[0].talk == "a"
    timetable = load_timetable(folder / TIMETABLE, loaded.problem)
    assert {p.talk: p.room for p in timetable} == {
        "a": "hall",
        "b": "hall",
        "c": "attic",
    }
    assert timetable.identities["b"].sequence == 2
    assert timetable.identities["d"].cancelled
    loaded = without_cancelled(loaded, timetable)
    score = check(loaded.problem, timetable, loaded.constraints)
    assert score.feasible
    assert score.priorities == {1: 0, 2: 1, 3: 8}
    # What is read is written again as it was.
    again = write_timetable(loaded.problem, timetable)
    assert again == (folder / TIMETABLE).read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_changes_are_read(folder: Path) -> None:
    changed = load_changed(folder / PROBLEM, [load_changes(folder / CHANGES)])
    assert changed.changes.cancel == ["d"]
    assert changed.changes.keep["quality"].weight == 2
    assert changed.loaded.problem.rooms["tent"].seats == 30
    assert changed.loaded.problem.talks["c"].minutes == 20


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_run_records_are_read(folder: Path) -> None:
    digest = json.loads((folder / "run.json").read_text("utf-8"))["problem"]["sha256"]
    known = known_from([folder / TIMETABLE], digest)
    assert dict(known.bounds) == {1: 0, 2: 1, 3: 9}


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_scores_have_the_keys_they_had(folder: Path) -> None:
    """Scores are written for others to read: what was there once stays."""
    before = json.loads((folder / "score.json").read_text("utf-8"))
    found = json.loads(
        typed("solve", folder / PROBLEM, "--json", "--workers", "1").stdout
    )
    assert before.keys() <= found.keys()
    for part in ("priorities", "constraints"):
        assert before[part][0].keys() <= found[part][0].keys()
    assert found["priorities"] == before["priorities"]


def _problem(folder: Path) -> object:
    return load_problem(folder / PROBLEM)


def _timetable(folder: Path) -> object:
    return load_timetable(
        folder / TIMETABLE, load_problem(HERE / "format-1" / PROBLEM).problem
    )


def _changes(folder: Path) -> object:
    return load_changes(folder / CHANGES)


@pytest.mark.parametrize(
    ("name", "read"),
    [(PROBLEM, _problem), (TIMETABLE, _timetable), (CHANGES, _changes)],
)
def test_a_newer_file_is_refused_in_one_clear_message(
    name: str, read: Callable[[Path], object], tmp_path: Path
) -> None:
    text = (VERSIONS[-1] / name).read_text(encoding="utf-8")
    newer = text.replace(f"format: {FORMAT}", f"format: {FORMAT + 1}\nfresh: idea", 1)
    (tmp_path / name).write_text(newer, encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path)
    (mistake,) = caught.value.mistakes
    assert mistake.message == (
        f"this file has format {FORMAT + 1}, made for a newer timetabler;"
        f" this one reads format {FORMAT}"
    )
    assert newer.splitlines()[mistake.line - 1] == f"format: {FORMAT + 1}"


def test_a_newer_run_record_tells_nothing(tmp_path: Path) -> None:
    record = json.loads((VERSIONS[-1] / "run.json").read_text("utf-8"))
    digest = record["problem"]["sha256"]
    record["format"] = FORMAT + 1
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    assert not known_from([tmp_path / TIMETABLE], digest).bounds
