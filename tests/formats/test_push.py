"""Pushing to pretalx: right in the end, whatever slots were before; careful always."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from formats.pretalx_server import TOKEN, Democon, served
from timetabler.cli.main import app
from timetabler.formats.pretalx_api import Pretalx, PretalxError
from timetabler.formats.programme import Programme
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.push import PushError, prepare, push
from tries import tries

BERLIN = ZoneInfo("Europe/Berlin")
NINE = 9 * 60
FIELDS = {
    "conference": {
        "title": "Democon",
        "timezone": "Europe/Berlin",
        "days": {
            "fri": {"date": "2026-11-20", "hours": "9:00-18:00"},
            "sat": {"date": "2026-11-21", "hours": "9:00-18:00"},
        },
        "breaks": {"lunch": {"when": "12:00-13:00", "title": "Lunch"}},
    },
    "rooms": {"red": {"title": "Red Room"}, "2": {"title": "Somewhere"}},
}


def at(minute: int) -> str:
    first = datetime(2026, 11, 20, tzinfo=BERLIN)
    return (first + timedelta(minutes=minute)).isoformat()


def programme_of(talks: dict[str, int], placements: list[Placement]) -> Programme:
    entries = {
        id: {"title": f"Talk {id}", "minutes": minutes, "optional": 1}
        for id, minutes in talks.items()
    }
    data: dict[str, Any] = {**FIELDS, "talks": entries}
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes
    return Programme(problem, Timetable.of(placements))


def pushed(democon: Democon, programme: Programme) -> None:
    with served(democon) as address, Pretalx(address, TOKEN) as pretalx:
        push(programme, pretalx, prepare(programme, pretalx).plan)


def assert_there(democon: Democon, programme: Programme) -> None:
    places: dict[str, list[tuple[int, datetime, datetime]]] = {}
    for slot in democon.slots.values():
        place = (slot["room"], slot["start"], slot["end"])
        places.setdefault(slot["submission"], []).append(place)
    rooms = {"red": 1, "2": 2}
    for event in programme.events:
        code, _, number = event.talk.id.partition("-")
        wanted = (rooms[event.room.id], event.start, event.end)
        assert places[code][int(number or 1) - 1] == wanted


STARTS = st.integers(0, 40).map(lambda step: NINE + 15 * step)


@tries(
    8,
    25,
    st.lists(
        st.tuples(
            st.sampled_from((15, 30, 90)),
            st.sampled_from((15, 30, 90)),
            st.none() | st.tuples(st.sampled_from((1, 2)), STARTS),
            STARTS,
            st.sampled_from(("red", "2")),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_everything_is_where_it_should_be(
    sessions: list[tuple[int, int, tuple[int, int] | None, int, str, bool]],
) -> None:
    democon, talks, placements = Democon(), {}, []
    for index, (was, will, before, start, room, explicit) in enumerate(sessions):
        code = f"TALK{index}"
        democon.session(code, was, (before[0], at(before[1])) if before else None)
        if explicit:
            democon.submissions[code]["stored"] = was
        talks[code] = will
        placements.append(Placement(start, room, code))
    programme = programme_of(talks, placements)
    pushed(democon, programme)
    assert_there(democon, programme)
    for code, minutes in talks.items():
        assert democon.submissions[code]["duration"] == minutes


def test_a_session_of_several_slots_moves_as_one() -> None:
    democon = Democon()
    democon.session("MULTI1", 30, (1, at(NINE)), (1, at(NINE + 60)), None)
    talks = {"MULTI1": 45, "MULTI1-2": 45, "MULTI1-3": 45}
    places = [
        Placement(NINE + 300, "2", "MULTI1"),
        Placement(NINE - 0, "red", "MULTI1-2"),
        Placement(NINE + 1440, "red", "MULTI1-3"),
    ]
    programme = programme_of(talks, places)
    pushed(democon, programme)
    assert_there(democon, programme)
    changes = [path for method, path, _ in democon.asked if method == "PATCH"]
    assert changes == [
        "/submissions/MULTI1/",
        "/slots/10/",
        "/slots/11/",
        "/slots/12/",
        "/submissions/MULTI1/",
    ]


def test_simply_setting_starts_would_go_wrong() -> None:
    democon = Democon()
    democon.session("TRAP01", 30, (1, at(NINE)))
    with served(democon) as address, Pretalx(address, TOKEN) as pretalx:
        with pytest.raises(PretalxError, match="end time has to be after"):
            pretalx.set_place(10, 1, at(NINE + 60))
        pretalx.set_place(10, 1, at(NINE - 30))
        slot = pretalx.slot(10)
    assert slot.start is not None
    assert slot.end is not None
    assert slot.end - slot.start == timedelta(minutes=60)


def test_what_is_there_already_is_left_alone() -> None:
    democon = Democon()
    democon.session("SAME01", 30, (1, at(NINE)))
    programme = programme_of({"SAME01": 30}, [Placement(NINE, "red", "SAME01")])
    pushed(democon, programme)
    assert {method for method, _, _ in democon.asked} == {"GET"}


def test_never_releases_and_never_asks_beyond_what_is_documented() -> None:
    democon = Democon()
    democon.session("MOVED1", 30, (1, at(NINE)))
    pushed(democon, programme_of({"MOVED1": 30}, [Placement(NINE + 60, "2", "MOVED1")]))
    methods = {(method, path.split("/")[1]) for method, path, _ in democon.asked}
    assert {kind for method, kind in methods if method != "GET"} == {
        "slots",
        "submissions",
    }
    assert "release" not in str(democon.asked)


def test_waits_when_pretalx_is_busy() -> None:
    democon = Democon()
    democon.session("BUSY01", 30, (1, at(NINE)))
    democon.busy = 3
    programme = programme_of({"BUSY01": 30}, [Placement(NINE + 60, "2", "BUSY01")])
    pushed(democon, programme)
    assert_there(democon, programme)


def test_a_refused_session_is_put_back() -> None:
    democon = Democon()
    democon.session("TALK01", 30, (1, at(NINE)))
    before = dict(democon.slots[10])
    programme = programme_of({"TALK01": 45}, [Placement(NINE + 60, "2", "TALK01")])
    with served(democon) as address, Pretalx(address, TOKEN) as pretalx:
        plan = prepare(programme, pretalx).plan
        refuse = democon.patch_slot

        def once(slot: dict[str, Any], body: Any) -> Any:
            democon.stubborn = not any(
                path == "/slots/10/" and method == "PATCH"
                for method, path, _ in democon.asked[:-1]
            )
            return refuse(slot, body)

        democon.patch_slot = once  # type: ignore[method-assign]
        with pytest.raises(PushError, match=r"room is not available.*it was put back"):
            push(programme, pretalx, plan)
    assert democon.slots[10] == before
    assert democon.submissions["TALK01"]["duration"] == 30


def test_what_pretalx_does_not_do_is_noticed() -> None:
    democon = Democon()
    democon.session("TALK01", 30, (1, at(NINE)))
    programme = programme_of({"TALK01": 30}, [Placement(NINE + 60, "2", "TALK01")])
    patch = democon.patch_slot

    def deaf(slot: dict[str, Any], body: Any) -> Any:
        return patch(slot, {**body, "room": 1})

    democon.patch_slot = deaf  # type: ignore[method-assign]
    with pytest.raises(PushError, match="has not moved it; it was put back"):
        pushed(democon, programme)
    assert democon.slots[10]["start"] == datetime.fromisoformat(at(NINE))
    assert democon.slots[10]["end"] == datetime.fromisoformat(at(NINE + 30))


def test_everything_is_read_once_more_in_the_end() -> None:
    democon = Democon()
    democon.session("TALK01", 30, (1, at(NINE)))
    programme = programme_of({"TALK01": 30}, [Placement(NINE + 60, "2", "TALK01")])
    with served(democon) as address, Pretalx(address, TOKEN) as pretalx:
        plan = prepare(programme, pretalx).plan
        with pytest.raises(PushError, match="not as planned after the push: TALK01"):
            push(programme, pretalx, plan, lambda _: democon.slots[10].update(room=1))


def test_stops_when_somebody_else_moves_things() -> None:
    democon = Democon()
    democon.session("TALK01", 30, (1, at(NINE)))
    programme = programme_of({"TALK01": 30}, [Placement(NINE + 60, "red", "TALK01")])
    with served(democon) as address, Pretalx(address, TOKEN) as pretalx:
        plan = prepare(programme, pretalx).plan
        democon.meddle = True
        with pytest.raises(PushError, match="somebody else has just moved it"):
            push(programme, pretalx, plan)
    assert all(method == "GET" for method, _, _ in democon.asked)


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("slug", "othercon", "this is 'othercon'"),
        ("timezone", "Asia/Tokyo", "pretalx is in Asia/Tokyo"),
        ("published", "2026-01-01T00:00:00+00:00", "being worked on"),
        ("version", "v1.0", "being worked on"),
    ],
)
def test_the_wrong_event_is_not_touched(attribute: str, value: str, said: str) -> None:
    democon = Democon()
    setattr(democon, attribute, value)
    with pytest.raises(PushError, match=said):
        pushed(democon, programme_of({"TALK01": 30}, []))


@pytest.mark.parametrize(
    "address",
    [
        "http://pretalx.example.org/democon",
        "https://user:secret@pretalx.example.org/democon",
        "https://pretalx.example.org/",
        "https:///democon",
        "ftp://127.0.0.1/democon",
        "https://pretalx.example.org/democon?x=1",
        "https://pretalx.example.org/a/../..",
    ],
)
def test_the_token_goes_nowhere_else(address: str) -> None:
    with pytest.raises(PretalxError):
        Pretalx(address, TOKEN)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[str, str]]:
    problem, timetable = tmp_path / "problem.yaml", tmp_path / "timetable.yaml"
    talks = {"AAAAA1": {"title": "One", "minutes": 30}}
    talks["BBBBB2"] = {"title": "Two", "minutes": 45}
    problem.write_text(json.dumps({**FIELDS, "talks": talks}))
    programme = programme_of(
        {"AAAAA1": 30, "BBBBB2": 45},
        [Placement(NINE + 60, "red", "AAAAA1"), Placement(NINE, "2", "BBBBB2")],
    )
    timetable.write_text(write_timetable(programme.problem, programme.timetable))
    yield str(problem), str(timetable)


def run(democon: Democon, *arguments: str) -> Result:
    with served(democon) as address:
        return CliRunner().invoke(app, ["push", *arguments, "--to", address])


def demo() -> Democon:
    democon = Democon()
    democon.session("AAAAA1", 30, (1, at(NINE)))
    democon.session("BBBBB2", 30, None)
    democon.session("CCCCC3", 30, (2, at(NINE + 120)))
    return democon


def test_says_first_and_does_when_told(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRETALX_TOKEN", TOKEN)
    democon = demo()
    before = tmp_path / "before.json"
    result = run(democon, *files, "--before", str(before))
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "BBBBB2 Talk BBBBB2\n"
        "  30 minutes -> 45 minutes\n"
        "  no time, no room -> 2026-11-20 09:00–09:45, Black Room\n"
        "AAAAA1 Talk AAAAA1\n"
        "  2026-11-20 09:00–09:30, Red Room/Roter Saal"
        " -> 2026-11-20 10:00–10:30, Red Room/Roter Saal\n"
        "2 to move, 0 already there\n"
        "by hand: take CCCCC3 (Talk CCCCC3) out of the schedule: it is left out here\n"
        "by hand: enter the break 'Lunch': the API can not\n"
        "nothing was changed; --apply does it\n"
    )
    assert all(method == "GET" for method, _, _ in democon.asked)
    assert not before.exists()
    result = run(democon, *files, "--before", str(before), "--apply")
    assert result.exit_code == 0, result.output
    assert "moved AAAAA1\nread back: all as planned" in result.stdout
    kept = json.loads(before.read_text())["schedule"]["slots"]
    assert [slot["start"] for slot in kept] == [at(NINE), None, at(NINE + 120)]
    assert democon.slots[11]["end"] == datetime.fromisoformat(at(NINE + 45))
    again = run(democon, *files, "--before", str(before), "--apply")
    assert again.exit_code == 2
    assert "there already" in again.stderr
    assert run(democon, *files).stdout.startswith("0 to move, 2 already there\n")


def test_obstacles_are_told_and_nothing_is_done(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRETALX_TOKEN", TOKEN)
    democon = demo()
    del democon.submissions["AAAAA1"]
    democon.rooms = [{"id": 1, "name": "Red Room"}]
    result = run(democon, *files, "--apply")
    assert result.exit_code == 3
    assert "AAAAA1: pretalx has no session of this code" in result.stderr
    assert "room 'Somewhere' is there 0 times" in result.stderr
    assert all(method == "GET" for method, _, _ in democon.asked)


def test_the_token_is_needed_and_never_told(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRETALX_TOKEN", raising=False)
    result = run(demo(), *files)
    assert result.exit_code == 2
    assert "PRETALX_TOKEN" in result.stderr
    monkeypatch.setenv("PRETALX_TOKEN", "wrong-secret")
    result = run(demo(), *files)
    assert result.exit_code == 1
    assert "401" in result.stderr
    assert "wrong-secret" not in result.output


def test_nobody_answering_is_told(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRETALX_TOKEN", TOKEN)
    with served(demo()) as address:
        pass
    result = CliRunner().invoke(app, ["push", *files, "--to", address])
    assert result.exit_code == 1
    assert "ConnectError" in result.stderr
