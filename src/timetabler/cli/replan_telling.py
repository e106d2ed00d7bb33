"""What ``timetabler replan`` says in a terminal: changes, offers, what moves buy."""

from rich.console import Console

from timetabler.constraints.published import KEEPING
from timetabler.views.terminal.changes import changes_view, disturbance
from timetabler.views.terminal.scorecard import score_card
from timetabler.views.terminal.tradeoff import tradeoff_table
from timetabler.views.terminal.verdict import verdict
from timetabler.workflows.replanning.bending import Bending
from timetabler.workflows.replanning.frontier import Frontier
from timetabler.workflows.replanning.night import Outcome
from timetabler.workflows.replanning.offer import Offer
from timetabler.workflows.replanning.replan import Replan


def tell(outcome: Outcome, target: Console) -> None:
    """Say what is offered, what changes by it, and how the search has ended.

    Args:
        outcome: What has come of it all.
        target: Where it is said.
    """
    best = outcome.best
    if outcome.offer is not None:
        _tell_offer(outcome.offer, target)
    if best.diff is not None:
        _tell_replan(best, outcome, target)
    solution = outcome.replan.solution
    target.print(verdict(str(solution.status), solution.outcome.seconds))


def _tell_replan(best: Replan, outcome: Outcome, target: Console) -> None:
    diff, solution = best.diff, best.solution
    if diff is None or solution.score is None:
        return
    target.print(changes_view(best.problem, diff))
    keys = tuple(kind.key for kind in KEEPING)
    least, moved = best.unavoidable.least, len(diff.moved)
    gone = sum(talk in best.setting.published for talk in best.dropped)
    what = "moves or drops" if gone else "moves"
    counted = (what, moved + gone, least)
    target.print(disturbance(solution.score, solution.bounds, keys, counted))
    for talk, why in best.unavoidable.illegal.items():
        target.print(f"{talk} could not stay: {why}")
    told = ", ".join(f"{notice.name} ({notice.kind})" for notice in outcome.notices)
    if told:
        target.print(f"\nto be told: {told}")
    target.print(score_card(solution.score, quiet=True))
    if outcome.frontier is not None:
        _tell_frontier(outcome.frontier, target)


def _tell_frontier(frontier: Frontier, target: Console) -> None:
    sure = "proven" if frontier.proven else "not proven"
    target.print(f"moves that are necessary: {frontier.necessary} ({sure})")
    first = frontier.necessary
    rows = [(first + p.extra, p.moves, p.penalties) for p in frontier.points]
    target.print(tradeoff_table(rows, frontier.levels))
    if frontier.complete:
        target.print("more moves than these buy nothing; this is proven\n")


def _tell_offer(offer: Offer, target: Console) -> None:
    dropped = offer.replan.dropped
    sure = len(dropped) <= offer.least
    fewest = "no fewer will do" if sure else f"at least {offer.least} have to be"
    target.print("Not everything that is asked for can be had.", style="bold red")
    problem = offer.replan.problem
    target.print(f"Talks to be left out: {len(dropped)}; {fewest}.")
    for talk in dropped:
        target.print(f"  {problem.talks[talk].title} ({talk})")
    _tell_bending(offer.bending, target)
    for wish in offer.instead:
        target.print(f"All talks could be held without: {wish}")
    target.print("What is offered instead:\n")


def _tell_bending(bending: Bending, target: Console) -> None:
    solution = bending.replan.solution
    if solution.timetable is None:
        sure = str(solution.status) == "infeasible"
        why = "no bending of rules helps" if sure else "no bending of rules was found"
        target.print(f"To hold every talk, {why}.")
        return
    sure = bending.amount <= bending.least
    fewest = "no fewer will do" if sure else f"at least {bending.least} have to be"
    target.print(f"Or rules to be bent to hold all talks: {bending.amount}; {fewest}.")
    for name, finding in bending.rules:
        target.print(f"  {finding.text} ({name})")
