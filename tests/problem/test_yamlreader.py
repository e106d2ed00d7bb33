"""YAML is read without the traps of YAML 1.1, and nothing in it does harm."""

import string
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem import InvalidInputError, Mistake
from timetabler.problem.yamlreader import MAX_CHARACTERS, read_yaml

SCALARS: dict[str, Any] = {
    "9:30": "9:30",
    "9:30:15": "9:30:15",
    "570": 570,
    "-3": -3,
    "0": 0,
    "-0": "-0",
    "+5": "+5",
    "007": "007",
    "0o17": "0o17",
    "0x1F": "0x1F",
    "1_000": "1_000",
    "1e5": "1e5",
    "1.10": "1.10",
    ".5": ".5",
    ".inf": ".inf",
    ".nan": ".nan",
    "2012-02-04": "2012-02-04",
    "2012-02-04 10:00:00": "2012-02-04 10:00:00",
    "yes": "yes",
    "no": "no",
    "on": "on",
    "off": "off",
    "y": "y",
    "N": "N",
    "true": True,
    "False": False,
    "tRue": "tRue",
    "null": None,
    "~": None,
    "": None,
    "nULL": "nULL",
    "=": "=",
    "<<": "<<",
    "'5'": "5",
    '"true"': "true",
    "''": "",
    "!!str 5": "5",
    "é 😀": "é 😀",
    "١٢": "١٢",
    "9" * 1000: int("9" * 1000),
    "9" * 1001: "9" * 1001,
}


@pytest.mark.parametrize("text", SCALARS)
def test_scalars(text: str) -> None:
    document = read_yaml(f"a: {text}\nb: [{text}]\nc:\n  - {text}\n", "f")
    items = [] if text == "" else [SCALARS[text]]
    assert document.data == {"a": SCALARS[text], "b": items, "c": [SCALARS[text]]}
    assert type(document.data["a"]) is type(SCALARS[text])
    assert document.mistakes == []


@given(st.text(string.ascii_letters + string.digits + "-+._:", min_size=1))
def test_a_number_is_written_as_it_is_read(text: str) -> None:
    try:
        data = read_yaml(f"- {text}\n", "f").data
    except InvalidInputError:
        return
    if isinstance(data, list) and type(data[0]) is int:
        assert str(data[0]) == text


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), plain, max_size=4))
def test_what_another_program_writes_is_read_as_it_was(data: dict[str, Any]) -> None:
    document = read_yaml(yaml.safe_dump(data), "f")
    assert _untyped(document.data) == _untyped(data)


def _untyped(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _untyped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_untyped(item) for item in value]
    return str(value)


def test_places_of_keys_and_values() -> None:
    document = read_yaml("a:\n  b: 1\n  c: [x, {d: 'y'}]\né: &l [1]\nf: *l\n", "f")
    assert document.keys["a", "c"] == (3, 3)
    assert document.values["a", "b"] == (2, 6)
    assert document.values["a", "c", 1, "d"] == (3, 14)
    assert document.keys["a", "c", 1, "d"] == (3, 11)
    assert document.values["f", 0] == (4, 8)
    assert str(document.locate(Mistake(("a", "b"), "!", at="key"))) == "f:2:3: !"
    assert str(document.locate(Mistake(("a", "b", "gone"), "!"))) == "f:2:3: !"
    assert str(document.locate(Mistake(("a", "b", 0), "!"))) == "f:2:6: !"
    assert str(document.locate(Mistake(("gone",), "!"))) == "f:1:1: !"


@pytest.mark.parametrize(
    ("text", "data", "told"),
    [
        ("a: 1\na: 2", {"a": 1}, ["2:1: 'a' is given twice; first in line 1"]),
        ("1: 1\n'1': 2", {"1": 1}, ["2:1: '1' is given twice; first in line 1"]),
        (
            "a: {b: 1, b: 2}",
            {"a": {"b": 1}},
            ["1:11: 'b' is given twice; first in line 1"],
        ),
        (
            "a: &x {b: 1}\nc: {<<: *x, d: 1}",
            {"a": {"b": 1}, "c": {"d": 1}},
            ["2:5: maps can not be merged with <<; write the keys out"],
        ),
        ("'<<': 1", {"<<": 1}, []),
        ("[a, b]: 1\nc: 2", {"c": 2}, ["1:1: a key must be a single word or number"]),
        (
            "a: !!python/object/apply:os.system [x]",
            {"a": ["x"]},
            [
                "1:4: the tag tag:yaml.org,2002:python/object/apply:os.system"
                " is not known here; leave it away"
            ],
        ),
        ("a: !x 5", {"a": 5}, ["1:4: the tag !x is not known here; leave it away"]),
        (
            "a: #1 of 2\nb: # fine",
            {"a": "#1 of 2", "b": None},
            ["1:4: '#1 of 2' is a comment here; put text with # in quotes"],
        ),
    ],
)
def test_what_can_be_read_but_is_wrong(
    text: str, data: object, told: list[str]
) -> None:
    document = read_yaml(text, "f")
    assert document.data == data
    assert [f"{m.line}:{m.column}: {m.message}" for m in document.mistakes] == told


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("a:\n\tb: 1", "2:1", "a tab can not indent; use spaces"),
        ("a: b: c", "1:5", "text with a colon and a blank needs quotes"),
        ("a: *b", "1:4", "text that begins with * needs quotes"),
        ("a: @b", "1:4", "text that begins with this sign needs quotes"),
        ("a: 1\n---\nb: 1", "2:1", "one file holds one document"),
        ("a: {b: #c, d: 1}\ne: 2", "2:2", "text with # needs quotes"),
        ("a: [1,\n", "2:1", "not valid YAML"),
        ("a: 'b\n", "2:1", "not valid YAML"),
        ("é: \x07", "1:4", "U+0007"),
        ("a: 1\nb: \ud800", "2:4", "U+D800"),
        ("[" * 100, "1:50", "nested more than 50 levels deep"),
        ("[" * 100_000, None, "nested more than 50 levels deep"),
        ("- " * 100, "1:99", "nested more than 50 levels deep"),
        ("{a: " * 100, None, "nested more than 50 levels deep"),
        ("a: &a [*a]", None, "more than 500,000 values"),
        ("a: &a {b: *a}", None, "more than 500,000 values"),
        (BOMB, None, "more than 500,000 values"),
        (" " * (MAX_CHARACTERS + 1), "1:1", "more than 20,000,000 characters"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_can_not_be_read(text: str, place: str | None, part: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(text, "f")
    (mistake,) = caught.value.mistakes
    assert part in mistake.message
    assert place in (None, f"{mistake.line}:{mistake.column}")
