"""A timetable as a solution workbook that the checker of CoSPLib reads.

The checker goes by place: below a line of rooms, a line of tracks for each session;
after an empty line, a line of talks for each slot of each session.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from timetabler.formats.event import ExportError
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean
from timetabler.formats.workbook import EPOCH, timeless
from timetabler.problem.problem import Problem, Room, Session, Talk, Track
from timetabler.timetable.timetable import Placement

Place = tuple[str, str]
"""A session and a room."""


def write_solution(programme: Programme) -> bytes:
    """Write the sheet ``sol``: sessions, rooms and talks by the names they came with.

    Raises:
        ExportError: If a talk is in no session, begins at no slot, has no track, or
            shares its room in a session with another track.
    """
    cells = _Cells(programme)
    if cells.wrong:
        raise ExportError(cells.wrong)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("sol")
    for row in cells.rows():
        sheet.append([_cell(sheet, text) for text in row])
    packed = io.BytesIO()
    book.save(packed)
    moment = (programme.stamp or EPOCH).replace(tzinfo=None)
    return timeless(packed.getvalue(), max(moment, EPOCH))


class _Cells:
    def __init__(self, programme: Programme) -> None:
        self.problem = problem = programme.problem
        self.end = {
            p.talk: programme.timetable.end(problem, p.talk)
            for p in programme.timetable
        }
        self.wrong: list[str] = []
        self.slots = {s.id: _slots(problem, s) for s in problem.sessions.values()}
        self.tracks: dict[Place, str] = {}
        self.talks: dict[tuple[str, str, int], str] = {}
        for placement in programme.timetable:
            if programme.keeps(problem.talks[placement.talk], placement.room):
                self._put(placement)

    def rows(self) -> Iterator[list[str]]:
        problem = self.problem
        rooms, sessions = _names(problem.rooms), _names(problem.sessions)
        tracks, talks = _names(problem.tracks), _names(problem.talks)
        yield ["", *rooms.values()]
        for id, name in sessions.items():
            here = (self.tracks.get((id, room), "") for room in rooms)
            yield [name, *(tracks.get(track, "") for track in here)]
        yield []
        for id, name in sessions.items():
            for slot in self.slots[id]:
                held = (self.talks.get((id, room, slot), "") for room in rooms)
                yield [name, *(talks.get(talk, "") for talk in held)]

    def _put(self, placement: Placement) -> None:
        reasons = list(self._reasons(placement))
        self.wrong.extend(reasons)
        if reasons:
            return
        session = self._session(placement)
        track = self.problem.talks[placement.talk].track or ""
        self.tracks[session, placement.room] = track
        for slot in self.slots[session]:
            if placement.start <= slot < self.end[placement.talk]:
                self.talks[session, placement.room, slot] = placement.talk

    def _session(self, placement: Placement) -> str:
        """The session that a talk is wholly in; "" if there is none."""
        start, end = placement.start, self.end[placement.talk]
        sessions = self.problem.sessions.values()
        return next((s.id for s in sessions if s.window.holds(start, end)), "")

    def _reasons(self, placement: Placement) -> Iterator[str]:
        """Say why a talk can not be in a solution."""
        talk, room = placement.talk, placement.room
        at = self.problem.at(placement.start)
        track = self.problem.talks[talk].track
        session = self._session(placement)
        if not track:
            yield f"{talk} has no track"
        elif not session:
            yield f"{talk} is not wholly in a session at {at}"
        elif placement.start not in self.slots[session]:
            yield f"{talk} does not begin at a slot of the conference at {at}"
        elif self.tracks.get((session, room), track) != track:
            yield f"{room} holds {track} and {self.tracks[session, room]} in {session}"
        elif (session, room, placement.start) in self.talks:
            other = self.talks[session, room, placement.start]
            yield f"{talk} and {other} are in {room} at {at}"


def _slots(problem: Problem, session: Session) -> list[int]:
    window = session.window
    return sorted(s for s in problem.slots or () if window.start <= s < window.end)


def _names(things: Mapping[str, Room | Session | Track | Talk]) -> dict[str, str]:
    """What things are called, by id: the title, or the id where titles are the same.

    Blanks around a title stay: CoSPLib's checker looks names up as they came.
    """
    titles = {id: clean(thing.title) for id, thing in things.items()}
    count = Counter(titles.values())
    return {
        id: title if title.strip() and count[title] == 1 else clean(id)
        for id, title in titles.items()
    }


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | None:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
