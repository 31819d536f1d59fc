"""The site as an app on a phone."""

import json
import re

from django.urls import reverse

from milestones.models import Child
from tests.views.page import Page
from tests.world import log


def manifest(client):
    response = client.get(reverse("manifest"))
    assert response["Content-Type"] == "application/manifest+json"
    assert response["Cache-Control"] == "private, no-store"
    return json.loads(response.content)


def test_the_home_screen_of_a_stranger_says_nothing_of_a_family(world, client):
    said = manifest(client)
    assert said["name"] == said["short_name"] == "Crawltrack"
    assert said["start_url"] == said["scope"] == said["id"] == "/"
    assert said["display"] == "standalone"
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    assert said["shortcuts"] == []


def test_the_home_screen_leads_straight_to_logging_for_the_children_logged_for_last(world, owner):
    twins = [Child.objects.welcome(world.owner, name=name, born=world.ago(90), due=None) for name in "ABCD"]
    log(world.mira, world.owner, world.today, "backward", hour=0)
    shortcuts = manifest(owner)["shortcuts"]
    assert [each["name"] for each in shortcuts] == ["Log for Mira", "Log for D", "Log for C", "Log for B"]
    assert shortcuts[0]["url"] == reverse("today", args=[world.mira.pk])
    assert len(twins) == 4


def test_who_may_only_read_gets_no_shortcut_to_logging(world, viewer):
    assert manifest(viewer)["shortcuts"] == []


def test_it_costs_one_query_besides_knowing_who_asks(world, owner, django_assert_num_queries):
    owner.get(reverse("manifest"))
    with django_assert_num_queries(3):  # the visit, the person, the children
        owner.get(reverse("manifest"))


def text(response):
    return response.content.decode()


def test_every_page_but_a_guests_names_the_manifest(world, owner, client):
    named = '<link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials">'
    assert named in text(owner.get(reverse("today", args=[world.mira.pk])))
    assert named in text(client.get(reverse("start")))
    assert "manifest" not in text(client.get(reverse("shared", args=["made-up"])))


def worker(client):
    response = client.get(reverse("worker"))
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    code = response.content.decode()
    return code, json.loads(re.search(r"begin\((.*)\);", code, re.DOTALL)[1])


def test_the_worker_is_told_which_files_the_pages_need(client, db):
    code, site = worker(client)
    assert code.startswith('import { begin } from "/static/js/worker/worker.js";')
    assert {"/static/css/today.css", "/static/js/crawltrack.js", "/static/drawings.svg"} <= {*site["files"]}
    assert not [file for file in site["files"] if file.endswith(".png")]
    assert site["files"][0] == reverse("words")
    assert site["shells"] == {"offline": "/offline/", "waiting": "/outbox/"}


def test_another_version_of_the_site_is_another_worker(client, db, monkeypatch):
    before, _site = worker(client)
    assert worker(client)[0] == before
    monkeypatch.setattr("milestones.views.app.__version__", "99")
    assert worker(client)[0] != before


def test_the_page_for_no_connection_is_the_same_for_everybody(world, client):
    page = Page(client.get(reverse("offline")))
    assert "No connection just now" in page.text
    assert "data-person" not in page.html


def test_a_page_says_whose_it_is(world, owner, viewer, client):
    today = text(owner.get(reverse("today", args=[world.mira.pk])))
    assert f'data-person="{world.owner.pk}" data-child="{world.mira.pk}" data-name="Mira"' in today
    assert f'data-person="{world.viewer.pk}"' in text(viewer.get(reverse("tips")))
    assert "data-person" not in text(client.get(reverse("tips")))
