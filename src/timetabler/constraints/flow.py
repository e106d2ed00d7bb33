"""Share out what is scarce at best: a flow of the greatest worth, for checks."""

from collections.abc import Hashable, Iterable

Node = Hashable
Edge = tuple[Node, Node, int, int]
SOURCE, SINK = "source", "sink"


class Flow:
    """A flow from ``SOURCE`` to ``SINK`` whose worth is the greatest possible.

    Args:
        edges: From, to, how much fits, and what one unit is worth (0 or more).
    """

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._room: dict[tuple[Node, Node], int] = {}
        self._worth: dict[tuple[Node, Node], int] = {}
        self._next: dict[Node, list[Node]] = {}
        for one, other, room, worth in edges:
            self._room[one, other], self._room[other, one] = room, 0
            self._worth[one, other], self._worth[other, one] = worth, -worth
            self._next.setdefault(one, []).append(other)
            self._next.setdefault(other, []).append(one)
        self._first = dict(self._room)
        self.worth = 0
        while self._improve():
            pass

    def through(self, one: Node, other: Node) -> int:
        """How much goes from one node to the other."""
        return self._first[one, other] - self._room[one, other]

    def _improve(self) -> bool:
        """Send more along the path worth most; successive best paths stay optimal."""
        best, came = self._best_paths()
        if best.get(SINK, 0) <= 0:
            return False
        path: list[tuple[Node, Node]] = []
        node: Node = SINK
        while node != SOURCE:
            path.append((came[node], node))
            node = came[node]
        amount = min(self._room[edge] for edge in path)
        for one, other in path:
            self._room[one, other] -= amount
            self._room[other, one] += amount
        self.worth += amount * best[SINK]
        return True

    def _best_paths(self) -> tuple[dict[Node, int], dict[Node, Node]]:
        """Bellman and Ford's way, as going back along an edge gives its worth back."""
        best: dict[Node, int] = {SOURCE: 0}
        came: dict[Node, Node] = {}
        queue: list[Node] = [SOURCE]
        waiting: set[Node] = {SOURCE}
        for node in queue:
            waiting.discard(node)
            for other in self._next.get(node, ()):
                worth = best[node] + self._worth[node, other]
                if self._room[node, other] and worth > best.get(other, -1 << 60):
                    best[other], came[other] = worth, node
                    if other not in waiting:
                        waiting.add(other)
                        queue.append(other)
        return best, came
