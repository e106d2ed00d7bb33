"""What the API of pretalx answers, kept in files: pages of submissions, rooms, slots.

The answers are known by what is in them, so files may hold one page, all pages, or
objects within objects (``expand``); what comes twice counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.programme import (
    BreakFacts,
    Programme,
    RoomFacts,
    Span,
    SpeakerFacts,
    TalkFacts,
    TrackFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.zones import zone_of

_TAKEN = ("accepted", "confirmed")
_KEPT = {
    *("code", "title", "speakers", "submission_type", "track", "state", "duration"),
    *("slot_count", "content_locale", "slots", "id", "start", "end", "room"),
    *("created", "updated", "access_code", "invitation_token", "review_code"),
}
_MOST_SLOTS = 100
_KINDS = {
    "submission": ("code", "title", "speakers"),
    "slot": ("room", "start", "end"),
    "speaker": ("code", "name"),
    "type": ("name", "default_duration"),
    "event": ("slug", "date_from"),
    "track": ("name", "color"),
    "room": ("name", "description"),
}


def read_pretalx(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read answers of the API of pretalx, or its public widget.

    Raises:
        InvalidInputError: With what is wrong, each at its line and column.
    """
    found: dict[str, dict[str, Json]] = {kind: {} for kind in _KINDS}
    pages: list[str] = []
    documents = [Json.read(source) for source in sources]
    for document in documents:
        if document.has("next", "results") and document["next"]:
            pages.append(document.source.name.rpartition("/")[2])
        for kind, thing in _things(document):
            found[kind].setdefault(_key(kind, thing), thing)
    if not found["submission"]:
        raise sources[0].wrong("there are no submissions in what is given")
    named = next((d["timezone"].text() for d in documents if d.has("timezone")), "")
    events = list(found["event"].values())
    if events:
        named = events[0]["timezone"].text()
    return _Reader(
        found, wanted, Programme("", zone_of(wanted, named, sources[0]))
    ).read(pages)


def _things(value: Json) -> Iterator[tuple[str, Json]]:
    """Yield everything that is known by its keys, at any depth."""
    if isinstance(value.value, dict):
        kind = next((k for k, keys in _KINDS.items() if value.has(*keys)), None)
        if kind:
            yield kind, value
    if isinstance(value.value, dict | list):
        for inner in value:
            yield from _things(inner)


def _key(kind: str, thing: Json) -> str:
    if kind in ("submission", "speaker"):
        return thing["code"].text()
    if kind == "slot":
        return (
            f"{_id(thing['submission'])} {thing['start'].text()} {_id(thing['room'])}"
        )
    return thing["slug" if kind == "event" else "id"].text()


def _id(value: Json) -> str:
    """The id of something that may be given whole."""
    if isinstance(value.value, dict):
        return (value["code"] or value["id"]).text()
    return value.text()


class _Reader:
    def __init__(
        self, found: dict[str, dict[str, Json]], wanted: Wanted, programme: Programme
    ) -> None:
        self.found = found
        self.wanted = wanted
        self.programme = programme
        self.states: Counter[str] = Counter()
        self.slots: dict[str, list[Json]] = defaultdict(list)

    def read(self, pages: list[str]) -> Programme:
        programme = self.programme
        for name in pages:
            programme.notes.append(f"{name} is one page of several; were all given?")
        for event in self.found["event"].values():
            programme.title = programme.title or event["name"].text()
            dates = (event["date_from"].date(), event["date_to"].date())
            programme.dates.extend(date_ for date_ in dates if date_)
        self._rooms()
        self._tracks()
        for speaker in self.found["speaker"].values():
            self._speaker(speaker)
        self._slots()
        for code, submission in self.found["submission"].items():
            self._submission(code, submission)
        self._keep_speakers()
        for state, count in sorted(self.states.items()):
            programme.notes.append(f"{count} submissions are {state}: left out")
        return programme

    def _keep_speakers(self) -> None:
        """Leave out who has sent in what was not taken: they are no speakers."""
        talks = self.programme.talks.values()
        heard = {speaker for talk in talks for speaker in talk.speakers}
        silent = [code for code in self.programme.speakers if code not in heard]
        for code in silent:
            del self.programme.speakers[code]
        if silent:
            note = f"{len(silent)} people give none of the talks: left out"
            self.programme.notes.append(note)

    def _rooms(self) -> None:
        for key, room in self.found["room"].items():
            guid = (room["uuid"] or room["guid"]).text()
            facts = RoomFacts(room["name"].text(), guid, room["capacity"].count())
            facts.open = self._spans(room["availabilities"])
            self.programme.rooms[key] = facts

    def _tracks(self) -> None:
        for key, track in self.found["track"].items():
            facts = TrackFacts(track["name"].text(), track["color"].text())
            self.programme.tracks[key] = facts

    def _speaker(self, speaker: Json) -> None:
        facts = SpeakerFacts(speaker["name"].text() or speaker["code"].text())
        facts.available = self._spans(speaker["availabilities"])
        self.programme.speakers[speaker["code"].text()] = facts
        for key in ("biography", "answers", "internal_notes"):
            if speaker[key]:
                self.programme.lost[f"{key} of speakers"] += 1

    def _spans(self, availabilities: Json) -> tuple[Span, ...] | None:
        """Read availabilities; none at all means no limit in pretalx."""
        zone = self.programme.zone
        spans = []
        for item in availabilities:
            start, end = item["start"].moment(zone), item["end"].moment(zone)
            if start and end:
                spans.append(Span(start, end))
        return tuple(spans) or None

    def _slots(self) -> None:
        """Sort the slots: those of a submission are its own, others are breaks."""
        zone = self.programme.zone
        for slot in self.found["slot"].values():
            code = _id(slot["submission"]) or slot["code"].text()
            if code:
                self.slots[code].append(slot)
                continue
            start, end = slot["start"].moment(zone), slot["end"].moment(zone)
            if start and end:
                title = (slot["title"] or slot["description"]).text()
                room = self._room(slot["room"])
                rooms = (room,) if room else None
                span = Span(start, end)
                self.programme.breaks.append(BreakFacts(title or "Break", span, rooms))

    def _room(self, room: Json) -> str:
        key = _id(room)
        if key and key not in self.programme.rooms:
            self.programme.rooms[key] = RoomFacts(f"room {key}")
            self.programme.notes.append(f"room {key} is not in the files")
        return key

    def _submission(self, code: str, submission: Json) -> None:
        state = submission["state"].text()
        if state and state not in _TAKEN:
            self.states[state] += 1
            return
        for key, value in submission.items():
            if value and key not in _KEPT:
                self.programme.lost[f"{key} of talks"] += 1
        zone = self.programme.zone
        own = (
            [submission]
            if submission["start"]
            else [s for s in submission["slots"] if s.has("start")]
        )
        slots: list[Json | None] = [
            slot for slot in self.slots.get(code) or own if slot["start"]
        ]
        slots.sort(key=lambda slot: slot["start"].text() if slot else "")
        count = min(submission["slot_count"].count() or 1, _MOST_SLOTS)
        slots.extend([None] * (count - len(slots)))
        for slot in slots:
            talk = self._talk(submission)
            if slot is not None:
                talk.start = slot["start"].moment(zone)
                talk.room = self._room(slot["room"])
            self.programme.add(code, talk)

    def _talk(self, submission: Json) -> TalkFacts:
        type_ = submission["submission_type"]
        kind = self.found["type"].get(_id(type_), type_)
        track = submission["track"]
        known = _id(track)
        if known and known not in self.programme.tracks:
            self.programme.tracks[known] = TrackFacts(f"track {known}")
            self.programme.notes.append(f"track {known} is not in the files")
        whole = kind if kind.has("name") else Json(kind.source, None)
        minutes = submission["duration"].count() or whole["default_duration"].count()
        return TalkFacts(
            place=submission.located,
            title=submission["title"].text(),
            minutes=minutes,
            id=submission["code"].text(),
            track=known,
            speakers=self._speakers(submission["speakers"]),
            kind=whole["name"].text(),
            language=submission["content_locale"].text(),
        )

    def _speakers(self, speakers: Json) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(filter(None, map(_id, speakers))))
        for code in codes:
            if code not in self.programme.speakers:
                self.programme.speakers[code] = SpeakerFacts(code)
                self.programme.notes.append(f"speaker {code} is not in the files")
        return codes
