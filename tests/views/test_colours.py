from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timetabler.views.layout.colours import (
    BLACK,
    GREY,
    PALETTE,
    WHITE,
    contrast,
    luminance,
    mixed,
    rgb,
    text_on,
    tint,
)
from timetabler.views.layout.tracks import PATTERNS, looks
from views.small import crowd, two_days

READABLE = 4.5
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

# How people without one kind of cones see linear red, green and blue
# (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _lab(colour: str, eyes: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in rgb(colour)
    ]
    seen = [
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))))
        for row in eyes
    ]
    to_xyz = (
        (0.4124, 0.3576, 0.1805),
        (0.2126, 0.7152, 0.0722),
        (0.0193, 0.1192, 0.9505),
    )
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        (sum(a * b for a, b in zip(row, seen, strict=True)) / w) ** (1 / 3)
        for row, w in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eyes", EYES)
def test_colour_blind_people_tell_the_palette_apart(eyes: str) -> None:
    seen = [_lab(colour, EYES[eyes]) for colour in PALETTE]
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        # 2.3 is just noticeable; side by side in a legend, 10 is plain to see.
        assert distance > 10


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert mixed("#000000", "#ffffff", 0.2) == "#cccccc"


@given(COLOURS)
def test_text_can_be_read_on_any_colour_and_its_tint(colour: str) -> None:
    for background in (colour, tint(colour)):
        assert contrast(text_on(background), background) >= READABLE


def test_many_tracks_never_share_a_label_or_both_colour_and_pattern() -> None:
    problem, _ = crowd(1, 1, 37)
    found = looks(problem)
    assert len(found) == 38
    assert len({(look.colour, look.pattern) for look in found.values()}) == 38
    assert len({look.label.lower() for look in found.values()}) == 38
    assert all(0 <= look.pattern < PATTERNS for look in found.values())
    assert all(len(look.label) <= 8 for look in found.values())


def test_more_tracks_than_styles_still_have_labels_of_their_own() -> None:
    problem, _ = crowd(1, 1, 60)
    assert len({look.label.lower() for look in looks(problem).values()}) == 61


def test_few_tracks_have_plain_colours_and_a_given_colour_is_kept() -> None:
    problem, _ = two_days()
    found = looks(problem)
    assert found["bsd"].colour == PALETTE[0]
    assert found["xen"].colour == PALETTE[1]
    assert {look.pattern for look in found.values()} == {0}
    assert (found["xen"].label, found["bsd"].label) == ("Xen", "BSD")
    assert (found[""].colour, found[""].label) == (GREY, "")


def test_tracks_that_ask_for_the_same_colour_differ_in_pattern() -> None:
    problem, _ = two_days()
    tracks = {
        name: replace(track, colour="#CC0000") for name, track in problem.tracks.items()
    }
    found = looks(replace(problem, tracks=tracks))
    assert [(found[t].colour, found[t].pattern) for t in tracks] == [
        ("#cc0000", 0),
        ("#cc0000", 1),
    ]


def test_labels_leave_out_the_words_most_titles_have() -> None:
    problem, _ = two_days()
    track = problem.tracks["xen"]
    titles = ("Free Java Devroom", "Perl Devroom", "Virtualization Devroom", "Devroom")
    tracks = {title: replace(track, id=title, title=title) for title in titles}
    found = looks(replace(problem, tracks=tracks))
    assert [found[t].label for t in titles] == ["FJ", "Perl", "Virtu", "Devroom"]
