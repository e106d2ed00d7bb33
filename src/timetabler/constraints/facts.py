"""What talks, tracks, speakers and rooms are: what selectors choose them by."""

from collections.abc import Iterable, Mapping

from timetabler.problem.problem import Problem, Talk

Facts = Mapping[str, Iterable[str]]


def talks_facts(problem: Problem) -> dict[str, Facts]:
    """What talks are chosen by, and what each has of it, by id."""
    return {t.id: talk_facts(problem, t) for t in problem.talks.values()}


def talk_facts(problem: Problem, talk: Talk) -> Facts:
    """What talks are chosen by, and what this one has of it."""
    return {
        "ids": (talk.id,),
        "track": (talk.track,) if talk.track else (),
        "theme": (talk.theme,) if talk.theme else (),
        "speaker": talk.speakers,
        "tag": talk.tags,
        "speaker_tag": {t for s in talk.speakers for t in problem.speakers[s].tags},
        "level": (talk.level,) if talk.level else (),
        "language": (talk.language,) if talk.language else (),
        "kind": (talk.kind,) if talk.kind else (),
        "minutes": (str(talk.minutes),),
    }


def tracks_facts(problem: Problem) -> dict[str, Facts]:
    """What tracks are chosen by, and what each has of it, by id."""
    return {t.id: {"ids": (t.id,), "chair": t.chairs} for t in problem.tracks.values()}


def speakers_facts(problem: Problem) -> dict[str, Facts]:
    """What speakers are chosen by, and what each has of it, by id."""
    return {
        s.id: {
            "ids": (s.id,),
            "track": [t.track for t in problem.talks_of(s.id) if t.track],
            "tag": s.tags,
        }
        for s in problem.speakers.values()
    }


def rooms_facts(problem: Problem) -> dict[str, Facts]:
    """What rooms are chosen by, and what each has of it, by id."""
    return {
        r.id: {
            "ids": (r.id,),
            "building": (r.building,) if r.building else (),
            "equipment": r.equipment,
        }
        for r in problem.rooms.values()
    }
