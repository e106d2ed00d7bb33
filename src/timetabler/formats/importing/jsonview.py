"""Read JSON of strangers: each value knows its place, and says so when it is wrong."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import TimeError, read_date, read_moment
from timetabler.problem.mistakes import InvalidInputError, Located, Path, shown

_BLANK = " \t\n\r"
MOST_DEEP = 100


class Json:
    """A value in a JSON document."""

    def __init__(self, source: Source, value: Any, path: Path = ()) -> None:  # noqa: ANN401
        self.source = source
        self.value = value
        self.path = path

    @classmethod
    def read(cls, source: Source) -> "Json":
        """Read a document.

        Raises:
            InvalidInputError: If it is not JSON, or nested too deep.
        """
        text = source.text()
        try:
            value = json.loads(text, parse_constant=_no_number)
        except json.JSONDecodeError as error:
            why = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise source.wrong(why, error.lineno, error.colno) from None
        except RecursionError:
            raise source.wrong("values are nested too deep") from None
        except ValueError as error:
            raise source.wrong(f"not valid JSON: {error}") from None
        if _deeper_than(value, MOST_DEEP):
            raise source.wrong(f"values are nested more than {MOST_DEEP} deep")
        return cls(source, value)

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def __getitem__(self, key: str) -> "Json":
        """The value under a key; of nothing, and without the key, it is nothing."""
        if self.value is None:
            return Json(self.source, None, self.path)
        if not isinstance(self.value, dict):
            self.fail(f"expected an object with {key!r}, got {shown(self.value)}")
        if key not in self.value:
            return Json(self.source, None, self.path)
        return Json(self.source, self.value[key], (*self.path, key))

    def __iter__(self) -> Iterator["Json"]:
        """The items of a list, or the values of an object; none of nothing."""
        if isinstance(self.value, dict):
            yield from (item for _, item in self.items())
        elif isinstance(self.value, list):
            for index, item in enumerate(self.value):
                yield Json(self.source, item, (*self.path, index))
        elif self.value is not None:
            self.fail(f"expected a list, got {shown(self.value)}")

    def items(self) -> Iterator[tuple[str, "Json"]]:
        """The keys and values of an object; none of nothing."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            self.fail(f"expected an object, got {shown(self.value)}")
        for key, item in self.value.items():
            yield key, Json(self.source, item, (*self.path, key))

    def has(self, *keys: str) -> bool:
        """Whether it is an object with all of some keys."""
        return isinstance(self.value, dict) and all(key in self.value for key in keys)

    def text(self) -> str:
        """Read text, a number as text, or the English (or first) of some languages."""
        value = self.value
        if isinstance(value, dict):
            first = next(iter(value.values()), None)
            value = value.get("en") or first
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail(f"expected text, got {shown(value)}")
        return " ".join(str(value).split())

    def number(self) -> int | None:
        """Read a whole number, or one written as text; None of nothing."""
        value = self.value
        if value is None or value == "":
            return None
        if isinstance(value, str) and value.strip().isascii():
            plain = value.strip()
            value = int(plain) if plain.isdigit() and len(plain) <= 18 else value  # noqa: PLR2004
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fail(f"expected a whole number, got {shown(self.value)}")
        return value

    def count(self) -> int | None:
        """Read a number of people, seats or minutes; None of nothing.

        Raises:
            InvalidInputError: If it is negative, or beyond a million.
        """
        number = self.number()
        if number is not None and not 0 <= number <= 1_000_000:  # noqa: PLR2004
            self.fail(f"expected a number from 0 to 1,000,000, got {number}")
        return number

    def moment(self, zone: ZoneInfo) -> datetime | None:
        """Read a time; None of nothing."""
        text = self.text()
        try:
            return read_moment(text, zone) if text else None
        except TimeError as error:
            self.fail(str(error))

    def date(self) -> date | None:
        """Read a date; None of nothing."""
        text = self.text()
        try:
            return read_date(text) if text else None
        except TimeError as error:
            self.fail(str(error))

    def located(self, why: str = "") -> Located:
        """Say something of the value, with its place."""
        line, column = _place(self.source.text(), self.path)
        return Located(self.source.name, line, column, why)

    def fail(self, why: str) -> NoReturn:
        """Say what is wrong with the value.

        Raises:
            InvalidInputError: Always.
        """
        raise InvalidInputError([self.located(why)])


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _deeper_than(value: object, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _place(text: str, path: Path) -> tuple[int, int]:
    """Find the line and column of a value by reading the document again up to it."""
    at = _skip(text, 0)
    for step in path:
        at = _inside(text, at, step)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _inside(text: str, at: int, step: str | int) -> int:
    decoder, found, index = json.JSONDecoder(), at, 0
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        key: str | int = index
        if isinstance(step, str):
            key, at = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if key == step:
            # A key given twice counts by its last value.
            found = at
            if isinstance(step, int):
                return found
        _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
        index += 1
    return found


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANK and at < len(text):
        at += 1
    return at
