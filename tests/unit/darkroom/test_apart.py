"""A picture is developed in a process of its own, which can take so much and no more."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from milestones.darkroom import Refused, apart, develop_apart, door
from milestones.darkroom.develop import SIZES
from tests.pictures import picture
from tests.unit.darkroom.hostile import png

MEMORY = 400_000_000  # bytes, at the largest picture that is taken


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    file = tmp_path / "sent"
    file.write_bytes(picture(300, 200))
    return file


def test_it_develops_as_in_ones_own_process(sent, tmp_path):
    made = develop_apart(sent, tmp_path)
    assert (made.width, made.height) == (300, 200)
    assert {*SIZES} < {file.name for file in tmp_path.iterdir()}


def test_it_says_why_not(sent, tmp_path):
    sent.write_bytes(b"<svg/>")
    with pytest.raises(Refused, match="kind"):
        develop_apart(sent, tmp_path)


def largest_png() -> bytes:
    """60 megapixels with transparency: of all kinds the one that takes the most."""
    side, packed = 7745, zlib.compressobj(1)
    row = b"\0" + bytes((255, 120, 0, 200)) * side
    return png(side, side, b"".join(packed.compress(row) for _ in range(side)) + packed.flush(), colour=6)


# A process that begins with a copy of its parent counts the parent's memory too, so its parent here is a small one.
MEASURED = """import resource, subprocess, sys
said = subprocess.run(sys.argv[1:], check=True, capture_output=True).stdout.decode()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, said)"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is counted in kB on Linux")
def test_the_largest_picture_is_developed_in_less_than_400_mb(sent, tmp_path):
    sent.write_bytes(largest_png())
    command = [sys.executable, "-m", "milestones.darkroom", str(sent), str(tmp_path)]
    measured = [sys.executable, "-c", MEASURED, *command]
    used, said = subprocess.check_output(measured, cwd=apart.CODE, text=True).split(maxsplit=1)
    assert '"width": 2560' in said
    assert int(used) * 1024 < MEMORY


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems hold a process less tightly")
@pytest.mark.parametrize(
    ("does", "mistake"),
    [
        ("bytearray(400_000_000)", "MemoryError"),
        ("import tempfile; tempfile.TemporaryFile().write(bytes(40_000_000))", "File too large"),
    ],
)
def test_it_can_take_no_more_than_its_limits(does, mistake):
    code = f"from milestones.darkroom.limits import hold_back; hold_back(); {does}"
    ended = subprocess.run([sys.executable, "-c", code], cwd=apart.CODE, capture_output=True, text=True, timeout=30)
    assert mistake in ended.stderr


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "unreadable"),
        ("os.kill(os.getpid(), signal.SIGABRT)", "unreadable"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "too_much"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "too_much"),
        ("time.sleep(60)", "too_much"),
    ],
)
def test_a_decoder_that_falls_over_or_never_ends_is_a_sentence(monkeypatch, sent, tmp_path, does, why):
    broken_darkroom(tmp_path, monkeypatch, does)
    with pytest.raises(Refused) as refused:
        develop_apart(sent, tmp_path)
    assert refused.value.why == why


def test_a_darkroom_that_does_not_work_is_not_blamed_on_the_picture(monkeypatch, sent, tmp_path):
    broken_darkroom(tmp_path, monkeypatch, "raise OSError('No space left on device')")
    with pytest.raises(apart.DarkroomError, match="No space left"):
        develop_apart(sent, tmp_path)


def test_it_knows_no_secret_of_the_servers(monkeypatch, sent, tmp_path):
    monkeypatch.setenv("CRAWLTRACK_SECRET_KEY", "hush-hush")
    broken_darkroom(tmp_path, monkeypatch, "raise OSError(dict(os.environ))")
    with pytest.raises(apart.DarkroomError) as told:
        develop_apart(sent, tmp_path)
    assert "OSError" in str(told.value)
    assert "hush-hush" not in str(told.value)


def broken_darkroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    there = tmp_path / "milestones" / "darkroom"
    there.mkdir(parents=True)
    (there / "__main__.py").write_text(f"import os, signal, time\n{does}\n")
    monkeypatch.setattr(apart, "CODE", tmp_path)
    monkeypatch.setattr(apart, "MOST_SECONDS", 2)


def test_one_at_a_time_holds_the_door_and_it_is_free_when_they_end(tmp_path):
    held = door.take(tmp_path / "door")
    assert door.take(tmp_path / "door") is None
    handed_on = subprocess.Popen(["/bin/sh", "-c", "read x"], stdin=subprocess.PIPE, pass_fds=[held])
    os.close(held)
    assert door.take(tmp_path / "door") is None
    handed_on.kill()
    handed_on.communicate()
    free = door.take(tmp_path / "door")
    assert free is not None
    os.close(free)


def test_it_knows_neither_django_nor_the_database():
    code = "import sys, milestones.darkroom.develop; sys.exit(any(name.startswith('django') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=apart.CODE, check=False).returncode == 0
