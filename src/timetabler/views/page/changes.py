"""What changes, as one web page: a table, the picture, and the messages to send."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from timetabler.problem.problem import Problem
from timetabler.timetable.diff import KINDS, Diff
from timetabler.timetable.telling import KIND_WORDS, place_words, title_of
from timetabler.views.page.document import filled
from timetabler.views.terminal.changes import summary

Message = tuple[str, str, str]
"""Whom it is for (``speaker``), the name, the text."""


def render_changes(
    problem: Problem, diff: Diff, messages: Sequence[Message], picture: str
) -> str:
    """Write a difference as one self-contained HTML page, without any script.

    Args:
        problem: The conference.
        diff: What changes.
        messages: The drafts.
        picture: The SVG of the grid with its ghosts; empty for none.
    """
    kinds = [(kind, KIND_WORDS[kind], diff.of(kind)) for kind in KINDS]
    return filled(
        "changes.html",
        {},
        problem=problem,
        summary=summary(diff),
        kinds=[found for found in kinds if found[2]],
        title=lambda talk: title_of(problem, talk),
        speakers=lambda talk: _speakers(problem, talk),
        place=lambda placement: place_words(problem, placement) if placement else "–",
        messages=messages,
        picture=Markup(_inline(picture)),
    )


def _speakers(problem: Problem, talk: str) -> str:
    known = problem.talks.get(talk)
    ids: Iterable[str] = known.speakers if known else ()
    return ", ".join(problem.speakers[speaker].name for speaker in ids)


def _inline(picture: str) -> str:
    """Leave out what only a file of its own has: the XML declaration."""
    return picture[picture.find("<svg") :] if "<svg" in picture else ""
