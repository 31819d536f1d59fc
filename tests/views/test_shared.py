"""What a guest sees with a link, what a guest never sees, and what the guest's browser is told to do with it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crawltrack.accounts.guessing import WRONG_LINKS
from milestones.models import Child, GuestLink, Trial
from tests.views.page import Page
from tests.world import at, log, signed_in

PAGES = ["shared", "shared-summary"]
each_page = pytest.mark.parametrize("name", PAGES)
CANARIES = ["Otto", "Stella", "Nadia", "Jonas", "Oma", "example.org", "Under the sofa", "Ottos note"]


@pytest.fixture
def family(world):
    """Mira's log, with notes and a tried tip, and Otto's beside it."""
    for days, by in ((30, world.caregiver), (9, world.owner), (2, world.caregiver)):
        log(world.mira, by, world.ago(days), "backward", "pivoting", note="Under the sofa", minutes=10)
    log(world.otto, world.stranger, world.ago(3), "forward", note="Ottos note")
    Trial.objects.mark(world.mira, world.owner, "corner-play-space", "tried", world.ago(15))
    return world


def link(world, **fields):
    ends = timezone.now() + timedelta(days=30)
    return GuestLink.objects.make(world.mira, world.owner, **{"label": "Dr. Canary", "expires_at": ends} | fields)


def path_of(name, token):
    return reverse(name, args=[token])


def assert_tells_nobody(response):
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


@each_page
def test_a_guest_reads_the_log_of_that_child_and_nothing_else(family, client, name):
    token = link(family)[1]
    response = client.get(path_of(name, token))
    page = Page(response)
    assert response.status_code == 200
    assert "Mira" in page.text
    assert "Backward" in page.text
    assert "For learning only." in page.text
    for canary in [*CANARIES, "Dr. Canary"]:
        assert canary not in page.html, canary
    assert_tells_nobody(response)


@each_page
def test_notes_are_seen_only_where_the_link_says_so_and_without_who_wrote_them(family, client, name):
    html = client.get(path_of(name, link(family, with_notes=True)[1])).content.decode()
    assert "Under the sofa" in html
    for canary in CANARIES:
        assert canary in ("Under the sofa",) or canary not in html, canary
    asked = client.get(path_of(name, link(family)[1]), {"notes": "on"})
    assert "Under the sofa" not in asked.content.decode()


@each_page
def test_nothing_on_it_leads_into_the_familys_pages(family, client, name):
    token = link(family, with_notes=True)[1]
    page = Page(client.get(path_of(name, token)))
    others = [at for at in page.links if at.startswith("/") and not at.startswith(f"/shared/{token}/")]
    assert not [at for at in others if not at.startswith(("/movements/", "/tips/", "/notice/"))]
    assert "/children/" not in page.html
    assert "csrfmiddlewaretoken" not in page.html
    assert "crawltrack.js" not in page.html  # it keeps a cookie
    assert page.actions in ([], [""])
    assert path_of("shared-summary" if name == "shared" else "shared", token) in page.links


@each_page
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_it_is_to_read_only(family, client, name, method):
    response = client.generic(method, path_of(name, link(family)[1]))
    assert response.status_code == 405
    assert_tells_nobody(response)


def test_a_link_opens_one_child_alone(family, client):
    ends = timezone.now() + timedelta(days=1)
    token = GuestLink.objects.make(family.otto, family.stranger, label="x", expires_at=ends)[1]
    text = Page(client.get(path_of("shared", token))).text
    assert "Otto" in text
    assert "Mira" not in text
    # A token is no way past the other door either.
    for name in ("today", "journey", "summary"):
        assert client.get(f"{reverse(name, args=[family.otto.pk])}?token={token}").status_code == 302


@each_page
def test_every_link_that_opens_nothing_answers_the_same_with_the_same_work(family, client, name):
    ended, revoked = link(family)
    ended.revoke()
    ran_out = link(family, expires_at=timezone.now())[1]
    deleted, gone = link(family)
    deleted.delete()
    answers = set()
    work = set()
    for token in ("never-was", "x" * 5000, revoked, ran_out, gone):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path_of(name, token))
        assert response.status_code == 404
        assert_tells_nobody(response)
        answers.add(response.content.replace(token.encode(), b""))
        work.add(len(asked))
    assert len(answers) == len(work) == 1
    assert "Mira" not in answers.pop().decode()


@each_page
def test_a_signed_in_carer_is_a_guest_there_too(family, name):
    client = signed_in(family.owner)
    client.get(reverse("links", args=[family.mira.pk]))
    response = client.get(path_of(name, link(family)[1]))
    assert "Nadia" not in response.content.decode()
    assert "by you" not in response.content.decode()
    assert "/children/" not in response.content.decode()
    assert_tells_nobody(response)
    assert client.get(reverse("today", args=[family.mira.pk])).status_code == 200


@pytest.mark.parametrize("cookie", ["crawltrack_session=stale", "messages=x", "crawltrack_csrf=" + "a" * 32])
def test_no_cookie_is_set_changed_or_removed_whatever_the_browser_has(family, cookie):
    token = link(family)[1]
    for path in (path_of("shared", token), path_of("shared-summary", token), "/shared/x/", "/shared/x/y/z/"):
        assert_tells_nobody(Client(headers={"cookie": cookie}).get(path))


def test_the_look_of_the_device_is_kept(family, client):
    client.cookies["look"] = "dark"
    assert 'data-theme="dark"' in client.get(path_of("shared", link(family)[1])).content.decode()


def test_days_are_those_of_the_childs_own_clock(world, clock):
    log(world.mira, world.owner, world.ago(3), "backward", zone="Pacific/Auckland")
    clock.shows(at(world.ago(1), 20))  # in Berlin; in Auckland it is the next day
    client = Client()
    client.cookies["zone"] = "America/Los_Angeles"
    token = link(world)[1]
    assert Page(client.get(path_of("shared-summary", token))).text.count(f"{world.today:%Y}")
    assert client.get(path_of("shared-summary", token)).context["today"] == world.today


def test_a_visit_is_counted_and_a_look_at_the_head_is_not(family, client):
    made, token = link(family)
    client.head(path_of("shared", token))
    assert GuestLink.objects.get(pk=made.pk).times_used == 0
    client.get(path_of("shared", token))
    client.get(path_of("shared-summary", token))
    made.refresh_from_db()
    assert made.times_used == 1
    assert made.last_used_at


def test_who_tries_many_wrong_links_waits_and_a_right_one_opens_nothing_then(family, client):
    right = path_of("shared", link(family)[1])
    for number in range(WRONG_LINKS):
        assert client.get(path_of("shared", f"wrong-{number}")).status_code == 404
    for path in (path_of("shared", "wrong"), right):
        response = client.get(path)
        assert response.status_code == 429
        assert response["Retry-After"]
        assert "Mira" not in response.content.decode()
        assert_tells_nobody(response)
    assert client.get(right, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_household_is_counted_as_one_and_right_links_are_never_counted(family, client):
    right = path_of("shared", link(family)[1])
    for _ in range(WRONG_LINKS + 5):
        assert client.get(right, REMOTE_ADDR="2001:db8:1:2::1").status_code == 200
    for number in range(WRONG_LINKS):
        client.get(path_of("shared", "wrong"), REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    assert client.get(right, REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
    assert client.get(right, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


@each_page
def test_a_child_that_is_deleted_takes_its_links_along(family, client, name):
    token = link(family)[1]
    Child.objects.get(pk=family.mira.pk).delete()
    assert client.get(path_of(name, token)).status_code == 404


def test_no_shared_page_is_told_to_search_engines(family, client):
    token = link(family)[1]
    assert "shared" not in client.get(reverse("sitemap")).content.decode()
    assert '<meta name="robots" content="noindex">' in client.get(path_of("shared", token)).content.decode()


def test_a_link_without_its_slash_is_mended_and_guarded(family, client):
    response = client.get(path_of("shared", link(family)[1]).rstrip("/"))
    assert response.status_code == 301
    assert_tells_nobody(response)


def test_the_guests_middleware_is_the_first_so_that_nothing_sets_a_cookie_after_it():
    assert settings.MIDDLEWARE[0] == "milestones.middleware.SharedPagesMiddleware"
