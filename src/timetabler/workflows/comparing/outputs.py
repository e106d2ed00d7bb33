"""Write a comparison as files: for people, for programs, for spreadsheets."""

from pathlib import Path

from timetabler import __version__
from timetabler.timetable.comparison import Comparison, Known
from timetabler.timetable.ranking import Ranking
from timetabler.views.charts.all import CHARTS, SUFFIXES, charts
from timetabler.views.page.report import report_page
from timetabler.views.picture.agreement import agreement_grid
from timetabler.workflows.comparing.records import RUN, known_json
from timetabler.workflows.comparing.report import comparison_csv, comparison_json
from timetabler.workflows.files import write_whole
from timetabler.workflows.load import Loaded
from timetabler.workflows.report import as_json

_DIFFERENCES = "differences"
NAMES = (
    "compare.json",
    "compare.csv",
    "compare.html",
    RUN,
    *(f"{name}{suffix}" for name in (_DIFFERENCES, *CHARTS) for suffix in SUFFIXES),
)
"""What may be written; charts that would show nothing are left out."""


def write_comparison(
    folder: Path,
    loaded: Loaded,
    comparison: Comparison,
    ranking: Ranking,
    known: Known,
) -> None:
    """Write a comparison; the numbers first, pictures last.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    write_whole(folder / "compare.json", as_json(comparison_json(comparison, ranking)))
    write_whole(folder / "compare.csv", comparison_csv(comparison))
    record = {
        "format": 1,
        "problem": {"title": loaded.problem.title, "sha256": loaded.digest},
        "tables": [{"sha256": table.digest} for table in loaded.tables],
        "versions": {"timetabler": __version__},
        "priorities": [
            {"priority": priority, "bound": bound}
            for priority, bound in sorted(known.bounds.items())
        ],
        **known_json(known),
    }
    write_whole(folder / RUN, as_json(record))
    drawn: dict[str, bytes] = {}
    for name, files in charts(comparison):
        drawn[name] = files[".svg"]
        for suffix, content in files.items():
            write_whole(folder / f"{name}{suffix}", content)
    grid = agreement_grid(comparison, SUFFIXES)
    for suffix, content in grid.items():
        write_whole(folder / f"{_DIFFERENCES}{suffix}", content)
    page = report_page(comparison, ranking, drawn, grid[".svg"])
    write_whole(folder / "compare.html", page)
