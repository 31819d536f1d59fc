from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from milestones.models import Photo, Session, Tally, photo_files
from tests.pictures import photo, picture
from tests.world import log


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(1), "forward")


def files():
    """The names of all files in the store."""
    store = photo_files.store()
    return {file for folder in store.listdir("")[0] for file in store.listdir(folder)[1]} if store.exists("") else set()


def test_a_photo_is_developed_into_its_sizes_and_what_was_sent_is_gone(world, session):
    shown = photo(session, world.owner, picture(3000, 2000))
    assert (shown.state, shown.width, shown.height) == ("ready", 2560, 1707)
    assert files() >= {f"{shown.name}-{variant}" for variant in photo_files.VARIANTS}
    assert f"{shown.name}-sent" not in files()


def test_the_same_photo_again_is_that_photo_and_leaves_no_file(world, session):
    once = photo(session, world.owner)
    before = files()
    again = photo(session, world.owner, id=once.pk)
    assert again == once
    assert files() == before


def test_a_seventh_photo_is_refused_and_leaves_no_file(world, session):
    for _ in range(6):
        photo(session, world.owner, picture(60, 40))
    before = files()
    with pytest.raises(ValidationError) as refused:
        photo(session, world.owner, picture(60, 40))
    assert [*refused.value.error_dict] == ["picture"]
    assert files() == before


def test_what_was_no_picture_takes_no_place_in_its_session(world, session):
    first, *_others, last = [photo(session, world.owner, picture(60, 40)) for _ in range(5)]
    refused = photo(session, world.owner, b"no picture")
    assert refused not in session.photos_in_order
    sixth = photo(session, world.owner, picture(60, 40))
    sixth.remove(world.owner)
    sixth.restore()
    first.move(4)
    assert session.photos_in_order[-3:] == [last, first, sixth]
    assert Session.objects.with_seen().get(pk=session.pk).photos_in_order == session.photos_in_order
    with pytest.raises(ValidationError):
        photo(session, world.owner, picture(60, 40))


def test_a_photo_of_another_childs_session_is_refused(world, session):
    file = ContentFile(picture(60, 40), "picture.jpg")
    with pytest.raises(Session.DoesNotExist):
        Photo.objects.add(world.otto, world.stranger, uuid4(), file, session=session.pk)


def test_a_session_brings_its_photos_along_in_order_without_a_query(world, session, django_assert_num_queries):
    first, second, third = (photo(session, world.owner, caption=word) for word in "abc")
    third.move(0)
    second.remove(world.owner)
    with django_assert_num_queries(1):
        found = Session.objects.with_seen().get(pk=session.pk)
        assert found.photos_in_order == [third, first]
    assert [shown.caption for shown in found.photos_in_order] == ["c", "a"]
    assert Session.objects.get(pk=session.pk).photos_in_order == [third, first]


def test_a_session_with_a_photo_alone_says_something(world, session):
    photo(session, world.owner)
    assert session.unsee(world.owner, "forward").removed_at is None


def test_the_first_photo_of_each_movement_is_found_at_once(world, django_assert_num_queries):
    both = log(world.mira, world.owner, world.ago(5), "backward", "pivoting")
    later = log(world.mira, world.owner, world.ago(3), "backward", "forward")
    bare = log(world.mira, world.owner, world.ago(9), "backward")
    taken_back = log(world.mira, world.owner, world.ago(8), "forward", "pivoting")
    early = photo(taken_back, world.owner, picture(60, 40))
    taken_back.unsee(world.owner, "forward")
    first, _second = photo(both, world.owner, picture(60, 40)), photo(both, world.owner, picture(60, 40))
    last = photo(later, world.owner, picture(60, 40))
    gone = log(world.mira, world.owner, world.ago(10), "forward")
    photo(gone, world.owner, picture(60, 40))
    gone.remove(world.owner)
    with django_assert_num_queries(1):
        found = Photo.objects.firsts(world.mira)
        assert {movement: shown.session.day for movement, shown in found.items()}["backward"] == world.ago(5)
    assert found == {"pivoting": early, "backward": first, "forward": last}
    assert bare.photos_in_order == []
    with django_assert_num_queries(1):
        tallies = Tally.objects.firsts(world.mira)
    assert {movement: tally.first_photo for movement, tally in tallies.items() if tally.first_photo} == found
    assert {movement: tally.day_of_first_photo for movement, tally in tallies.items()} == {
        "pivoting": None,
        "backward": world.ago(5),
        "forward": None,
    }
