"""Every constraint, in the order of score cards: one line each."""

from timetabler.constraints.base import Constraint
from timetabler.constraints.breaks_free import BreaksFree
from timetabler.constraints.equipment import Equipment
from timetabler.constraints.left_out import LeftOut
from timetabler.constraints.not_parallel import NotParallel
from timetabler.constraints.order import Order
from timetabler.constraints.permitted_start import PermittedStart
from timetabler.constraints.pinned import Pinned
from timetabler.constraints.preferred import Preferred
from timetabler.constraints.room_clash import RoomClash
from timetabler.constraints.room_idle import RoomIdle
from timetabler.constraints.room_open import RoomOpen
from timetabler.constraints.scheduled import Scheduled
from timetabler.constraints.seats import Seats
from timetabler.constraints.session_track import SessionTrack
from timetabler.constraints.speaker_available import SpeakerAvailable
from timetabler.constraints.speaker_clash import SpeakerClash
from timetabler.constraints.speaker_load import SpeakerLoad
from timetabler.constraints.talk_room import TalkRoom
from timetabler.constraints.talk_time import TalkTime
from timetabler.constraints.theme_run import ThemeRun
from timetabler.constraints.track_day import TrackDay
from timetabler.constraints.track_parallel import TrackParallel
from timetabler.constraints.track_room import TrackRoom
from timetabler.constraints.track_run import TrackRun
from timetabler.constraints.unwanted import Unwanted

CONSTRAINTS: tuple[type[Constraint], ...] = (
    Scheduled,
    PermittedStart,
    RoomClash,
    SpeakerClash,
    SpeakerAvailable,
    RoomOpen,
    BreaksFree,
    TalkTime,
    TalkRoom,
    Pinned,
    Equipment,
    Order,
    NotParallel,
    SessionTrack,
    SpeakerLoad,
    LeftOut,
    Seats,
    TrackDay,
    ThemeRun,
    TrackRun,
    TrackRoom,
    TrackParallel,
    Preferred,
    Unwanted,
    RoomIdle,
)
