"""What is slow to load is loaded by the commands that need it, and by no others."""

import subprocess
import sys

import pytest

from cli.typing_it import DEVROOM, FOSDEM, FOSDEM_PUBLISHED, environment

SLOW = ("ortools", "matplotlib", "numpy", "pandas", "jinja2")
_COUNT = """
import sys
from timetabler.cli.main import run
sys.argv = ["timetabler", *sys.argv[1:]]
try:
    run()
except SystemExit:
    pass
print("loaded:", *(name for name in {slow} if name in sys.modules))
"""


def loaded(*arguments: str) -> set[str]:
    code = _COUNT.format(slow=SLOW)
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    head, *names = ended.stdout.splitlines()[-1].split()
    assert head == "loaded:"
    return set(names)


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "--help"], ["schema"]])
def test_help_loads_nothing_slow(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def test_check_loads_neither_solver_nor_charts() -> None:
    assert loaded("check", FOSDEM, FOSDEM_PUBLISHED) == set()


def test_solve_without_a_folder_loads_no_charts() -> None:
    assert "matplotlib" not in loaded("solve", DEVROOM, "--time-limit", "0.2")
