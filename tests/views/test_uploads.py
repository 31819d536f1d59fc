"""Files come in only where a page takes them, from who is signed in, and never more than fits."""

import gc
import os
import tempfile
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.urls import reverse

from crawltrack import uploads
from crawltrack.uploads import MOST_OF_A_FORM, MOST_OF_A_REQUEST, taken_at
from milestones.models import Photo
from tests.pictures import picture
from tests.views.page import Page
from tests.world import log

BOUNDARY = "b0undary"
START, END = f"--{BOUNDARY}\r\n".encode(), f"--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(1), "forward")


@pytest.fixture
def adding(world):
    return reverse("photo-new", args=[world.mira.pk])


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, monkeypatch):
    """Where what arrives lies meanwhile; nothing of it is left afterwards."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    yield tmp_path
    gc.collect()
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 20_000)
    monkeypatch.setattr(uploads, "MOST_OF_A_FORM", 40_000)
    monkeypatch.setattr(uploads, "MOST_OF_A_REQUEST", 200_000)


def part(name, content, file=None, **headers):
    named = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file is not None else "")
    more = "".join(f"\r\n{header.replace('_', '-')}: {value}" for header, value in headers.items())
    content = content.encode() if isinstance(content, str) else content
    return START + f"{named}{more}\r\n\r\n".encode() + content + b"\r\n"


def body(*parts, end=END):
    return b"".join(parts) + end


def send(client, path, sent, **headers):
    return client.generic("POST", path, sent, content_type=f"multipart/form-data; boundary={BOUNDARY}", headers=headers)


def told(response):
    assert response.status_code == 422
    return Page(response).complaints


def test_a_photo_in_a_real_body_is_added(world, owner, session, adding):
    sent = body(part("session", str(session.pk)), part("file", picture(60, 40), "a.jpg", Content_Type="image/jpeg"))
    assert send(owner, adding, sent).status_code == 302
    assert Photo.objects.get().state == "ready"


def test_a_file_that_is_too_large_is_told_of_and_the_ones_beside_it_stay(world, owner, session, adding, small_limits):
    good, large = picture(60, 40), b"x" * 20_001
    files = [part("file", good, "a.jpg"), part("file", large, "large <b>.jpg"), part("file", picture(60, 41), "c.jpg")]
    complaints = told(send(owner, adding, body(part("session", str(session.pk)), *files)))
    assert "2 photos came in." in complaints
    assert "large <b>.jpg This file is larger than 25 MB." in complaints
    assert session.photos.count() == 2


def test_of_more_files_than_fit_the_first_are_taken_and_the_others_told_of(world, owner, session, adding):
    files = [part("file", picture(60, 40 + number), f"{number}.jpg") for number in range(9)]
    complaints = told(send(owner, adding, body(part("session", str(session.pk)), *files)))
    assert session.photos.count() == 6
    assert "6 photos came in." in complaints
    for name in ("6.jpg", "7.jpg", "8.jpg"):
        assert f"{name} A session holds up to 6 photos." in complaints


def test_a_file_that_breaks_off_is_not_taken(world, owner, session, adding):
    sent = body(part("session", str(session.pk)), part("file", picture(60, 40), "a.jpg")[:-200], end=b"")
    assert "a.jpg This picture could not be opened." in told(send(owner, adding, sent))
    said = {"id": uuid4(), "session": session.pk, "person": world.owner.pk}
    fields = [part(name, str(value)) for name, value in said.items()]
    sent = body(*fields, part("file", picture(60, 40), "a.jpg")[:-200], end=b"")
    assert send(owner, adding, sent, accept="application/json").status_code == 400
    assert not Photo.objects.exists()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_too_much_at_once_is_refused_before_it_is_read(
    world, owner, session, adding, small_limits, accept, monkeypatch
):
    monkeypatch.setattr(HttpRequest, "read", lambda *_request: pytest.fail("it was read"))
    response = send(owner, adding, body(part("file", b"x" * 200_000, "a.jpg")), accept=accept)
    assert response.status_code == 413
    if accept == "text/html":
        assert "send fewer photos" in Page(response).text
    else:
        assert response.json() == {"outcomes": []}


@pytest.mark.parametrize("who", ["owner", "client"])
@pytest.mark.parametrize("name", ["tap", "child-settings", "child-new", "account_login", "look"])
def test_elsewhere_files_are_read_past_and_too_much_is_refused(world, request, who, name, small_limits, monkeypatch):
    client = request.getfixturevalue(who)
    path = reverse(name, args=[world.mira.pk] if name in ("tap", "child-settings") else [])
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda **_options: pytest.fail("it was kept"))
    assert send(client, path, body(part("name", b"x" * 30_000, "a.jpg"))).status_code in (200, 302, 422)
    assert send(client, path, body(part("name", b"x" * 50_000, "a.jpg"))).status_code == 413


def test_who_is_signed_out_leaves_nothing_here(world, client, session, adding, folder):
    sent = body(part("session", str(session.pk)), part("file", picture(60, 40), "a.jpg"))
    before = os.listdir(folder)
    assert send(client, adding, sent).status_code == 302
    assert os.listdir(folder) == before
    assert not Photo.objects.exists()


BROKEN = {
    "nothing": b"",
    "no boundary": b"nothing of the kind",
    "only its end": body(),
    "a part without a name": START + b"\r\nx\r\n" + END,
    "a broken header": b"--"
    + BOUNDARY.encode()
    + b'\r\nContent-Disposition: form-data; name="\xff\xfe; filename=\r\n\r\nx',
    "base64 that is none": body(part("file", "!!!!", "a.jpg", Content_Transfer_Encoding="base64")),
    "half of a base64": body(part("file", "AAA", "a.jpg", Content_Transfer_Encoding="base64")),
    "a name of control characters": body(part("file", picture(9, 9), "\x01\x02\x03")),
    "a path for a name": body(part("file", picture(9, 9), "../../../../etc/passwd")),
    "a very long name": body(part("file", picture(9, 9), "x" * 100_000 + ".jpg")),
    "a file where the session belongs": body(part("session", "x", "a.txt")),
    "a text where the file belongs": body(part("file", "x")),
    "a charset nobody knows": body(part("file", picture(9, 9), "a.jpg", Content_Type="image/jpeg; charset=klingon")),
    "a length that lies": body(part("file", picture(9, 9), "a.jpg", Content_Length="99999999999")),
}


@pytest.mark.parametrize("with_session", [True, False])
@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_broken_body_is_never_a_500(world, owner, session, adding, sent, with_session, accept):
    owner.raise_request_exception = False
    whole = (part("session", str(session.pk)) if with_session else b"") + sent
    assert send(owner, adding, whole, accept=accept).status_code in (302, 400, 422)


@pytest.mark.parametrize("below", ["", "/crawl"])
@pytest.mark.parametrize(
    ("path", "takes"),
    [
        ("/children/1/photos/new/", MOST_OF_A_REQUEST),
        ("/children/1/portrait/", MOST_OF_A_REQUEST),
        ("/children/1/settings/", MOST_OF_A_FORM),
        ("/accounts/login/", MOST_OF_A_FORM),
        ("/nowhere/", MOST_OF_A_FORM),
    ],
)
def test_so_much_is_read_at_an_address(settings, path, takes, below):
    settings.SITE = settings.SITE._replace(path=below)
    large = {"PATH_INFO": below + path, "CONTENT_LENGTH": str(MOST_OF_A_FORM + 1)}
    assert taken_at({**large, "HTTP_COOKIE": "look=dark; crawltrack_session=x"}) == takes
    assert taken_at({**large, "HTTP_COOKIE": "look=dark"}) == taken_at(large) == MOST_OF_A_FORM
