"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ProblemPath = Annotated[
    Path, typer.Argument(metavar="PROBLEM", help="The problem file (YAML).")
]
TimetablePath = Annotated[
    Path, typer.Argument(metavar="TIMETABLE", help="A timetable file (YAML).")
]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document instead of text.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
