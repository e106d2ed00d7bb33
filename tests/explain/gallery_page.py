"""The gallery in the documentation, written from explanations."""

from pathlib import Path
from textwrap import fill

from timetabler.workflows.explaining.explain import Explanation

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "impossible.md"
WIDTH = 90


def section(name: str, explanation: Explanation) -> str:
    """The part of the page about one problem."""
    path = f"problems/impossible/{name}.yaml"
    lines = (ROOT / path).read_text().splitlines()
    story = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    parts = [f"## [{name}](../{path})", " ".join(story)]
    parts += [f"> Counted: {c.text}." for c in explanation.certificates]
    for conflict in explanation.conflicts:
        laws = "\n".join(f"> - {law}" for law in conflict.laws)
        parts.append(f"> {conflict.headline}\n>\n{laws}")
    first = explanation.repairs[0]
    parts.append(f"> Least effort: {first.text}.")
    return "\n\n".join(wrapped(part) for part in parts) + "\n"


def wrapped(part: str) -> str:
    return "\n".join(
        fill(
            line,
            WIDTH,
            subsequent_indent=">   " if line.startswith(">") else "",
            break_on_hyphens=False,
            break_long_words=False,
        )
        for line in part.splitlines()
    )
