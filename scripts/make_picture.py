"""Renew the README's picture of the devroom.

.venv/bin/python scripts/make_picture.py
"""

from io import BytesIO
from pathlib import Path

from PIL import Image

from making.comparisons import made_devroom
from timetabler.views.layout.marks import marks_of
from timetabler.views.picture.grid import pictures
from timetabler.workflows.check import check

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "devroom.png"
COLOURS = 48
WIDTH = 1000


def main() -> None:
    """Draw it with few colours, which makes it a fifth as large."""
    loaded, timetable = made_devroom()
    score = check(loaded.problem, timetable, loaded.constraints)
    marks = marks_of(loaded.problem, timetable, score)
    drawn = pictures(loaded.problem, timetable, [".png"], marks=marks)[".png"]
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    small = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(COLOURS).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
