"""Disks that are full, folders that are closed, outputs that nobody reads."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
import typer

from cli.typing_it import (
    FOSDEM,
    FOSDEM_PUBLISHED,
    TUTORIAL,
    environment,
    program,
    ran,
    typed,
)
from reliability.running import awaited, ended, left_in, started
from timetabler.cli.exits import guarded, told
from timetabler.workflows.claim import ClaimedError, claimed
from timetabler.workflows.files import write_whole
from timetabler.workflows.outputs import NAMES
from twice import TINY

FEW_BYTES = 20_000


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in left_in(folder)}


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a solved tutorial."""
    folder = tmp_path_factory.mktemp("solved")
    assert typed("solve", TUTORIAL, "-o", folder, "--deterministic").exit_code == 0
    return contents(folder)


def test_files_too_large_for_the_disk_leave_the_old_ones(
    tmp_path: Path, solved: dict[str, bytes]
) -> None:
    """The system's limit on file sizes stands for a disk that is nearly full."""
    old = {name: b"old" for name in NAMES}
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    few = (FEW_BYTES, FEW_BYTES)
    limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, few)
    ask = ("solve", TUTORIAL, "-o", tmp_path, "--deterministic", "--force")
    with started(*ask, preexec_fn=limited) as running:
        code, _, complaints = ended(running)
    assert code == 1
    assert "File too large" in complaints
    assert any(str(tmp_path / name) in complaints for name in NAMES)
    assert "Traceback" not in complaints
    found = contents(tmp_path)
    assert found.pop("checkpoint.yaml").startswith(b"format: 1")
    assert all(found[name] in (old[name], solved[name]) for name in NAMES)
    assert found["timetable.yaml"] == solved["timetable.yaml"]
    assert len(os.listdir(tmp_path)) == len(NAMES) + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can make a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_holds_whole_files(
    small_disk: Path, solved: dict[str, bytes]
) -> None:
    ended = ran("solve", TUTORIAL, "-o", small_disk, "--deterministic")
    assert ended.returncode == 1
    assert "No space left on device" in ended.stderr
    assert str(small_disk) in ended.stderr
    assert "Traceback" not in ended.stderr
    found = contents(small_disk)
    assert found.pop("checkpoint.yaml").startswith(b"format: 1")
    record = json.loads(found.pop("run.json", solved["run.json"]))
    # The way from the folder to the problem is as long as where they are.
    path = json.loads(solved["run.json"])["problem"]["path"]
    assert record["problem"].pop("path").endswith(Path(path).name)
    assert found == {name: solved[name] for name in found}
    assert {"timetable.yaml", "score.json"} <= set(found)


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing can be made, by root neither."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    if os.getuid() != 0:
        yield folder
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("nothing is read-only to root, and it can make no disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_that_is_read_only_is_told_before_the_search(
    closed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timetabler.workflows.solve.solve", None)
    ended = typed("solve", TUTORIAL, "-o", closed_folder / "out")
    assert ended.exit_code == 1
    assert str(closed_folder / "out") in ended.stderr
    assert list(closed_folder.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", [["schema"], ["--help"], ["solve", TUTORIAL]])
def test_an_output_without_room_is_told(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            program(*command),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "No space left on device\n"


class Full(StringIO):
    """An output without room; it says so each time."""

    def flush(self) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def test_an_output_that_fails_again_at_the_end_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = typer.Typer()

    @app.command()
    @told()
    def printing() -> None:
        print("one", flush=True)

    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "argv", ["printing"])
    with pytest.raises(SystemExit) as left:
        guarded(app)
    assert left.value.code == 1
    assert capsys.readouterr().err == "No space left on device\n"


@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_closed_streams_are_no_error(large: bool, tmp_path: Path) -> None:
    tiny, out = tmp_path / "tiny.yaml", tmp_path / "out"
    tiny.write_text(TINY, encoding="utf-8")
    problem = TUTORIAL if large else tiny
    ask = ("solve", problem, "-o", out, "--deterministic")
    with started(*ask, preexec_fn=partial(os.close, 1)) as running:
        assert ended(running) == (0, "", "")
    assert left_in(out) == set(NAMES)
    with started("schema", preexec_fn=partial(os.close, 2)) as running:
        assert ended(running)[0] == 0


def test_who_reads_one_line_only_gets_no_complaints() -> None:
    with started("check", FOSDEM, FOSDEM_PUBLISHED, "--all") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""


def test_two_runs_are_not_let_into_one_folder(tmp_path: Path) -> None:
    with started("solve", FOSDEM, "-o", tmp_path, "--time-limit", "100") as running:
        awaited(tmp_path / ".timetabler-lock", running)
        second = typed("solve", TUTORIAL, "-o", tmp_path, "--force")
        assert second.exit_code == 2
        assert "another run is writing there" in second.stderr
        assert typed("solve", TUTORIAL, "-o", tmp_path / "beside").exit_code == 0
        assert left_in(tmp_path / "beside") == set(NAMES)
    # What was killed keeps nobody out.
    with claimed(tmp_path):
        pass


def test_folders_made_for_nothing_go_again(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with claimed(folder), pytest.raises(ClaimedError), claimed(folder):
        pass
    assert list(tmp_path.iterdir()) == []
    with claimed(folder):
        (tmp_path / "a" / "kept").write_text("", encoding="utf-8")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]


def test_files_written_side_by_side_are_always_whole(tmp_path: Path) -> None:
    path, texts = tmp_path / "it", [str(n % 10) * 50_000 for n in range(60)]
    write_whole(path, texts[0])
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write_whole, path, text) for text in texts]
        while not all(future.done() for future in writing):
            assert path.read_text(encoding="utf-8") in texts
        for future in writing:
            future.result()
    assert [path.name for path in tmp_path.iterdir()] == ["it"]
