"""``python -m timetabler``."""

from timetabler.cli.main import run

run()
