"""Run a command twice as different machines might, and compare all that it writes."""

import os
import subprocess
import sys
from pathlib import Path

TINY = """
conference:
  title: Tiny
  timezone: Europe/Brussels
  days: {monday: {date: 2026-05-04, hours: 9:00-11:00}}
rooms: {hall: {seats: 50}, lab: {seats: 10}}
tracks: {red: {}, blue: {}}
speakers: {ann: {}, bob: {}}
talks:
  one: {title: One, minutes: 30, audience: 30, track: red, speakers: ann}
  two: {title: Two, minutes: 30, audience: 20, track: red, speakers: bob}
  six: {title: Six, minutes: 60, track: blue, speakers: ann}
"""
"""A problem file that is solved at once, and drawn."""

_SLOWED = """
import sys
from time import sleep

from timetabler.engine import search as engine

real, wait = engine.search, float(sys.argv.pop(1))

def slowed(*arguments):
    sleep(wait)
    return real(*arguments)

engine.search = slowed
from timetabler.cli.main import run
run()
"""
_WAIT = 0.3


def written_twice(folder: Path, *arguments: object) -> set[str]:
    """Run it with ``-o`` as it is, and with slow searches and another order of sets.

    Returns:
        The names of the files it has written, the same bytes in both.
    """
    runs = {"one": 0.0, "two": _WAIT}
    started = [
        subprocess.Popen(
            [
                *(sys.executable, "-c", _SLOWED, str(wait)),
                *map(str, arguments),
                *("-o", str(folder / name)),
            ],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed, (name, wait) in enumerate(runs.items())
    ]
    for process in started:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints
    one, two = (_files(folder / name) for name in runs)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    return set(one)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
