"""Every constraint, in the order of score cards: one line each."""

from timetabler.constraints.base import Constraint
from timetabler.constraints.breaks_free import BreaksFree
from timetabler.constraints.co_interest import CoInterest
from timetabler.constraints.costs import Costs
from timetabler.constraints.crowd import Crowd
from timetabler.constraints.diversity import Diversity
from timetabler.constraints.equipment import Equipment
from timetabler.constraints.fairness import Fairness
from timetabler.constraints.left_out import LeftOut
from timetabler.constraints.level_flow import LevelFlow
from timetabler.constraints.local_hours import LocalHours
from timetabler.constraints.not_parallel import NotParallel
from timetabler.constraints.order import Order
from timetabler.constraints.permitted_start import PermittedStart
from timetabler.constraints.pinned import Pinned
from timetabler.constraints.popular_rooms import PopularRooms
from timetabler.constraints.preferred import Preferred
from timetabler.constraints.repeats import Repeats
from timetabler.constraints.room_clash import RoomClash
from timetabler.constraints.room_idle import RoomIdle
from timetabler.constraints.room_open import RoomOpen
from timetabler.constraints.same_day import SameDay
from timetabler.constraints.scheduled import Scheduled
from timetabler.constraints.seats import Seats
from timetabler.constraints.session_staff import SessionStaff
from timetabler.constraints.session_track import SessionTrack
from timetabler.constraints.similar_tracks import SimilarTracks
from timetabler.constraints.slack import Slack
from timetabler.constraints.speaker_available import SpeakerAvailable
from timetabler.constraints.speaker_clash import SpeakerClash
from timetabler.constraints.speaker_days import SpeakerDays
from timetabler.constraints.speaker_ends import SpeakerEnds
from timetabler.constraints.speaker_load import SpeakerLoad
from timetabler.constraints.start_together import StartTogether
from timetabler.constraints.talk_room import TalkRoom
from timetabler.constraints.talk_time import TalkTime
from timetabler.constraints.theme_run import ThemeRun
from timetabler.constraints.track_chairs import TrackChairs
from timetabler.constraints.track_day import TrackDay
from timetabler.constraints.track_order import TrackOrder
from timetabler.constraints.track_parallel import TrackParallel
from timetabler.constraints.track_room import TrackRoom
from timetabler.constraints.track_rooms import TrackRooms
from timetabler.constraints.track_run import TrackRun
from timetabler.constraints.track_sessions import TrackSessions
from timetabler.constraints.unwanted import Unwanted
from timetabler.constraints.wishes import Wishes

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
    SimilarTracks,
    TrackRooms,
    TrackSessions,
    TrackOrder,
    TrackChairs,
    SessionStaff,
    LevelFlow,
    SameDay,
    Repeats,
    Diversity,
    StartTogether,
    Slack,
    Costs,
    SpeakerDays,
    SpeakerEnds,
    LocalHours,
    Wishes,
    CoInterest,
    PopularRooms,
    Crowd,
    Fairness,
)
