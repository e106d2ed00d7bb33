"""Put spans that overlap side by side."""

from collections.abc import Iterator, Mapping


def in_lanes(spans: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield each span with its lane and the number of lanes, in order of time.

    Spans share a lane only if they do not overlap. Those that overlap, directly or
    through others, have the same number of lanes: as few as are possible.

    Args:
        spans: Start and end by name; the end is not part of the span.
    """
    cluster: list[tuple[str, int]] = []
    busy_until: list[int] = []
    for name, (start, end) in sorted(spans.items(), key=lambda s: (s[1], s[0])):
        if all(until <= start for until in busy_until):
            yield from _finished(cluster, len(busy_until))
            cluster, busy_until = [], []
        free = (lane for lane, until in enumerate(busy_until) if until <= start)
        lane = next(free, len(busy_until))
        busy_until[lane : lane + 1] = [end]
        cluster.append((name, lane))
    yield from _finished(cluster, len(busy_until))


def _finished(
    cluster: list[tuple[str, int]], lanes: int
) -> Iterator[tuple[str, int, int]]:
    for name, lane in cluster:
        yield name, lane, lanes
