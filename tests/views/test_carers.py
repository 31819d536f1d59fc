"""Who cares for a child, what each may do, and how one leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.models import Carer, Invitation
from tests.views.page import Page
from tests.world import log, person, signed_in


@pytest.fixture
def carers(world):
    return reverse("carers", args=[world.mira.pk])


def of(world, name, who):
    return reverse(name, args=[world.mira.pk, world.mira.carers.get(person=who).pk])


def role_of(world, who):
    return world.mira.carers.get(person=who).role


# --- seeing ---


@pytest.mark.parametrize("who", ["owner", "caregiver", "viewer"])
def test_every_carer_sees_everybody_and_which_one_they_are(world, carers, who):
    text = Page(signed_in(getattr(world, who)).get(carers)).text
    for words in ("Nadia", "Jonas", "Oma", "Owner : may do", "Caregiver : logs", "Viewer : reads along"):
        assert words.replace(" :", ":") in text.replace(" :", ":")
    assert f"{getattr(world, who).called} you" in text
    assert text.count(" you ") >= 1
    assert "since" in text


def test_only_owners_see_addresses_and_ways_to_change_roles(world, carers, owner, caregiver):
    seen, read = Page(owner.get(carers)), Page(caregiver.get(carers))
    assert world.viewer.email in seen.text
    assert world.viewer.email not in read.text
    assert of(world, "carer-role", world.viewer) in seen.links
    assert of(world, "carer-role", world.viewer) not in read.links
    assert reverse("invitation-new", args=[world.mira.pk]) not in read.links


def test_invitations_stand_there_with_what_became_of_them(world, carers, owner, caregiver):
    make = Invitation.objects.make
    make(world.mira, world.owner, "viewer", "tante@example.org")
    make(world.mira, world.owner, "viewer")[0].revoke()
    tante = person("tante", name="Tante")
    make(world.mira, world.owner, "viewer")[0].accept(tante)
    make(world.mira, world.owner, "viewer")[0].accept(person("weg"))
    Invitation.objects.get(used_by__email__startswith="weg").used_by.delete()
    late, _token = make(world.mira, world.owner, "owner")
    Invitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    make(world.otto, world.stranger, "viewer", "elsewhere@example.org")
    text = Page(owner.get(carers)).text
    for words in ("Open until", "sent to tante@example.org", "Taken back on", "Used by Tante on", "Has run out on"):
        assert text.count(words) == 1
    assert "Used by someone who has left" in text
    assert text.count("Take back") == 1
    assert "elsewhere" not in text
    assert "Open until" not in Page(caregiver.get(carers)).text


def test_the_menu_and_the_settings_lead_there(world, carers, owner, viewer):
    assert carers in Page(viewer.get(reverse("today", args=[world.mira.pk]))).links
    settings = Page(owner.get(reverse("child-settings", args=[world.mira.pk])))
    assert settings.links.count(carers) == 2


# --- one's own word ---


@pytest.mark.parametrize("who", ["owner", "caregiver", "viewer"])
def test_everybody_chooses_their_own_word_for_this_child(world, carers, who):
    me, client = getattr(world, who), signed_in(getattr(world, who))
    world.otto.carers.create(person=me, role="viewer")
    assert client.post(carers, {"word": " Mama Bär "})["Location"] == carers
    assert world.mira.carers.get(person=me).word == "Mama Bär"
    assert world.otto.carers.get(person=me).word == ""
    page = Page(client.get(carers))
    assert page["word"] == "Mama Bär"
    assert "Saved." in page.complaints
    assert f"Mama Bär you {page.text.split('Mama Bär you ')[1][:5]}" in page.text
    client.post(carers, {"word": ""})
    assert world.mira.carers.get(person=me).word == ""


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("x" * 31, "Use at most 30 characters; this has 31."),
        ("a\nb", "on one line"),
        ("Pa\u202epa", "turns text around"),
        ("\u200b", "Nobody could read this word."),
        ("a\x07", "invisible control character"),
    ],
)
def test_a_word_that_cannot_stand_in_a_sentence_is_refused(world, carers, owner, word, sentence):
    response = owner.post(carers, {"word": word})
    assert response.status_code == 422
    page = Page(response)
    assert sentence in page.complaints
    assert page["word"] == word
    assert world.mira.carers.get(person=world.owner).word == ""


def test_the_word_stands_beside_what_they_logged_and_only_for_this_child(world, owner):
    session = log(world.mira, world.caregiver, world.ago(1), "backward")
    log(world.mira, world.caregiver, world.ago(2), "forward").remove(world.caregiver)
    world.otto.carers.create(person=world.owner, role="viewer")
    world.otto.carers.create(person=world.caregiver, role="viewer", word="Onkel")
    log(world.otto, world.caregiver, world.ago(1), "backward")
    world.mira.carers.get(person=world.caregiver).call_oneself("Papa")
    for name, more in {"today": [], "history": [], "journey": [], "session": [session.pk], "bin": []}.items():
        text = Page(owner.get(reverse(name, args=[world.mira.pk, *more]))).text
        assert "by Papa." in text, name
        assert "Jonas" not in text, name
    assert "by Onkel." in Page(owner.get(reverse("history", args=[world.otto.pk]))).text


def test_who_left_is_named_by_their_account_and_who_is_gone_by_nothing(world, owner):
    log(world.mira, world.caregiver, world.ago(1), "backward")
    jonas = world.mira.carers.get(person=world.caregiver)
    jonas.call_oneself("Papa")
    history = reverse("history", args=[world.mira.pk])
    jonas.leave()
    assert "by Jonas." in Page(owner.get(history)).text
    world.caregiver.delete()
    assert "by someone who has left." in Page(owner.get(history)).text


# --- roles ---


def test_an_owner_changes_a_role(world, carers, owner):
    path = of(world, "carer-role", world.viewer)
    page = Page(owner.get(path))
    assert page["role"] == "viewer"
    assert "What may Oma do?" in page.text
    assert owner.post(path, {"role": "caregiver"})["Location"] == carers
    assert role_of(world, world.viewer) == "caregiver"


def test_the_last_owner_is_told_why_that_cannot_be(world, owner):
    response = owner.post(of(world, "carer-role", world.owner), {"role": "viewer"})
    assert response.status_code == 422
    page = Page(response)
    assert "Mira needs an owner. Make somebody else one first." in page.complaints
    assert page["role"] == "viewer"
    assert role_of(world, world.owner) == "owner"


@pytest.mark.parametrize("sent", [{}, {"role": ""}, {"role": "king"}])
def test_a_role_that_is_none_is_refused(world, owner, sent):
    response = owner.post(of(world, "carer-role", world.viewer), sent)
    assert response.status_code == 422
    assert "Choose one of the three roles." in Page(response).complaints
    assert role_of(world, world.viewer) == "viewer"


@pytest.mark.parametrize("name", ["carer-role", "carer-removal"])
def test_a_carer_of_another_child_is_404(world, owner, name):
    theirs = world.otto.carers.get()
    for number in (theirs.pk, 2**63, 10**40):
        path = reverse(name, args=[world.mira.pk, number])
        assert owner.get(path).status_code == 404
        assert owner.post(path, {"role": "viewer"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.role == "owner"


def test_a_role_that_was_taken_meanwhile_counts_at_once(world, caregiver):
    tap = {"id": "00000000-0000-0000-0000-000000000001", "movement": "backward"}
    today, tile = (reverse(name, args=[world.mira.pk]) for name in ("today", "tap"))
    assert caregiver.get(today).status_code == 200  # a tab that stays open
    jonas = world.mira.carers.get(person=world.caregiver)
    jonas.become("viewer")
    assert caregiver.post(tile, tap).status_code == 403
    jonas.leave()
    assert caregiver.post(tile, tap).status_code == 404
    assert caregiver.get(today).status_code == 404
    assert not world.mira.sessions.exists()


# --- leaving ---


def test_an_owner_is_asked_and_takes_the_access_away(world, carers, owner, viewer):
    path = of(world, "carer-removal", world.viewer)
    assert "Take the access of Oma away?" in Page(owner.get(path)).text
    assert role_of(world, world.viewer) == "viewer"
    assert owner.post(path)["Location"] == carers
    assert "Oma has no access any more." in Page(owner.get(carers)).complaints
    assert viewer.get(carers).status_code == 404
    assert owner.post(path).status_code == 404


def test_an_owner_ends_their_own_access_by_leaving(world, owner):
    response = owner.post(of(world, "carer-removal", world.owner))
    assert response["Location"] == reverse("leaving", args=[world.mira.pk])
    assert role_of(world, world.owner) == "owner"


@pytest.mark.parametrize("who", ["caregiver", "viewer"])
def test_everybody_may_leave_and_what_they_logged_stays(world, who):
    log(world.mira, getattr(world, who), world.ago(1), "backward")
    client, path = signed_in(getattr(world, who)), reverse("leaving", args=[world.mira.pk])
    assert "Stop caring for Mira here?" in Page(client.get(path)).text
    assert client.post(path)["Location"] == reverse("start")
    assert not world.mira.carers.filter(person=getattr(world, who)).exists()
    assert "You have left." in Page(client.get("/", follow=True)).complaints
    assert client.post(path).status_code == 404
    assert world.mira.sessions.count() == 1


def test_the_last_owner_is_led_to_handing_over_and_to_deleting(world, owner):
    path = reverse("leaving", args=[world.mira.pk])
    for response, status in ((owner.get(path), 200), (owner.post(path), 422)):
        assert response.status_code == status
        page = Page(response)
        assert "Mira needs an owner" in page.text
        assert {
            of(world, "carer-role", world.caregiver),
            of(world, "carer-role", world.viewer),
            reverse("child-removal", args=[world.mira.pk]),
        } <= {*page.links}
        assert path not in page.actions
    assert role_of(world, world.owner) == "owner"


def test_the_only_carer_is_led_to_inviting(world, stranger):
    page = Page(stranger.get(reverse("leaving", args=[world.otto.pk])))
    assert reverse("invitation-new", args=[world.otto.pk]) in page.links


def test_one_of_two_owners_may_go(world, owner):
    Carer.objects.filter(child=world.mira, person=world.caregiver).update(role="owner")
    path = reverse("leaving", args=[world.mira.pk])
    assert "Stop caring for Mira here?" in Page(owner.get(path)).text
    assert owner.post(path).status_code == 302
    assert world.mira.carers.get(role="owner").person == world.caregiver
