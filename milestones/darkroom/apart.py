"""A picture is developed in a process of its own: what a broken or hostile file does there stays there."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from milestones.darkroom.outcome import Developed, Refused

CODE = Path(__file__).resolve().parents[2]
MOST_SECONDS = 100  # on the clock, however busy the machine is
WRONG_WITH_THE_PICTURE = {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL}


class DarkroomError(Exception):
    """The darkroom itself does not work, whatever the picture: a full disk, a library that is missing."""


def develop_apart(sent: Path, into: Path) -> Developed:
    """`develop` in a process of its own, within the limits of limits.py. Raises Refused, and DarkroomError."""
    command = [sys.executable, "-E", "-s", "-m", "milestones.darkroom", str(sent), str(into)]
    around: dict[str, Any] = {"cwd": CODE, "env": _bare_environment(), "stdin": subprocess.DEVNULL}
    try:
        done = subprocess.run(command, **around, capture_output=True, timeout=MOST_SECONDS)  # noqa: S603  # ours alone
    except subprocess.TimeoutExpired as problem:
        raise Refused("too_much") from problem
    if done.returncode < 0:  # a signal ended it: a decoder that fell over, or a limit
        raise Refused("unreadable" if -done.returncode in WRONG_WITH_THE_PICTURE else "too_much")
    if done.returncode:
        raise DarkroomError(done.stderr.decode(errors="replace")[-2000:])
    said = json.loads(done.stdout)
    if "why" in said:
        raise Refused(said["why"])
    return Developed(**said)


def _bare_environment() -> dict[str, str]:
    """No secret of the server's; only where Python finds its libraries on some systems."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
