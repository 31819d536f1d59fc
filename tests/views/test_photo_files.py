"""Who gets the file of a photo, with which headers, in whole or in part; and that nobody else does."""

import logging
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from milestones import developing
from milestones.models import GuestLink, Photo, Session, photo_files
from tests.pictures import photo, picture
from tests.world import log, signed_in

SIZES = {"thumb.webp": "image/webp", "screen.webp": "image/webp", "full.webp": "image/webp", "full.jpg": "image/jpeg"}
PEOPLE = ("owner", "caregiver", "viewer", "stranger", "nobody")


@pytest.fixture
def album(world):
    """A photo of each kind that somebody may or may not look at."""
    mira, by = world.mira, world.owner
    first = log(mira, by, world.ago(5), "backward")
    again = log(mira, by, world.ago(3), "backward")
    binned = log(mira, by, world.ago(2), "forward")
    small = picture(60, 40)
    found = SimpleNamespace(shown=photo(first, by, small), later=photo(again, by, small), away=photo(again, by, small))
    found.with_session = photo(binned, by, small)
    found.lie = photo(again, by, b"this is no picture")
    found.away.remove(by)
    binned.remove(by)
    found.portrait = Photo.objects.add(mira, by, uuid4(), ContentFile(small, "picture.jpg"))
    developing.develop_all()
    found.waiting = Photo.objects.add(mira, by, uuid4(), ContentFile(small, "a.jpg"), session=again.pk)
    return found


def path_of(child, shown, size="thumb.webp"):
    return reverse("photo-file", args=[child.pk, shown.pk, size])


def at_the_guests_door(token, shown, size="thumb.webp"):
    return reverse("shared-photo", args=[token, shown.pk, size])


def link(child, by, **fields):
    ends = timezone.now() + timedelta(days=30)
    return GuestLink.objects.make(child, by, **{"label": "Dr. Weber", "expires_at": ends} | fields)


def everybody(world):
    clients = {name: signed_in(getattr(world, name)) for name in PEOPLE[:-1]}
    return clients | {"nobody": Client()}


# --- Who ------------------------------------------------------------------------------------------------------------

LOGS, OWNS, NONE = {"owner", "caregiver"}, {"owner"}, set()
MAY_SEE = {
    "shown": {"owner", "caregiver", "viewer"},
    "later": {"owner", "caregiver", "viewer"},
    "away": LOGS,
    "with_session": LOGS,
    "portrait": OWNS,
    "waiting": NONE,
    "lie": NONE,
}


def test_every_person_gets_the_files_they_may_and_no_other(world, album):
    clients = everybody(world)
    for name, may in MAY_SEE.items():
        for size, kind in SIZES.items():
            path = path_of(world.mira, getattr(album, name), size)
            for who, client in clients.items():
                response = client.get(path)
                wanted = 200 if who in may else 302 if who == "nobody" else 404
                assert response.status_code == wanted, (name, size, who)
                if wanted == 200:
                    assert response["Content-Type"] == kind
                elif wanted == 302:
                    assert response["Location"].startswith(reverse("account_login"))


def test_what_is_no_size_of_a_photo_is_404(world, album, owner):
    named = [photo_files.SENT, *photo_files.SQUARES, "thumb.png", "..", "thumb.webp%00", "full.jpg.webp"]
    for size in named:
        path = path_of(world.mira, album.shown).replace("thumb.webp", size)
        assert owner.get(path).status_code == 404, size


def test_the_photo_of_another_child_is_404_to_its_own_carers_too(world, album, stranger):
    assert stranger.get(path_of(world.otto, album.shown)).status_code == 404
    world.otto.carers.create(person=world.owner, role="owner")
    assert signed_in(world.owner).get(path_of(world.otto, album.shown)).status_code == 404


def test_nobody_gets_what_has_been_in_the_bin_too_long(world, album, owner):
    long_ago = timezone.now() - timedelta(days=30)
    Photo.objects.filter(pk=album.away.pk).update(removed_at=long_ago)
    Session.objects.filter(pk=album.with_session.session_id).update(removed_at=long_ago)
    for gone in (album.away, album.with_session):
        assert owner.get(path_of(world.mira, gone)).status_code == 404


def test_a_photo_whose_files_are_gone_is_404(world, album, owner):
    photo_files.discard(album.shown.name)
    assert owner.get(path_of(world.mira, album.shown)).status_code == 404


def test_who_lost_access_gets_nothing_whatever_the_browser_has(world, album):
    client = signed_in(world.viewer)
    etag = client.get(path_of(world.mira, album.shown))["ETag"]
    world.mira.carers.get(person=world.viewer).leave()
    assert client.get(path_of(world.mira, album.shown), headers={"If-None-Match": etag}).status_code == 404


# --- Guests ---------------------------------------------------------------------------------------------------------


def test_a_guest_gets_the_photos_of_the_journey_where_the_link_shows_photos(world, album, client):
    token = link(world.mira, world.owner, with_photos=True)[1]
    for name in MAY_SEE:
        for size in SIZES:
            response = client.get(at_the_guests_door(token, getattr(album, name), size))
            assert response.status_code == (200 if name == "shown" else 404), (name, size)
            assert response["Cache-Control"] == "private, no-store"
            assert not response.cookies
    for size in (photo_files.SENT, "thumb.png"):
        assert client.get(at_the_guests_door(token, album.shown, size)).status_code == 404


def test_no_other_link_shows_any(world, album, client):
    ended, revoked = link(world.mira, world.owner, with_photos=True)
    ended.revoke()
    tokens = {
        "without photos": link(world.mira, world.owner, with_notes=True)[1],
        "ended": revoked,
        "ran out": link(world.mira, world.owner, with_photos=True, expires_at=timezone.now())[1],
        "of another child": link(world.otto, world.stranger, with_photos=True)[1],
        "made up": "made-up",
    }
    for why, token in tokens.items():
        for anyone in (client, signed_in(world.owner)):
            assert anyone.get(at_the_guests_door(token, album.shown)).status_code == 404, why


def test_a_guest_reads_only(world, album, client):
    token = link(world.mira, world.owner, with_photos=True)[1]
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        assert client.generic(method, at_the_guests_door(token, album.shown)).status_code == 405


def test_what_goes_wrong_at_the_guests_door_is_logged_without_the_token(world, album, client, monkeypatch):
    token = link(world.mira, world.owner, with_photos=True)[1]
    (console,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    said = StringIO()
    monkeypatch.setattr(console, "stream", said)
    client.get(at_the_guests_door(token, album.later))
    assert "Not Found: /shared/…/photos/" in said.getvalue()
    assert token not in said.getvalue()


# --- How ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(world):
    return photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, picture(60, 40))


@pytest.fixture
def path(world, shown):
    return path_of(world.mira, shown, "full.jpg")


@pytest.fixture
def whole(shown):
    with photo_files.get(shown.name, "full.jpg") as file:
        return file.read()


def test_it_comes_as_a_picture_that_says_nothing_and_can_do_nothing(path, whole, owner):
    response = owner.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert response.content == whole
    assert (response["Content-Length"], response["Content-Encoding"]) == (str(len(whole)), "identity")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cache-Control"] == "private, no-cache"
    assert {each.strip() for each in response["Vary"].split(",")} >= {"Cookie"}
    assert response["Accept-Ranges"] == "bytes"
    assert not response["ETag"].startswith("W/")
    assert not response.cookies


def test_the_one_to_keep_is_named_by_the_child_and_the_day(world, shown, path, owner):
    world.mira.name = 'Mira "M"/ \r\nمريم'
    world.mira.save()
    kept = owner.get(path, {"download": ""})["Content-Disposition"]
    assert kept.startswith("attachment; filename*=utf-8''Mira%20M%20%D9%85")
    assert kept.endswith(f"%20{world.ago(5)}.jpg")
    assert "\n" not in kept
    thumb = owner.get(path_of(world.mira, shown), {"download": ""})
    assert thumb["Content-Disposition"] == 'inline; filename="photo.webp"'


def test_a_head_is_the_same_without_the_picture(path, whole, owner):
    response = owner.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(whole))


@pytest.mark.parametrize("said", ["{etag}", '"other", {etag}', "W/{etag}", "*"])
def test_what_the_browser_has_is_not_sent_again(path, owner, said):
    etag = owner.get(path)["ETag"]
    for ask in (owner.get, owner.head):
        response = ask(path, headers={"If-None-Match": said.format(etag=etag), "Range": "bytes=0-9"})
        assert (response.status_code, response.content) == (304, b"")
        assert (response["ETag"], response["Cache-Control"]) == (etag, "private, no-cache")
        assert "Cookie" in response["Vary"]


def test_another_picture_has_another_etag(world, shown, path, owner):
    assert owner.get(path)["ETag"] != owner.get(path_of(world.mira, shown, "full.webp"))["ETag"]
    assert owner.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-10", -10, None), ("bytes=5-99999999", 5, None)],
)
def test_a_part_is_sent_to_who_asks_for_one(path, whole, owner, said, start, end):
    response = owner.get(path, headers={"Range": said, "Accept-Encoding": "gzip"})
    assert (response.status_code, response.content) == (206, whole[start:end])
    first = start if start >= 0 else len(whole) + start
    assert response["Content-Range"] == f"bytes {first}-{first + len(response.content) - 1}/{len(whole)}"
    assert response["Content-Length"] == str(len(response.content))


def test_a_part_beyond_the_end_is_416(path, whole, owner):
    response = owner.get(path, headers={"Range": f"bytes={len(whole)}-"})
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize("said", ["bytes=0-0", "bytes=9-5", "bytes=0-1,5-9", "bytes=a-b", "bytes=", "pages=1-2", "x"])
def test_what_is_no_part_gets_the_whole(path, whole, owner, said):
    response = owner.get(path, headers={"Range": said})
    assert (response.status_code, response.content) == (200, whole)


def test_a_part_of_another_picture_gets_the_whole(path, whole, owner):
    etag = owner.get(path)["ETag"]
    for said, status in ((etag, 206), ('"other"', 200), ("Thu, 01 Jan 2026 00:00:00 GMT", 200)):
        assert owner.get(path, headers={"Range": "bytes=0-9", "If-Range": said}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_it_is_only_read(path, owner, method):
    response = owner.generic(method, path)
    assert response.status_code == 405


def test_it_costs_four_queries_and_three_for_a_guest(world, shown, path, owner, client):
    token = link(world.mira, world.owner, with_photos=True)[1]
    shared = at_the_guests_door(token, shown)
    for ask, cost in ((lambda: owner.get(path), 4), (lambda: client.get(shared), 3)):
        ask()
        with CaptureQueriesContext(connection) as asked:
            assert ask().status_code == 200
        assert len(asked) == cost, [each["sql"] for each in asked]


# --- Handed over to somebody else -----------------------------------------------------------------------------------


def test_a_proxy_is_told_where_the_file_lies_after_the_door(world, shown, path, owner, settings):
    options = settings.STORAGES["photos"]["OPTIONS"] | {"accel": "/photos-of-crawltrack/"}
    settings.STORAGES = settings.STORAGES | {"photos": settings.STORAGES["photos"] | {"OPTIONS": options}}
    response = owner.get(path, headers={"Range": "bytes=0-9", "If-None-Match": "*"})
    inside = photo_files.path(shown.name, "full.jpg")
    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/photos-of-crawltrack/{inside}"
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"] == 'inline; filename="photo.jpg"'
    for who in (Client(), signed_in(world.stranger)):
        assert "X-Accel-Redirect" not in who.get(path)
