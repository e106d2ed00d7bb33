"""Break valid files: by bytes, by lines and words, and inside of their structure."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

Mutator = Callable[[bytes, Random], bytes]

ODD: tuple[str, ...] = (
    *("", " ", "\n", "\r\n", "\t", "\0", "\x1b[31m", "\ufeff", "\u2028", "\ud83d"),
    *("-1", "0", "9" * 400, "1e999", "NaN", "-0", "007", "0x10", "1.5", "1_000"),
    *("null", "true", "no", "~", "[]", "{}", "[[]]", "<<: *a", "&a [*a]", "!!python/x"),
    *("2026-02-30", "2026-03-29", "0001-01-01", "9999-12-31", "10000-01-01"),
    *("2026-03-29T02:30:00+01:00", "20261025T023000Z", "24:00", "99:99", "26:30"),
    *("fri 10:00-9:00", "fri", "Europe/Nowhere", "../../etc/passwd", "PT1000000H"),
    *("<script>", "]]>", "&lol;", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "%n%s", "=1+1"),
    *("a" * 5000, "é" * 300, "\U0001f469\u200d\U0001f680", "\u202eabc", "c\u0301" * 50),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**400, 1.5, 1e308, "", [], {}, [[]], {"": None}),
    *([None] * 3, {"a": {"b": {"c": []}}}, "2026-02-30", "9" * 400, ODD[-1], "\ud83d"),
)
_MOST = 200_000


def by_bytes(data: bytes, chance: Random) -> bytes:
    """Flip, cut, repeat and swap bytes, whatever they mean."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        length = min(chance.choice((1, 1, 2, 8, 64, 1000)), len(found) - at)
        way = chance.randrange(5)
        if way == 0:
            found[at : at + length] = bytes(chance.randrange(256) for _ in range(3))
        elif way == 1:
            del found[at : at + length]
        elif way == 2:
            found[at:at] = found[at : at + length] * chance.choice((1, 2, 50))
        elif way == 3:
            found[at:at] = _encoded(chance.choice(ODD))
        else:
            del found[at:]
    return bytes(found[:_MOST])


def by_words(data: bytes, chance: Random) -> bytes:
    """Replace, drop, swap and repeat words and lines of a text."""
    text = data.decode(errors="replace")
    for _ in range(chance.randint(1, 4)):
        lines = chance.random() < 1 / 3
        parts = text.splitlines(keepends=True) if lines else _WORD.split(text)
        if not parts:
            break
        one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        way = chance.randrange(4)
        if way == 0:
            parts[one] = chance.choice(ODD)
        elif way == 1:
            del parts[one]
        elif way == 2:
            parts[one], parts[other] = parts[other], parts[one]
        else:
            parts[one] *= chance.choice((2, 3, 40))
        text = "".join(parts)
    return _encoded(text)[:_MOST]


def by_json(data: bytes, chance: Random) -> bytes:
    """Put odd values in places of a JSON document, drop and exchange some."""
    try:
        root = json.loads(data)
    except ValueError:
        return by_bytes(data, chance)
    for _ in range(chance.randint(1, 3)):
        holder, key = _place(root, chance)
        if holder is None:
            break
        way = chance.randrange(4)
        if way == 0:
            del holder[key]
        elif way == 1:
            holder[key] = [holder[key]]
        else:
            holder[key] = deepcopy(chance.choice(VALUES))
    return json.dumps(root).encode()


def by_xml(data: bytes, chance: Random) -> bytes:
    """Change texts, attributes and the order of the elements of a document."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError:
        return by_bytes(data, chance)
    for _ in range(chance.randint(1, 4)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        way = chance.randrange(5)
        if way == 0:
            one.text = _speakable(chance.choice(ODD))
        elif way == 1 and one.attrib:
            one.set(chance.choice(list(one.attrib)), _speakable(chance.choice(ODD)))
        elif way == 2 and len(one):
            one.remove(chance.choice(list(one)))
        elif way == 3:
            one.append(ET.fromstring(ET.tostring(other)))
        else:
            one.tag = other.tag
    found: bytes = ET.tostring(root, encoding="utf-8")
    return found[:_MOST]


def by_zip(data: bytes, chance: Random) -> bytes:
    """Break one of the files inside a workbook, and pack it again."""
    if chance.random() < 1 / 4:
        return by_bytes(data, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = source.namelist()
        broken = chance.choice(names)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in names:
                content = source.read(name)
                if name == broken:
                    if chance.random() < 1 / 8:
                        continue
                    way = chance.choice((by_xml, by_xml, by_words, by_bytes))
                    content = way(content, chance)
                target.writestr(name, content)
    return packed.getvalue()


_WORD = re.compile(r"([\w:.#-]+|\s+|[\[\]{},;])")


def _place(root: Any, chance: Random) -> tuple[Any, Any]:
    """A place somewhere in a document: what holds it, and its key there."""
    holder, key, here = None, None, root
    while isinstance(here, dict | list) and here:
        keys = list(here) if isinstance(here, dict) else range(len(here))
        holder, key = here, chance.choice(keys)
        here = holder[key]
        if chance.random() < 1 / 4:
            break
    return holder, key


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


def _speakable(text: str) -> str:
    """Leave out what no XML document can hold; bytes are for that."""
    return "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800")
