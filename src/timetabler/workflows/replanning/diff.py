"""What changed between two timetables of a problem, and whom to tell."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_text
from timetabler.timetable.diff import Diff, difference
from timetabler.timetable.earlier import known, read_earlier
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.files import write_whole
from timetabler.workflows.load import load_problem
from timetabler.workflows.replanning.change_report import diff_json, notices_json
from timetabler.workflows.replanning.notices import Notice, all_messages, notices
from timetabler.workflows.report import as_json

SUFFIXES = (".html", ".png", ".svg", ".pdf", ".txt", ".json")


@dataclass(frozen=True)
class Versions:
    """Two timetables, what changes from one to the other, and whom to tell."""

    problem: Problem
    new: Timetable
    diff: Diff
    notices: tuple[Notice, ...]

    def report(self) -> dict[str, Any]:
        """Tell it as data."""
        told = diff_json(self.problem, self.diff)
        return {**told, "notices": notices_json(self.notices)}


def versions(problem: Path, old: Path, new: Path) -> Versions:
    """Load two timetables of a problem and compare them.

    Either may have talks that the problem does not know any more.

    Raises:
        InvalidInputError: With every mistake in a file.
    """
    loaded = load_problem(problem).problem
    one, other = (read_earlier(read_text(p), str(p), loaded) for p in (old, new))
    diff = difference(loaded, one, other)
    return Versions(loaded, known(loaded, other), diff, notices(loaded, diff))


def write_versions(path: Path, found: Versions) -> None:
    """Write a difference as its name's ending says; ``.txt`` holds the messages.

    Raises:
        OSError: If it can not be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        write_whole(path, as_json(found.report()))
        return
    if suffix == ".txt":
        write_whole(path, all_messages(found.notices))
        return
    from timetabler.views.page.changes import render_changes  # noqa: PLC0415
    from timetabler.views.picture.changes import change_pictures  # noqa: PLC0415

    drawn = ".svg" if suffix == ".html" else suffix
    picture = change_pictures(found.problem, found.new, found.diff, [drawn])[drawn]
    if suffix != ".html":
        write_whole(path, picture)
        return
    messages = [(n.kind, n.name, n.message) for n in found.notices]
    page = render_changes(found.problem, found.diff, messages, picture.decode())
    write_whole(path, page)
