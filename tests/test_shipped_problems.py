"""The problem files that ship: they read, they are whole, and they say what was so.

What was published is compared with the problem by plain reading here, not by the
constraints, so that a mistake in one does not hide a mistake in the other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from timetabler.constraints.settings import settings_mistakes
from timetabler.problem.problem import Pin, Problem, Talk, Track, Window, Windows
from timetabler.problem.reading import read_problem, read_text
from timetabler.timetable.file import read_timetable, write_timetable
from timetabler.timetable.timetable import Placement, Timetable

PROBLEMS = Path(__file__).parents[1] / "problems"
DEVROOM = "virtualization-and-cloud-2012"
FOSDEM = "fosdem-2012"
KVM = "kvm-forum-ovirt-2012"
TUTORIAL = "tutorial"
AS_PUBLISHED = "impossible/fosdem-2012-as-published"
SHIPPED = (DEVROOM, FOSDEM, KVM, TUTORIAL, AS_PUBLISHED)
PUBLISHED = (DEVROOM, FOSDEM, KVM)
JAVA_WELCOME = "welcome-to-the-free-java-devroom"
LEGAL_WELCOME = "welcome-to-the-legal-issues-devroom"


@cache
def shipped(name: str) -> Problem:
    text = read_text(PROBLEMS / f"{name}.yaml")
    return read_problem(text, f"{name}.yaml", [settings_mistakes])


@cache
def published(name: str) -> Timetable:
    text = read_text(PROBLEMS / "published" / f"{name}.yaml")
    return read_timetable(text, f"{name}.yaml", shipped(name))


@pytest.mark.parametrize(
    ("name", "talks", "rooms", "tracks", "speakers"),
    [
        (DEVROOM, 24, 1, 2, 24),
        (FOSDEM, 442, 23, 37, 430),
        (AS_PUBLISHED, 442, 23, 37, 430),
        (KVM, 46, 3, 2, 38),
        (TUTORIAL, 10, 2, 2, 7),
    ],
)
def test_reads_without_mistakes(
    name: str, talks: int, rooms: int, tracks: int, speakers: int
) -> None:
    problem = shipped(name)
    parts = (problem.talks, problem.rooms, problem.tracks, problem.speakers)
    assert tuple(map(len, parts)) == (talks, rooms, tracks, speakers)
    given = [talk for talk in problem.talks.values() if talk.speakers]
    assert {s for talk in given for s in talk.speakers} == set(problem.speakers)


@pytest.mark.parametrize("name", [*SHIPPED, *(f"published/{n}" for n in PUBLISHED)])
def test_lines_can_be_reviewed(name: str) -> None:
    text = (PROBLEMS / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.endswith("\n")
    for line in text.splitlines():
        assert len(line) < 140, line
        assert line == line.rstrip(), line
        assert "\t" not in line, line


@pytest.mark.parametrize("name", [DEVROOM, FOSDEM, KVM, TUTORIAL])
def test_other_readers_of_yaml_have_the_same_talks(name: str) -> None:
    # The parser in C is laxer than the one in Python, which many tools use.
    data = yaml.safe_load((PROBLEMS / f"{name}.yaml").read_text(encoding="utf-8"))
    found = {
        key: (talk["title"], talk["minutes"]) for key, talk in data["talks"].items()
    }
    talks = shipped(name).talks.items()
    assert found == {key: (talk.title, talk.minutes) for key, talk in talks}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_timetables_are_whole(name: str) -> None:
    problem, timetable = shipped(name), published(name)
    assert timetable.left_out(problem) == []
    text = (PROBLEMS / "published" / f"{name}.yaml").read_text(encoding="utf-8")
    assert write_timetable(problem, timetable) == text


@pytest.mark.parametrize("name", [DEVROOM, FOSDEM, KVM, AS_PUBLISHED])
def test_published_talks_are_where_and_when_the_problem_has_them(name: str) -> None:
    problem = shipped(name)
    timetable = published(FOSDEM if name == AS_PUBLISHED else name)
    assert [found for p in timetable for found in _misplaced(problem, p)] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_talks_are_in_order(name: str) -> None:
    problem, timetable = shipped(name), published(name)
    for talk in problem.talks.values():
        themes = problem.themes[talk.theme].after if talk.theme else ()
        before = {t.id for t in problem.talks.values() if t.theme in themes}
        for earlier in before | {after.talk for after in talk.after}:
            assert timetable.end(problem, earlier) <= timetable[talk.id].start


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_rooms_are_double_booked_by_two_exams_only(name: str) -> None:
    problem, timetable = shipped(name), published(name)
    clashes = [
        {one.talk, other.talk}
        for room in problem.rooms.values()
        for one, other in combinations(timetable.in_room(room.id), 2)
        if timetable.end(problem, one.talk) + room.turnover > other.start
    ]
    exams = {"bsda-certification-exams", "typo3-certification-exams"}
    assert clashes == ([exams] if name == FOSDEM else [])


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_speakers_are_in_two_places_once_only(name: str) -> None:
    problem, timetable = shipped(name), published(name)
    clashes = []
    for speaker in problem.speakers:
        places = sorted(timetable[talk.id] for talk in problem.talks_of(speaker))
        for one, other in combinations(places, 2):
            walk = problem.walk(one.room, other.room)
            if timetable.end(problem, one.talk) + walk > other.start:
                clashes.append((speaker, {one.talk, other.talk}))
    marble = ("tom-marble", {JAVA_WELCOME, LEGAL_WELCOME})
    assert clashes == ([marble] if name == FOSDEM else [])


def test_two_contradictions_are_mended_and_nothing_else() -> None:
    mended, raw = shipped(FOSDEM), shipped(AS_PUBLISHED)
    welcome, exam_room = raw.talks[JAVA_WELCOME], raw.rooms["UA2.114"]
    assert welcome.windows == (_saturday("11:00", "11:05"),)
    assert mended.talks[JAVA_WELCOME].windows == (_saturday("11:00", "11:15"),)
    assert exam_room.open[0] == _saturday("14:00", "16:00")
    assert mended.rooms["UA2.114"].open[0] == _saturday("14:00", "18:00")
    back = replace(
        mended,
        title=raw.title,
        rooms={**mended.rooms, "UA2.114": exam_room},
        talks={**mended.talks, JAVA_WELCOME: welcome},
    )
    assert back == raw


def test_exams_do_not_fit_the_published_hours_of_their_rooms() -> None:
    problem = shipped(AS_PUBLISHED)
    rooms = {"Guillissen", "UA2.114"}
    exams = [t for t in problem.talks.values() if t.rooms and t.rooms <= rooms]
    hours = [window for room in rooms for window in problem.rooms[room].open]
    assert sum(talk.minutes for talk in exams) == 1125
    assert sum(window.end - window.start for window in hours) == 1080


def test_fosdem_tracks_have_the_rooms_and_half_days_they_had() -> None:
    problem, timetable = shipped(FOSDEM), published(FOSDEM)
    for track in problem.tracks.values():
        talks = [t.id for t in problem.talks.values() if t.track == track.id]
        assert set(track.rooms or ()) == {timetable[talk].room for talk in talks}
        if track.id != "certification":
            assert set(track.windows or ()) == set(
                _half_days(problem, timetable, talks)
            )
    assert problem.tracks["certification"].windows is None


def test_fosdem_knows_the_seats_of_all_rooms_but_one() -> None:
    rooms = shipped(FOSDEM).rooms.values()
    assert [room.id for room in rooms if room.seats is None] == ["K.3.601"]
    assert all(room.building for room in rooms)


def test_fosdem_speakers_are_joined_by_name() -> None:
    problem = shipped(FOSDEM)
    tracks = {talk.track for talk in problem.talks_of("david-chisnall")}
    assert tracks == {"gnustep", "smalltalk", "bsd", "development"}
    several = [s for s in problem.speakers if len(problem.talks_of(s)) > 1]
    assert len(several) == 70


def test_devroom_pins_nothing() -> None:
    talks = shipped(DEVROOM).talks.values()
    for talk in talks:
        assert talk.pin == Pin()
        assert (talk.days, talk.windows, talk.rooms, talk.slots) == (None,) * 4
        assert talk.after == ()


def test_devroom_days_hold_one_track_each() -> None:
    problem = shipped(DEVROOM)
    needed: Counter[str | None] = Counter()
    for talk in problem.talks.values():
        needed[talk.track] += talk.minutes + problem.rooms["Chavanne"].turnover
    # There is no turnover after the last talk of a day.
    assert needed == {"cloud": 475 + 5, "virtualization": 445 + 5}
    assert {d.hours.end - d.hours.start for d in problem.days.values()} == {480}


def test_devroom_days_are_closed_by_a_theme_that_follows_all_others() -> None:
    problem = shipped(DEVROOM)
    for track, last in (("cloud", "openstack-developers"), ("virtualization", "xen")):
        themes = {t.theme for t in problem.talks.values() if t.track == track}
        assert set(problem.themes[last].after) == themes - {last}


def test_kvm_forum_lab_fits_one_stretch_only() -> None:
    problem = shipped(KVM)
    lab = problem.talks["hands-on-lab"]
    breaks = [w for pause in problem.breaks.values() for w in pause.windows]
    starts = [
        start
        for start in problem.starts_of(lab)
        if not any(w.meets(start, start + lab.minutes) for w in breaks)
    ]
    assert starts == [15 * 60 + 30]


def test_tutorial_shows_what_the_docs_teach() -> None:
    problem = shipped(TUTORIAL)
    talks, speakers = problem.talks.values(), problem.speakers.values()
    assert problem.breaks
    assert any(speaker.busy for speaker in speakers)
    assert any(speaker.available for speaker in speakers)
    assert all(track.prefer.days for track in problem.tracks.values())
    assert [t.id for t in talks if t.optional is not None] == ["mushroom-leather"]
    for field in ("after", "not_parallel", "equipment", "windows", "theme"):
        assert any(getattr(talk, field) for talk in talks), field
    assert any(talk.pin != Pin() for talk in talks)


def _saturday(start: str, end: str) -> Window:
    """A window on the first day, from and to HH:MM."""
    return Window(*(int(t[:2]) * 60 + int(t[3:]) for t in (start, end)))


def _half_days(
    problem: Problem, timetable: Timetable, talks: list[str]
) -> Iterator[Window]:
    for day in problem.days.values():
        held = [t for t in talks if problem.day_at(timetable[t].start) == day]
        if held:
            start = min(timetable[talk].start for talk in held)
            yield Window(start, max(timetable.end(problem, talk) for talk in held))


def _misplaced(problem: Problem, placement: Placement) -> Iterator[str]:
    """Say what of room, track, talk and speakers would not have a talk there."""
    talk, room = problem.talks[placement.talk], problem.rooms[placement.room]
    limited: list[Talk | Track] = [talk]
    if talk.track:
        limited.append(problem.tracks[talk.track])
    speakers = [problem.speakers[speaker] for speaker in talk.speakers]
    closed = [b.windows for b in problem.breaks.values() if room.id in b.rooms]
    closed += [speaker.busy for speaker in speakers]
    open_ = [room.open, *(part.windows for part in limited)]
    open_ += [speaker.available for speaker in speakers]
    start, end = placement.start, placement.start + talk.minutes
    if not all(w is None or _within(w, start, end) for w in open_):
        yield f"{talk.id} is outside its windows"
    if any(window.meets(start, end) for windows in closed for window in windows):
        yield f"{talk.id} is in a break or busy window"
    if not _room_fits(talk, limited, placement.room):
        yield f"{talk.id} is in a room that is not its own"
    if not talk.equipment <= room.equipment:
        yield f"{talk.id} lacks equipment"
    if start not in (talk.pin.starts or problem.starts_of(talk)):
        yield f"{talk.id} starts off the grid, or not where it is pinned"


def _room_fits(talk: Talk, limited: list[Talk | Track], room: str) -> bool:
    rooms = [part.rooms for part in limited]
    return talk.pin.room in (None, room) and all(r is None or room in r for r in rooms)


def _within(windows: Windows, start: int, end: int) -> bool:
    return any(window.holds(start, end) for window in windows)
