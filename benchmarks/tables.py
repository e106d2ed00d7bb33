"""Tables for people, plain or as Markdown."""

from collections.abc import Mapping, Sequence

from benchmarks.record import FAILED
from benchmarks.summary import Row, geometric_mean, ratio

HEADS = (
    *("instance", "talks", "status", "value", "bound", "gap", "first", "best"),
    *("proof", "build", "variables", "MB", "primal ∫", "gap ∫"),
)
_TEXTS = {"note", "instance", "solved", "status", "feature", "verdict", "measure"}


def plain(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Lay a table out in columns; numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    texts = [head in _TEXTS for head in heads]

    def line(cells: Sequence[str]) -> str:
        parts = zip(cells, widths, texts, strict=True)
        told = (c.ljust(w) if text else c.rjust(w) for c, w, text in parts)
        return "  ".join(told).rstrip()

    return "\n".join([line(heads), *map(line, lines)])


def markdown(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Write a table as Markdown; numbers to the right."""
    rule = ["---" if head in _TEXTS else "--:" for head in heads]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *lines))


def result_lines(
    found: Sequence[Row], known: Mapping[str, tuple[int, ...]]
) -> tuple[list[str], list[list[str]]]:
    """The table of results; how each was solved is told where ways differ.

    Args:
        found: The rows.
        known: The best penalties known, by instance; told where there are any.
    """
    several = len({row.way for row in found}) > 1
    named = any(row.instance in known for row in found)
    lines = []
    for row in found:
        line = [
            row.instance,
            f"{row.talks:,}",
            row.status,
            vector(row.penalties),
            *([vector(known.get(row.instance, ()))] if named else []),
            vector(row.bounds),
            f"{100 * row.gap:.1f} %" if row.penalties else "-",
            *map(seconds, (row.first, row.best, row.proof, row.built)),
            f"{row.variables:,}",
            f"{row.megabytes:,}",
            seconds(row.primal),
            seconds(row.between),
        ]
        lines.append([line[0], row.way, *line[1:]] if several else line)
    heads = [HEADS[0], *(["solved"] if several else []), *HEADS[1:]]
    if named:
        heads.insert(heads.index("bound"), "known")
    return heads, lines


def compared_lines(
    found: Sequence[Row], before: Sequence[Row]
) -> tuple[list[str], list[list[str]]]:
    """The table beside a baseline; times are what they were times the number."""
    old = {(row.instance, row.way): row for row in before}
    pairs = [(r, old[key]) for r in found if (key := (r.instance, r.way)) in old]
    several = len({row.way for row in found}) > 1
    lines = []
    for row, was in pairs:
        name = [row.instance, row.way] if several else [row.instance]
        values = [vector(was.penalties), vector(row.penalties), verdict(row, was)]
        lines.append([*name, *values, *_ratios([(row, was)])])
    if len(pairs) > 1:
        name = ["geometric mean", ""] if several else ["geometric mean"]
        lines.append([*name, "", "", "", *_ratios(pairs)])
    heads = ["instance", *(["solved"] if several else []), "was", "is", "verdict"]
    return [*heads, *RATIOS], lines


RATIOS = ("first ×", "best ×", "proof ×", "build ×", "MB ×", "primal ∫ ×")


def _ratios(pairs: Sequence[tuple[Row, Row]]) -> list[str]:
    names = ("first", "best", "proof", "built", "megabytes", "primal")
    return [
        times(geometric_mean(ratio(getattr(a, n), getattr(b, n)) for a, b in pairs))
        for n in names
    ]


def verdict(row: Row, other: Row) -> str:
    """Say whether a row is better than another: by its value, then by its proof."""
    if not row.penalties or not other.penalties:
        found = (bool(other.penalties), bool(row.penalties))
        return _VERDICTS[found] if found != (False, False) else "neither found one"
    if row.penalties != other.penalties:
        return "better" if row.penalties < other.penalties else "worse"
    if (row.proof is None) != (other.proof is None):
        return "now proven" if other.proof is None else "not proven now"
    return "same"


_VERDICTS: Mapping[tuple[bool, bool], str] = {
    (False, True): "better",
    (True, False): "worse",
}


def ablation_lines(
    whole: Sequence[Row], without: Mapping[str, Sequence[Row]]
) -> tuple[list[str], list[list[str]]]:
    """The table of features: what is lost without each, over the same instances."""
    base = {row.instance: row for row in whole}
    lines = []
    for feature, found in without.items():
        pairs = [(row, base[row.instance]) for row in found if row.instance in base]
        told = [verdict(row, was) for row, was in pairs]
        counts = [str(told.count(word)) for word in ("worse", "better")]
        proofs = str(told.count("not proven now"))
        lines.append([feature, str(len(pairs)), *counts, proofs, *_ratios(pairs)])
    heads = ["feature", "instances", "worse", "better", "proof lost", *RATIOS]
    return heads, lines


def vector(numbers: Sequence[int | None]) -> str:
    """Write the numbers of all priorities: ``0/12/210``."""
    return "/".join("-" if n is None else f"{n:,}" for n in numbers) or "-"


def seconds(number: float | None) -> str:
    """Write seconds, with as many digits as say something."""
    if number is None:
        return "-"
    return f"{number:.2f}" if number < 10 else f"{number:,.0f}"


def times(number: float | None) -> str:
    """Write a ratio."""
    return "-" if number is None else f"{number:.2f}"


def paired_lines(
    ours: Sequence[Row], peers: Sequence[Row]
) -> tuple[list[str], list[list[str]]]:
    """The table beside peers; the times are theirs in ours."""
    base = {row.instance: row for row in ours}
    lines = []
    for row in peers:
        if row.instance not in base:
            continue
        own = base[row.instance]
        times_ = (times(ratio(getattr(row, n), getattr(own, n))) for n in _PAIRED)
        said = "-" if row.status == FAILED else verdict(own, row)
        values = [vector(row.penalties), vector(own.penalties), said]
        told = [row.status, *values, *times_, row.note]
        lines.append([row.instance, row.way, *told])
    heads = ["instance", "solved", "status", "theirs", "ours", "verdict"]
    return [*heads, "first ×", "best ×", "MB ×", "note"], lines


_PAIRED = ("first", "best", "megabytes")
