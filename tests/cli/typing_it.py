"""Ways to run the command line: in this process, and as a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from timetabler.cli.main import app

ROOT = Path(__file__).parents[2]
PROBLEMS = ROOT / "problems"
DEVROOM = str(PROBLEMS / "virtualization-and-cloud-2012.yaml")
FOSDEM = str(PROBLEMS / "fosdem-2012.yaml")
FOSDEM_PUBLISHED = str(PROBLEMS / "published" / "fosdem-2012.yaml")
KVM = str(PROBLEMS / "kvm-forum-ovirt-2012.yaml")
TUTORIAL = str(PROBLEMS / "tutorial.yaml")


def typed(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    result = CliRunner().invoke(app, list(map(str, arguments)), prog_name="timetabler")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told_in_json(*arguments: str | Path) -> dict[str, Any]:
    """Run a command in this process; the one document it prints."""
    found = json.loads(typed(*arguments, "--json").stdout)
    assert isinstance(found, dict)
    return found


def program(*arguments: str | Path) -> list[str]:
    """The command line of a program of its own."""
    return [sys.executable, "-m", "timetabler", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """The environment of a program that prints to no terminal."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", **more}


def ran(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own to its end."""
    return subprocess.run(
        program(*arguments),
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
