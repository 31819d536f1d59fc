"""The page of a photo, and what can be done with one."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.formats import date_format
from PIL import Image

from milestones.models import Photo, Session
from tests.pictures import photo, picture
from tests.views.addresses import OF_A_CHILD
from tests.views.page import Page
from tests.views.test_access import RULES
from tests.world import ZONE, at, log

OF_A_PHOTO = [
    address.name for address in OF_A_CHILD if "photo_id" in address.parameters and address.name != "photo-file"
]
CHANGES = [name for name in OF_A_PHOTO if "POST" in RULES[name]]


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(3), "forward")


@pytest.fixture
def shown(world, session):
    return photo(session, world.owner, picture(60, 40), "On the rug")


def of(photo, name="photo", child=None):
    return reverse(name, args=[child or photo.child_id, photo.pk])


def in_order(session):
    return [each.caption for each in Session.objects.with_seen().get(pk=session.pk).photos_in_order]


@pytest.mark.parametrize("name", OF_A_PHOTO)
def test_a_photo_of_another_child_is_404_to_its_own_carers_too(world, owner, shown, name):
    theirs = photo(log(world.otto, world.stranger, world.ago(2), "forward"), world.stranger, picture(60, 40), "Otto")
    world.otto.carers.create(person=world.owner, role="owner")
    for method in {"GET", "POST"} & {*RULES[name]}:
        said = {"caption": "x", "to": 0, "revision": 1}
        path = of(theirs, name, child=world.mira.pk)
        assert (owner.get(path) if method == "GET" else owner.post(path, said)).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.caption, theirs.removed_at) == ("Otto", None)


@pytest.mark.parametrize("name", [name for name in OF_A_PHOTO if name != "photo-state"])
def test_a_photo_of_a_removed_session_is_404(world, owner, session, shown, name):
    session.remove(world.owner)
    for method in {"GET", "POST"} & {*RULES[name]}:
        path = of(shown, name)
        assert (owner.get(path) if method == "GET" else owner.post(path, {"caption": "x"})).status_code == 404


# --- looking ---


def test_the_page_says_when_and_by_whom_and_leads_to_those_beside_it(world, owner, session, shown):
    second = photo(session, world.owner, picture(60, 41), "Second")
    later = photo(log(world.mira, world.owner, world.ago(1), "forward"), world.owner, picture(60, 42))
    earlier = photo(log(world.mira, world.owner, world.ago(9), "forward"), world.owner, picture(60, 43))
    photo(log(world.mira, world.owner, world.ago(20), "forward"), world.owner, picture(60, 44))
    page = Page(owner.get(of(shown)))
    assert "Mira at 7 months" in page.text
    assert "Added by you." in page.text
    assert page["caption"] == "On the rug"
    ways = [link for link in page.links if link in {of(each) for each in Photo.objects.all()}]
    assert ways == [of(earlier), of(second)]
    assert [link for link in Page(owner.get(of(second))).links if link in (of(shown), of(later))] == [
        of(shown),
        of(later),
    ]


def test_who_may_only_look_sees_the_words_and_no_way_to_change_them(world, viewer, session, shown):
    for path in (of(shown), reverse("session", args=[world.mira.pk, session.pk])):
        page = Page(viewer.get(path))
        assert "On the rug" in page.text
        assert [action for action in page.actions if "/photos/" in action] == []


def test_while_it_is_developed_the_page_says_so_and_looks_again(world, owner, shown):
    Photo.objects.update(state="waiting")
    response = owner.get(of(shown))
    assert "is being developed" in Page(response).text
    assert '<noscript><meta http-equiv="refresh"' in response.content.decode()


def test_what_was_refused_says_why_and_can_only_be_removed(world, owner, session, shown):
    for height in (41, 42):
        photo(session, world.owner, picture(60, height))
    Photo.objects.filter(pk=shown.pk).update(state="refused", why="kind")
    page = Page(owner.get(of(shown)))
    assert "This is not a kind of picture we can take." in page.text
    assert of(shown, "photo-removal") in page.actions
    for path in (of(shown), reverse("session", args=[world.mira.pk, session.pk])):
        assert of(shown, "photo-place") not in Page(owner.get(path)).actions
    assert "Removed." in Page(owner.post(of(shown, "photo-removal"), follow=True)).complaints
    assert Photo.objects.count() == 2


def test_the_state_is_told_to_a_script(world, owner, shown):
    said = owner.get(of(shown, "photo-state")).json()
    assert (said["state"], said["why"], said["taken"]) == ("ready", "", "")
    assert f'data-photo="{shown.pk}"' in said["html"]
    Photo.objects.update(state="refused", why="kind")
    assert owner.get(of(shown, "photo-state")).json()["why"].startswith("This is not a kind of picture")


# --- what is said under it ---


@pytest.mark.parametrize(("back", "to"), [({}, "session"), ({"from": "photo"}, "photo")])
def test_a_caption_is_kept_and_can_be_taken_away(world, caregiver, session, shown, back, to):
    response = caregiver.post(of(shown, "photo-caption"), {"caption": " By the sofa ", **back})
    way = {"photo": of(shown), "session": f"{reverse('session', args=[world.mira.pk, session.pk])}#photos"}[to]
    assert response["Location"] == way
    assert in_order(session) == ["By the sofa"]
    caregiver.post(of(shown, "photo-caption"), {"caption": ""})
    assert in_order(session) == [""]


@pytest.mark.parametrize(("typed", "why"), [("x" * 201, "at most 200 characters"), ("a\x07b", "control character")])
def test_a_caption_that_cannot_be_stays_with_a_sentence(world, owner, session, shown, typed, why):
    response = owner.post(of(shown, "photo-caption"), {"caption": typed})
    page = Page(response)
    assert response.status_code == 422
    assert why in page.complaints
    assert page["caption"] == typed
    assert in_order(session) == ["On the rug"]


# --- order ---


def test_photos_change_places(world, owner, session):
    first, _second, third = (
        photo(session, world.owner, picture(60, 40 + len(word)), word) for word in ("a", "bb", "ccc")
    )
    owner.post(of(third, "photo-place"), {"to": 0})
    assert in_order(session) == ["ccc", "a", "bb"]
    owner.post(of(first, "photo-place"), {"to": 6})
    assert in_order(session) == ["ccc", "bb", "a"]
    for strange in ("-1", "x", "7", "", "9" * 400):
        response = owner.post(of(first, "photo-place"), {"to": strange}, follow=True)
        assert "got lost" in Page(response).complaints
    assert in_order(session) == ["ccc", "bb", "a"]


# --- into the bin and back ---


def test_removing_offers_to_undo_and_the_bin_holds_it(world, owner, caregiver, session, shown):
    page = Page(owner.post(of(shown, "photo-removal"), follow=True))
    assert of(shown, "photo-restoration") in page.actions
    assert owner.get(of(shown)).status_code == 404
    assert of(shown, "photo-restoration") in Page(caregiver.get(reverse("bin", args=[world.mira.pk]))).actions
    page = Page(owner.post(of(shown, "photo-restoration"), follow=True))
    assert "The photo is back." in page.complaints
    assert in_order(session) == ["On the rug"]


def test_it_cannot_come_back_where_there_is_no_room_any_more(world, owner, session, shown):
    shown.remove(world.owner)
    for height in range(6):
        photo(session, world.owner, picture(60, 50 + height))
    page = Page(owner.post(of(shown, "photo-restoration"), follow=True))
    assert "up to 6 photos" in page.complaints
    assert len(in_order(session)) == 6


# --- when it was taken ---


@pytest.fixture
def taken(world, session):
    """A photo of a session at 10:00 that its camera says was taken at 14:30."""
    exif = f"{world.ago(3):%Y:%m:%d} 14:30:00"
    return photo(session, world.owner, picture(60, 40, exif=exif_at(exif)))


def exif_at(when):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = when
    return exif


def session_page(owner, session):
    return Page(owner.get(reverse("session", args=[session.child_id, session.pk])))


def test_the_time_it_was_taken_can_be_that_of_its_session(world, owner, session, taken):
    page = session_page(owner, session)
    assert {*page.fields["revision"]} == {str(session.revision)}
    assert "at 14:30. Use that as the time of this session?" in page.text
    also = photo(session, world.owner, picture(60, 41, exif=exif_at(f"{world.ago(3):%Y:%m:%d} 16:30:00")))
    assert [of(each, "photo-time") in session_page(owner, session).actions for each in (taken, also)] == [True, True]
    moved = Page(owner.post(of(taken, "photo-time"), {"revision": session.revision}, follow=True))
    assert f"Moved to {date_format(world.ago(3), 'l, j F')}, 14:30." in moved.complaints
    session.refresh_from_db()
    assert f"{session.local_start:%H:%M}" == "14:30"
    assert {*session.seen} == {"forward"}
    taken.refresh_from_db()
    assert taken.taken == ""
    actions = session_page(owner, session).actions
    assert [of(each, "photo-time") in actions for each in (taken, also)] == [False, False]


def test_or_the_session_keeps_its_own(world, owner, session, taken):
    response = owner.post(of(taken, "photo-time-removal"), follow=True)
    assert "The session keeps its time." in Page(response).complaints
    taken.refresh_from_db()
    session.refresh_from_db()
    assert (taken.taken, f"{session.local_start:%H:%M}") == ("", "10:00")


def test_a_change_meanwhile_is_not_overruled(world, owner, session, taken):
    session.change(world.caregiver, 1, session.started_at, ZONE, session.seen, 12, "")
    page = Page(owner.post(of(taken, "photo-time"), {"revision": 1}, follow=True))
    assert "Somebody else changed this meanwhile." in page.complaints
    assert of(taken, "photo-time") in page.actions
    session.refresh_from_db()
    assert (session.minutes, f"{session.local_start:%H:%M}") == (12, "10:00")


@pytest.mark.parametrize(
    "when",
    [
        lambda world: world.ago(3).strftime("%Y:%m:%d 10:10:00"),
        lambda world: world.ago(-2).strftime("%Y:%m:%d 14:30:00"),
        lambda world: world.ago(300).strftime("%Y:%m:%d 14:30:00"),
        lambda world: "0001:01:01 00:00:00",
    ],
    ids=["of the sitting", "to come", "before birth", "the year 1"],
)
def test_a_time_that_is_not_offered_is_dropped_at_once(world, session, when):
    assert photo(session, world.owner, picture(60, 40, exif=exif_at(when(world)))).taken == ""


def test_the_time_is_read_on_the_clock_of_the_session(world):
    there = log(world.mira, world.owner, world.ago(3), "forward", zone="Asia/Tokyo")
    shown = photo(there, world.owner, picture(60, 40, exif=exif_at(world.ago(3).strftime("%Y:%m:%d 08:00:00"))))
    assert shown.offers == at(world.ago(3), 8, zone="Asia/Tokyo")


def test_the_state_is_told_to_nobody_who_may_not_see_the_photo(world, owner, viewer, shown, session):
    sent = Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(picture(60, 40), "a.jpg"))  # for a portrait
    assert owner.get(of(sent, "photo-state")).status_code == 200
    assert viewer.get(of(sent, "photo-state")).status_code == 404
    assert viewer.get(of(shown, "photo-state")).status_code == 200
    session.remove(world.owner)
    assert viewer.get(of(shown, "photo-state")).status_code == 404
    assert owner.get(of(shown, "photo-state")).status_code == 404


@pytest.mark.parametrize("name", ["photo", "photo-state"])
def test_who_looks_at_a_photo_that_waits_has_it_developed(world, owner, session, name):
    """Whoever began to develop photos may have died since."""
    left = Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(picture(60, 40), "a.jpg"), session.pk)
    owner.get(of(left, name))
    left.refresh_from_db()
    assert left.state == "ready"
