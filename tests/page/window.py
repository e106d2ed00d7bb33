"""A browser's window with one page in it."""

from pathlib import Path
from typing import Any


class View:
    """One page in a window of its own; complaints of the browser are collected."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:
        self.file = file
        self.context = browser.new_context(reduced_motion="reduce", **settings)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def open(self, hash: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + hash)

    def count(self) -> str:
        return str(self.page.inner_text("#count"))

    def titles(self) -> list[str]:
        """The talks to be seen in the grids."""
        found = self.page.locator(".talk a:visible").all_inner_texts()
        return [str(title) for title in found]

    def value(self, script: str) -> Any:
        return self.page.evaluate(script)

    def hash(self) -> str:
        return str(self.value("location.hash"))

    def focused(self) -> str:
        return str(self.value("document.activeElement.textContent"))

    def wait_for_hash(self, hash: str) -> None:
        self.page.wait_for_function("wanted => location.hash === wanted", arg=hash)

    def opened(self) -> str:
        cards = self.page.locator(".card:target:visible")
        return str(cards.first.get_attribute("id")) if cards.count() else ""


def at(width: int, **settings: object) -> dict[str, object]:
    return {"viewport": {"width": width, "height": 800}, **settings}
