"""Write maps and lists as YAML that people can read: what fits a line is on one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from timetabler.formats.importing.words import scalar

Tree: TypeAlias = "str | int | bool | Sequence[Tree] | Mapping[str, Tree]"
_WIDE = 100
_TIMELY = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+:[0-9]{2}-[0-9]+:[0-9]{2}"
    r"|[A-Za-z][\w.-]* [0-9]{1,2}:[0-9]{2}",
    re.ASCII,
)


def write_tree(tree: Mapping[str, Tree], indent: str = "") -> Iterator[str]:
    """Yield the lines of a map: entries that fit are on one line, others are not."""
    for key, value in tree.items():
        yield from _entry(f"{indent}{scalar(key)}:", value, f"{indent}  ")


def _entry(head: str, value: Tree, indent: str) -> Iterator[str]:
    short = f"{head} {_flow(value)}"
    if len(short) <= _WIDE or isinstance(value, str | int) or not value:
        yield short
    elif isinstance(value, Mapping):
        yield head
        yield from write_tree(value, indent)
    elif all(isinstance(item, str | int) for item in value):
        yield from _words(head, [_flow(item) for item in value], indent)
    else:
        yield head
        for item in value:
            yield from _item(item, indent)


def _item(item: Tree, indent: str) -> Iterator[str]:
    short = f"{indent}- {_flow(item)}"
    if len(short) <= _WIDE or not isinstance(item, Mapping):
        yield short
        return
    lines = list(write_tree(item, f"{indent}  "))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _words(head: str, words: list[str], indent: str) -> Iterator[str]:
    """Break a long list of words over lines."""
    line = f"{head} ["
    for index, word in enumerate(words):
        last = index == len(words) - 1
        piece = f"{word}]" if last else f"{word}, "
        if len(line) + len(piece.rstrip()) > _WIDE:
            yield line.rstrip()
            line = indent
        line += piece
    yield line


def _flow(value: Tree) -> str:
    if isinstance(value, str):
        return value if _TIMELY.fullmatch(value) else scalar(value)
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(k)}: {_flow(v)}" for k, v in value.items())
        return f"{{{inner}}}"
    return f"[{', '.join(map(_flow, value))}]"
