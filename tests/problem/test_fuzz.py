"""Whatever a file holds, it is read or refused with a place; nothing else happens."""

import json
import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timetabler.problem import InvalidInputError
from timetabler.problem.reading import read_problem
from timetabler.problem.template import template
from timetabler.problem.yamlreader import read_yaml

TEXT = template()
WORDS = sorted(set(re.findall(r"[\w:.#-]+|[\[\]{}]", TEXT)))
ODD = [
    *(
        "",
        "~",
        "[]",
        "{}",
        "5",
        "-1",
        "9:30",
        "99:99",
        "true",
        "no",
        "1e5",
        "007",
        "<<",
    ),
    *("&a", "*a", "!x", "|", ">", "'", '"', "#", "# ", ": ", "- ", "\t", "\n", "\r\n"),
    *(
        "é",
        "😀",
        "\x00",
        "\u2028",
        "9" * 5000,
        "2026-02-30",
        "2026-03-29",
        "0001-01-01",
    ),
    *("2:30", "20:00-26:00", "sunday 2:30-4:00", "America/New_York", "a" * 300, "[[]]"),
]


def checked(text: str) -> None:
    try:
        read_problem(text, "f")
    except InvalidInputError as error:
        lines = text.count("\n") + text.count("\r") + 2 + text.count("\u2028")
        assert error.mistakes
        for mistake in error.mistakes:
            assert 1 <= mistake.line <= lines
            assert mistake.column >= 1
            assert len(mistake.message) < 1000
        assert not any(
            (one.line, one.column, one.message) == (two.line, two.column, two.message)
            for one, two in pairwise(error.mistakes)
        )


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        tokens = re.split(r"([\w:.#-]+|\s+|[\[\]{},])", text)
        index = chance.randrange(len(tokens))
        way = chance.randrange(5)
        if way == 0:
            tokens[index] = chance.choice(ODD)
        elif way == 1:
            tokens[index] = chance.choice(WORDS)
        elif way == 2:
            del tokens[index]
        elif way == 3:
            other = chance.randrange(len(tokens))
            tokens[index], tokens[other] = tokens[other], tokens[index]
        else:
            lines = text.splitlines(keepends=True)
            line = chance.randrange(len(lines))
            lines[line] = chance.choice(["", lines[line] * 2, lines[line].lstrip()])
            tokens = lines
        text = "".join(tokens)
    return text


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_mutations_of_a_file(seed: int) -> None:
    checked(mutated(TEXT, random.Random(seed)))


@pytest.mark.slow
@settings(max_examples=5000, deadline=None)
@given(st.integers(0, 2**32))
def test_many_mutations_of_a_file(seed: int) -> None:
    checked(mutated(TEXT, random.Random(seed)))


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    checked(text)


deeper = st.sampled_from([True, True, False])
keys = st.sampled_from(WORDS) | st.text(max_size=5)
scalars = (
    st.sampled_from([*WORDS, *ODD[:13], *ODD[-12:]])
    | st.integers()
    | st.none()
    | st.booleans()
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_any_place(data: st.DataObject) -> None:
    root = read_yaml(TEXT, "t").data
    here = root
    while True:
        places = sorted(here) if isinstance(here, dict) else range(len(here))
        key = data.draw(st.sampled_from(places))
        if not (here[key] and isinstance(here[key], dict | list) and data.draw(deeper)):
            here[key] = data.draw(anything)
            break
        here = here[key]
    checked(json.dumps(root))
