"""Sheets and Markdown: nothing lost, nothing run, nothing taken for markup."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given

from formats.examples import PUBLISHED, night, published
from formats.test_schedule import ODD, odd_programmes
from timetabler.formats.csv_sheet import write_csv
from timetabler.formats.markdown import write_markdown
from timetabler.formats.paste_back import write_pretalx, write_sessionize
from timetabler.formats.programme import Programme
from timetabler.formats.sheet import HEADERS, protected, restored
from timetabler.timetable.timetable import Placement, Timetable
from tries import tries

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    head, *rows = ([restored(cell) for cell in line] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def kept(text: str) -> str:
    """What a sheet keeps of a text: no file with a NUL in it can be read."""
    return text.replace("\0", "")


def placed(programme: Programme, rows: list[dict[str, str]]) -> Timetable:
    """Read a timetable from the rows of a sheet."""
    clock, days = programme.problem.clock, programme.problem.days
    found = []
    for row in rows:
        if row["start"]:
            day = days[row["day_id"]].date
            late = "+24" if row["date"] != f"{day}" else ""
            hours, _, rest = row["start"].partition(":")
            start = f"{int(hours) + 24 * bool(late):02}:{rest}"
            found.append(Placement(clock.read(day, start), row["room_id"], row["talk"]))
    return Timetable.of(found)


@tries(10, 40, odd_programmes())
def test_csv_loses_nothing(programme: Programme) -> None:
    problem = programme.problem
    rows = read(write_csv(programme))
    assert placed(programme, rows).placements == programme.timetable.placements
    assert {row["talk"] for row in rows} == set(problem.talks)
    for row in rows:
        talk = problem.talks[row["talk"]]
        assert row["title"] == kept(talk.title)
        told = (row["kind"], row["level"], row["url"])
        assert told == (kept(talk.kind), kept(talk.level), kept(talk.url))
        assert row["minutes"] == str(talk.minutes)
        assert row["audience"] == ("" if talk.audience is None else str(talk.audience))
        ids = tuple(row["speaker_ids"].split("; ")) if row["speaker_ids"] else ()
        assert ids == talk.speakers
        assert (row["track_id"] or None, row["theme_id"] or None) == (
            talk.track,
            talk.theme,
        )


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_timetables_come_back(name: str) -> None:
    programme = published(name)
    rows = read(write_csv(programme))
    assert placed(programme, rows).placements == programme.timetable.placements


def test_the_night_comes_back() -> None:
    rows = read(write_csv(night()))
    assert placed(night(), rows).placements == night().timetable.placements


@given(ODD)
def test_protection_is_taken_back(text: str) -> None:
    assert restored(protected(text)) == kept(text)


@pytest.mark.parametrize("start", [*RUN, " =", "'=", "  '+"])
def test_formulas_are_not_run(start: str) -> None:
    cell = f'{start}cmd|"/C calc"!A1'
    assert protected(cell) == f"'{cell}"
    assert restored(protected(cell)) == cell


@tries(8, 30, odd_programmes())
def test_no_cell_begins_a_formula(programme: Programme) -> None:
    for write in (write_csv, write_sessionize, write_pretalx):
        text = write(programme).removeprefix("\ufeff")
        for line in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell.lstrip(" ").startswith(RUN) for cell in line)


def test_headers_are_unique() -> None:
    assert len(set(HEADERS)) == len(HEADERS)


def test_only_a_part() -> None:
    part = replace(night(), only=("track", "time"))
    assert [row["talk"] for row in read(write_csv(part))] == ["A1B2C3", "midnight"]


@tries(8, 30, odd_programmes())
def test_markdown_keeps_its_tables(programme: Programme) -> None:
    lines = write_markdown(programme).splitlines()
    rows = [line for line in lines if re.match(r"\| \d\d:\d\d–", line)]
    assert len(rows) == len(programme.events)
    for row in rows:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 6, row
