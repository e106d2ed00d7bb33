"""Who kills a search keeps its checkpoint; who ends it, the best timetable so far."""

import json
import shutil
import signal
import time
from pathlib import Path
from random import Random

import pytest

from cli.typing_it import DEVROOM, KVM, PROBLEMS, TUTORIAL, told_in_json, typed
from reliability.running import (
    PATIENCE,
    awaited,
    ended,
    keeps_every_rule,
    left_in,
    started,
)
from timetabler.workflows.outputs import NAMES

KILLS = 25
LONG = ("--time-limit", "100")
PUBLISHED = PROBLEMS / "published" / "virtualization-and-cloud-2012.yaml"


def penalties(problem: str | Path, timetable: Path) -> list[int]:
    told = told_in_json("check", problem, timetable)
    return [entry["penalty"] for entry in told["priorities"]]


def test_a_kill_leaves_the_checkpoint_and_the_search_goes_on_from_it(
    tmp_path: Path,
) -> None:
    checkpoint = tmp_path / "checkpoint.yaml"
    with started("solve", KVM, "-o", tmp_path, *LONG) as running:
        awaited(checkpoint, running)
        running.kill()
        running.wait(PATIENCE)
    assert left_in(tmp_path) == {"checkpoint.yaml"}
    assert keeps_every_rule(KVM, checkpoint)
    before = penalties(KVM, checkpoint)

    refused = typed("solve", KVM, "-o", tmp_path)
    assert refused.exit_code == 2
    assert "checkpoint.yaml" in refused.stderr
    again = ("solve", KVM, "-o", tmp_path, "--start-from", checkpoint)
    assert typed(*again, "--time-limit", "1").exit_code == 0
    assert penalties(KVM, tmp_path / "timetable.yaml") <= before
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["solve", "candidates"])
def test_kills_at_random_moments_leave_no_half_of_a_file(
    command: str, tmp_path: Path
) -> None:
    chance, left = Random(0), 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        ask = (command, KVM, "-o", folder, "--time-limit", "4")
        with started(*ask) as running:
            awaited(folder / ".timetabler-lock", running)
            time.sleep(chance.uniform(0, 8))
            running.kill()
            running.wait(PATIENCE)
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in files:
            if not path.name.startswith("."):
                assert whole(path), path
        left += len(files)
    assert left > KILLS


def whole(path: Path) -> bool:
    """Whether a file is all there, by how files of its kind end."""
    content = path.read_bytes()
    match path.suffix:
        case ".yaml":
            return keeps_every_rule(KVM, path)
        case ".json":
            return json.loads(content) is not None
        case ".png":
            return content.endswith(b"IEND\xaeB`\x82")
        case ".svg" | ".html" | ".xml":
            return content.rstrip().endswith((b"</svg>", b"</html>", b"</schedule>"))
        case ".ics":
            return content.endswith(b"END:VCALENDAR\r\n")
    return content.endswith(b"\n")


def test_the_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    checkpoint = tmp_path / "checkpoint.yaml"
    with started("candidates", KVM, "-o", tmp_path, *LONG) as running:
        awaited(checkpoint, running)
        code, out, complaints = ended(running, [signal.SIGINT] * 2)
    assert code == 130, complaints
    assert "Ctrl-C again ends at once" in complaints
    assert "Traceback" not in complaints
    # The first may have ended everything in good order before the second came.
    if "candidates.json" not in left_in(tmp_path):
        assert out == ""
        assert keeps_every_rule(KVM, checkpoint)


def test_inputs_and_folders_may_vanish_before_a_request_to_terminate(
    tmp_path: Path,
) -> None:
    problem, folder = tmp_path / "problem.yaml", tmp_path / "out"
    shutil.copy(KVM, problem)
    with started("solve", problem, "-o", folder, "--json", *LONG) as running:
        awaited(folder / "checkpoint.yaml", running)
        problem.unlink()
        shutil.rmtree(folder)
        code, out, complaints = ended(running, [signal.SIGTERM])
    assert code == 130, complaints
    assert json.loads(out)["status"] == "feasible"
    assert left_in(folder) == set(NAMES)
    assert keeps_every_rule(KVM, folder / "timetable.yaml")


def test_a_timetable_that_can_not_be_written_there_is_written_elsewhere(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "out"
    with started("solve", KVM, "-o", folder, *LONG, cwd=tmp_path) as running:
        awaited(folder / "checkpoint.yaml", running)
        shutil.rmtree(folder)
        folder.write_text("in the way", encoding="utf-8")
        code, _, complaints = ended(running, [signal.SIGINT])
    assert code == 1
    assert str(folder) in complaints
    assert "Traceback" not in complaints
    assert folder.read_text(encoding="utf-8") == "in the way"
    (rescued,) = tmp_path.glob("rescued-timetable-*.yaml")
    assert str(rescued) in complaints
    assert keeps_every_rule(KVM, rescued)


def test_candidates_and_replans_keep_checkpoints_as_well(tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    some = ("candidates", TUTORIAL, "-n", "2", "--time-limit", "10")
    assert typed(*some, "--checkpoint", first).exit_code == 0
    assert keeps_every_rule(TUTORIAL, first)

    second = tmp_path / "second.yaml"
    away = ("--unavailable", "guido-trotter=sunday 9:00-12:00")
    late = ("replan", DEVROOM, "--from", PUBLISHED, *away, "--deterministic")
    told = typed(*late, "-o", tmp_path / "out", "--checkpoint", second)
    assert told.exit_code == 0, told.stderr
    made = (tmp_path / "out" / "timetable.yaml").read_text(encoding="utf-8")
    talks = made[made.index("talks:") : made.index("identities:")]
    assert talks in second.read_text(encoding="utf-8")
    assert talks not in PUBLISHED.read_text(encoding="utf-8")


def alive(number: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return (
            Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        )
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT])
def test_processes_of_a_killed_run_end_as_well(
    way: signal.Signals, tmp_path: Path
) -> None:
    """The parent is killed, or is told twice to end."""
    out = ("-o", tmp_path, "--time-limit", "6", "-n", "2")
    with started("candidates", KVM, *out, "--profiles", "--sensitivity") as running:
        children: set[int] = set()
        while not children:
            time.sleep(0.2)
            assert running.poll() is None
            path = Path(f"/proc/{running.pid}/task/{running.pid}/children")
            children = {int(word) for word in path.read_text().split()}
        ended(running, [way] * (1 if way == signal.SIGKILL else 2))
    end = time.monotonic() + PATIENCE
    while any(map(alive, children)):
        assert time.monotonic() < end
        time.sleep(0.2)
