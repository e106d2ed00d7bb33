"""Plots: value and bound over time, who gets how far how soon, and how cost grows."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import log10
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.integrals import mean_gap
from benchmarks.known import best_of
from benchmarks.record import Run
from benchmarks.scaling import MEASURES, Law, points_of
from benchmarks.summary import Row

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
LEAST = 0.01
FAR = 50
"""How many times the best value the worst may be on a plain scale."""
NEAR = 0.01
"""How near the best known value counts as reached: the primal gap."""


def over_time(runs: Iterable[Run], folder: Path) -> list[Path]:
    """Draw what was known when: an instance a file, priorities one below another."""
    ordered = sorted((r for r in runs if r.steps), key=lambda run: run.job.instance)
    return [
        _over_time(instance, list(same), folder)
        for instance, same in groupby(ordered, key=lambda run: run.job.instance)
    ]


def _over_time(instance: str, runs: Sequence[Run], folder: Path) -> Path:
    count = len(runs[0].penalties)
    figure = Figure(figsize=(7, 1 + 2.2 * count), layout="constrained")
    grid = figure.subplots(count, 1, sharex=True, squeeze=False)
    axes: list[Axes] = list(grid[:, 0])
    colours = _colours(run.job.way for run in runs)
    for priority, axis in enumerate(axes):
        every = [_told(run, priority) for run in runs]
        for run, told in zip(runs, every, strict=True):
            colour = colours[run.job.way]
            axis.step(*told[0], where="post", color=colour, label=run.job.way)
            axis.step(*told[1], where="post", color=colour, linestyle=":")
        _plain_scale(axis)
        _near_the_end(axis, [told[0][1] for told in every])
        axis.set_ylabel(f"priority {priority + 1}" if count > 1 else "penalty")
        axis.grid(visible=True, alpha=0.3)
    axes[0].set_title(f"{instance}: best penalty (line) and proven bound (dots)")
    axes[-1].set_xlabel("seconds")
    _legend(axes[0])
    return _saved(figure, folder / f"{_word(instance)}.png")


def _near_the_end(axis: Axes, values: Iterable[Sequence[float]]) -> None:
    """Tell the last values apart where they fall by magnitudes; 0 is flat."""
    known = [each for each in values if each]
    least = max(1.0, min((each[-1] for each in known), default=1.0))
    most = max((max(each) for each in known), default=0.0)
    if most == 0:
        axis.set_ylim(-0.05, 1)
    if most > FAR * least:
        linear = 10.0 ** round(log10(least))
        axis.set_yscale("symlog", linthresh=linear)
        axis.set_ylim(bottom=-linear / 4)


def _told(run: Run, priority: int) -> list[tuple[list[float], list[float]]]:
    """Times and values, times and bounds, each to the end of the run."""
    end = max(run.seconds, LEAST)
    told: list[tuple[list[float], list[float]]] = []
    for part in ("penalties", "bounds"):
        known = [(s.seconds, getattr(s, part)[priority]) for s in run.steps]
        shown = [(max(t, LEAST), float(v)) for t, v in known if v is not None]
        times, values = [t for t, _ in shown], [v for _, v in shown]
        told.append(([*times, end], [*values, values[-1]]) if shown else ([], []))
    return told


def profile(runs: Iterable[Run], folder: Path) -> Path:
    """Draw the share of runs that are so far after so many seconds, for each way.

    These are data profiles (J. J. More, S. M. Wild, 2009, doi 10.1137/080724083) with
    seconds in place of evaluations.
    """
    given = list(runs)
    best = best_of(given)
    ways = list(dict.fromkeys(run.job.way for run in given))
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    goals = ("first timetable", f"within {NEAR:.0%} of the best known", "proof")
    for axis, goal in zip(figure.subplots(1, 3, sharey=True), goals, strict=True):
        for way, colour in _colours(ways).items():
            same = [run for run in given if run.job.way == way]
            moments = [_reached(run, best, goals.index(goal)) for run in same]
            there = sorted(max(t, LEAST) for t in moments if t is not None)
            end = max([*there, *(run.job.seconds for run in same)])
            heights = [n / len(same) for n in range(len(there) + 1)]
            axis.step(
                [LEAST, *there, end],
                [*heights, heights[-1]],
                where="post",
                color=colour,
                label=way,
            )
        _plain_scale(axis, decades=True)
        axis.set(title=goal, xlabel="seconds", ylim=(-0.03, 1.03))
        axis.grid(visible=True, alpha=0.3)
    figure.axes[0].set_ylabel("share of runs")
    _legend(figure.axes[0])
    return _saved(figure, folder / "profile.png")


def performance(runs: Iterable[Run], folder: Path) -> Path | None:
    """Draw how much longer than the fastest each way takes; None of one way alone.

    E. D. Dolan, J. J. More: Benchmarking optimization software with performance
    profiles, 2002, doi 10.1007/s101070100263: the share of runs in which a way is near
    the best known value within so many times the seconds of the fastest way.
    """
    given = list(runs)
    best = best_of(given)
    ways = list(dict.fromkeys(run.job.way for run in given))
    if len(ways) < 2:
        return None
    taken: dict[tuple[str, int], dict[str, float]] = {}
    for run in given:
        moment = _reached(run, best, 1)
        case = taken.setdefault((run.job.instance, run.job.seed), {})
        if moment is not None:
            case[run.job.way] = max(moment, LEAST)
    figure = Figure(figsize=(7, 4), layout="constrained")
    axis = figure.subplots()
    ratios = {
        way: sorted(c[way] / min(c.values()) for c in taken.values() if way in c)
        for way in ways
    }
    end = 1.1 * max([2.0, *(r for found in ratios.values() for r in found)])
    for way, colour in _colours(ways).items():
        there = ratios[way]
        heights = [n / len(taken) for n in range(len(there) + 1)]
        steps = [1.0, *there, end], [*heights, heights[-1]]
        axis.step(*steps, where="post", color=colour, label=way)
    _plain_scale(axis)
    axis.set(xlabel="times the seconds of the fastest", ylabel="share of runs")
    axis.set(title=f"Within {NEAR:.0%} of the best known", ylim=(-0.03, 1.03))
    axis.grid(visible=True, alpha=0.3)
    _legend(axis)
    return _saved(figure, folder / "performance.png")


def _reached(run: Run, best: Mapping[str, tuple[int, ...]], goal: int) -> float | None:
    if goal != 1:
        return run.proof if goal else run.first
    known = best.get(run.job.instance)
    if known is None:
        return None
    return next(
        (s.seconds for s in run.steps if mean_gap(s.penalties, known) <= NEAR), None
    )


def growth(found: Sequence[Row], laws: Mapping[str, Law], folder: Path) -> Path:
    """Draw measures against talks, both on logarithms, with the laws fitted."""
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axis = figure.subplots()
    for (name, law), colour in zip(laws.items(), COLOURS, strict=False):
        points = points_of(found, name)
        axis.plot(*zip(*points, strict=True), "o", color=colour)
        ends = [min(x for x, _ in points), max(x for x, _ in points)]
        label = f"{MEASURES[name]}: talks^{law.exponent:.2f}"
        axis.plot(ends, [law.at(x) for x in ends], color=colour, label=label)
    _plain_scale(axis)
    axis.set(yscale="log", xlabel="talks", title="How cost grows")
    axis.grid(visible=True, which="both", alpha=0.3)
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    return _saved(figure, folder / "growth.png")


def _plain_scale(axis: Axes, *, decades: bool = False) -> None:
    """Numbers as people write them, at 1, 2 and 5 of every decade, or at its ends."""
    axis.set_xscale("log")
    axis.xaxis.set_major_locator(
        LogLocator(subs=(1.0,) if decades else (1.0, 2.0, 5.0))
    )
    axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,g}"))
    axis.xaxis.set_minor_formatter(NullFormatter())


def _colours(ways: Iterable[str]) -> dict[str, str]:
    names = dict.fromkeys(ways)
    return {way: COLOURS[n % len(COLOURS)] for n, way in enumerate(names)}


def _legend(axis: Axes) -> None:
    handles, labels = axis.get_legend_handles_labels()
    unique = dict(zip(labels, handles, strict=True))
    if len(unique) > 1:
        axis.legend(unique.values(), unique.keys(), frameon=False, fontsize="small")


def _word(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-." else "-" for c in name)


def _saved(figure: Figure, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    return path
