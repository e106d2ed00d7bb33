"""What a value in the problem file may be: text, lengths, ids, dates, lists of them."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from timetabler.problem.mistakes import shown


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def _as_date(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value):
        return value
    raise PydanticCustomError("date_written", "not a date")


def _near(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _as_colour(value: str) -> str:
    if value and not _COLOUR.fullmatch(value):
        raise ValueError(
            f"{shown(value)} is no colour; write it as '#0072b2', in quotes"
        )
    return value


FIRST_YEAR, LAST_YEAR = 1980, 2199
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

Id = Annotated[
    str, Field(max_length=200, json_schema_extra={"pattern": r"^\S+$", "minLength": 1})
]
Minutes = Annotated[int, Field(strict=True, ge=0, le=24 * 60)]
Length = Annotated[int, Field(strict=True, ge=1, le=24 * 60)]
People = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Weight = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Penalty = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]
Text = Annotated[str, Field(max_length=10_000)]
Time = Annotated[str, Field(max_length=200)]
Date = Annotated[date, BeforeValidator(_as_date), AfterValidator(_near)]
Colour = Annotated[
    str,
    AfterValidator(_as_colour),
    Field(json_schema_extra={"pattern": f"^({_COLOUR.pattern})?$"}),
]

WindowText = Annotated[
    Time,
    Field(
        description="`saturday 14:00-14:50`, `saturday` (its opening hours) or"
        " `14:00-14:50` (every day); hours beyond 24:00 are the small hours of the"
        " next day",
        examples=["saturday 14:00-14:50"],
    ),
]
StartText = Annotated[
    Time,
    Field(
        description="`saturday 11:30`, or `11:30` (every day)",
        examples=["saturday 11:30"],
    ),
]
Windows = Annotated[
    list[WindowText],
    BeforeValidator(_as_list, json_schema_input_type=WindowText | list[WindowText]),
]
Starts = Annotated[
    list[StartText],
    BeforeValidator(_as_list, json_schema_input_type=StartText | list[StartText]),
]
Ids = Annotated[
    list[Id], BeforeValidator(_as_list, json_schema_input_type=Id | list[Id])
]
Words = Annotated[
    list[Text], BeforeValidator(_as_list, json_schema_input_type=Text | list[Text])
]
