"""Write what a replan leaves behind: all of a solve, and what changes for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from timetabler.engine.outcome import Options
from timetabler.timetable.file import write_timetable
from timetabler.timetable.timetable import Timetable
from timetabler.views.page.changes import render_changes
from timetabler.views.picture.changes import change_pictures
from timetabler.views.terminal.tradeoff import tradeoff_picture
from timetabler.workflows.files import write_whole
from timetabler.workflows.outputs import NAMES as SOLVE_NAMES
from timetabler.workflows.outputs import write_outputs
from timetabler.workflows.replanning.bending import FILE, Bending
from timetabler.workflows.replanning.bending import FOLDER as BENT
from timetabler.workflows.replanning.change_report import bending_json, frontier_json
from timetabler.workflows.replanning.changed import Changed
from timetabler.workflows.replanning.frontier import Frontier
from timetabler.workflows.replanning.notice_files import FOLDER as NOTICES
from timetabler.workflows.replanning.notice_files import notice_files, whole_calendar
from timetabler.workflows.replanning.notices import Notice, all_messages
from timetabler.workflows.replanning.replan import Replan
from timetabler.workflows.report import as_json

_FRONTIER = "frontier"
NAMES = (
    *SOLVE_NAMES,
    "replan.json",
    "changes.yaml",
    "changes.html",
    "changes.png",
    "changes.svg",
    "notices.txt",
    NOTICES,
    "frontier.json",
    "frontier.png",
    _FRONTIER,
    BENT,
)


def write_replan(
    folder: Path,
    changed: Changed,
    replan: Replan,
    options: Options,
    *,
    found: Sequence[Notice],
    report: dict[str, Any],
    published: str,
    releases: Sequence[Timetable],
) -> list[str]:
    """Write the outputs of a replan.

    Args:
        folder: Where.
        changed: The problem as it has become.
        replan: The replan.
        options: How it was searched for.
        found: Whom to tell.
        report: The replan as data.
        published: The text of the published timetable; kept where nothing changes.
        releases: Every timetable that was published, the earliest first.

    Returns:
        Why a file is missing, if its format can not hold the timetable.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    loaded = replace(changed.loaded, problem=replan.problem)
    remarks = write_outputs(
        folder, loaded, replan.solution, options, replan.earlier, command="replan"
    )
    if replan.unchanged:
        write_whole(folder / "timetable.yaml", published)
    if replan.timetable is not None:
        calendar = whole_calendar(replan.problem, releases, replan.timetable)
        if calendar is not None:
            write_whole(folder / "timetable.ics", calendar)
    for name, content in _outputs(changed, replan, found, report):
        write_whole(folder / name, content)
    return remarks


def _outputs(
    changed: Changed, replan: Replan, found: Sequence[Notice], report: dict[str, Any]
) -> Iterator[tuple[str, str | bytes]]:
    yield "replan.json", as_json(report)
    if changed.data.keys() - {"format"}:
        data = yaml.safe_dump(changed.data, sort_keys=False, allow_unicode=True)
        yield "changes.yaml", data
    if replan.diff is None or replan.timetable is None:
        return
    yield "notices.txt", all_messages(found)
    problem, new = replan.problem, replan.timetable
    yield from notice_files(problem, replan.earlier, new, found)
    messages = [(n.kind, n.name, n.message) for n in found]
    drawn = change_pictures(problem, new, replan.diff, (".svg", ".png"))
    picture = drawn[".svg"].decode()
    yield "changes.html", render_changes(problem, replan.diff, messages, picture)
    for suffix, content in drawn.items():
        yield f"changes{suffix}", content


def write_frontier(folder: Path, replan: Replan, frontier: Frontier) -> None:
    """Write a frontier: as data, as a picture, and a timetable for each point.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    write_whole(folder / "frontier.json", as_json(frontier_json(frontier)))
    first = frontier.necessary
    rows = [(first + p.extra, p.moves, p.penalties) for p in frontier.points]
    picture = tradeoff_picture(rows, frontier.levels)
    write_whole(folder / "frontier.png", picture)
    for point in frontier.points:
        text = write_timetable(replan.problem, point.timetable)
        write_whole(folder / _FRONTIER / f"{point.extra}.yaml", text)


def write_bending(folder: Path, bending: Bending) -> None:
    """Write the timetable that bends the fewest rules, with its score, if there is one.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    found = bending.replan
    if found.timetable is not None:
        text = write_timetable(found.problem, found.timetable)
        write_whole(folder / BENT / FILE, text)
        write_whole(folder / BENT / "score.json", as_json(bending_json(bending)))
