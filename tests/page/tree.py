"""A small reader of HTML, so that tests see the page as a browser's parser does."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "use", "path", "img", "br", "hr"}


class Node:
    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def href(self) -> str:
        return self.attributes.get("href", "")

    @property
    def text(self) -> str:
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return " ".join("".join(parts).split())

    def walk(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", class_: str = "") -> "list[Node]":
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag) and (not class_ or class_ in node.classes)
        ]

    def one(self, tag: str = "", class_: str = "") -> "Node":
        (found,) = self.all(tag, class_)
        return found

    def by_id(self, id: str) -> "Node":
        (found,) = (node for node in self.walk() if node.id == id)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("li", "option") and self.open[-1].tag == tag:
            self.open.pop()
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:  # as in pictures
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == "li" and tag != "li":
            self.open.pop()
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
