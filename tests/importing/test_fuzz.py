"""Whatever is in a file: it is imported, or said in words to be wrong."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from akplan.instances import instance
from importing.samples import BRUSSELS, PENTABARF, PRETALX
from importing.test_other_formats import ALL, GRID, ICS, PARTS, TALKS
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.registry import IMPORTERS
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.import_ import import_problem

WANTED = Wanted(zone=BRUSSELS, minutes=30)
SEEDS = {
    "schedule.xml": [PENTABARF, PRETALX],
    "schedule.json": ['{"conference": {"days": [{"rooms": {"R": [{"title": "x"}]}}]}}'],
    "pretalx": [json.dumps(PARTS)],
    "sessionize": [json.dumps(ALL), json.dumps(GRID)],
    "indico": ['{"results": {"1": {"d": {"c": {"entryType": "Contribution"}}}}}'],
    "ics": [ICS],
    "sheets": [TALKS],
    "akplan": [json.dumps(instance(3)), json.dumps(instance(8))],
}


def tried(format: str, data: bytes) -> None:
    try:
        found = import_problem(format, [Source("talks.csv", data)], WANTED)
    except InvalidInputError as error:
        assert error.mistakes
        assert all(str(mistake) for mistake in error.mistakes)
    else:
        assert found.problem is not None or found.mistakes
        assert found.text.encode()


@pytest.mark.parametrize("format", IMPORTERS)
@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
@example(b"")
@example(b"PK\x03\x04 broken")
@example(b"[" * 100_000)
@example(b'{"a": 1e999, "b": "\\ud800"}')
@example(b"\xff\xfe<\x00s\x00")
@example(b"1" * 5000)
def test_any_bytes(format: str, data: bytes) -> None:
    tried(format, data)


@pytest.mark.parametrize("format", SEEDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mutations(format: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SEEDS[format]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 6))
        new = data.draw(
            st.text(max_size=4) | st.sampled_from(["-1", "9999", "null", "[]"])
        )
        text = text[:at] + new + text[at + cut :]
    tried(format, text.encode(errors="replace"))
