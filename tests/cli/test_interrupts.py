"""A Ctrl-C that Python has lost is not forgotten."""

import subprocess
import sys

from cli.typing_it import environment

LOSES_IT = """
import signal
from timetabler.cli.interrupts import interruptible, notice_interrupts

class Closing:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

notice_interrupts()
closing = Closing()
del closing
with interruptible() as wanted:
    print(wanted.is_set())
"""
KEEPS_QUIET = LOSES_IT.replace("signal.raise_signal(signal.SIGINT)", "pass")
RAISES = """
import signal
from timetabler.cli.interrupts import notice_interrupts

notice_interrupts()
try:
    signal.raise_signal(signal.SIGTERM)
except KeyboardInterrupt:
    print("ended")
"""


def printed(program: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return ended.stdout.strip()


def test_a_lost_one_ends_the_next_search() -> None:
    assert printed(LOSES_IT) == "True"
    assert printed(KEEPS_QUIET) == "False"


def test_one_that_is_heard_ends_at_once() -> None:
    assert printed(RAISES) == "ended"
