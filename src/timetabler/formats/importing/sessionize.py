"""Sessionize: its views All (an object) and GridSmart (a list), one or both."""

import re
from collections.abc import Sequence

from timetabler.formats.importing.jsonview import Json
from timetabler.formats.importing.programme import (
    BreakFacts,
    Programme,
    RoomFacts,
    Span,
    SpeakerFacts,
    TalkFacts,
    Wanted,
)
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.times import minutes_between
from timetabler.formats.importing.zones import zone_of

_MINUTES = re.compile(r"([0-9]{1,3})\s*(?:m\b|min|')", re.IGNORECASE)
_KEPT = {
    *("id", "title", "startsAt", "endsAt", "isServiceSession", "isPlenumSession"),
    *("speakers", "categories", "categoryItems", "roomId", "room", "status"),
    *("isInformed", "isConfirmed"),
}
_LEFT_OUT = ("declined", "nominated", "waitlisted", "rejected")


def read_sessionize(sources: Sequence[Source], wanted: Wanted) -> Programme:
    """Read views of Sessionize; their times need --timezone.

    Raises:
        InvalidInputError: With what is wrong, each at its line and column.
    """
    reader = _Reader(Programme("", zone_of(wanted, "", sources[0])))
    documents = [Json.read(source) for source in sources]
    # The view All knows more of a session, so it comes first.
    documents.sort(key=lambda document: isinstance(document.value, list))
    for document in documents:
        if document.has("sessions"):
            reader.everything(document)
        elif isinstance(document.value, list):
            reader.grid(document)
        else:
            document.fail("expected the view All or GridSmart of Sessionize")
    return reader.programme


class _Reader:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.items: dict[str, tuple[str, str]] = {}
        self.seen: set[str] = set()

    def everything(self, document: Json) -> None:
        for room in document["rooms"]:
            name = room["name"].text()
            self.programme.rooms[room["id"].text()] = RoomFacts(name)
        for speaker in document["speakers"]:
            self._speaker(speaker, speaker["fullName"].text())
        for category in document["categories"]:
            for item in category["items"]:
                named = (category["title"].text().casefold(), item["name"].text())
                self.items[item["id"].text()] = named
        for session in document["sessions"]:
            self._session(session)
        if document["questions"]:
            self.programme.lost["questions"] += 1

    def grid(self, document: Json) -> None:
        for day in document:
            date_ = day["date"].date()
            if date_:
                self.programme.dates.append(date_)
            for room in day["rooms"]:
                facts = RoomFacts(room["name"].text())
                self.programme.rooms.setdefault(room["id"].text(), facts)
                for session in room["sessions"]:
                    self._session(session)

    def _speaker(self, speaker: Json, name: str) -> str:
        key = speaker["id"].text()
        self.programme.speakers.setdefault(key, SpeakerFacts(name or key))
        for field in ("bio", "tagLine", "links", "questionAnswers"):
            if speaker[field]:
                self.programme.lost[f"{field} of speakers"] += 1
        return key

    def _session(self, session: Json) -> None:
        key = session["id"].text()
        if session["isServiceSession"].value is True:
            self._pause(session)
            return
        if key in self.seen:
            return
        self.seen.add(key)
        status = session["status"].text()
        if status.casefold() in _LEFT_OUT:
            note = f"{session['title'].text()} is {status}: left out"
            self.programme.notes.append(note)
            return
        for field, value in session.items():
            if value and field not in _KEPT:
                self.programme.lost[f"{field} of talks"] += 1
        self.programme.add(key, self._talk(session))

    def _pause(self, session: Json) -> None:
        zone = self.programme.zone
        title = session["title"].text()
        start, end = session["startsAt"].moment(zone), session["endsAt"].moment(zone)
        if not start or not end:
            self.programme.notes.append(f"{title} has no time: not kept as a break")
            return
        plenum = session["isPlenumSession"].value is True
        room = None if plenum else self._room(session)
        pause = BreakFacts(title, Span(start, end), (room,) if room else None)
        if pause not in self.programme.breaks:
            self.programme.breaks.append(pause)

    def _room(self, session: Json) -> str:
        key = session["roomId"].text()
        if key:
            name = session["room"].text() or f"room {key}"
            self.programme.rooms.setdefault(key, RoomFacts(name))
        return key

    def _talk(self, session: Json) -> TalkFacts:
        zone = self.programme.zone
        start, end = session["startsAt"].moment(zone), session["endsAt"].moment(zone)
        labels = self._labels(session)
        minutes = minutes_between(start, end) if start and end else None
        form = next((v for k, v in labels.items() if "format" in k or k == "type"), "")
        length = _MINUTES.search(form)
        if minutes is None and length:
            minutes = int(length[1])
        return TalkFacts(
            place=session.located,
            title=session["title"].text(),
            minutes=minutes,
            track=self.programme.track(_label(labels, "track")),
            speakers=tuple(dict.fromkeys(self._person(p) for p in session["speakers"])),
            room=self._room(session),
            start=start,
            kind=form,
            level=_label(labels, "level"),
            language=_label(labels, "language"),
        )

    def _person(self, person: Json) -> str:
        if isinstance(person.value, dict):
            return self._speaker(person, person["name"].text())
        key = person.text()
        self.programme.speakers.setdefault(key, SpeakerFacts(key))
        return key

    def _labels(self, session: Json) -> dict[str, str]:
        """The first item of each category of a session, by the category's title."""
        found: dict[str, str] = {}
        for item in session["categoryItems"]:
            title, name = self.items.get(item.text(), ("", ""))
            found.setdefault(title, name)
        for category in session["categories"]:
            for item in category["categoryItems"]:
                title = category["name"].text().casefold()
                found.setdefault(title, item["name"].text())
        for title in found:
            if not any(
                word in title
                for word in ("format", "type", "track", "level", "language")
            ):
                self.programme.lost[f"category {title} of talks"] += 1
        return found


def _label(labels: dict[str, str], word: str) -> str:
    return next((name for title, name in labels.items() if word in title), "")
