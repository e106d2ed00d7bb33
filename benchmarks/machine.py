"""What results were measured on: without it they say little."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from timetabler import __version__

_CPUS = Path("/proc/cpuinfo")


def machine() -> dict[str, str]:
    """Describe processor, cores, system and versions, and give the date (UTC)."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "timetabler": __version__,
    }


def _processor() -> str:
    if _CPUS.exists():
        for line in _CPUS.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
