"""Read YAML with the place of every key and value, and without YAML 1.1's traps.

Plain scalars are read by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2,
10.3.2), without fractions, hexadecimals and leading zeros, so that what people mean as
text stays as they wrote it: ``9:30``, ``1.10``, ``007``, ``2012-02-04`` and ``no``.
A key given twice is a mistake rather than a loss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from timetabler.problem.mistakes import InvalidInputError, Located, Mistake, Path, shown

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # a PyYAML that was built without libyaml
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

_INT = re.compile(r"0|-?[1-9][0-9]{0,999}")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_LOST = re.compile(r"\s+(#[^\s#].*)")
_STRING_TAG = "tag:yaml.org,2002:str"
_HINTS = {
    "mapping values are not allowed": "text with a colon and a blank needs quotes",
    "found another document": "one file holds one document, so only one `---`",
    "undefined alias": "text that begins with * needs quotes",
    "cannot start any token": "text that begins with this sign needs quotes",
}
MAX_CHARACTERS = 20_000_000
MAX_NODES = 500_000
MAX_DEPTH = 50
_DEEP = f"nested more than {MAX_DEPTH} levels deep"


@dataclass
class Document:
    """A file's content with the place of everything in it.

    Attributes:
        file: The file's name, for messages.
        data: Maps, lists, text, whole numbers, truth values and None.
        mistakes: What is wrong with the YAML although it can be read: keys given twice
            (the first counts), merge keys and tags (both are passed over).
        keys: Line and column of the keys, by path.
        values: Line and column of the values, by path.
    """

    file: str
    data: Any = None
    mistakes: list[Located] = field(default_factory=list)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def locate(self, mistake: Mistake) -> Located:
        """Find the line and column of a mistake, or of what encloses it."""
        path, wanted = mistake.path, mistake.at
        while path:
            places = (self.keys.get(path), self.values.get(path))
            place = next(
                filter(None, places if wanted == "key" else places[::-1]), None
            )
            if place:
                return Located(self.file, *place, mistake.message)
            # A single item may stand for a list of one: it is the value then.
            path, wanted = path[:-1], "value" if isinstance(path[-1], int) else "key"
        return Located(self.file, *self.values.get((), (1, 1)), mistake.message)


def read_yaml(text: str, file: str) -> Document:
    """Read a YAML document.

    Raises:
        InvalidInputError: If it is not YAML, or beyond what a file written by people
            could be (size, depth, aliases).
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        raise _refused(file, f"the file has more than {MAX_CHARACTERS:,} characters")
    odd = _UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        column = odd.start() - text.rfind("\n", 0, odd.start())
        why = f"the character U+{ord(odd[0]):04X} can not stand in a text file"
        raise _refused(file, why, line, column)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refused(file, _why(error, text, line, column), line, column) from None
    document = Document(file)
    if root is not None:
        document.data = _Walker(document, text.splitlines()).value(root, ())
    return document


def _refused(file: str, why: str, line: int = 1, column: int = 1) -> InvalidInputError:
    return InvalidInputError([Located(file, line, column, why)])


def _why(error: yaml.MarkedYAMLError, text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    if line <= len(lines) and lines[line - 1][column - 1 : column] == "\t":
        return "not valid YAML: a tab can not indent; use spaces"
    why = " ".join(filter(None, (error.context, error.problem)))
    if "nesting depth" in why:
        # PyYAML has a limit of its own since 6.0.4, and reads ahead as far as that.
        return _DEEP
    begin = error.context_mark.line if error.context_mark else line
    if any(_LOST.search(text) for text in lines[begin : line - 1]):
        return f"not valid YAML: {why} (text with # needs quotes)"
    hints = (f" ({hint})" for sign, hint in _HINTS.items() if sign in why)
    return f"not valid YAML: {why}{next(hints, '')}"


class _Loader(_Base):
    """Stops at deep nesting, and leaves it to the walker what plain scalars mean."""

    depth = 0

    def descend_resolver(
        self, current_node: yaml.Node | None, current_index: object
    ) -> None:
        del current_index
        self.depth += 1
        if self.depth > MAX_DEPTH and current_node:
            raise yaml.MarkedYAMLError(None, None, _DEEP, current_node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(
        self, kind: type[yaml.Node], value: str | None, implicit: object
    ) -> str:
        del kind, value, implicit
        return ""


class _Walker:
    """Turns nodes into plain data, and notes where each stands."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.nodes = 0

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            why = f"the file, with its aliases, has more than {MAX_NODES:,} values"
            raise _refused(self.document.file, why, *_place(node))
        self.document.values[path] = _place(node)
        if node.tag and node.tag != _STRING_TAG:
            self._mistake(
                node, f"the tag {node.tag[:60]} is not known here; leave it away"
            )
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node) if node.value else self._empty(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, path))
        return [self.value(n, (*path, i)) for i, n in enumerate(node.value)]

    def _items(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._mistake(key, "a key must be a single word or number")
                continue
            name = str(key.value)
            if name in seen:
                why = f"{shown(name)} is given twice; first in line {seen[name]}"
                self._mistake(key, why)
                continue
            if name == "<<" and not key.style:
                self._mistake(key, "maps can not be merged with <<; write the keys out")
                continue
            place = seen[name], _ = _place(key)
            self.document.keys[*path, name] = place
            yield name, self.value(value, (*path, name))

    def _empty(self, node: yaml.ScalarNode) -> str | None:
        """Tell text that was lost for want of quotes, as in `colour: #0072b2`."""
        line, column = _place(node)
        rest = self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""
        lost = _LOST.match(rest)
        if node.style or not lost:
            return "" if node.style else None
        why = f"{shown(lost[1])} is a comment here; put text with # in quotes"
        place = (line, column + lost.start(1))
        self.document.mistakes.append(Located(self.document.file, *place, why))
        return lost[1]

    def _mistake(self, node: yaml.Node, why: str) -> None:
        self.document.mistakes.append(Located(self.document.file, *_place(node), why))


def _scalar(node: yaml.ScalarNode) -> str | int | None:
    text = str(node.value)
    # The style of a plain scalar is None or "", depending on the parser.
    if node.style or node.tag == _STRING_TAG:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INT.fullmatch(text) else text


def _place(node: yaml.Node) -> tuple[int, int]:
    mark = node.start_mark
    return mark.line + 1, mark.column + 1
