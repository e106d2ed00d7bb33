from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from importing.samples import BRUSSELS, PENTABARF, PRETALX, imported, placed, whole
from timetabler.constraints.settings import active
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import read_source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.timetable.file import read_timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem

DATA = Path(__file__).parents[2] / "../shared/data"


def test_pentabarf_joins_people_by_name_and_keeps_the_small_hours() -> None:
    found = imported(PENTABARF, wanted=Wanted(zone=BRUSSELS))
    problem, timetable = whole(found)
    assert placed(problem, timetable) == {
        "cows-code": ("saturday 11:00", "Barn"),
        "hay": ("saturday 11:00", "Loft"),
        "night": ("saturday 25:30", "Loft"),
        "hay-2": ("sunday 09:10", "Barn"),
    }
    assert [s.name for s in problem.speakers.values()] == ["Ada Ä", "Bo", "Cy"]
    assert problem.talks["cows-code"].speakers == ("ada-a",)
    assert problem.talks["hay"].speakers == ("ada-a", "bo")
    assert timetable.identities["night"].number == 9
    assert found.lost == ("abstract of talks (1)", "venue of the conference (1)")
    assert "joined by name: 1 names" in found.notes[0]
    assert "abstract of talks (1)" in found.text.split("format: 1")[0]


def test_tracks_keep_their_rooms_and_hours_or_are_free() -> None:
    kept, _ = whole(imported(PENTABARF, wanted=Wanted(zone=BRUSSELS)))
    plants = kept.tracks["plants"]
    assert sorted(plants.rooms or ()) == ["Barn", "Loft"]
    windows = [kept.span(window) for window in plants.windows or ()]
    assert windows == ["saturday 11:00-26:30", "sunday 09:10-09:30"]
    free, _ = whole(imported(PENTABARF, wanted=Wanted(zone=BRUSSELS, keep=False)))
    assert {(t.rooms, t.windows) for t in free.tracks.values()} == {(None, None)}


def test_pretalx_keeps_codes_and_guids_and_the_clock_of_new_york() -> None:
    problem, timetable = whole(imported(PRETALX))
    assert placed(problem, timetable) == {
        "QJMCSD": ("friday 08:30", "Red"),
        "QJMCSD-2": ("friday 10:30", "Red"),
    }
    assert problem.clock.zone == ZoneInfo("America/New_York")
    assert problem.tracks["trees"].colour == "#e4b06d"
    first, second = (timetable.identities[t] for t in ("QJMCSD", "QJMCSD-2"))
    assert (first.guid[:8], first.number) == ("d2276601", 2)
    assert second.guid[:8] == "e0ed81ae"
    assert second.number not in (2, 0)
    titled, _ = whole(imported(PRETALX, wanted=Wanted(codes=False)))
    assert list(titled.talks) == ["oaks", "oaks-2"]


def test_the_timetable_file_reads_back() -> None:
    found = imported(PRETALX)
    problem, timetable = whole(found)
    again = read_timetable(found.timetable_text or "", "t", problem)
    assert (again.placements, again.identities) == (
        timetable.placements,
        timetable.identities,
    )


def test_a_zone_is_asked_for_and_never_guessed() -> None:
    with pytest.raises(InvalidInputError, match="--timezone"):
        imported(PENTABARF)


def test_the_night_the_clocks_change() -> None:
    text = PRETALX.replace("America/New_York", "Europe/Brussels")
    text = text.replace("2026-11-20T08:30:00-05:00", "2026-10-25T02:30:00+02:00")
    text = text.replace("2026-11-20T10:30:00-05:00", "2026-10-25T02:30:00+01:00")
    problem, timetable = whole(imported(text))
    first, second = (timetable[talk].start for talk in ("QJMCSD", "QJMCSD-2"))
    assert second - first == 60
    assert problem.clock.wall(first).isoformat() == "2026-10-25T02:30:00+02:00"


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "billion laughs": (
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>',
        "DOCTYPE",
    ),
    "external entity": (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><schedule>&e;</schedule>',
        "DOCTYPE",
    ),
    "doctype": ('<!DOCTYPE schedule SYSTEM "x.dtd"><schedule/>', "DOCTYPE"),
    "control character": (
        "<schedule>\n<title>a\x07b</title></schedule>",
        "in:2:9: not",
    ),
    "encoding": ('<?xml version="1.0" encoding="klingon"?><schedule/>', "encoding"),
    "bytes": (
        b'<?xml version="1.0" encoding="UTF-8"?><schedule>\xff</schedule>',
        "not",
    ),
    "deep": ("<a>" * 1000, "nested more than"),
    "empty": ("", "not valid XML"),
    "other": ("<html/>", "expected <schedule>"),
    "no conference": ("<schedule/>", "no <conference>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_in_words(name: str) -> None:
    text, why = HOSTILE[name]
    with pytest.raises(InvalidInputError, match=why):
        imported(text)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("00:30<", "soon<", r"in:\d+:\d+: 'soon' is not a length"),
        ("<start>11:00", "<start>25:99", r"in:\d+:\d+: '25:99' is not a time"),
        ('date="2012-02-04"', 'date="2012-02-31"', r"in:\d+:\d+: '2012-02-31' is not"),
        ('date="2012-02-04"', 'date="1012-02-04"', "not between 1980 and"),
    ],
)
def test_mistakes_have_their_place(old: str, new: str, why: str) -> None:
    with pytest.raises(InvalidInputError, match=why):
        imported(PENTABARF.replace(old, new), wanted=Wanted(zone=BRUSSELS))


CLASHES = {
    "fosdem/2012-02-03-snapshot.xml": ["speaker-clash Tom Marble"],
    "fosdem/2012.xml": ["room-clash UA2.114", "speaker-clash Tom Marble"],
    "fosdem/2013.xml": [],
    "fosdem/2016.xml": [],
    "fosdem/2020.xml": [
        "speaker-clash Michiel Leenaars",
        "speaker-clash Tsvetan Usunov",
        "speaker-clash Tsvetan Usunov",
    ],
    "fosdem/2025.xml": ["speaker-clash johan@linaker.se"],
    "other/debconf23.xml": [],
}


SLOW = ("fosdem/2013.xml", "fosdem/2016.xml", "fosdem/2020.xml")


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.slow if n in SLOW else ()) for n in CLASHES],
)
def test_published_schedules_break_what_they_broke_and_nothing_else(name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip("published schedules are not here")
    zone = None if "debconf" in name else BRUSSELS
    found = import_problem("schedule.xml", [read_source(path)], Wanted(zone=zone))
    problem, timetable = whole(found)
    assert timetable.left_out(problem) == []
    score = check(problem, timetable, active(problem))
    assert CLASHES[name] == sorted(
        f"{c.name} {finding.text.partition(' has ')[0]}"
        for c in score.constraints
        if c.level == "hard"
        for finding in c.findings
    )
