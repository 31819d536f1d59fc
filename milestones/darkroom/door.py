"""One process at a time works in the darkroom of a machine: the one that holds its door.

The door is a lock on a file. It belongs to whoever has that file open, so it is handed on to a new process by letting
it inherit the open file, and it is free again when its holder ends, however it ends.
"""

import fcntl
import os
from pathlib import Path


def take(path: Path) -> int | None:
    """The open file that holds the door, to be closed by `os.close`. None when somebody else holds it."""
    door = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(door)
        return None
    return door
