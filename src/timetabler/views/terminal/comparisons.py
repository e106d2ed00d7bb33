"""A comparison of timetables in a terminal."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timetabler.problem.problem import Problem
from timetabler.timetable.comparison import Comparison, Criterion
from timetabler.timetable.parties import shifts
from timetabler.timetable.ranking import Ranking
from timetabler.timetable.timetable import Timetable

_NAME, _FEW = 8, 3
MOST = 12
"""The most lines of one list, unless all are asked for."""


def comparison_text(
    comparison: Comparison, ranking: Ranking, *, every: bool = False
) -> RenderableType:
    """Lay out a comparison: score cards, distances, ranking, winners and losers.

    Args:
        comparison: The timetables.
        ranking: How they rank.
        every: Tell every difference and every winner, not just the first ones.
    """
    most = None if every else MOST
    parts: list[RenderableType] = [Text(note) for note in comparison.notes]
    parts += [criteria_table(comparison), *_figures(comparison), Text()]
    parts += [Text(line) for line in ranking_lines(comparison, ranking)]
    parts += [Text(), _distances(comparison)]
    parts += _limited("Winners and losers", list(_shift_lines(comparison)), most)
    parts += _differences(comparison, most)
    return Group(*parts)


def criteria_table(comparison: Comparison) -> Table:
    """Put the score cards side by side, each criterion in its own unit."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("constraint", no_wrap=True)
    table.add_column("level", justify="right", no_wrap=True)
    for name in _short(comparison.names):
        table.add_column(name, justify="right", no_wrap=True)
    heads = reach_heads(comparison)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("unit", min_width=9)
    for criterion in comparison.criteria:
        if criterion.level == "hard" and not any(criterion.amounts):
            continue
        table.add_row(
            criterion.name,
            str(criterion.level),
            *(f"{amount:,}" for amount in criterion.amounts),
            *(_AT[head](criterion) for head in heads),
            criterion.unit,
        )
    for priority in sorted({int(c.level) for c in comparison.soft}):
        penalties = [
            f"{contender.score.priorities[priority]:,}"
            for contender in comparison.contenders
        ]
        bound = comparison.bounds.get(priority)
        told = "" if bound is None else f"≥ {bound:,}"
        name = f"priority {priority}"
        ends = (told, "")[: len(heads)] if "ideal" in heads else ("",) * len(heads)
        table.add_row(name, "", *penalties, *ends, "penalty", style="bold")
    return table


def reach_heads(comparison: Comparison) -> list[str]:
    """Name the columns besides the timetables that have something to say."""
    ideal = any(c.ideal for c in comparison.criteria) or comparison.bounds
    random = any(c.random for c in comparison.criteria)
    return ["ideal"] * bool(ideal) + ["random"] * random


def _short(names: tuple[str, ...]) -> list[str]:
    """Names that leave room for numbers."""
    most = _NAME if len(names) > _FEW else 2 * _NAME
    return [n if len(n) <= most else f"{n[: most - 1]}…" for n in names]


def _figures(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield a table of figures from 0 (random) to 100 (ideal), where there are any."""
    count = len(comparison.names)
    told = [
        (criterion.name, [criterion.figure(index) for index in range(count)])
        for criterion in comparison.soft
    ]
    rows = [(name, figures) for name, figures in told if None not in figures]
    if not rows:
        return
    yield Text("From 0, as at random, to 100, the ideal:")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("constraint", no_wrap=True)
    for name in _short(comparison.names):
        table.add_column(name, justify="right", no_wrap=True)
    for name, figures in rows:
        table.add_row(name, *(f"{figure:.0f}" for figure in figures))
    yield table


def amount_text(criterion: Criterion, index: int) -> str:
    """An amount, with its figure from 0 to 100 where there is one."""
    figure = criterion.figure(index)
    amount = f"{criterion.amounts[index]:,}"
    return amount if figure is None else f"{amount} ({figure:.0f})"


def ideal_text(criterion: Criterion) -> str:
    """The best of a criterion alone; a bound where the best is not proven."""
    ideal = criterion.ideal
    if ideal is None:
        return ""
    return f"{ideal.bound:,}" if ideal.amount == ideal.bound else f"≥ {ideal.bound:,}"


def baseline_text(criterion: Criterion) -> str:
    """The mean of random feasible timetables."""
    return "" if criterion.baseline is None else f"{criterion.baseline:,.0f}"


def ranking_lines(comparison: Comparison, ranking: Ranking) -> Iterator[str]:
    """Say how timetables rank, and what that hangs on."""
    names = comparison.names
    order = names[ranking.order[0]]
    for index, tie in zip(ranking.order[1:], ranking.ties[1:], strict=True):
        order += f" {'=' if tie else '>'} {names[index]}"
    yield f"By the problem's own weights: {order}."
    broken = [c.name for c in comparison.contenders if not c.score.feasible]
    if broken:
        yield f"Hard constraints are broken in {listed(broken)}."
    for index, better in enumerate(ranking.dominated):
        if better:
            others = listed([names[other] for other in better])
            yield (
                f"{names[index]} is dominated by {others}: no worse in any criterion,"
                " and better in one."
            )
    yield f"Not dominated (Pareto set): {listed([names[i] for i in ranking.pareto])}."
    shares = ", ".join(
        f"{name} {share:.0%}" for name, share in zip(names, ranking.first, strict=True)
    )
    yield f"Best or as good, with each weight up to halved or doubled: {shares}."
    if ranking.orders:
        yield from _order_lines(names, ranking)


def _order_lines(names: tuple[str, ...], ranking: Ranking) -> Iterator[str]:
    always = set.intersection(*(set(best) for best in ranking.orders.values()))
    if always:
        told = listed([names[index] for index in sorted(always)])
        yield f"Best or as good in every order of the priorities: {told}."
        return
    for order, best in ranking.orders.items():
        told = listed([names[index] for index in best])
        yield f"With the priorities in the order {', '.join(map(str, order))}: {told}."


def listed(names: list[str]) -> str:
    """Join names as in a sentence."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def place_text(problem: Problem, timetable: Timetable, talk: str) -> str:
    """Say where a talk is."""
    if talk not in timetable:
        return "left out"
    placement = timetable[talk]
    return f"{problem.at(placement.start)} {placement.room}"


def _distances(comparison: Comparison) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        title="Talks that differ",
        title_justify="left",
    )
    table.add_column("")
    for name in _short(comparison.names):
        table.add_column(name, justify="right", no_wrap=True)
    for name, row in zip(comparison.names, comparison.distances(), strict=True):
        table.add_row(name, *(f"{share:.0%}" for share in row))
    return table


def _shift_lines(comparison: Comparison) -> Iterator[str]:
    names = comparison.names
    for index in range(1, len(names)):
        for shift in shifts(comparison, 0, index):
            yield f"{shift.sentence(names[0], names[index])}."


def _limited(title: str, lines: list[str], most: int | None) -> list[RenderableType]:
    if not lines:
        return []
    parts: list[RenderableType] = [Text(), Text(title, "bold")]
    parts += [Text(line) for line in lines[:most]]
    if most is not None and len(lines) > most:
        parts.append(Text(f"and {len(lines) - most:,} more; --all tells all", "dim"))
    return parts


def _differences(comparison: Comparison, most: int | None) -> list[RenderableType]:
    talks = comparison.differing()
    if not talks:
        return [Text(), Text("Every talk is in the same place in all of them.")]
    title = f"In different places: {len(talks)} of {len(comparison.talks)} talks"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("talk", overflow="fold")
    for name in comparison.names:
        table.add_column(name, overflow="fold")
    for talk in talks[:most]:
        places = (
            place_text(comparison.problem, contender.timetable, talk)
            for contender in comparison.contenders
        )
        table.add_row(talk, *places)
    parts: list[RenderableType] = [Text(), Text(title, "bold"), table]
    if most is not None and len(talks) > most:
        parts.append(Text(f"and {len(talks) - most:,} more; --all tells all", "dim"))
    return parts


_AT = {"ideal": ideal_text, "random": baseline_text}
