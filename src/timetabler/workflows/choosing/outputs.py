"""Write candidates as files: timetables, the ballot, and what was found out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timetabler.engine.outcome import Options
from timetabler.timetable.file import write_timetable
from timetabler.timetable.identity import with_identities
from timetabler.views.charts.frontier import frontier_chart
from timetabler.views.page.report import ballot_page
from timetabler.views.picture.agreement import backbone_grid
from timetabler.workflows.choosing.report import letters, side_by_side, study_json
from timetabler.workflows.choosing.study import Study
from timetabler.workflows.comparing.records import RUN
from timetabler.workflows.files import write_whole
from timetabler.workflows.load import Loaded
from timetabler.workflows.report import as_json, run_json, score_json

_SUFFIXES = (".png", ".svg")
KEY = "key.json"


def names(count: int) -> list[str]:
    """What may be written for so many candidates."""
    files = [f"{letter}/timetable.yaml" for letter in letters(count)]
    charts = [
        f"{name}{suffix}" for name in ("backbone", "frontier") for suffix in _SUFFIXES
    ]
    return ["candidates.json", RUN, "ballot.html", KEY, *files, *charts]


def write_study(
    folder: Path,
    loaded: Loaded,
    study: Study,
    options: Options,
    shuffle: int | None = None,
) -> None:
    """Write candidates; the timetables first, pictures last.

    Args:
        folder: Where to.
        loaded: The problem.
        study: What was found out.
        options: How it was searched for.
        shuffle: A seed to deal the ballot's letters by; ``key.json`` then tells which
            letter is which candidate.

    Raises:
        OSError: If a file can not be written; those before it are whole.
    """
    record = run_json(loaded, options, study.candidates.best, folder, "candidates")
    for name, content in _files(loaded, study, record, shuffle):
        write_whole(folder / name, content)


def _files(
    loaded: Loaded, study: Study, record: dict[str, Any], shuffle: int | None
) -> Iterator[tuple[str, str | bytes]]:
    problem, found = loaded.problem, study.candidates
    for letter, candidate in zip(letters(len(found.all)), found.all, strict=True):
        timetable = with_identities(problem, candidate.timetable)
        yield f"{letter}/timetable.yaml", write_timetable(problem, timetable)
        yield f"{letter}/score.json", as_json(score_json(candidate.score))
    yield RUN, as_json(record)
    yield "candidates.json", as_json(study_json(problem, study))
    for profile in study.profiles or ():
        if profile.solution is not None and profile.solution.timetable is not None:
            text = write_timetable(problem, profile.solution.timetable)
            yield f"profiles/{_file_name(profile.name)}/timetable.yaml", text
    if not found.all:
        return
    comparison, order = side_by_side(problem, found, shuffle)
    if shuffle is not None:
        names = letters(len(order))
        key = {letter: names[index] for letter, index in zip(names, order, strict=True)}
        yield KEY, as_json(key)
    yield "ballot.html", ballot_page(comparison, shuffled=shuffle is not None)
    yield from _charts(loaded, study)


def _charts(loaded: Loaded, study: Study) -> Iterator[tuple[str, bytes]]:
    if study.backbone is not None:
        drawn = backbone_grid(
            loaded.problem,
            study.candidates.all[0].timetable,
            study.backbone.fixed,
            study.backbone.free,
            _SUFFIXES,
        )
        for suffix, content in drawn.items():
            yield f"backbone{suffix}", content
    curve = study.frontier
    if curve is not None and curve.points:
        points = [(point.one, point.other, point.proven) for point in curve.points]
        drawn = frontier_chart(curve.one, curve.other, points, _SUFFIXES)
        for suffix, content in drawn.items():
            yield f"frontier{suffix}", content


def _file_name(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
    return kept.strip("-") or "profile"
