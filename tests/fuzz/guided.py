"""Look for bytes that a reader does not stand, led by the code they reach.

python tests/fuzz/guided.py READER [FLAGS OF LIBFUZZER, as -max_total_time=60]

Needs atheris (``pip install atheris``), which watches which branches an input takes and
goes on with those that took new ones. It begins with the valid samples of the reader.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import atheris

with atheris.instrument_imports(
    include=["timetabler", "yaml", "icalendar", "openpyxl"]
):
    from fuzz.readers import READERS, refused


def main() -> None:
    """Fuzz one reader until its flags say that it is enough."""
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        raise SystemExit(f"name a reader: {', '.join(READERS)}")
    reader = READERS[sys.argv[1]]

    def one(data: bytes) -> None:
        refused(reader, data)

    with TemporaryDirectory() as samples:
        for number, sample in enumerate(reader.samples()):
            (Path(samples) / str(number)).write_bytes(sample)
        flags = ["-timeout=10", "-rss_limit_mb=2000", *sys.argv[2:]]
        atheris.Setup([sys.argv[0], *flags, samples], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
