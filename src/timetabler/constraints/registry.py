"""Every constraint, in the order of score cards: one line each."""

from timetabler.constraints.base import Constraint
from timetabler.constraints.speaker_clash import SpeakerClash

CONSTRAINTS: tuple[type[Constraint], ...] = (SpeakerClash,)
