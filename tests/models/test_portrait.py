"""A child's portrait: two small squares in the store, cut from a photo, and gone when it is."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from milestones import cutting, developing
from milestones.models import Child, Leaving, Photo, photo_files
from milestones.models.portrait import Cut
from tests.pictures import photo, picture
from tests.world import log

WHOLE = Cut.placed(50, 50, 100, 0.75)


@pytest.fixture
def of_log(world):
    return photo(log(world.mira, world.owner, world.ago(1), "forward"), world.owner, picture(800, 600))


@pytest.fixture(autouse=True)
def at_once(django_capture_on_commit_callbacks):
    """What has to wait for the end of a transaction happens before a test looks for files."""

    def commit(verb, *args):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args)

    return commit


def sent_for_it(world, child=None, by=None, **size):
    file = ContentFile(picture(**{"width": 400, "height": 300} | size), "face.jpg")
    made = Photo.objects.add(child or world.mira, by or world.owner, uuid4(), file)
    developing.develop_all()
    made.refresh_from_db()
    return made


def files_of(name):
    folders = photo_files.store()
    found = folders.listdir(name[:2])[1] if name and folders.exists(name[:2]) else []
    return sorted(file.partition("-")[2] for file in found if file.startswith(name))


def squares_of(child):
    child.refresh_from_db()
    return files_of(child.portrait)


def test_it_is_cut_from_a_photo_and_kept_with_where_it_was_cut(world, of_log, at_once):
    version = world.mira.version
    at_once(cutting.hang, world.mira, of_log, Cut.at_first(0.75))
    assert squares_of(world.mira) == ["square-320.webp", "square-96.webp"]
    assert (world.mira.portrait_of, world.mira.portrait_cut) == (of_log, [0.2, 0.06, 0.6])
    assert world.mira.portrait != of_log.name
    assert world.mira.version > version  # so that pages are made anew


def test_another_one_takes_its_place_under_another_name(world, of_log, at_once):
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    before = Child.objects.get(pk=world.mira.pk).portrait
    at_once(cutting.hang, world.mira, of_log, Cut.at_first(0.75))
    assert squares_of(world.mira)
    assert world.mira.portrait != before
    assert files_of(before) == []


def test_a_photo_of_the_log_stays_when_the_portrait_goes(world, of_log, at_once):
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    before = Child.objects.get(pk=world.mira.pk).portrait
    at_once(world.mira.take_portrait_down)
    assert squares_of(world.mira) == files_of(before) == []
    assert (world.mira.portrait, world.mira.portrait_of, world.mira.portrait_cut) == ("", None, None)
    assert len(files_of(of_log.name)) == 4
    at_once(world.mira.take_portrait_down)  # twice is once


def test_a_photo_that_was_sent_for_it_goes_along(world, of_log, at_once):
    sent = sent_for_it(world)
    at_once(cutting.hang, world.mira, sent, WHOLE)
    at_once(cutting.hang, world.mira, sent, Cut.at_first(0.75))
    assert len(files_of(sent.name)) == 4, "it can still be cut anew"
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    assert not Photo.objects.filter(pk=sent.pk).exists()
    assert files_of(sent.name) == []

    again = sent_for_it(world)
    at_once(cutting.hang, world.mira, again, WHOLE)
    at_once(world.mira.take_portrait_down)
    assert files_of(again.name) == []


def test_what_another_owner_is_cutting_meanwhile_stays(world, of_log, at_once):
    theirs = sent_for_it(world, by=world.caregiver)
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    assert Photo.objects.for_portrait(world.mira).filter(pk=theirs.pk).exists()


def test_a_failure_leaves_no_file_and_the_portrait_as_it_was(world, of_log, at_once, monkeypatch):
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    known, gone = squares_of(world.mira), sent_for_it(world)
    names = []
    monkeypatch.setattr(photo_files, "new_name", lambda: names.append("f" * 32) or names[-1])

    Photo.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Photo.DoesNotExist):
        at_once(cutting.hang, world.mira, gone, WHOLE)
    put = photo_files.put

    def full_disk(name, content, variant):
        if variant == photo_files.SQUARES[-1]:
            raise OSError("No space left on device")
        put(name, content, variant)

    monkeypatch.setattr(photo_files, "put", full_disk)
    with pytest.raises(OSError, match="No space"):
        at_once(cutting.hang, world.mira, of_log, WHOLE)
    assert names == ["f" * 32] * 2
    assert files_of("f" * 32) == []
    assert squares_of(world.mira) == known


def test_a_photo_whose_file_is_lost_changes_nothing(world, of_log, at_once):
    photo_files.discard(of_log.name)
    with pytest.raises(cutting.Unreadable):
        at_once(cutting.hang, world.mira, of_log, WHOLE)
    assert squares_of(world.mira) == []


def test_a_photo_of_another_child_is_none(world, at_once):
    theirs = sent_for_it(world, world.otto, world.stranger)
    with pytest.raises(Photo.DoesNotExist):
        at_once(cutting.hang, world.mira, theirs, WHOLE)
    assert squares_of(world.mira) == []


def test_a_child_that_is_deleted_takes_its_portrait_along(world, of_log, at_once):
    sent = sent_for_it(world)
    at_once(cutting.hang, world.mira, sent, WHOLE)
    portrait = Child.objects.get(pk=world.mira.pk).portrait
    assert files_of(portrait)
    at_once(Child.objects.get(pk=world.mira.pk).delete)
    assert files_of(portrait) == files_of(sent.name) == files_of(of_log.name) == []


def test_so_does_one_that_goes_with_its_last_owner(world, of_log, at_once):
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    portrait = Child.objects.get(pk=world.mira.pk).portrait
    assert at_once(Leaving.for_good, world.owner, Leaving.of(world.owner).told)
    assert files_of(portrait) == []


def test_the_portrait_stays_when_its_photo_of_the_log_goes_for_good(world, of_log, at_once):
    at_once(cutting.hang, world.mira, of_log, WHOLE)
    at_once(of_log.delete)
    assert len(squares_of(world.mira)) == 2
    assert world.mira.portrait_of is None
