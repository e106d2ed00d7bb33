"""Calendars: the same bytes, the same entries, and the right moments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from formats.examples import PUBLISHED, night, published
from formats.test_schedule import odd_programmes
from timetabler.formats.calendar import write_calendar
from timetabler.formats.event import epoch
from timetabler.formats.programme import Programme
from timetabler.formats.timezone import vtimezone
from timetabler.timetable.timetable import Identity, Timetable
from timetabler.workflows.export import parts
from tries import tries


def entries(programme: Programme) -> dict[str, Any]:
    """Read a calendar as others do; its entries by UID."""
    calendar = Calendar.from_ical(write_calendar(programme))
    return {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}


def moved(programme: Programme, talk: str, room: str) -> Timetable:
    placements = {**programme.timetable.placements}
    placements[talk] = replace(placements[talk], room=room)
    return replace(programme.timetable, placements=placements)


def without(programme: Programme, talk: str) -> Timetable:
    kept = {t: p for t, p in programme.timetable.placements.items() if t != talk}
    return replace(programme.timetable, placements=kept)


@pytest.mark.parametrize("name", PUBLISHED)
def test_others_read_what_was_written(name: str) -> None:
    programme = published(name)
    found = entries(programme)
    assert found.keys() == {event.identity.guid for event in programme.events}
    for event in programme.events:
        entry = found[event.identity.guid]
        assert entry["dtstart"].dt == event.start
        assert entry["dtend"].dt == event.end
        assert entry["dtstart"].dt.tzinfo is not None
        assert str(entry["location"]) == event.room.title
        assert entry["sequence"] == 0
        assert str(entry["status"]) == "CONFIRMED"


@tries(8, 30, odd_programmes())
def test_odd_titles_come_back_and_add_no_lines(programme: Programme) -> None:
    content = write_calendar(programme)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert b"\r" not in b"".join(lines)
    found = entries(programme)
    assert found.keys() == {event.identity.guid for event in programme.events}
    for event in programme.events:
        entry = found[event.identity.guid]
        title = programme.named(event.talk)
        assert str(entry["summary"]) == title
        assert str(entry["location"]) == programme.rooms[event.room.id]


def test_carries_no_method_and_no_attendees() -> None:
    content = write_calendar(published(PUBLISHED[0]))
    for word in (b"\nMETHOD", b"\nATTENDEE", b"\nORGANIZER", b"\nCOMMENT"):
        assert word not in content


def test_nothing_changed_nothing_changes() -> None:
    first = write_calendar(night())
    again = replace(night(), published=night().timetable)
    assert write_calendar(again) == first


def test_a_move_keeps_the_entry_and_raises_its_sequence() -> None:
    programme = night()
    before = entries(programme)
    after = entries(
        replace(
            programme,
            timetable=moved(programme, "midnight", "attic"),
            published=programme.timetable,
        )
    )
    assert before.keys() == after.keys()
    changed = [uid for uid in before if before[uid] != after[uid]]
    assert changed == [programme.identities["midnight"].guid]
    (uid,) = changed
    assert (before[uid]["sequence"], after[uid]["sequence"]) == (0, 1)
    assert after[uid]["dtstamp"].dt > before[uid]["dtstamp"].dt
    assert str(after[uid]["location"]) == "=Attic"


def test_a_sequence_in_the_file_is_not_raised_again() -> None:
    programme = night()
    later = moved(programme, "brunch", "hall")
    raised = {"brunch": replace(programme.identities["brunch"], sequence=5)}
    after = replace(
        programme,
        timetable=replace(later, identities=raised),
        published=programme.timetable,
    )
    assert entries(after)[raised["brunch"].guid]["sequence"] == 5


def test_a_new_title_is_no_new_sequence() -> None:
    programme = night()
    talks = {**programme.problem.talks}
    talks["brunch"] = replace(talks["brunch"], title="Breakfast")
    renamed = replace(
        programme,
        problem=replace(programme.problem, talks=talks),
        published=programme.timetable,
    )
    entry = entries(renamed)[programme.identities["brunch"].guid]
    assert (str(entry["summary"]), entry["sequence"]) == ("Breakfast", 2)


def test_what_is_cancelled_stays_where_it_had_been() -> None:
    programme = night()
    uid = programme.identities["brunch"].guid
    before = entries(programme)[uid]
    cancelled = replace(
        programme, timetable=without(programme, "brunch"), published=programme.timetable
    )
    entry = entries(cancelled)[uid]
    assert str(entry["status"]) == "CANCELLED"
    assert str(entry["summary"]).startswith("CANCELLED: Brunch")
    assert entry["sequence"] == 3
    assert entry["dtstart"].dt == before["dtstart"].dt
    assert str(entry["location"]) == str(before["location"])


def test_what_nobody_can_place_any_more_is_named() -> None:
    gone = Identity("3d7f0d4e-0000-4000-8000-000000000000", 5, 1, cancelled=True)
    programme = night()
    later = without(programme, "brunch")
    told = replace(programme, timetable=replace(later, identities={"brunch": gone}))
    assert told.forgotten == ("brunch",)
    assert replace(told, published=programme.timetable).forgotten == ()


def test_the_moment_of_making_can_be_set() -> None:
    stamped = replace(night(), stamp=epoch(1_700_000_000))
    for entry in entries(stamped).values():
        assert entry["dtstamp"].dt == datetime.fromtimestamp(1_700_000_000, UTC)


@pytest.mark.parametrize("kind", ["room", "track", "speaker"])
def test_parts_hold_the_same_entries_as_the_whole(kind: str) -> None:
    programme = published("kvm-forum-ovirt-2012")
    whole = entries(programme)
    found: dict[str, set[str]] = {}
    assert kind in {"room", "track", "speaker"}
    for name, part in parts(programme, kind, "ics"):  # type: ignore[arg-type]
        assert name.endswith(".ics")
        for uid, entry in entries(part).items():
            assert entry == whole[uid]
            found.setdefault(uid, set()).add(name)
    talks = {event.identity.guid: event.talk for event in programme.events}
    for uid, talk in talks.items():
        expected = {"room": 1, "track": bool(talk.track), "speaker": len(talk.speakers)}
        assert len(found.get(uid, ())) == expected[kind]


@pytest.mark.parametrize(
    "key",
    [
        "Europe/Brussels",
        "Europe/Dublin",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        *(
            pytest.param(key, marks=pytest.mark.slow)
            for key in (
                "America/New_York",
                "Asia/Kolkata",
                "America/Santiago",
                "Pacific/Chatham",
                "Asia/Tehran",
            )
        ),
    ],
)
def test_time_zones_are_told_right(key: str) -> None:
    zone = ZoneInfo(key)
    first = datetime(2022, 1, 1, 0, 30, tzinfo=zone)
    last = datetime(2023, 12, 31, 23, 30, tzinfo=zone)
    calendar = Calendar()
    calendar.add_component(vtimezone(zone, first, last))
    text = calendar.to_ical().decode().replace("\r\n", "\n")
    told = tzical(StringIO(text)).get(key)
    moment = first.astimezone(UTC)
    while moment < last:
        local = moment.astimezone(zone).replace(tzinfo=None)
        if moment.astimezone(zone).fold == 0:
            assert local.replace(tzinfo=told).utcoffset() == (
                moment.astimezone(zone).utcoffset()
            ), moment
        moment += timedelta(minutes=30)


def test_a_name_that_others_gave_is_kept() -> None:
    others = Identity("1234@fosdem.org", 1234, 1)
    programme = replace(
        night(), timetable=replace(night().timetable, identities={"brunch": others})
    )
    assert "1234@fosdem.org" in entries(programme)
    assert len(entries(programme)) == len(programme.events)


def test_what_the_problem_does_not_know_any_more_is_no_obstacle() -> None:
    programme = night()
    kept = {t: v for t, v in programme.problem.talks.items() if t != "brunch"}
    less = replace(programme.problem, talks=kept)
    told = Programme(less, without(programme, "brunch"), programme.timetable)
    assert told.cancelled == ()
    assert len(entries(told)) == len(programme.events) - 1
