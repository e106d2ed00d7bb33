"""Rows of sheets: how often they are gone through, and what is refused of them."""

from collections.abc import ItemsView, ValuesView

import pytest

from importing.samples import BRUSSELS
from timetabler.formats.importing.cells import read_csv
from timetabler.formats.importing.programme import Programme, TalkFacts
from timetabler.formats.importing.seats import add_seats
from timetabler.formats.importing.sheet_columns import SHEETS
from timetabler.formats.importing.sheet_rows import read_rows
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError


class Talks(dict[str, TalkFacts]):
    """Talks that count how often somebody goes through all of them."""

    gone_through = 0

    def items(self) -> ItemsView[str, TalkFacts]:  # type: ignore[override]
        self.gone_through += 1
        return super().items()

    def values(self) -> ValuesView[TalkFacts]:  # type: ignore[override]
        self.gone_through += 1
        return super().values()


def read(programme: Programme, **texts: str) -> Programme:
    sheets = {
        kind: read_csv(Source(f"{kind}.csv", text.encode()), SHEETS[kind])
        for kind, text in texts.items()
    }
    return read_rows(programme, sheets)


def refused(**texts: str) -> list[str]:
    """The mistakes of sheets, with their places."""
    with pytest.raises(InvalidInputError) as raised:
        read(Programme("", BRUSSELS), **texts)
    return str(raised.value).splitlines()


def test_talks_are_gone_through_once_however_many_rows_name_them() -> None:
    rows = [f"t{i},T{i},30,{f'T{i - 1}' if i else ''}\n" for i in range(50)]
    spans = [f"T{i},2026-03-04,10:00,11:00,available\n" for i in range(50)]
    likes = [f"T{i},prefer,Red\n" for i in range(50)]
    texts = {
        "talks": f"id,title,minutes,after\n{''.join(rows)}",
        "availability": f"who,date,from,to,kind\n{''.join(spans)}",
        "wishes": f"who,kind,rooms\n{''.join(likes)}",
    }
    talks = Talks()
    programme = read(Programme("", BRUSSELS, talks=talks), **texts)
    assert programme.talks["t49"].after == ("t48",)
    assert all(talk.available and talk.prefer.rooms for talk in dict.values(talks))
    assert talks.gone_through == 1


def test_a_room_has_one_row() -> None:
    assert refused(rooms="name,seats\nAula,100\nLoft,20\n Aula ,200\nAula,100\n") == [
        "rooms.csv:4:1: 'Aula' has a row already, line 2; make one of the two",
        "rooms.csv:5:1: 'Aula' has a row already, line 2; make one of the two",
    ]


def test_rooms_and_speakers_have_names() -> None:
    remedy = "give it one, or take out the row"
    assert refused(
        rooms="seats,name\n20,Loft\n120, \n",
        speakers="speaker,rest\n,30\nDi,30\n",
    ) == [
        f"rooms.csv:3:2: a room needs a name; {remedy}",
        f"speakers.csv:2:1: a speaker needs a name; {remedy}",
    ]


def test_rows_of_blanks_are_none() -> None:
    found = read(Programme("", BRUSSELS), rooms="name,seats\n , \nLoft,20\n")
    assert list(found.rooms) == ["Loft"]


def test_rows_of_a_speaker_add_up() -> None:
    text = "name,talks_a_day,rest\nDi,2,\nEd,,15\nDi,,30\n"
    found = read(Programme("", BRUSSELS), speakers=text).speakers
    assert (found["Di"].talks_a_day, found["Di"].rest) == (2, 30)
    assert (found["Ed"].talks_a_day, found["Ed"].rest) == (None, 15)


def test_rows_of_a_speaker_do_not_contradict_each_other() -> None:
    assert refused(speakers="name,talks_a_day,rest\nDi,,30\nDi,2,0\nDi,3,30\n") == [
        "speakers.csv:3:3: line 2 says 30 for 'Di'; make it one number",
        "speakers.csv:4:2: line 3 says 2 for 'Di'; make it one number",
    ]


def test_times_need_a_day() -> None:
    which = "of which day? give a date, too"
    assert refused(
        talks="title,minutes,date,start\nA,30,,10:00\n",
        availability=(
            "who,date,from,to,kind\nA,,10:00,,available\nA,,,12:00,available\n"
            "A,,,,available\n"
        ),
        wishes="who,kind,rooms,date,from,to\nA,prefer,Aula,,10:00,\nA,prefer,Aula,,,\n",
    ) == [
        f"availability.csv:2:3: {which}",
        f"availability.csv:3:4: {which}",
        "availability.csv:4:2: when? give a date",
        f"talks.csv:2:4: {which}",
        f"wishes.csv:2:5: {which}",
    ]


def test_a_start_may_have_its_day_in_it() -> None:
    text = "title,minutes,start\nA,30,2026-03-04 10:00\n"
    found = read(Programme("", BRUSSELS), talks=text).talks["A"].start
    assert found is not None
    assert found.isoformat() == "2026-03-04T10:00:00+01:00"


def test_a_list_of_seats_does_not_contradict_itself() -> None:
    programme = Programme("", BRUSSELS)
    programme.room("Aula")
    twice = Source("seats.csv", b"room,seats\nAula,100\n aula,100\nAULA,200\n")
    with pytest.raises(InvalidInputError) as raised:
        add_seats(programme, twice)
    assert str(raised.value) == (
        "seats.csv:4:2: line 2 says 100 for the same room; make it one number"
    )
