"""Ask a pretalx for all of an event, as if its answers had been kept in files."""

import json
from collections.abc import Mapping
from typing import Any

from timetabler.formats.importing.source import MOST_BYTES, Source
from timetabler.formats.pretalx_api import Pretalx, PretalxError

_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "submissions": {"state": ["accepted", "confirmed"]},
    "rooms": {},
}
_WANTED = ("speakers", "tracks", "submission-types")
_CLOSED = {401, 403, 404}


def fetch(address: str, token: str) -> list[Source]:
    """Read the event, its sessions, speakers, rooms, tracks and slots.

    The slots are those of the schedule that is being worked on; of the released one
    where the token (or its lack) does not open the other.

    Raises:
        PretalxError: If pretalx can not be read.
        InvalidInputError: If there is more of it than an import holds.
    """
    with Pretalx(address, token) as pretalx:
        found = _Found(pretalx.slug)
        found.add("event", pretalx.whole("/"))
        for name, parameters in _NEEDED.items():
            found.add(name, list(pretalx.listed(f"/{name}/", parameters)))
        for name in _WANTED:
            _try_list(pretalx, found, name)
        try:
            working = pretalx.whole("/schedules/wip/", {"expand": "slots"})
            found.add("schedule", working)
        except PretalxError as error:
            _pass(error)
            found.note(
                "the schedule that is worked on is not open to this token: times and"
                " rooms are those of the released one"
            )
            _try_list(pretalx, found, "slots")
        return found.sources


class _Found:
    """What was answered so far, all of it together no more than a file may be."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.sources: list[Source] = []
        self.size = 0

    def add(self, name: str, answer: Any) -> None:  # noqa: ANN401
        try:
            # With line breaks, so that mistakes have a line of their own.
            data = json.dumps(answer, indent=1).encode()
        except RecursionError:
            raise PretalxError(f"/{name}/: values are nested too deep") from None
        source = Source(f"{self.slug}/{name}", data)
        self.size += len(data)
        if self.size > MOST_BYTES:
            raise source.wrong(f"the answers have more than {MOST_BYTES:,} bytes")
        self.sources.append(source)

    def note(self, text: str) -> None:
        last = self.sources[-1]
        self.sources[-1] = Source(last.name, last.data, (*last.notes, text))


def _try_list(pretalx: Pretalx, found: _Found, name: str) -> None:
    try:
        found.add(name, list(pretalx.listed(f"/{name}/", {})))
    except PretalxError as error:
        _pass(error)
        found.note(f"the {name} are not open to this token: not read")


def _pass(error: PretalxError) -> None:
    """Go on where something is only not open.

    Raises:
        PretalxError: If it is something else.
    """
    if error.status not in _CLOSED:
        raise error
