from hypothesis import given
from hypothesis import strategies as st

from timetabler.views.picture.fit import Box, Words, fit
from timetabler.views.picture.wrapping import ELLIPSIS, shorten, wrap


class Even:
    """Every letter is half as wide as the font is high; bold ones a little more."""

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return len(text) * size * (0.55 if bold else 0.5)


EVEN = Even()
WORDS = Words(
    ("11:00–11:25 · VC", "11:00"), "A title of some length", ("Ann", "Bob Builder")
)
TEXT = st.text("ab cde", max_size=60).map(lambda text: " ".join(text.split()))


def test_everything_is_shown_at_full_size_where_there_is_room() -> None:
    lines = fit(WORDS, Box(300, 100), EVEN)
    assert [(line.text, line.bold) for line in lines] == [
        ("11:00–11:25 · VC", False),
        ("A title of some length", True),
        ("Ann, Bob Builder", False),
    ]
    assert lines[1].size == 9


def test_text_shrinks_before_anything_is_left_out() -> None:
    lines = fit(WORDS, Box(80, 32), EVEN)
    assert lines[1].size < 9
    assert " ".join(line.text for line in lines).count("Builder") == 1


def test_speakers_go_before_the_title_is_cut() -> None:
    lines = fit(WORDS, Box(90, 14), EVEN)
    assert [line.text for line in lines] == [
        "11:00–11:25 · VC",
        "A title of some length",
    ]
    (line,) = fit(WORDS, Box(60, 8), EVEN)
    assert line.text.startswith("11:00 A tit")
    assert line.text.endswith(ELLIPSIS)


def test_no_room_means_no_words() -> None:
    assert fit(WORDS, Box(90, 3), EVEN) == []
    assert fit(WORDS, Box(4, 90), EVEN) == []


def test_words_keep_clear_of_the_corner() -> None:
    box = Box(100, 60, corner=50, corner_height=16)
    lines = fit(WORDS, box, EVEN)
    top = 0.0
    for line in lines:
        width = EVEN.width(line.text, line.size, bold=line.bold)
        assert width <= (50 if top < 16 else 100)
        top += line.height


@given(
    TEXT.filter(bool),
    st.lists(TEXT.filter(bool), max_size=3),
    st.floats(1, 200),
    st.floats(1, 120),
    st.floats(0, 0.6),
)
def test_lines_never_leave_their_box(
    title: str, speakers: list[str], width: float, height: float, taken: float
) -> None:
    words = Words(("11:00–11:25 · VC", "11:00"), title, tuple(speakers))
    box = Box(width, height, corner=width * taken, corner_height=9)
    lines = fit(words, box, EVEN)
    assert sum(line.height for line in lines) <= height + 1e-9
    for line in lines:
        assert EVEN.width(line.text, line.size, bold=line.bold) <= width + 1e-9


@given(TEXT, st.lists(st.floats(8, 60), min_size=1, max_size=3))
def test_wrapping_loses_no_letter(text: str, widths: list[float]) -> None:
    lines = wrap(text, widths, 8, EVEN)
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == text.replace(" ", "")
    for number, line in enumerate(lines):
        assert EVEN.width(line, 8) <= widths[min(number, len(widths) - 1)]


def test_long_words_are_broken_with_a_hyphen() -> None:
    assert wrap("Donaudampfschiff ahoi", (40,), 8, EVEN) == [
        "Donaudamp-",
        "fschiff",
        "ahoi",
    ]


def test_shortening_keeps_what_fits() -> None:
    assert shorten("abc", 20, 8, EVEN) == "abc"
    assert shorten("abc def", 20, 8, EVEN) == f"abc{ELLIPSIS}"
    assert shorten("abc", 2, 8, EVEN) == ""
