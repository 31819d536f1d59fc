"""The way of a photo through the darkroom, and what happens to it when something goes wrong on the way."""

import os
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from milestones import developing
from milestones.darkroom import apart, door
from milestones.models import Photo, photo_files
from milestones.models.photo import DEVELOPING_TAKES, MOST_TRIES
from tests.pictures import picture
from tests.world import log


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(1), "forward")


@pytest.fixture
def sent(world, session):
    """A photo that waits."""
    return send(world, session)


def send(world, session, file: bytes | None = None) -> Photo:
    content = ContentFile(file or picture(60, 40), "picture.jpg")
    return Photo.objects.add(world.mira, world.owner, uuid4(), content, session=session.pk)


def files_of(photo: Photo) -> set[str]:
    store = photo_files.store()
    return {
        each for each in (photo_files.SENT, *photo_files.VARIANTS) if store.exists(photo_files.path(photo.name, each))
    }


def nothing_lies_on_the_table() -> bool:
    return not any((settings.DATA / developing.TABLE).iterdir())


def test_what_is_no_picture_is_refused_and_nothing_of_it_is_kept(world, session):
    photo = send(world, session, b"<svg/>")
    developing.develop_all()
    photo.refresh_from_db()
    assert (photo.state, photo.why) == ("refused", "kind")
    assert not files_of(photo)
    assert nothing_lies_on_the_table()


def test_when_it_was_taken_is_kept_until_somebody_decides(world, session, settings):
    settings.DEVELOP_AT_ONCE = False  # through a process of its own, once
    marked = picture(
        60, 40, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x32\0\2\0\0\0\x14\0\0\0\x1a\0\0\0\0" + b"2026:05:12 14:30:00\0"
    )
    photo = send(world, session, marked)
    developing.develop_all()
    photo.refresh_from_db()
    assert (photo.state, photo.taken) == ("ready", "2026-05-12T14:30")


def test_a_sent_file_that_is_gone_is_told(sent):
    photo_files.discard(sent.name)
    developing.develop_all()
    sent.refresh_from_db()
    assert (sent.state, sent.why) == ("refused", "lost")


def test_what_the_darkroom_did_not_finish_is_begun_again_and_in_the_end_refused(sent):
    now = timezone.now()
    for tried in range(MOST_TRIES):
        begun = Photo.objects.begin(now)
        assert (begun.pk, begun.tries) == (sent.pk, tried + 1)
        assert Photo.objects.begin(now) is None
        now += DEVELOPING_TAKES
    assert Photo.objects.begin(now) is None
    sent.refresh_from_db()
    assert (sent.state, sent.why) == ("refused", "unreadable")
    assert not files_of(sent)


def test_a_photo_nobody_can_finish_holds_up_no_other(world, session, sent):
    Photo.objects.filter(pk=sent.pk).update(tries=MOST_TRIES)
    other = send(world, session)
    assert Photo.objects.begin(timezone.now()) == other


def the_disk_is_full(monkeypatch):
    put = photo_files.put

    def put_until_full(name, file, variant=photo_files.SENT):
        if variant == photo_files.TO_KEEP:
            raise OSError("No space left on device")
        put(name, file, variant)

    monkeypatch.setattr(photo_files, "put", put_until_full)


def the_darkroom_is_broken(monkeypatch):
    def broken(_sent):
        raise apart.DarkroomError("no module named PIL")

    monkeypatch.setattr(developing, "_developed", broken)


@pytest.mark.parametrize("trouble", [the_disk_is_full, the_darkroom_is_broken])
def test_when_something_of_ours_does_not_work_it_is_tried_again(monkeypatch, sent, caplog, trouble):
    with monkeypatch.context() as meanwhile:
        trouble(meanwhile)
        assert developing.develop_all() == 1
    sent.refresh_from_db()
    assert (sent.state, files_of(sent)) == ("waiting", {"sent"})
    assert "could not be developed now" in caplog.text
    Photo.objects.filter(pk=sent.pk).update(begun_at=timezone.now() - DEVELOPING_TAKES)
    developing.develop_all()
    sent.refresh_from_db()
    assert (sent.state, files_of(sent)) == ("ready", {*photo_files.VARIANTS})


def test_what_a_try_that_died_left_in_the_store_is_replaced(sent):
    photo_files.put(sent.name, ContentFile(b"half"), photo_files.THUMB)
    developing.develop_all()
    with photo_files.get(sent.name, photo_files.THUMB) as thumb:
        assert thumb.read(4) == b"RIFF"


@pytest.mark.parametrize("whole_child", [False, True])
def test_a_photo_that_is_deleted_meanwhile_leaves_no_file(monkeypatch, world, sent, whole_child):
    develop = developing._developed

    def while_it_is_deleted(file):
        (world.mira if whole_child else Photo.objects.get(pk=sent.pk)).delete()
        photo_files.discard(sent.name)  # as it is done once the deletion is for good
        return develop(file)

    monkeypatch.setattr(developing, "_developed", while_it_is_deleted)
    developing.develop_all()
    assert not files_of(sent)
    assert nothing_lies_on_the_table()


def test_who_took_too_long_does_not_settle_what_another_began(sent):
    slow = Photo.objects.begin(timezone.now() - DEVELOPING_TAKES)
    quick = Photo.objects.begin(timezone.now())
    assert not slow.refuse("too_much")
    assert quick.developed(60, 40, "", "")
    sent.refresh_from_db()
    assert (sent.state, sent.why) == ("ready", "")


# --- beside the server ---


@pytest.fixture
def beside(settings, tmp_path, monkeypatch):
    """A data folder of its own, and nobody lingers."""
    settings.DEVELOP_AT_ONCE, settings.DATA = False, tmp_path
    monkeypatch.setattr(developing, "LINGERS", 0)
    monkeypatch.setattr(developing, "_rest", lambda: None)
    return tmp_path


@pytest.fixture
def started(monkeypatch):
    """What would have been started: nothing is. It would hold the door, as long as it is not closed here."""
    commands = []

    class Started:
        def __init__(self, command, *, pass_fds, **_how):
            commands.append((command, os.dup(pass_fds[0])))

        def wait(self):
            pass

    monkeypatch.setattr(developing.subprocess, "Popen", Started)
    yield commands
    for _command, held in commands:
        os.close(held)


def test_one_who_comes_is_sent_for_and_no_second_while_they_work(
    db, beside, started, django_capture_on_commit_callbacks
):
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            developing.wake()
    assert [command[2:4] for command, _held in started] == [["develop", "--door"]]
    assert door.take(beside / developing.DOOR) is None


def test_who_works_clears_the_table_and_lets_go_of_the_door(beside, world, session, settings):
    settings.DEVELOP_AT_ONCE = True  # in this process
    (beside / developing.TABLE).mkdir()
    (beside / developing.TABLE / "left by somebody who died").write_bytes(b"GPS")
    send(world, session), send(world, session)
    assert developing.work() == 2
    assert not Photo.objects.filter(state="waiting").exists()
    assert nothing_lies_on_the_table()
    os.close(door.take(beside / developing.DOOR))


def test_a_photo_that_comes_just_when_the_door_is_let_go_is_seen(beside, world, session, settings, monkeypatch):
    settings.DEVELOP_AT_ONCE = True
    shift, late = developing._shift, []

    def shift_after_which_one_comes():
        done = shift()
        if not late:
            late.append(send(world, session))
        return done

    monkeypatch.setattr(developing, "_shift", shift_after_which_one_comes)
    assert developing.work() == 1
    late[0].refresh_from_db()
    assert late[0].state == "ready"


def test_who_finds_the_door_taken_goes_away(beside, sent):
    held = door.take(beside / developing.DOOR)
    assert developing.work() == 0
    os.close(held)
    sent.refresh_from_db()
    assert sent.state == "waiting"


def test_it_stays_while_a_photo_waits_that_somebody_else_began(beside, settings, monkeypatch, sent):
    settings.DEVELOP_AT_ONCE = True
    Photo.objects.begin(timezone.now())  # at a machine that has died since
    looked = []

    def rest():
        looked.append(1)
        if len(looked) == 3:  # time passes
            Photo.objects.filter(pk=sent.pk).update(begun_at=timezone.now() - DEVELOPING_TAKES)

    monkeypatch.setattr(developing, "_rest", rest)
    assert developing.work() == 1
    sent.refresh_from_db()
    assert sent.state == "ready"
