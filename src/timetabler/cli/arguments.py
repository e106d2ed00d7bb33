"""Arguments and options that several commands share; each is told in one place."""

from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo


def time_limit(about: str) -> OptionInfo:
    """Make the option of a time limit in seconds; commands differ in what it is for."""
    option: OptionInfo = typer.Option(
        "--time-limit", min=0.1, metavar="S", help=f"Seconds for {about}."
    )
    return option


ProblemPath = Annotated[
    Path, typer.Argument(metavar="PROBLEM", help="The problem file (YAML).")
]
TimetablePath = Annotated[
    Path, typer.Argument(metavar="TIMETABLE", help="A timetable file (YAML).")
]
Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Write everything here."),
]
TimeLimit = Annotated[float, time_limit("the whole run")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        max=256,
        metavar="N",
        help="Threads; default: one a core.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        min=0,
        max=2**31 - 1,
        metavar="N",
        help="Another seed searches in another order.",
    ),
]
Deterministic = Annotated[
    bool,
    typer.Option(
        "--deterministic",
        help="Same input, same result: time is counted in work, not by the clock.",
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON document instead of text.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
