"""Nothing that a person typed is ever rendered as markup: a page has the same tags, whatever the words in it are."""

from datetime import timedelta

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.urls import reverse
from django.utils import timezone

from milestones.models import Child, GuestLink, Invitation, Session, Timer
from tests.pictures import photo, picture
from tests.views.addresses import ADDRESSES, carers_of
from tests.views.page import Page
from tests.views.test_access import FILES
from tests.world import ZONE, World, log, signed_in

NO_PAGE = {"photo-state"}
MARKUP = {
    "a script": "<!-- --><script>alert(1)</script>",
    "an image": '"><img src=x onerror=alert(1)>',
    "a quote": "' onmouseover='alert(1)",
    "the end of the title": "</title><h1>owned</h1>",
    "the end of a note": "</textarea></p><script src=//evil.example>",
    "a template": "{{ 7|add:7 }}{% debug %}",
    "a reference": "&lt;b&gt; &amp; &#60;",
    "a formula": "100% %(name)s %s {0}",
}


def a_family(world: World, typed: str) -> dict:
    """Mira's family in which all that can be typed says `typed`."""
    world.mira.name = typed
    world.mira.save()
    for somebody in (world.owner, world.caregiver):
        somebody.name = typed
        somebody.save()
    world.mira.carers.filter(person=world.caregiver).update(word=typed[:30])
    Invitation.objects.all().delete()
    world.otto.carers.get_or_create(person=world.owner, role="owner")
    Session.objects.all().delete()
    for days in (9, 3, 2):
        log(world.mira, world.caregiver, world.ago(days), "backward", "pivoting", note=typed, zone="Asia/Tokyo")
    log(world.mira, world.caregiver, world.ago(4), "forward", note=typed).remove(world.caregiver)
    session = log(world.mira, world.caregiver, world.ago(1), "backward", note=typed, minutes=5)
    said = {"started_at": session.started_at, "zone": ZONE, "seen": {"backward": []}, "minutes": 5}
    session = session.change(world.caregiver, revision=1, note=f"before: {typed}", **said)
    session = session.change(world.caregiver, revision=2, note=typed, **said)
    Timer.objects.get_or_create(child=world.mira, defaults={"started_at": session.started_at, "zone": ZONE})
    ends = timezone.now() + timedelta(days=30)
    fields = {"label": typed, "expires_at": ends, "with_notes": True}
    link, token = GuestLink.objects.make(world.mira, world.owner, **fields)
    photo(session, world.caregiver, picture(60, 41), typed).remove(world.caregiver)
    shown = photo(session, world.caregiver, picture(60, 40), typed)
    known = {"child_id": world.mira.pk, "session_id": session.pk, "photo_id": shown.pk, "link_id": link.pk}
    return {**known, "token": token, **carers_of(world)}


def pages(world: World, known: dict, typed: str) -> dict[str, Page]:
    """Every page that may show what was typed, also those that a form answers with."""
    client = signed_in(world.owner)
    of = {address.name: address.path(**known) for address in ADDRESSES}
    names = [address.name for address in ADDRESSES if address.of_a_child and address.name not in FILES | NO_PAGE]
    names += ["child-new", "account"]
    names += ["shared", "shared-summary"]
    found = {name: client.get(of[name], follow=True) for name in names}
    form = {"id": known["session_id"], "zone": ZONE, "when": f"{world.ago(1)}T10:00", "minutes": typed, "note": typed}
    child = {"name": typed, "born": typed, "due": typed}
    found |= {
        "a session with a mistake": client.post(of["session"], {**form, "seen": [typed], "revision": 1}),
        "a conflict": client.post(of["session"], {**form, "minutes": 3, "revision": 0}),
        "a session that is there already": client.post(of["session-new"], {**form, "minutes": 3}),
        "a child with a mistake": client.post(of["child-new"], child),
        "settings with a mistake": client.post(of["child-settings"], child),
        "a removal with another name": client.post(of["child-removal"], {"name": f"x{typed}"}),
        "an account with a mistake": client.post(of["account"], {"name": typed * 20, "zone": typed}),
        "a word with a mistake": client.post(of["carers"], {"word": typed * 9}),
        "an invitation": client.get(of["invitation-made"]),
        "a guest link with a mistake": client.post(of["links"], {"label": typed * 20, "lasts": typed}),
        "a summary with a mistake": client.get(of["summary"], {"since": typed, "until": typed}),
        "a summary with notes": client.get(of["summary"], {"notes": "on"}),
        "a caption with a mistake": client.post(of["photo-caption"], {"caption": typed * 60}),
        "a photo for a viewer": signed_in(world.viewer).get(of["photo"]),
        "a photo removed": client.post(of["photo-removal"], follow=True),
        "saved": client.post(of["child-settings"], {"name": typed, "born": world.mira.born}, follow=True),
        "removed": client.post(of["session-removal"], follow=True),
        "a tap before birth": a_tap_before_birth(world, client, of),
        "for a viewer": signed_in(world.viewer).get(of["history"]),
        "gone": client.post(of["child-removal"], {"name": typed}, follow=True),
    }
    return {name: Page(response) for name, response in found.items()}


def a_tap_before_birth(world, client, of):
    Child.objects.filter(pk=world.mira.pk).update(born=world.today.replace(year=world.today.year + 1))
    form = {"id": "00000000-0000-0000-0000-000000000009", "movement": "backward"}
    return client.post(of["tap"], form, follow=True)


@pytest.mark.parametrize("typed", MARKUP.values(), ids=MARKUP)
def test_every_page_has_the_same_tags_whatever_was_typed(world, typed):
    plain = pages(world, a_family(world, "Mira"), "Mira")
    world.mira = Child.objects.welcome(world.owner, name="Mira", born=world.ago(240))
    world.mira.carers.create(person=world.viewer, role="viewer")
    world.mira.carers.create(person=world.caregiver, role="caregiver")
    marked = pages(world, a_family(world, typed), typed)
    for name, page in marked.items():
        assert page.inline == [], name
        assert page.tags == plain[name].tags, name
    seen = " ".join(typed.split())
    for name in ("today", "history", "journey", "book", "bin", "session", "child-settings", "links", "shared"):
        assert seen in marked[name].text, name
    for name in ("a photo for a viewer", "a summary with notes", "shared-summary", "a conflict", "gone"):
        assert seen in marked[name].text, name
    assert seen in marked["today"].title
    assert f"Type {seen} to delete" in marked["a removal with another name"].complaints
    assert f"This is before {seen} was born" in marked["a tap before birth"].complaints
    assert marked["settings with a mistake"]["name"] == typed


def test_what_the_form_pack_shows_of_a_form_is_escaped_wherever_it_stands():
    owned = "<script>alert(1)</script>"

    class Form(forms.Form):
        text = forms.CharField(label=owned, help_text=owned, initial=owned)
        tick = forms.BooleanField(label=owned, help_text=owned)
        choice = forms.ChoiceField(label=owned, choices=[(owned, owned)], widget=forms.RadioSelect)
        several = forms.MultipleChoiceField(label=owned, choices=[(owned, owned)])
        secret = forms.CharField(label=owned, widget=forms.PasswordInput)
        hidden = forms.CharField(label=owned, widget=forms.HiddenInput)

        def clean(self):
            for field in (None, *self.fields):
                self.add_error(field, owned)

    html = render_crispy_form(Form({"text": owned, "hidden": owned}))
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_the_name_of_a_removed_movement_does_not_break_a_page(world, owner):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    session.sightings.update(movement="<b>crab</b>")
    for name in ("today", "history"):
        response = owner.get(reverse(name, args=[world.mira.pk]))
        assert response.status_code == 200
        assert "<b>crab" not in response.content.decode()
