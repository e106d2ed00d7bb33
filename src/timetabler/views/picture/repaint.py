"""The same conference told in other colours: what is fixed, what differs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from timetabler.problem.problem import Problem, Track, Wish

MARK = "◆"
"""Stands before the titles of talks that differ."""


def marked(problem: Problem, talks: Collection[str]) -> Problem:
    """Put a mark before the titles of some talks; everything else stays."""
    return replace(
        problem,
        talks={
            talk.id: replace(talk, title=f"{MARK} {talk.title}")
            if talk.id in talks
            else talk
            for talk in problem.talks.values()
        },
    )


def by_class(
    problem: Problem,
    classes: Mapping[str, str],
    looks: Sequence[tuple[str, str]],
    title: str,
) -> Problem:
    """Colour talks by what is said of them, in place of their tracks.

    Args:
        problem: The conference.
        classes: For each talk, what is said of it.
        looks: What can be said, in the order of the legend, each with its colour.
        title: What the picture is about.
    """
    tracks = {
        name: Track(name, name, colour, None, None, None, Wish(), Wish(), ())
        for name, colour in looks
        if name in classes.values()
    }
    return replace(
        problem,
        title=title,
        tracks=tracks,
        sessions={},
        talks={
            talk.id: replace(talk, track=classes.get(talk.id))
            for talk in problem.talks.values()
        },
    )
