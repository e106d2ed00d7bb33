"""What talks, tracks, speakers and rooms are: what selectors choose them by."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from timetabler.problem.problem import Problem, Room, Speaker, Talk, Track

Thing = TypeVar("Thing", Talk, Track, Speaker, Room)
Facts = Mapping[str, Callable[[Problem, Thing], Iterable[str]]]
"""What things are chosen by, and how to read it off one of them."""

TALKS: Facts[Talk] = {
    "ids": lambda _, talk: (talk.id,),
    "track": lambda _, talk: (talk.track,) if talk.track else (),
    "theme": lambda _, talk: (talk.theme,) if talk.theme else (),
    "speaker": lambda _, talk: talk.speakers,
    "tag": lambda _, talk: talk.tags,
    "speaker_tag": lambda problem, talk: {
        tag for speaker in talk.speakers for tag in problem.speakers[speaker].tags
    },
    "level": lambda _, talk: (talk.level,) if talk.level else (),
    "language": lambda _, talk: (talk.language,) if talk.language else (),
    "kind": lambda _, talk: (talk.kind,) if talk.kind else (),
    "minutes": lambda _, talk: (str(talk.minutes),),
}
TRACKS: Facts[Track] = {
    "ids": lambda _, track: (track.id,),
    "chair": lambda _, track: track.chairs,
}
SPEAKERS: Facts[Speaker] = {
    "ids": lambda _, speaker: (speaker.id,),
    "track": lambda problem, speaker: [
        talk.track for talk in problem.talks_of(speaker.id) if talk.track
    ],
    "tag": lambda _, speaker: speaker.tags,
}
ROOMS: Facts[Room] = {
    "ids": lambda _, room: (room.id,),
    "building": lambda _, room: (room.building,) if room.building else (),
    "equipment": lambda _, room: room.equipment,
}
