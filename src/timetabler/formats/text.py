"""Texts made fit for formats that are narrower than a problem file."""

import re
from unicodedata import normalize
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

# https://www.w3.org/TR/xml/#charsets: what no XML document can hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINES = re.compile("\r\n?")
_APART = re.compile("[^a-z0-9]+")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_ACRONYM = 24
_LEAST_ACRONYM = 4


def clean(text: str) -> str:
    """Drop the control characters that XML forbids; line ends are line feeds."""
    return _ILLEGAL.sub("", _LINES.sub("\n", text))


def ascii_words(text: str) -> list[str]:
    """Split into words of a to z and digits; accents go, other letters are lost."""
    bare = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in _APART.split(bare) if word]


def slug(text: str, longest: int = 60) -> str:
    """Write a text as ``words-with-hyphens``; "" if nothing of it is left."""
    return "-".join(ascii_words(text))[:longest].strip("-")


def acronym(title: str) -> str:
    """Make a conference's short name, of a to z and digits and at least four.

    A short title keeps its letters (``fosdem2012``), a long one keeps the initials of
    its words and its numbers.
    """
    words = ascii_words(title)
    whole = "".join(words)
    if len(whole) > _LONGEST_ACRONYM:
        initials = (word if word.isdigit() else word[0] for word in words)
        whole = "".join(initials)[:_LONGEST_ACRONYM]
    return whole if len(whole) >= _LEAST_ACRONYM else f"{whole}conf"


def web_address(text: str) -> str:
    """Write an address of the web so that every reader takes it, "" if it is none."""
    bare, _, fragment = clean(text).strip().partition("#")
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    address = f"{parts.scheme}://{bare.partition('://')[2]}"
    if fragment:
        address += f"#{fragment.replace('#', '%23')}"
    escaped = _BAD_PERCENT.sub("%25", address)
    return quote(escaped, safe="%/:?#@!$&'()*+,;=~-._")


def guid_of(text: str, space: UUID) -> str:
    """A guid as a UUID: as it is if it is one, else one that stands for it."""
    return text if _GUID.fullmatch(text) else str(uuid5(space, f"guid:{text}"))
