"""Whatever is sent, in whatever field, address, cookie or body: never a 500, and for a form always a sentence."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from milestones.models import Child, Session
from tests.views.addresses import ADDRESSES, OF_A_CHILD, full_of_log
from tests.views.page import Page
from tests.views.test_access import RULES, SIGNED_IN
from tests.world import ZONE, signed_in

MILLION = "a" * 1_000_000
STRANGE = [
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "9" * 400,
    "1.5",
    "true",
    "null",
    "[]",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "2026-01-01T00:00:00+99:00",
    "2026-W53-7T10:00:00",
    "\0",
    "a\0b",
    "\x07\x1b[31m\x7f\x85",
    "\r\n\r\n",
    "\u202eturned around\u2066",
    "\u200b",
    "\ufffe\uffff\U0010ffff",
    "🐛👩‍👦🏳️‍🌈",
    "עברית العربية",
    "Z̷̢̛a̸̡͝l̴̨͠g̶̢͝o̵" * 20,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% debug %}",
    "%s%(name)s{0}",
    "'; DROP TABLE milestones_child; --",
    "../../../../etc/passwd",
    MILLION,
]
STRANGE_BYTES = [
    b"%ff%fe",
    b"%ed%a0%80",
    b"%",
    b"%zz",
    b"%00",
    b"\xff\xfe\x00",
]  # %ed%a0%80 is half of a surrogate pair


@pytest.fixture(autouse=True)
def a_mail_server(settings):
    """Without one, an invitation asks for no e-mail."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


def forms(world, known):
    """Every form there is, filled in so that it would be accepted, by the name of its address."""
    when, day = f"{world.ago(1)}T09:15", str(world.ago(100))
    session = {"id": uuid4(), "zone": ZONE, "revision": 1, "when": when, "minutes": 5, "note": "n", "seen": "backward"}
    return {
        "session-new": session,
        "session": {**session, "id": known["session_id"]},
        "tap": {"id": uuid4(), "zone": ZONE, "movement": "backward"},
        "child-new": {"name": "Lotte", "born": day, "due": day, "skin": "medium"},
        "child-settings": {"name": "Lotte", "born": str(world.mira.born), "due": "", "skin": "dark"},
        "child-removal": {"name": "Somebody else"},
        "carers": {"word": "Mama"},
        "carer-role": {"role": "caregiver"},
        "invitation-new": {"role": "viewer", "email": ""},
        "links": {"label": "Dr. Weber", "lasts": "7", "with_notes": "on"},
        "trial": {"mark": "tried"},
        "photo-new": {"session": known["session_id"]},
        "photo-caption": {"caption": "On the rug"},
        "photo-place": {"to": 0},
        "photo-time": {"revision": 1},
        "portrait": {"photo": known["photo_id"], "across": 50, "down": 20, "size": 60},
        "look": {"look": "dark", "evenings": "on"},
        "lamp": {"lamp": "on", "next": "/"},
        "account": {"name": "Nadia", "zone": ZONE},
        "account-removal": {"email": "somebody.else@example.org", "told": ""},
    }


FIELDS = {
    "session-new": ("id", "zone", "revision", "when", "minutes", "note", "seen"),
    "session": ("id", "zone", "revision", "when", "minutes", "note", "seen"),
    "tap": ("id", "zone", "movement"),
    "child-new": ("name", "born", "due", "skin"),
    "child-settings": ("name", "born", "due", "skin"),
    "child-removal": ("name",),
    "carers": ("word",),
    "carer-role": ("role",),
    "invitation-new": ("role", "email"),
    "links": ("label", "lasts", "with_notes"),
    "trial": ("mark",),
    "photo-new": ("session",),
    "photo-caption": ("caption",),
    "photo-place": ("to",),
    "photo-time": ("revision",),
    "portrait": ("across", "down", "size"),
    "look": ("look", "evenings"),
    "lamp": ("lamp", "next"),
    "account": ("name", "zone"),
    "account-removal": ("email", "told"),
}
HIDDEN = {"id", "zone", "revision", "told", "session", "photo"}  # mended on the page, so that the next try succeeds
TICKED = {"seen", "evenings", "with_notes"}
CHOSEN = {"skin", "look", "role", "lasts"}  # nobody can choose what is not among the choices
BUTTONS = {"tap", "trial", "lamp", "photo-place", "photo-time"}  # nothing is typed, so there is no page to keep it on


def path_of(name, known):
    return next(address for address in ADDRESSES if address.name == name).path(**known)


def test_every_form_is_asked():
    posts = {"timer", "timer-removal", "sighting-removal", "session-removal", "session-restoration", "trial-removal"}
    posts |= {"leaving", "carer-removal", "invitation-removal", "link-removal", "outbox"}
    posts |= {"photo-removal", "photo-restoration", "photo-time-removal", "portrait-removal"}
    takes_a_form = {name for name, rule in RULES.items() if "POST" in rule} - posts
    assert {*FIELDS} == takes_a_form | {*SIGNED_IN} - {"children"} | {"look", "lamp"}


@pytest.mark.parametrize(("name", "field"), [(name, field) for name in FIELDS for field in FIELDS[name]])
def test_every_field_of_every_form(world, name, field):
    known = full_of_log(world)
    client, path, good = signed_in(world.owner), path_of(name, known), forms(world, known)[name]
    assert {*good} - {"photo"} == {*FIELDS[name]}  # a photo that is not there is as an address that is none
    client.raise_request_exception = False
    for strange in STRANGE:
        sent = {**good, field: strange}
        response = client.post(path, sent)
        assert response.status_code in ({302} if name in BUTTONS else {302, 422}), strange[:60]
        if response.status_code == 422:
            page = Page(response)
            assert page.complaints, strange[:60]
            assert page.inline == []
            for typed in {*good} - HIDDEN - TICKED - ({field} & CHOSEN):
                assert as_typed(page[typed]) == as_typed(sent[typed])
    assert Child.objects.filter(pk=world.mira.pk).exists()


def as_typed(text):
    """A browser sends any line break as two characters, and reads any as one."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_missing_repeated_or_in_bytes_that_are_no_text(world, name):
    known = full_of_log(world)
    client, path, good = signed_in(world.owner), path_of(name, known), forms(world, known)[name]
    client.raise_request_exception = False
    urlencoded = "application/x-www-form-urlencoded"
    for field in FIELDS[name]:
        without = {other: value for other, value in good.items() if other != field}
        answers = [client.post(path, without), client.post(path, {**good, field: [good[field]] * 50})]
        for strange in STRANGE_BYTES:
            body = "&".join(f"{other}={value}" for other, value in without.items()).encode() + b"&%b=%b"
            answers.append(client.post(path, body % (field.encode(), strange), content_type=urlencoded))
        for response in answers:
            assert response.status_code in (302, 422)
            assert response.status_code == 302 or Page(response).complaints
    if name != "account":  # where nothing is required, and nothing sent is nothing changed
        empty = client.post(path)
        assert empty.status_code in (302, 422)
        assert empty.status_code == 302 or Page(empty).complaints


# --- Bodies ---


def multipart(*lines):
    return b"\r\n".join([b"--b", *lines, b"", b"x", b"--b--"]), "multipart/form-data; boundary=b"


NAMED = b'Content-Disposition: form-data; name="name"'


BODIES = {
    "a boundary that never comes": (b"no boundary here", "multipart/form-data; boundary=b"),
    "a part without a name": multipart(),
    "a part with a broken header": multipart(b'Content-Disposition: form-data; name="\xff\xfe'),
    "a part in a charset nobody knows": multipart(NAMED, b"Content-Type: text/plain; charset=klingon"),
    "a part in base64 that is none": multipart(NAMED, b"Content-Transfer-Encoding: base64"),
    "a file where text belongs": multipart(NAMED + b'; filename="a\0.txt"'),
    "no boundary at all": (b"name=Mira", "multipart/form-data"),
    "a boundary that cannot be": (b"name=Mira", 'multipart/form-data; boundary="\xff"'),
    "JSON": (b'{"name": "Mira"}', "application/json"),
    "plain text": (b"name=Mira", "text/plain"),
    "no type": (b"name=Mira", ""),
    "a type that is none": (b"name=Mira", "\0/\0"),
    "a charset nobody knows": (b"name=Mira", "application/x-www-form-urlencoded; charset=klingon"),
    "another charset": (b"name=Mira", "application/x-www-form-urlencoded; charset=utf-16"),
    "too many fields": (b"&".join(b"f%d=1" % number for number in range(1001)), "application/x-www-form-urlencoded"),
    "too many of one field": (b"seen=backward&" * 1001, "application/x-www-form-urlencoded"),
    "too large": (b"note=" + b"a" * 2_700_000, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize(("body", "content_type"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("name", ["session-new", "tap", "child-settings", "look", "lamp", "account_login"])
def test_a_body_that_is_none_gets_a_page_and_changes_nothing(world, name, body, content_type):
    client = signed_in(world.owner) if name != "account_login" else Client()
    client.raise_request_exception = False
    response = client.generic("POST", path_of(name, {"child_id": world.mira.pk}), body, content_type=content_type)
    assert response.status_code in (302, 400, 422)
    if response.status_code != 302 and response["Content-Type"].startswith("text/html"):
        assert Page(response).tags["h1"] == 1
    world.mira.refresh_from_db()
    assert world.mira.name == "Mira"
    assert not Session.objects.exists()


# --- Addresses ---

PATHS = [
    "/children/0/",
    "/children/-1/",
    "/children/99999999999999999999/",
    "/children/9223372036854775808/sessions/new/",
    f"/children/{'9' * 5000}/",
    "/children/１/",
    "/children/1%00/",
    "/children/1/sessions/not-a-uuid/",
    "/children/1/sessions/00000000-0000-0000-0000-000000000000/",
    "/children/1/sessions/00000000-0000-0000-0000-000000000000/removal/",
    "/children/1/sessions/00000000-0000-0000-0000-000000000000/sightings/%F0%9F%90%9B/removal/",
    "/children/1/tips/%00/",
    "/children/1/tips/%ff%fe/",
    "/children/1/tips/<script>alert(1)</script>/",
    f"/children/1/tips/{'x' * 100_000}/",
    "/tips/%ed%a0%80/",
    "/movements/{{ 7 }}/",
    "/accounts/password/reset/key/9999999999999999-abc/",
    "/accounts/password/reset/key/ZZZZZZZZZZZZZZZZZZZZZZZZZZZ-set-password/",
    "/accounts/confirm-email/%00/",
    f"/accounts/confirm-email/{'x' * 10_000}/",
    "/..%2f..%2fetc/passwd",
    "/%",
    "//",
    "/?\xff",
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:60])
@pytest.mark.parametrize("who", [None, "owner"])
def test_an_address_that_is_none_gets_a_page(world, path, who):
    client = signed_in(getattr(world, who)) if who else Client()
    client.raise_request_exception = False
    for method in (client.get, client.post):
        response = method(path)
        assert response.status_code in (200, 302, 400, 404, 405, 422)
        if response.status_code != 302:
            page = Page(response)
            assert page.tags["h1"] == 1
            assert page.inline == []


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.name != "healthz"], ids=str)
def test_whatever_stands_behind_the_question_mark(world, owner, address):
    path = address.path(**full_of_log(world))
    owner.raise_request_exception = False
    for query in (
        "id=%00",
        "id=urn:uuid:x",
        "timer",
        "timer=%00&timer=x",
        "before=%00&movement=%ff",
        "next=//evil.example&movement[]=x",
        "%",
        "=" * 900,
    ):
        response = owner.get(f"{path}?{query}")
        assert response.status_code < 500
        assert response.status_code != 302 or "//evil" not in response["Location"].partition("?")[0]


# --- Cookies and headers ---

COOKIES = [
    "",
    "x" * 4000,
    "\xff\xfe",
    "a=b=c",
    '"',
    '"><script>alert(1)</script>',
    "\x07",
    "..",
    "%00",
    "gAAAA:1u2v3w:abc",
    "[[]]",
]


@pytest.mark.parametrize(
    "name", ["zone", "look", "messages", "crawltrack_session", "crawltrack_csrf", "django_language", "", "__proto__"]
)
def test_whatever_stands_in_a_cookie(world, owner, name):
    real = owner.cookies["crawltrack_session"].value
    owner.raise_request_exception = False
    known = full_of_log(world)
    for garbage in COOKIES:
        cookie = f"crawltrack_session={real}; {name}={garbage}"
        for address in ("today", "session-new"):
            response = owner.get(path_of(address, known), follow=True, headers={"cookie": cookie})
            assert response.status_code in ((200, 302) if name == "crawltrack_session" else (200,))
            if response.status_code == 200:
                assert Page(response).inline == []
        assert owner.post(path_of("look", {}), {"look": "dark"}, headers={"cookie": cookie}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "x" * 32, "\xff" * 32, "x" * 5000])
def test_a_form_with_a_token_that_is_none_is_refused_with_a_page(world, token):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.owner)
    client.cookies["crawltrack_csrf"] = "a" * 32
    response = client.post(reverse("child-new"), {"name": "Lotte", "csrfmiddlewaretoken": token})
    assert response.status_code == 403
    assert "Please try once more" in Page(response).text


HEADERS = [
    {"accept-language": "x" * 10_000},
    {"accept-language": "\xff;q=2,*;q=-1"},
    {"accept": "\0"},
    {"referer": "http://["},
    {"user-agent": "\xff" * 500},
    {"x-forwarded-for": "<script>"},
    {"x-forwarded-proto": "javascript"},
    {"if-modified-since": "yesterday"},
    {"if-none-match": "\xff"},
    {"range": "bytes=9-1"},
]


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_whatever_stands_in_a_header(world, owner, headers):
    owner.raise_request_exception = False
    for address in OF_A_CHILD[:2]:
        assert owner.get(address.path(child_id=world.mira.pk), headers=headers).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "testserver:x", "[", "a b", "testserver@evil.example"])
def test_another_host_is_400_and_a_page(client, db, host):
    response = client.get("/tips/", headers={"host": host})
    assert response.status_code == 400
    assert Page(response).tags["h1"] == 1
