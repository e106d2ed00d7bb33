"""Picture files: what is in them, and that they are the same every time."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure
from PIL import Image

from timetabler.timetable.timetable import Timetable
from timetabler.views.layout.marks import Marks
from timetabler.views.picture.canvas import _dpi
from timetabler.views.picture.fonts import MISSING, Fonts
from timetabler.views.picture.grid import draw, save
from views.small import crowd, two_days


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_timetable_gives_the_same_bytes(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, timetable = two_days()
    first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
    save(problem, timetable, first)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with matplotlib.rc_context(
        {"font.size": 20, "svg.fonttype": "path", "lines.linewidth": 9}
    ):
        save(problem, timetable, second)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 1000


def _svg_texts(path: Path) -> list[str]:
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    return ["".join(text.itertext()).strip() for text in root.iter(f"{space}text")]


def test_svg_keeps_text_that_can_be_searched(tmp_path: Path) -> None:
    problem, timetable = two_days()
    save(problem, timetable, tmp_path / "grid.svg")
    texts = _svg_texts(tmp_path / "grid.svg")
    for expected in (
        *("Two days", "Big hall", "100 seats", "Opening", "Second", "Ann Übel, Bob"),
        *("09:00–10:00 · Xen", "Coffee", "BSD", "closed", "pinned", "12:00"),
    ):
        assert expected in texts
    # Signs that no talk of the page has need no words.
    assert "breaks a hard constraint" not in texts
    assert "people without a seat" not in texts


def test_marks_are_drawn_with_the_number_of_people_and_explained(
    tmp_path: Path,
) -> None:
    problem, timetable = two_days()
    marks = Marks(frozenset(), {"c": 20}, frozenset({"a", "b"}))
    save(problem, timetable, tmp_path / "grid.svg", marks=marks)
    texts = _svg_texts(tmp_path / "grid.svg")
    assert {"+20", "breaks a hard constraint", "people without a seat"} <= set(texts)
    assert "pinned" not in texts
    drawing = (tmp_path / "grid.svg").read_text(encoding="utf-8")
    # Two talks and the legend.
    assert drawing.count("stroke: #b00020") == 3


def test_titles_are_never_taken_for_formulas_or_markup(tmp_path: Path) -> None:
    problem, timetable = two_days()
    talk = replace(problem.talks["d"], title="a $x_1$ <b> & \x07 \\frac{1}")
    problem = replace(problem, talks={**problem.talks, "d": talk})
    save(problem, timetable, tmp_path / "grid.svg", tmp_path / "grid.pdf")
    assert "a $x_1$ <b> & \\frac{1}" in _svg_texts(tmp_path / "grid.svg")


def test_talks_that_are_left_out_are_named(tmp_path: Path) -> None:
    problem, timetable = two_days()
    rest = {t: p for t, p in timetable.placements.items() if t not in ("a", "d")}
    save(problem, Timetable(rest), tmp_path / "grid.svg")
    texts = _svg_texts(tmp_path / "grid.svg")
    assert "Not scheduled (2 talks): Opening; Last" in texts


def test_png_has_all_pages_below_each_other_and_pdf_a_page_each(
    tmp_path: Path,
) -> None:
    problem, timetable = crowd(60, 20, 5)
    figures = draw(problem, timetable)
    assert len(figures) == 3
    save(problem, timetable, tmp_path / "a.png", tmp_path / "a.pdf")
    with Image.open(tmp_path / "a.png") as image:
        width, height = image.size
    inches = [figure.get_size_inches() for figure in figures]
    assert width == pytest.approx(max(i[0] for i in inches) * 130, abs=2)
    assert height == pytest.approx((sum(i[1] for i in inches) + 0.5) * 130, abs=2)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 3
    assert b"CreationDate" not in pdf


def test_very_tall_pictures_have_fewer_dots() -> None:
    assert _dpi(Figure(figsize=(10, 10))) == 130
    assert _dpi(Figure(figsize=(2, 1000))) == 60
    assert _dpi(Figure(figsize=(40, 750))) == pytest.approx((120e6 / 30000) ** 0.5)


def test_characters_without_a_glyph_become_a_box_and_invisible_ones_vanish() -> None:
    fonts = Fonts(["Ré\u0301sumé \U000f0000", "two\n lines", "\u200bzero\ufe0f"])
    assert fonts.clean("two\n lines") == "two lines"
    assert fonts.clean("\u200bzero\ufe0f") == "zero"
    assert fonts.clean("e\u0301") == "é"
    assert fonts.clean("\N{EGYPTIAN HIEROGLYPH A001}") == MISSING
    assert fonts.width("ii", 10) < fonts.width("WW", 10) < fonts.width("WW", 11)


def test_an_unknown_ending_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    problem, timetable = two_days()
    with pytest.raises(ValueError, match=r"grid\.gif: expected .*\.png, \.svg, \.pdf"):
        save(problem, timetable, tmp_path / "grid.png", tmp_path / "grid.gif")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_timetable_can_be_drawn() -> None:
    problem, _ = two_days()
    assert len(draw(problem, Timetable({}))) == 1
    assert draw(problem, Timetable({}), by="track") == []


def test_importing_the_views_does_not_import_matplotlib() -> None:
    code = (
        "import sys, timetabler.views.picture.grid, timetabler.views.terminal.terminal;"
        "sys.exit(any(m in sys.modules for m in ('matplotlib', 'ortools')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
