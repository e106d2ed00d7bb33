"""Small schedules of an invented conference, in the dialects of those who write."""

from zoneinfo import ZoneInfo

from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.import_ import Imported, import_problem

BRUSSELS = ZoneInfo("Europe/Brussels")

PENTABARF = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>Tiny Days</title><venue>A barn</venue>
    <start>2012-02-04</start><end>2012-02-05</end>
    <day_change>04:00</day_change><timeslot_duration>00:05:00</timeslot_duration>
  </conference>
  <day date="2012-02-04" index="1">
    <event id="7"><start>11:00</start><duration>00:30</duration><room>Barn</room>
      <title>Cows &amp; code</title><track>Animals</track><abstract>Moo.</abstract>
      <persons><person id="1">Ada Ä</person></persons></event>
    <event id="8"><start>11:00</start><duration>00:30</duration><room>Loft</room>
      <title>Hay</title><track>Plants</track>
      <persons><person id="2">Ada Ä</person><person id="3">Bo</person></persons></event>
    <event id="9"><start>01:30</start><duration>01:00</duration><room>Loft</room>
      <title>Night</title><track>Plants</track><persons></persons></event>
  </day>
  <day date="2012-02-05" index="2">
    <room name="Barn"><event id="10"><start>09:10</start><duration>00:20</duration>
      <title>Hay</title><track>Plants</track>
      <persons><person id="4">Cy</person></persons></event></room>
  </day>
</schedule>
"""

PRETALX = """<?xml version='1.0' encoding='utf-8' ?>
<schedule>
  <generator name="pretalx" version="1" />
  <conference>
    <title>Tiny Days</title><acronym>tiny</acronym>
    <start>2026-11-20</start><end>2026-11-21</end>
    <timeslot_duration>00:05</timeslot_duration>
    <time_zone_name>America/New_York</time_zone_name>
    <track name="Trees" slug="1-trees" color="#e4b06d" />
  </conference>
  <day index='1' date='2026-11-20'>
    <room name='Red' guid='d97b77be-080b-5867-a317-38d830625cad'>
      <event guid='d2276601-20fd-5223-b8b6-34b09d62d66b' id='2' code='QJMCSD'>
        <room>Red</room><title>Oaks</title><type>Talk</type>
        <date>2026-11-20T08:30:00-05:00</date><start>08:30</start>
        <duration>00:30</duration><track>Trees</track><language>en</language>
        <persons><person id='2'>Di</person></persons>
        <url>https://example.org/tiny/talk/QJMCSD/</url>
      </event>
      <event guid='e0ed81ae-324b-5d02-a685-83631dc73ff8' id='2' code='QJMCSD'>
        <room>Red</room><title>Oaks</title>
        <date>2026-11-20T10:30:00-05:00</date><duration>00:30</duration>
        <persons><person id='2'>Di</person></persons>
      </event>
    </room>
  </day>
</schedule>
"""


def imported(
    text: str | bytes, format: str = "schedule.xml", wanted: Wanted | None = None
) -> Imported:
    data = text.encode() if isinstance(text, str) else text
    return import_problem(format, [Source("in", data)], wanted or Wanted())


def whole(found: Imported) -> tuple[Problem, Timetable]:
    """The problem and the timetable, which have to be there."""
    assert found.mistakes == ()
    assert found.problem is not None
    assert found.timetable is not None
    return found.problem, found.timetable


def placed(problem: Problem, timetable: Timetable) -> dict[str, tuple[str, str]]:
    return {p.talk: (problem.at(p.start), p.room) for p in timetable}
