from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page import samples
from timetabler.views.layout.colours import contrast
from timetabler.views.page.shades import (
    COLOURS,
    DARK,
    LIGHT,
    Scheme,
    shades,
    track_colours,
)

ANY = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@given(colour=ANY)
def test_any_colour_is_readable_on_both_grounds(scheme: Scheme, colour: str) -> None:
    found = shades(colour, scheme)
    assert contrast(scheme.ink, found.fill) >= 4.5
    assert contrast(scheme.muted, found.fill) >= 4.5
    assert contrast(found.edge, found.fill) >= 3


def test_tracks_keep_the_colour_they_ask_for() -> None:
    problem, _ = samples.odd()
    colours = track_colours(problem.tracks.values())
    assert colours[0] == ("#ffff00", "solid")
    assert colours[1] == (COLOURS[1], "solid")


def test_no_two_tracks_look_the_same_until_all_edges_are_used() -> None:
    problem, _ = samples.odd()
    track = replace(problem.tracks["one"], colour="")
    colours = track_colours([track] * (4 * len(COLOURS)))
    assert len(set(colours)) == len(colours)
