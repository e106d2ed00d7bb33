"""Choose starts at the level of sessions, for some talks: those of which they matter.

A plan says who is in which session, not when. What talks cost at the same time is then
told of their starts; all other talks only fill what room is left in their sessions.
"""

from collections.abc import Collection, Iterable

from ortools.sat.python import cp_model

from timetabler.engine.sessions.model import SessionModel

Starts = dict[str, dict[int, cp_model.IntVar]]
MOST = 20_000
"""Literals beyond which starts are better left to timetables made of plans."""


def talks_at_risk(model: SessionModel) -> list[str]:
    """List the talks that may cost something, depending on their starts.

    Args:
        model: The model, everything told; it chooses no starts.

    Returns:
        The talks; none if they have too many starts.
    """
    told = [model.risks, *(charges.risks for charges in model.charges.values())]
    named = {talk for risks in told for one, other, _ in risks for talk in (one, other)}
    talks = [talk for talk in sorted(named) if model.alone(talk)]
    number = sum(len(model.possible.starts[talk]) for talk in talks)
    return talks if number <= MOST else []


def choose_starts(model: SessionModel, talks: Collection[str]) -> None:
    """Let a model choose the starts of some talks, before anything is told to it.

    Args:
        model: The model.
        talks: The talks, each of which stands for itself.
    """
    model.starts = {talk: dict(_starts(model, talk)) for talk in talks}
    for session in range(len(model.shape.windows)):
        for group in range(len(model.shape.groups)):
            _rooms_enough(model, group, session)


def _starts(model: SessionModel, talk: str) -> Iterable[tuple[int, cp_model.IntVar]]:
    for session, here in model.talks[talk].items():
        window = model.shape.windows[session]
        inside = model.possible.within(talk, window)
        chosen = {start: model.boolean("start", talk, start) for start in inside}
        model.model.add(cp_model.LinearExpr.sum(list(chosen.values())) == here)
        yield from chosen.items()


def _rooms_enough(model: SessionModel, group: int, session: int) -> None:
    """At no time do more talks of a group take place than it holds rooms."""
    window = model.shape.windows[session]
    chosen = [
        (start, start + model.possible.minutes[talk], literal)
        for talk in model.shape.groups[group]
        for start, literal in model.starts.get(talk, {}).items()
        if window.meets(start, start + 1)
    ]
    held = cp_model.LinearExpr.sum(model.held[group][session])
    # As many as anywhere take place at a time at which one of them starts.
    for time in sorted({start for start, _, _ in chosen}):
        using = [literal for start, end, literal in chosen if start <= time < end]
        if len(using) > 1:
            model.model.add(cp_model.LinearExpr.sum(using) <= held)
