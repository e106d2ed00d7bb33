"""The list of pages, from the pages."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def page_list() -> str:
    """One line a page: its title, linked; the tutorial first."""
    pages = sorted(DOCS.glob("*.md"), key=lambda p: (p.stem != "tutorial", p.stem))
    return "\n".join(f"- [{_title(page)}](docs/{page.name})" for page in pages)


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
