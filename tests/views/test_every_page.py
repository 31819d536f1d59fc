"""What holds for every page there is: the notice, the headers, and nothing inline."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from milestones.models import Timer, Trial
from tests.views.addresses import ADDRESSES, full_of_log
from tests.views.page import Page
from tests.world import ZONE, signed_in

NOT_PAGES = {"healthz", "favicon", "robots", "sitemap", "words", "worker", "manifest", "journal-export", "outbox"}
NOT_PAGES |= {"photo-file", "photo-state", "shared-photo", "card-file", "portrait-file"}


@pytest.fixture(scope="module")
def notice():
    return " ".join(render_to_string("_notice_text.txt").split())


def assert_is_as_every_page(response, notice):
    page = Page(response)
    assert notice in page.text
    assert page.inline == []
    assert page.title.strip().endswith("· Crawltrack")
    assert page.title.strip() != "· Crawltrack"
    assert page.tags["h1"] == page.tags["main"] == page.tags["title"] - page.html.count("<title>") + 1 == 1
    assert_is_guarded(response)
    return page


def assert_is_guarded(response):
    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    is_shared = response.wsgi_request.path.startswith("/shared/")
    assert response["Referrer-Policy"] == ("no-referrer" if is_shared else "same-origin")


def test_the_notice_says_what_it_must(notice):
    for words in ("not medical advice", "no substitute for skilled physical therapy", "talk to your pediatrician"):
        assert words in notice


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
@pytest.mark.parametrize("who", [None, "owner", "viewer"])
def test_every_address_answers_with_a_page_that_holds_the_notice(world, notice, address, who):
    client = signed_in(getattr(world, who)) if who else Client()
    path = address.path(**full_of_log(world))
    for method in ("get", "post", "delete"):
        response = getattr(client, method)(path)
        if 300 <= response.status_code < 400:
            assert_is_guarded(response)
            response = client.get(response["Location"], follow=True)
        if response["Content-Type"].startswith("text/html"):
            assert_is_as_every_page(response, notice)
        else:
            assert address.name in NOT_PAGES


def test_a_page_with_something_of_everything_holds_it_too(world, owner, notice):
    known = full_of_log(world)
    Timer.objects.create(child=world.mira, started_at=world.mira.changed_at, zone=ZONE)
    Trial.objects.mark(world.mira, world.owner, "corner-play-space", "tried", world.ago(2))
    Trial.objects.mark(world.mira, world.owner, "just-out-of-reach", "not-for-us", world.ago(2))
    world.mira.due = world.mira.born.replace(day=1)
    for address in ADDRESSES:
        if address.of_a_child and address.name not in NOT_PAGES:
            response = owner.get(address.path(**known), follow=True)
            assert_is_as_every_page(response, notice)


@pytest.mark.parametrize(
    ("cookie", "value"), [("look", "light"), ("look", "dark"), ("lamp", "on"), ("look", "<script>")]
)
def test_a_page_in_every_look_holds_it_too(client, db, notice, cookie, value):
    client.cookies[cookie] = value
    page = assert_is_as_every_page(client.get(reverse("tips")), notice)
    assert ('data-theme="' in page.html) is (value != "<script>")


ERRORS = {
    400: BadRequest("a bad request"),
    403: PermissionDenied("no"),
    404: None,
    500: ZeroDivisionError("the pie was cut by nobody"),
    503: OperationalError("the database is locked"),
}


@pytest.mark.parametrize(("status", "error"), ERRORS.items(), ids=str)
@pytest.mark.parametrize("who", [None, "owner"])
def test_every_error_has_a_page_that_holds_the_notice(world, monkeypatch, notice, status, error, who):
    def fail(request):
        raise error

    client = signed_in(getattr(world, who)) if who else Client()
    client.raise_request_exception = False
    if error:
        monkeypatch.setattr("milestones.views.public.render", lambda request, *rest, **more: fail(request))
    response = client.get(reverse("privacy") if error else "/no/such/page/")
    assert response.status_code == status
    page = assert_is_as_every_page(response, notice)
    assert "the pie" not in page.html
    assert "Traceback" not in page.html


@pytest.mark.parametrize("who", [None, "owner"])
def test_a_form_without_its_token_gets_a_page_that_holds_the_notice(world, notice, who):
    client = Client(enforce_csrf_checks=True)
    if who:
        client.force_login(getattr(world, who))
    response = client.post(reverse("child-new"), {"name": "Mira"})
    assert response.status_code == 403
    assert "try once more" in assert_is_as_every_page(response, notice).text
