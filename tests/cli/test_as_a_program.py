"""The program among others: signals, pipes, colours."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from cli.typing_it import (
    FOSDEM,
    FOSDEM_PUBLISHED,
    KVM,
    TUTORIAL,
    environment,
    program,
    ran,
    typed,
)

PATIENCE = 60
ESCAPE = "\x1b["


def interrupted(folder: Path, after: float) -> tuple[int, str]:
    """Send one Ctrl-C some seconds after the start."""
    with subprocess.Popen(
        program("solve", KVM, "--time-limit", "100", "-o", folder, "--json"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=PATIENCE)
        return running.returncode, out


def test_ctrl_c_ends_with_the_best_timetable(tmp_path: Path) -> None:
    """A first timetable takes a moment, but on a busy machine the start may not."""
    for after in (3, 6, 12, 24):
        folder = tmp_path / str(after)
        code, out = interrupted(folder, after)
        if out and json.loads(out)["feasible"]:
            break
    assert code == 130
    told = json.loads(out)
    assert told["status"] == "feasible"
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert run["interrupted"] is True
    assert typed("check", KVM, folder / "timetable.yaml").exit_code == 0


def test_a_pipe_that_closes_is_no_error() -> None:
    with subprocess.Popen(
        program("check", FOSDEM, FOSDEM_PUBLISHED, "--all"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
        running.wait(timeout=PATIENCE)
    assert complaint == b""


def test_no_colours_where_there_is_no_terminal() -> None:
    ended = ran("check", FOSDEM, FOSDEM_PUBLISHED)
    assert "broken" in ended.stdout
    assert ESCAPE not in ended.stdout + ended.stderr


def test_no_color_holds_in_a_terminal() -> None:
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    colours = ran("check", FOSDEM, FOSDEM_PUBLISHED, **forced).stdout
    assert "\x1b[1;31m" in colours
    plain = ran("check", FOSDEM, FOSDEM_PUBLISHED, **forced, NO_COLOR="1").stdout
    assert "31m" not in plain


def test_progress_is_shown_in_a_terminal_only() -> None:
    """Standard error is a terminal here, standard output is not."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        program("solve", TUTORIAL, "--json"),
        env=environment(TERM="xterm-256color"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as running:
        os.close(theirs)
        shown = _read(ours)
        out, _ = running.communicate(timeout=PATIENCE)
    assert json.loads(out)["status"] == "optimal"
    assert re.search(r"Making & Mending 2027: \d+\.\d s, (looking|priority)", shown)


def _read(terminal: int) -> str:
    found = b""
    with suppress(OSError):  # a terminal whose other side is gone
        while part := os.read(terminal, 65536):
            found += part
    os.close(terminal)
    return found.decode(errors="replace")
