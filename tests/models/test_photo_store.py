"""Where the files of photos lie, that they go with what they belong to, and what is mended when the two part."""

import os
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from milestones import developing
from milestones.models import Child, Leaving, Photo, Session, photo_files
from tests.models.test_photo import files
from tests.pictures import photo, picture
from tests.world import log

SMALL = picture(60, 40)
A_MONTH, TWO_DAYS = timedelta(days=30), timedelta(days=2)


@pytest.fixture(autouse=True)
def an_empty_store(settings, tmp_path):
    stored = settings.STORAGES["photos"] | {"OPTIONS": {"location": tmp_path / "photos"}}
    settings.STORAGES = settings.STORAGES | {"photos": stored}


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(9), "backward")


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    """What is done once a transaction is over, done now."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def sent_for_a_portrait(world):
    made = Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(SMALL, "picture.jpg"))
    developing.develop_all()
    return made


def portrait(child, name="ab" * 16):
    for square in photo_files.SQUARES:
        photo_files.put(name, ContentFile(SMALL), square)
    Child.objects.filter(pk=child.pk).update(portrait=name)
    return name


def made_old(*names):
    then = (timezone.now() - TWO_DAYS).timestamp()
    for file in Path(photo_files.store().location).rglob("*-*"):
        if not names or file.name[:32] in names:
            os.utime(file, (then, then))


# --- Where they lie -------------------------------------------------------------------------------------------------


def test_nobody_else_on_the_computer_reads_them(session, world):
    photo(session, world.owner, SMALL)
    lie = Path(photo_files.store().location)
    assert {stat.S_IMODE(each.stat().st_mode) for each in (lie, *lie.iterdir())} == {0o700}
    assert {stat.S_IMODE(each.stat().st_mode) for each in lie.rglob("*-*")} == {0o600}


def test_a_proxy_that_serves_them_may_read_them_as_the_group(session, world, settings):
    options = settings.STORAGES["photos"]["OPTIONS"] | {"accel": "/photos/"}
    settings.STORAGES = settings.STORAGES | {"photos": settings.STORAGES["photos"] | {"OPTIONS": options}}
    photo(session, world.owner, SMALL)
    lie = Path(photo_files.store().location)
    assert {stat.S_IMODE(each.stat().st_mode) for each in (lie, *lie.iterdir())} == {0o750}
    assert {stat.S_IMODE(each.stat().st_mode) for each in lie.rglob("*-*")} == {0o640}


def test_what_was_written_by_half_is_written_again_in_its_place(db):
    for words in (b"ha", b"whole"):
        photo_files.put("ab" * 16, ContentFile(words))
    assert files() == {f"{'ab' * 16}-sent"}
    with photo_files.get("ab" * 16) as kept:
        assert kept.read() == b"whole"


# --- When they go ---------------------------------------------------------------------------------------------------


def test_files_go_with_their_photo_once_that_is_certain(world, session, after):
    shown = photo(session, world.owner, SMALL)
    with after() as waiting:
        shown.delete()
        assert files()
    assert len(waiting) == 1
    assert files() == set()


@pytest.mark.parametrize(
    "goes",
    [
        lambda world, session: session.delete(),
        lambda world, session: Child.objects.get(pk=world.mira.pk).delete(),
        lambda world, session: Leaving.for_good(world.owner, Leaving.of(world.owner).told),
    ],
    ids=["the session", "the child", "the account of its only owner"],
)
def test_files_go_with_what_they_belong_to(world, session, after, goes):
    photo(session, world.owner, SMALL)
    with after():
        goes(world, session)
    assert not Photo.objects.exists()
    assert files() == set()


def test_an_account_that_goes_leaves_the_photos_of_a_child_that_stays(world, session, after):
    shown = photo(session, world.owner, SMALL)
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    with after():
        Leaving.for_good(world.owner, Leaving.of(world.owner).told)
    assert Photo.objects.get() == shown
    assert len(files()) == 4


def test_the_command_empties_the_bin_with_all_files(world, session, after):
    now = timezone.now()
    kept, gone = photo(session, world.owner, SMALL), photo(session, world.owner, SMALL)
    recent = photo(session, world.owner, SMALL)
    removed = log(world.mira, world.owner, world.ago(8), "forward")
    photo(removed, world.owner, SMALL)
    recent.remove(world.owner)
    Photo.objects.filter(pk=gone.pk).update(removed_at=now - A_MONTH)
    Session.objects.filter(pk=removed.pk).update(removed_at=now - A_MONTH)
    hung, never_cut = sent_for_a_portrait(world), sent_for_a_portrait(world)
    Photo.objects.filter(session=None).update(added_at=now - A_MONTH)
    Child.objects.filter(pk=world.mira.pk).update(portrait_of=hung)
    said = StringIO()
    with after():
        call_command("empty_bin", stdout=said)
    assert said.getvalue() == "Sessions deleted for good: 1. Photos: 3.\n"
    assert {*Photo.objects.all()} == {kept, recent, hung}
    assert {file[:32] for file in files()} == {kept.name, recent.name, hung.name}
    assert never_cut.name not in str(files())


def test_the_command_forgets_when_photos_were_taken_after_a_day(world, session):
    old, fresh = photo(session, world.owner, SMALL), photo(session, world.owner, SMALL)
    Photo.objects.update(taken="2026-05-12T14:30")
    Photo.objects.filter(pk=old.pk).update(added_at=timezone.now() - timedelta(days=1))
    call_command("empty_bin", stdout=StringIO())
    assert {*Photo.objects.values_list("pk", "taken")} == {(old.pk, ""), (fresh.pk, "2026-05-12T14:30")}


@pytest.mark.parametrize("removed", ["a photo", "a session"])
def test_removing_empties_what_was_in_the_bin_too_long(world, session, after, removed):
    old, other = photo(session, world.owner, SMALL), photo(session, world.owner, SMALL)
    Photo.objects.filter(pk=old.pk).update(removed_at=timezone.now() - A_MONTH)
    with after():
        (other if removed == "a photo" else session).remove(world.owner)
    assert Photo.objects.get() == other
    assert {file[:32] for file in files()} == {other.name}


# --- When the store and the log part --------------------------------------------------------------------------------


def mended(*options):
    said = StringIO()
    call_command("mend_photos", *options, stdout=said)
    return said.getvalue()


def told(strays=0, again=0, lost=0, portraits=0):
    return (
        f"Files that belong to no photo: {strays}.\n"
        f"Photos to be made again from what is left of them: {again}.\n"
        f"Photos whose files are gone: {lost}.\nPortraits whose files are gone: {portraits}.\n"
    )


def test_where_all_is_well_nothing_is_told(world, session):
    photo(session, world.owner, SMALL)
    photo(session, world.owner, b"no picture")
    photo(session, world.owner, SMALL).remove(world.owner)
    sent_for_a_portrait(world)
    portrait(world.mira)
    Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(SMALL, "a.jpg"), session=session.pk)
    before = files()
    made_old()
    assert mended("--mend") == mended() == told()
    assert files() == before


def test_a_file_that_nobody_names_goes_when_it_is_older_than_a_day(world, session):
    shown = photo(session, world.owner, SMALL)
    whole = files()
    photo_files.put("cd" * 16, ContentFile(SMALL))
    photo_files.put("ef" * 16, ContentFile(SMALL), photo_files.THUMB)
    photo_files.put(shown.name, ContentFile(SMALL))  # what was sent, of a photo that is ready
    made_old("cd" * 16, shown.name)
    before = files()
    assert mended().endswith(f"{told(strays=2)}Nothing was changed. manage.py mend_photos --mend mends it.\n")
    assert files() == before
    assert f"  stray cd/{'cd' * 16}-sent\n" in mended("--mend")
    assert files() == {*whole, f"{'ef' * 16}-thumb.webp"}
    made_old()
    assert mended("--mend").endswith(told(strays=1))
    assert files() == whole


def test_a_file_of_somebody_else_in_the_store_is_left_alone(db):
    for name in ("ab/notes.txt", "lost+found/x", "ab/ab-thumb.webp"):
        photo_files.store().save(name, ContentFile(b"x"))
    made_old()
    assert mended("--mend") == told()


def test_a_photo_that_lost_some_sizes_is_made_again_from_the_largest(world, session):
    shown = photo(session, world.owner, SMALL)
    whole = files()
    photo_files.discard(shown.name, photo_files.THUMB, photo_files.FULL)
    assert mended().startswith(f"  again {shown.pk}\n")
    assert Photo.objects.get().state == "ready"
    assert mended("--mend").endswith(told(again=1))
    assert (Photo.objects.get().state, files()) == ("ready", whole)
    assert mended() == told()


@pytest.mark.parametrize("left", [(), (photo_files.THUMB,)])
def test_a_photo_that_lost_its_files_says_so_and_can_be_sent_anew(world, session, left):
    shown = photo(session, world.owner, SMALL)
    waits = Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(SMALL, "a.jpg"), session=session.pk)
    photo_files.discard(shown.name, *({*photo_files.VARIANTS} - {*left}))
    photo_files.discard(waits.name)
    assert mended("--mend").endswith(told(lost=2))
    assert {*Photo.objects.values_list("state", "why")} == {("refused", "lost")}
    assert photo(session, world.owner, SMALL).state == "ready"
    made_old()
    assert mended("--mend").endswith(told(strays=len(left)))


def test_what_seems_lost_is_looked_for_again_while_nobody_else_writes(world, session, monkeypatch):
    """The darkroom has put the files there, and has said so, since the folder was read."""
    photo(session, world.owner, SMALL)
    portrait(world.mira)
    monkeypatch.setattr(photo_files.store().__class__, "listdir", lambda store, folder: ([], []))
    assert mended("--mend") == told()


def test_a_portrait_that_lost_its_files_is_the_drawing_again(world):
    name = portrait(world.mira)
    photo_files.discard(name, photo_files.SQUARES[0])
    assert mended().startswith(f"  portrait {world.mira.pk}\n")
    assert mended("--mend").endswith(told(portraits=1))
    assert Child.objects.get(pk=world.mira.pk).portrait == ""


def test_a_look_through_many_holds_one_folder_at_a_time(world, session, django_assert_max_num_queries):
    photo(session, world.owner, SMALL)
    with django_assert_max_num_queries(2 * 256):
        assert mended() == told()
