"""Words for ids and for YAML: readable, unique, and never taken for anything else."""

import json
import re
from collections.abc import Collection
from unicodedata import combining, normalize

_LETTERS = str.maketrans(
    {"æ": "ae", "ð": "d", "đ": "d", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"}
)
_BARE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_PLAIN = re.compile(r"[A-Za-z][\w./()'&+-]*(?: [\w./()'&+-]+)*", re.ASCII)
_WINDOW = re.compile(r"[A-Za-z][\w.-]* [0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}", re.A)
_RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ILLEGAL = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
LONGEST_ID = 48
_LONGEST_OWN = 190  # the most is 200; some have to be counted on


def clean(text: str) -> str:
    """Drop control characters and what is no character; blanks become one each."""
    return " ".join(_ILLEGAL.sub("", text).split())


def slug(text: str, kind: str) -> str:
    """Write a text as ``words-with-hyphens``; the kind of thing if nothing is left."""
    folded = normalize("NFKD", clean(text).casefold().translate(_LETTERS))
    bare = normalize("NFC", "".join(c for c in folded if not combining(c)))
    words = re.findall(r"\w+", bare.replace("'", "").replace("’", ""))
    kept = ""
    for word in words:
        if kept and len(kept) + 1 + len(word) > LONGEST_ID:
            break
        kept = f"{kept}-{word}" if kept else word[:LONGEST_ID]
    return kept or kind


def own_id(id: str) -> str:
    """Write an id of the source as one that a problem file can have."""
    return "-".join(clean(id).split())[:_LONGEST_OWN]


def room_word(text: str, kind: str) -> str:
    """Keep a name that is an id, as in ``H.2215 (Ferrer)``; make a slug of others."""
    bare = text.partition(" (")[0]
    fits = _BARE.fullmatch(bare) and len(bare) <= LONGEST_ID
    return bare if fits else slug(text, kind)


def unique(wanted: str, taken: Collection[str]) -> str:
    """Count on where an id is taken: ``lunch``, ``lunch-2``."""
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}-{count}"
    return found


def scalar(text: str) -> str:
    """Write a text bare where every reader of YAML takes it for text, else quoted."""
    plain = _PLAIN.fullmatch(text) or _WINDOW.fullmatch(text)
    if plain and text.lower() not in _RESERVED:
        return text
    # JSON strings are YAML strings, but for a few characters that YAML would not read.
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
