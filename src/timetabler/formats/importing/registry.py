"""The formats that can be imported; a reader is loaded when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    # The command line lists the formats in its help, which is to be quick.
    from timetabler.formats.importing.made import Maker
    from timetabler.formats.importing.programme import Reader


@dataclass(frozen=True)
class Importer:
    """A format: its reader as ``module:function``, and what it takes."""

    reader: str
    about: str
    whole: bool = False
    """Whether the reader writes the problem file itself (a ``Maker``)."""

    def load(self) -> "Reader":
        """Import the reader."""
        return cast("Reader", self._found())

    def load_maker(self) -> "Maker":
        """Import the maker."""
        return cast("Maker", self._found())

    def _found(self) -> object:
        module, _, name = self.reader.partition(":")
        found = import_module(f"timetabler.formats.importing.{module}")
        return getattr(found, name)


IMPORTERS: Mapping[str, Importer] = {
    "schedule.xml": Importer(
        "schedule_xml:read_schedule_xml", "FOSDEM (Pentabarf), frab, pretalx, wafer"
    ),
    "schedule.json": Importer("schedule_json:read_schedule_json", "frab, pretalx"),
    "pretalx": Importer(
        "pretalx:read_pretalx", "answers of its API: submissions, speakers, rooms, ..."
    ),
    "sessionize": Importer("sessionize:read_sessionize", "its views All and GridSmart"),
    "indico": Importer("indico:read_indico", "its timetable as JSON"),
    "ics": Importer("ics:read_ics", "a timetable in a calendar"),
    "sheets": Importer(
        "sheets:read_sheets", "talks, speakers, rooms, availability, wishes: CSV, XLSX"
    ),
    "optaplanner": Importer(
        "optaplanner.read:read_optaplanner",
        "workbooks of its conference scheduling",
        whole=True,
    ),
    "cosplib": Importer(
        "cosplib.read:read_cosplib", "an instance of CoSPLib as XLSX", whole=True
    ),
    "akplan": Importer("akplan.read:read_akplan", "an input of AK-plan", whole=True),
}
