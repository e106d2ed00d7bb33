from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from timetabler.timetable.score import ConstraintScore, Finding, Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.layout import BYS, By
from timetabler.views.layout.marks import Marks
from timetabler.views.terminal.terminal import print_grid, score_card
from views.small import crowd, two_days


def _console(width: int, colours: str | None = None, **more: bool) -> Console:
    return Console(
        file=StringIO(),
        width=width,
        color_system=colours,  # type: ignore[arg-type]
        force_terminal=colours is not None,
        legacy_windows=False,
        _environ={},
        **more,  # type: ignore[arg-type]
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


MARKS = Marks(frozenset({"b"}), {"c": 20}, frozenset({"a"}))

WIDE = """\
Two days

Saturday, 4 February 2012 – Sunday, 5 February 2012
      Saturday, 4 February 2012                     Sunday, 5 February 20…
      Big hall               Small hall             Big hall
      100 seats              10 seats               100 seats
09:00 ┌ !! Opening           ┌ P Second
      └ Xen · Ann Übel       │ Xen · Ann Übel, Bob
09:30                        └
10:00                        ┌ +20 Third
10:30 -- Coffee --           └ BSD                  -- Coffee --
11:00                                               ╶ Last
11:30

!! breaks a hard constraint · P pinned · +9 people without a seat
"""
NARROW = """\
Two days

Saturday, 4 February 2012 (1 of 2)
Big hall, 100 seats
  09:00–09:30 !! Opening (Xen ·
    Ann Übel)

Saturday, 4 February 2012 (2 of 2)
Small hall, 10 seats
  09:00–10:00 P Second (Xen ·
    Ann Übel, Bob)
  10:00–11:00 +20 Third (BSD)

Sunday, 5 February 2012
Big hall, 100 seats
  11:00–11:30 Last

!! breaks a hard constraint · P
pinned · +9 people without a seat
"""


def _lines(console: Console) -> str:
    return "\n".join(line.rstrip() for line in _text(console).split("\n"))


@pytest.mark.parametrize(("width", "expected"), [(76, WIDE), (36, NARROW)])
def test_a_terminal_shows_a_grid_where_it_has_room(width: int, expected: str) -> None:
    problem, timetable = two_days()
    console = _console(width)
    print_grid(problem, timetable, console, marks=MARKS)
    assert _lines(console) == expected


def test_colours_are_those_of_the_tracks_and_can_be_switched_off() -> None:
    problem, timetable = two_days()
    coloured = _console(76, "truecolor")
    print_grid(problem, timetable, coloured, marks=MARKS)
    line = next(line for line in _text(coloured).split("\n") if "Second" in line)
    # Xen's orange with black on its edge, black on its pale version inside.
    assert "\x1b[38;2;0;0;0;48;2;230;159;0m┌" in line
    assert "48;2;248;229;186m" in line
    plain = _console(76, "truecolor", no_color=True)
    print_grid(problem, timetable, plain, marks=MARKS)
    assert "8;2;" not in _text(plain)
    without_codes = Text.from_ansi(_text(plain)).plain.rstrip()
    assert without_codes == WIDE.rstrip()


def test_a_terminal_without_box_characters_gets_plain_ones() -> None:
    problem, timetable = two_days()
    buffer = TextIOWrapper(BytesIO(), encoding="ascii", errors="replace")
    console = Console(file=buffer, width=76, color_system=None, _environ={})
    print_grid(problem, timetable, console, marks=MARKS)
    buffer.flush()
    assert isinstance(buffer.buffer, BytesIO)
    assert b"09:00 + !! Opening" in buffer.buffer.getvalue()


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("width", [20, 50, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_every_talk_is_there(
    by: By, width: int
) -> None:
    problem, timetable = crowd(40, 12, 9)
    console = _console(width)
    print_grid(problem, timetable, console, by=by, marks=MARKS)
    lines = _text(console).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert sum("Q&A" in line for line in lines) >= sum(
        talk.title == "Q&A" for talk in problem.talks.values()
    )


def test_talks_that_are_left_out_are_named() -> None:
    problem, timetable = two_days()
    rest = {t: p for t, p in timetable.placements.items() if t != "d"}
    console = _console(76)
    print_grid(problem, Timetable(rest), console)
    assert "Not scheduled (1): Last\n" in _text(console)


SCORE = Score(
    (
        ConstraintScore(
            "speaker-clash",
            "hard",
            1,
            "pairs of talks",
            (Finding(("ann",), 1, "Ann has a and b, overlapping"),),
        ),
        ConstraintScore("room-open", "hard", 1, "talks", ()),
        ConstraintScore(
            "seats",
            1,
            2,
            "people",
            tuple(Finding((f"t{n}",), 1000 + n, f"t{n} has none") for n in range(8)),
        ),
        ConstraintScore("room-idle", 3, 1, "minutes", ()),
    )
)
CARD = """\

 constraint      level   amount   unit             weight   penalty
 ──────────────────────────────────────────────────────────────────
 speaker-clash    hard        1   pairs of talks             broken
 room-open        hard        0   talks                        kept
 seats               1    8,028   people                2    16,056
 room-idle           3        0   minutes               1         0

 together                                                    16,056

1 hard constraint is broken. Penalties: priority 1: 16,056, priority 3: 0.

speaker-clash (pairs of talks)
  1: Ann has a and b, overlapping

seats (people)
  1,000: t0 has none
  1,001: t1 has none
  and 6 more
"""


def test_the_score_card_says_what_is_broken_and_why() -> None:
    console = _console(76)
    console.print(score_card(SCORE, most=2))
    assert _lines(console) == CARD


def test_the_score_card_tells_every_finding_if_asked() -> None:
    console = _console(76)
    console.print(score_card(SCORE, most=None, quiet=True))
    text = _text(console)
    assert "1,007: t7 has none" in text
    assert "more" not in text
    assert "room-open" not in text


def test_a_score_without_a_breach_says_so() -> None:
    console = _console(76)
    console.print(score_card(Score((SCORE.constraints[1],))))
    assert "Every hard constraint is kept.\n" in _text(console)
    assert "together" not in _text(console)
