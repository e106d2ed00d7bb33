"""Whatever stands in a cell, an instance is read, or refused in words."""

from datetime import datetime, time
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cosplib.test_import import SHEETS, source
from timetabler.formats.importing.programme import Wanted
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.import_ import import_problem
from tries import tries

ODD = ["off", "~", "", " ", "a b", "a: b", "# x", "-1", "1.5", "9:30", "GMT+99", "{}"]
VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        [*ODD, 0, -1, 10**7, 2.0, True, time(23, 59), datetime(2027, 3, 1)]
    ),
    st.text(max_size=8).filter(lambda text: not ILLEGAL_CHARACTERS_RE.search(text)),
)
CELLS = [
    (name, line, column)
    for name, rows in SHEETS.items()
    for line, row in enumerate(rows, start=1)
    for column in range(1, len(row) + 2)
]


@tries(12, 40, st.dictionaries(st.sampled_from(CELLS), VALUES, min_size=1, max_size=4))
def test_any_cells(changes: dict[tuple[str, int, int], Any]) -> None:
    def change(book: Book) -> None:
        for (name, line, column), value in changes.items():
            book[name].cell(line, column).value = value

    try:
        found = import_problem("cosplib", [source(change)], Wanted())
    except InvalidInputError as error:
        assert all(str(mistake) for mistake in error.mistakes)
    else:
        assert found.problem is not None or found.mistakes
        assert found.text.encode()
