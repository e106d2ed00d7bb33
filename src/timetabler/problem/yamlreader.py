"""Read YAML with the place of every key and value, and without YAML 1.1's traps.

Plain scalars are read by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2,
10.3.2): ``9:30`` and ``2012-02-04`` stay text, ``no`` is Norwegian, and a key given
twice is an error rather than a loss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from timetabler.problem.mistakes import InvalidInputError, Located, Mistake, Path

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?")
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE, _FALSE = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}
MAX_BYTES = 20_000_000
MAX_NODES = 2_000_000
MAX_DEPTH = 50
MAX_DIGITS = 18
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """A file's content with the place of everything in it."""

    file: str
    data: Any = None
    twice: list[Located] = field(default_factory=list)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def locate(self, mistake: Mistake) -> Located:
        """Find the line and column of a mistake, or of what encloses it."""
        path, wanted = mistake.path, mistake.at
        while path:
            first, second = (
                (self.keys, self.values)
                if wanted == "key"
                else (self.values, self.keys)
            )
            place = first.get(path) or second.get(path)
            if place:
                return Located(self.file, *place, mistake.message)
            path, wanted = path[:-1], "key"
        return Located(self.file, *self.values.get((), (1, 1)), mistake.message)


def read_yaml(text: str, file: str) -> Document:
    """Read a YAML document; of a key given twice the first counts, ``twice`` tells.

    Raises:
        InvalidInputError: If it is not YAML, or beyond what a file written by people
            could be (size, depth, aliases).
    """
    if len(text) > MAX_BYTES:
        raise _refused(file, f"the file is larger than {MAX_BYTES:,} characters")
    text = text.removeprefix("\ufeff")
    try:
        _limit_depth(text, file)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        why = " ".join(filter(None, (error.context, error.problem)))
        raise _refused(file, f"not valid YAML: {why}", line, column) from None
    except yaml.YAMLError as error:
        why = str(error).splitlines()[0]
        raise _refused(file, f"not valid YAML: {why}") from None
    document = Document(file)
    if root is not None:
        document.data = _Walker(document).value(root, ())
    return document


def _refused(file: str, why: str, line: int = 1, column: int = 1) -> InvalidInputError:
    return InvalidInputError([Located(file, line, column, why)])


def _limit_depth(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                why = f"nested more than {MAX_DEPTH} levels deep"
                place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                raise _refused(file, why, *place)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Walker:
    """Turns nodes into plain data, and notes where each stands."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes = 0

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            why = "aliases make this file too large"
            raise _refused(self.document.file, why, *_place(node))
        self.document.values[path] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(n, (*path, i)) for i, n in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _items(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                why = "a key must be a single word or number"
                raise _refused(self.document.file, why, *_place(key))
            name = str(key.value)
            line, column = _place(key)
            if name in seen:
                why = f"{name!r} is given twice; first in line {seen[name]}"
                self.document.twice.append(
                    Located(self.document.file, line, column, why)
                )
                continue
            seen[name] = line
            self.document.keys[*path, name] = (line, column)
            yield name, self.value(value, (*path, name))

    def _scalar(self, node: yaml.ScalarNode) -> Any:  # noqa: ANN401
        text = str(node.value)
        # The C parser says a plain scalar has the style "", the other one says None.
        if node.style or text.startswith("!"):
            return text
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if _INT.fullmatch(text) and len(text) <= MAX_DIGITS:
            return int(text)
        return float(text) if _FLOAT.fullmatch(text) else text


def _place(node: yaml.Node) -> tuple[int, int]:
    mark = node.start_mark
    return mark.line + 1, mark.column + 1
