"""Markdown tables."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table; a head that ends in ``>`` has its column to the right."""
    names = [head.removesuffix(">") for head in heads]
    rules = ["--:" if head.endswith(">") else "---" for head in heads]
    lines = [names, rules, *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
