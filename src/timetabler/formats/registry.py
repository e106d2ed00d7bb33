"""The formats there are: a new one is one file and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    # The command line lists the formats in its help, which is to be quick.
    from timetabler.formats.programme import Programme

    Writer = Callable[[Programme], str | bytes]
Checker = Callable[[bytes], list[str]]


class MissingExtraError(Exception):
    """A format whose library is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to.

    Attributes:
        writer: The function that writes it, as ``module:function``.
        suffix: How names of its files end.
        about: What it is for, in a few words.
        extra: The extra of this package that brings its library, if it needs one.
        library: That library.
        checker: The function that checks its files, if there is one.
        breaks: Whether it has a place for breaks.
    """

    writer: str
    suffix: str
    about: str
    extra: str = ""
    library: str = ""
    checker: str = ""
    breaks: bool = False

    def load(self) -> "Writer":
        """Import the writer.

        Raises:
            MissingExtraError: If its library is not installed.
        """
        if self.library and find_spec(self.library) is None:
            raise MissingExtraError(
                f"{self.library} is needed for this format and is not installed;"
                f" pip install 'timetabler[{self.extra}]' brings it"
            )
        return cast("Writer", _function(self.writer))

    def load_checker(self) -> Checker:
        """Import the checker."""
        return cast("Checker", _function(self.checker))


def _function(named: str) -> object:
    module, _, name = named.partition(":")
    return getattr(import_module(f"timetabler.formats.{module}"), name)


FORMATS: Mapping[str, Format] = {
    "schedule.xml": Format(
        "schedule_xml:write_xml",
        suffix=".xml",
        about="schedule apps",
        checker="check_xml:check_xml",
        breaks=True,
    ),
    "schedule.json": Format(
        "schedule_json:write_json",
        suffix=".json",
        about="schedule apps",
        checker="check_json:check_json",
        breaks=True,
    ),
    "ics": Format(
        "calendar:write_calendar", suffix=".ics", about="calendars", breaks=True
    ),
    "csv": Format("csv_sheet:write_csv", suffix=".csv", about="spreadsheets"),
    "xlsx": Format(
        "workbook:write_workbook",
        suffix=".xlsx",
        about="spreadsheets",
        extra="xlsx",
        library="openpyxl",
    ),
    "cosplib": Format(
        "cosplib_solution:write_solution",
        suffix=".xlsx",
        about="the checker of CoSPLib",
        extra="xlsx",
        library="openpyxl",
    ),
    "markdown": Format("markdown:write_markdown", suffix=".md", about="READMEs, wikis"),
    "sessionize": Format(
        "paste_back:write_sessionize", suffix=".csv", about="going back by hand"
    ),
    "pretalx": Format(
        "paste_back:write_pretalx", suffix=".csv", about="going back by hand"
    ),
}
