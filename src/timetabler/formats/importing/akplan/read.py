"""Make a problem file of an input of AK-plan: all that it asks, as constraints."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath

from timetabler.formats.importing.akplan.clock import blocks_of
from timetabler.formats.importing.akplan.facts import read_facts
from timetabler.formats.importing.akplan.weighing import Weighed, weigh
from timetabler.formats.importing.akplan.writer import Writer
from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.made import Made, head
from timetabler.formats.importing.plain_yaml import Tree, write_tree
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.words import clean
from timetabler.formats.importing.zones import one


def read_akplan(sources: Sequence[Source], wanted: Wanted) -> Made:
    """Make a problem file of one input.

    Raises:
        InvalidInputError: If it is not such an input, with the place.
    """
    source = one(list(sources), "an input of AK-plan")
    facts = read_facts(Json.read(source))
    title = wanted.title or clean(facts.title) or PurePath(source.name).stem
    blocks, own = blocks_of(facts.blocks, facts.length, wanted.dates)
    writer = Writer(facts, blocks, weigh(facts))
    zone = wanted.zone.key if wanted.zone else "Etc/UTC"
    tree = {
        "format": 1,
        "conference": writer.conference(title, zone),
        "rooms": dict(writer.rooms()),
        "speakers": dict(writer.speakers()),
        "talks": dict(writer.talks()),
        "constraints": writer.constraints(),
    }
    notes = tuple(_notes(writer.weighed, wanted, own=own))
    made_from = f"AK-plan ({PurePath(source.name).name})"
    lines = chain(head(title, made_from, notes), _spaced(tree))
    return Made("\n".join(lines) + "\n", tuple(facts.lost), notes)


def _spaced(tree: Mapping[str, Tree]) -> Iterator[str]:
    for key, value in tree.items():
        if key not in {"format", "conference"}:
            yield ""
        yield from write_tree({key: value})


def _notes(weighed: Weighed, wanted: Wanted, *, own: bool) -> Iterator[str]:
    scale, constant = f"{weighed.scale:,}", f"{weighed.constant:,}"
    yield f"AK-plan's value is ({constant} - the penalty of wishes) / {scale}"
    if not weighed.exact:
        wishes = sum(map(len, weighed.people.values()))
        yield (
            f"weights are rounded to 1 / {scale}: of {wishes} wishes, that is"
            f" {wishes / 2 / weighed.scale:.6f} of the value at the most"
        )
    if not own:
        yield "the times are made up: each block has a day of its own"
    elif not wanted.dates:
        yield "the dates are made up; --days 2027-02-05 gives the first"
    if wanted.zone is None:
        yield "the file does not name its time zone, so it is UTC; --timezone sets it"
