"""Answers to "why is it there" as plain data for other programs."""

from typing import Any

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement
from timetabler.workflows.explaining.why.adapted import Adapted
from timetabler.workflows.explaining.why.alternatives import Alternative
from timetabler.workflows.explaining.why.price import Price
from timetabler.workflows.explaining.why.why import Answer


def answer_json(problem: Problem, answer: Answer) -> dict[str, Any]:
    """Tell an answer as data."""
    talk = answer.question.talk
    return {
        "talk": talk,
        "here": place_json(problem, answer.here),
        "costs": list(answer.costs),
        "moves": [_alternative(problem, a) for a in answer.moves],
        "swaps": [_alternative(problem, a) for a in answer.swaps],
        "staying": answer.staying and _told(problem, talk, answer.staying),
        "adapted": [
            {
                "asked": {
                    "starts": [problem.at(start) for start in there.starts],
                    "rooms": sorted(there.rooms),
                },
                **_told(problem, talk, adapted),
            }
            for there, adapted in answer.adapted
        ],
        "conflict": list(answer.conflict),
        "rules": [
            {
                "law": rule.law,
                "constraint": rule.constraint,
                "about": list(rule.about),
                "gain": _price(rule.gain),
                "proven": rule.proven,
            }
            for rule in answer.rules
        ],
        "seconds": round(answer.seconds, 3),
    }


def place_json(problem: Problem, place: Placement | None) -> dict[str, str] | None:
    """Tell a place as the timetable file has it."""
    if place is None:
        return None
    day = problem.day_at(place.start)
    start = problem.clock.write(day.date, place.start)
    return {"day": day.id, "start": start, "room": place.room}


def _price(price: Price) -> dict[str, Any]:
    return {
        "priorities": [{"priority": p, "rise": rise} for p, rise in price.priorities],
        "constraints": [
            {"name": s.name, "rise": s.amount, "unit": s.unit} for s in price.shifts
        ],
        "broken": list(price.broken),
    }


def _alternative(problem: Problem, alternative: Alternative) -> dict[str, Any]:
    return {
        "place": place_json(problem, alternative.place),
        "with": alternative.swapped,
        "forbidden": list(alternative.forbidden),
        "price": None if alternative.forbidden else _price(alternative.price),
    }


def _told(problem: Problem, talk: str, adapted: Adapted) -> dict[str, Any]:
    now = adapted.timetable.placements[talk] if adapted.timetable else None
    return {
        "status": str(adapted.status),
        "place": place_json(problem, now),
        "price": adapted.price and _price(adapted.price),
        "least": [{"priority": p, "rise": rise} for p, rise in adapted.least],
        "moved": [
            {
                "talk": was.talk,
                "from": place_json(problem, was),
                "to": place_json(problem, to),
            }
            for was, to in adapted.moved
        ],
    }
