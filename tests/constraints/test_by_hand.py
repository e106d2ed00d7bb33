"""Checkers and solver count what a person counts: settings are read as meant."""

import pytest

from constraints.by_hand import Case, cases, miscounted, named
from timetabler.constraints.registry import CONSTRAINTS

KINDS = {kind.key: kind for kind in CONSTRAINTS}


@pytest.mark.parametrize("case", cases(), ids=named)
def test_as_counted_by_hand(case: Case) -> None:
    assert not miscounted(case, KINDS[case["of"]])
