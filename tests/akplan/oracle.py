"""AK-plan's program restated: which plans are right, and what one is worth.

Written from the published definition alone: places and attendance are tried one by one.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import Any

Place = tuple[str, int]
"""A room, and the number of the first slot."""
Plan = Mapping[str, Place]


class Instance:
    """An input, with its slots in a row."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        blocks = data["timeslots"]["blocks"]
        self.slots = [slot for block in blocks for slot in block]
        self.block = [i for i, block in enumerate(blocks) for _ in block]
        self.aks = {str(ak["id"]): ak for ak in data["aks"]}
        self.rooms = {str(room["id"]): room for room in data["rooms"]}
        self.people = {str(p["id"]): p for p in data["participants"]}
        self.required = {
            ak: {
                key
                for key, person in self.people.items()
                for wish in person["preferences"]
                if str(wish["ak_id"]) == ak and wish["required"]
            }
            for ak in self.aks
        }
        self.there = {ak: set(people) for ak, people in self.required.items()}
        for fixed in data.get("scheduled_aks", ()):
            self.there[str(fixed["ak_id"])] |= set(map(str, fixed["participant_ids"]))

    def places(self, ak: str) -> Iterator[Place]:
        """Every room, and every start that does not leave the row of slots."""
        last = len(self.slots) - self.aks[ak]["duration"]
        yield from product(self.rooms, range(last + 1))

    def taken(self, ak: str, place: Place) -> range:
        """The slots of an AK."""
        return range(place[1], place[1] + self.aks[ak]["duration"])

    def fulfils(self, slot: int, wanted: list[str]) -> bool:
        """Whether a slot fulfils time constraints."""
        return set(wanted) <= set(self.slots[slot]["fulfilled_time_constraints"])

    def suits(self, room: str, wanted: list[str]) -> bool:
        """Whether a room fulfils room constraints."""
        return set(wanted) <= set(self.rooms[room]["fulfilled_room_constraints"])

    def can_be(self, person: str, ak: str, place: Place) -> bool:
        """Whether a person's own constraints allow an AK at its place."""
        who = self.people[person]
        slots = all(
            self.fulfils(t, who["time_constraints"]) for t in self.taken(ak, place)
        )
        return slots and self.suits(place[0], who["room_constraints"])

    def may_stand(self, ak: str, place: Place) -> bool:
        """Whether an AK can be at a place, by all that is about it alone."""
        needs, room, slots = self.aks[ak], self.rooms[place[0]], self.taken(ak, place)
        limit = room["capacity"]
        return (
            len({self.block[t] for t in slots}) == 1
            and all(self.fulfils(t, needs["time_constraints"]) for t in slots)
            and all(self.fulfils(t, room["time_constraints"]) for t in slots)
            and self.suits(place[0], needs["room_constraints"])
            and all(self.can_be(who, ak, place) for who in self.there[ak])
            and (limit == -1 or len(self.there[ak]) <= limit)
            and self._as_settled(ak, place)
        )

    def _as_settled(self, ak: str, place: Place) -> bool:
        for fixed in self.data.get("scheduled_aks", ()):
            if str(fixed["ak_id"]) == ak:
                ids = {str(self.slots[t]["id"]) for t in self.taken(ak, place)}
                room = fixed["room_id"]
                if not set(map(str, fixed["timeslot_ids"])) <= ids:
                    return False
                if room is not None and str(room) != place[0]:
                    return False
        return True

    def right(self, plan: Plan) -> bool:
        """Whether a plan keeps every hard constraint."""
        return all(self.may_stand(*item) for item in plan.items()) and all(
            self._side_by_side(one, other, plan) for one, other in combinations(plan, 2)
        )

    def _side_by_side(self, one: str, other: str, plan: Plan) -> bool:
        a, b = self.taken(one, plan[one]), self.taken(other, plan[other])
        together = bool(set(a) & set(b))
        first = self.aks[one]["properties"]
        second = self.aks[other]["properties"]
        if other in map(str, first.get("dependencies", ())) and b[-1] >= a[0]:
            return False
        if one in map(str, second.get("dependencies", ())) and a[-1] >= b[0]:
            return False
        apart = other in map(str, first.get("conflicts", ())) or one in map(
            str, second.get("conflicts", ())
        )
        shared = self.there[one] & self.there[other]
        same_room = plan[one][0] == plan[other][0]
        return not (together and (apart or shared or same_room))

    def worth(self, plan: Plan) -> Fraction:
        """The most that a right plan is worth: every attendance is tried."""
        options = [list(self._attended(who, plan)) for who in self.people]
        best = Fraction(0)
        for choice in product(*options):
            heads = {ak: len(self.there[ak]) for ak in plan}
            for attended, _ in choice:
                for ak in attended:
                    heads[ak] += 1
            limits = {ak: self.rooms[plan[ak][0]]["capacity"] for ak in plan}
            if all(limits[ak] == -1 or heads[ak] <= limits[ak] for ak in plan):
                best = max(best, sum((value for _, value in choice), Fraction(0)))
        return best

    def _attended(
        self, who: str, plan: Plan
    ) -> Iterator[tuple[tuple[str, ...], Fraction]]:
        wishes = {
            str(w["ak_id"]): w["preference_score"]
            for w in self.people[who]["preferences"]
            if not w["required"] and w["preference_score"] > 0
        }
        number = len(wishes) + sum(who in self.required[ak] for ak in plan)
        duties = [ak for ak in plan if who in self.there[ak]]
        sure = sum(wishes.pop(ak, 0) for ak in duties)
        able = [ak for ak in wishes if self.can_be(who, ak, plan[ak])]
        for size in range(len(able) + 1):
            for chosen in combinations(able, size):
                slots = [
                    t for ak in (*chosen, *duties) for t in self.taken(ak, plan[ak])
                ]
                if len(set(slots)) == len(slots):
                    worth = sure + sum(wishes[ak] for ak in chosen)
                    yield chosen, Fraction(worth, number or 1)

    def plans(self) -> Iterator[Plan]:
        """Every way of placing everything, right or wrong."""
        for places in product(*(list(self.places(ak)) for ak in self.aks)):
            yield dict(zip(self.aks, places, strict=True))
