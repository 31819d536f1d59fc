"""What waits goes also when no page is open any more: the browser wakes the worker when there is a connection."""

from django.urls import reverse

from milestones.models import Photo, Session
from tests.browser.steps import OUTBOX, open_today
from tests.browser.test_pages_without_a_connection import becomes_true
from tests.world import at

PUT = f"""async ([entry, photo]) => {{
  const canvas = Object.assign(document.createElement("canvas"), {{ width: 30, height: 20 }});
  canvas.getContext("2d");
  const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  await {OUTBOX}.putTogether([{{ entry }}, {{ entry: {{ ...entry, ...photo }}, picture }}]);
}}"""
SESSION = "0d4f3c1e-2b1a-4c7e-9a53-7f3a1f5e6f0e"
PHOTO = {"key": "3c1e2b1a-6f0e-4c7e-9a53-7f3a1f5e0d4f", "kind": "photo", "said": {"session": SESSION, "caption": ""}}


def an_entry(world, seen_at):
    return {
        "key": "7f3a1f5e-6f0e-4c7e-9a53-0d4f3c1e2b1a",
        "person": world.owner.pk,
        "child": world.mira.pk,
        "name": world.mira.name,
        "to": reverse("outbox", args=[world.mira.pk]),
        "kind": "tap",
        "at": round(seen_at.timestamp() * 1000),
        "zone": "Europe/Berlin",
        "said": {"session": SESSION, "movement": "backward", "also": []},
        "state": "waiting",
    }


def test_the_worker_sends_what_waits_when_no_page_is_open(phones, world):
    page = phones.open(world.owner, service_workers="allow")
    registrations = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    open_today(page, world.mira)
    becomes_true(page, "() => navigator.serviceWorker.controller")
    seen_at = at(world.ago(3))
    page.evaluate(PUT, [an_entry(world, seen_at), PHOTO])
    page.goto("/static/favicon.svg")  # nothing of ours runs in it
    assert not Session.objects.exists()

    wakes = {"registrationId": registrations[-1]["registrationId"], "tag": "outbox", "lastChance": False}
    devtools.send("ServiceWorker.dispatchSyncEvent", {"origin": page.evaluate("origin"), **wakes})
    becomes_true(page, f"async () => !(await {OUTBOX}.entries()).length")
    assert Session.objects.get().started_at == seen_at
    assert [str(photo.session_id) for photo in Photo.objects.all()] == [SESSION]
