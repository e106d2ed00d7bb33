"""A file of 1,000 talks and 1,000 speakers is read in well under a second."""

from time import process_time

from timetabler.problem.reading import read_problem

COUNT = 1000
HEAD = """\
conference:
  title: Big
  timezone: Europe/Brussels
  days:
    saturday: {date: 2027-02-06, hours: 9:00-19:00}
    sunday: {date: 2027-02-07, hours: 9:00-17:00}
  breaks: {lunch: {when: 12:00-13:00}}
"""


def big() -> str:
    rooms = [f"  R{i}: {{seats: {50 + i}, equipment: projector}}" for i in range(30)]
    tracks = [f"  track-{i}: {{rooms: [R{i}, R{i + 1}]}}" for i in range(29)]
    speakers = [
        f"  speaker-{i}: {{name: Person {i}, available: [saturday, sunday 9:00-16:00],"
        f" busy: saturday 9:00-9:30, prefer: {{windows: 14:00-16:00}}}}"
        for i in range(COUNT)
    ]
    talks = [
        f"  talk-{i}: {{title: A {i}, minutes: {20 + i % 31}, track: track-{i % 29},"
        f" speakers: [speaker-{i}, speaker-{(i + 7) % COUNT}], audience: {i % 100},"
        f" equipment: [projector], windows: [saturday, sunday 10:00-16:00],"
        f" not_parallel: [talk-{(i + 5) % COUNT}]}}"
        for i in range(COUNT)
    ]
    parts = {"rooms": rooms, "tracks": tracks, "speakers": speakers, "talks": talks}
    sections = (f"{name}:\n" + "\n".join(lines) for name, lines in parts.items())
    return HEAD + "\n".join(sections) + "\n"


def test_a_big_file_is_read_in_good_time() -> None:
    text = big()
    seconds = []
    for _ in range(3):
        begin = process_time()
        problem = read_problem(text, "big.yaml")
        seconds.append(process_time() - begin)
    assert len(problem.talks) == len(problem.speakers) == COUNT
    assert min(seconds) < 1
