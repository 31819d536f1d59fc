"""What a process that decodes pictures of strangers may take. Linux holds it to all of it, other systems to most."""

import resource
from contextlib import suppress
from pathlib import Path

MEMORY = 370_000_000  # bytes; with the code of the libraries the process stays below 400 MB
SECONDS = 60  # of computing; the largest picture takes 4 on an ordinary machine
LARGEST_FILE = 32 * 1024 * 1024  # of what it writes
OPEN_FILES = 64


def hold_back() -> None:
    """From here on this process can take no more than that, and is the first to go when the machine runs out."""
    for limit, most in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that sets a lower one already, or does not know it
            resource.setrlimit(limit, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
