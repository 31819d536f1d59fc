"""An owner makes a link; whoever opens it is told first what it is, and then comes in, whatever way."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.models import Child, Invitation
from tests.views.page import Page
from tests.world import PASSWORD, person, signed_in

PATH = re.compile(r"http://127\.0\.0\.1:8000(/invitations/[\w-]{43}/)")


@pytest.fixture
def new(world):
    return reverse("invitation-new", args=[world.mira.pk])


@pytest.fixture
def mail_server(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


@pytest.fixture
def link(world) -> str:
    """The path of an open invitation as caregiver."""
    _made, token = Invitation.objects.make(world.mira, world.owner, "caregiver")
    return reverse("invitation", args=[token])


def role_of(world, who):
    return world.mira.carers.filter(person=who).values_list("role", flat=True).first()


def today(world):
    return reverse("today", args=[world.mira.pk])


# --- making ---


def test_the_link_is_shown_once_with_its_code_and_kept_nowhere(world, new, owner):
    assert Page(owner.get(new))["role"] == "caregiver"
    made = owner.post(new, {"role": "viewer"})["Location"]
    response = owner.get(made)
    assert "no-store" in response["Cache-Control"]
    page = Page(response)
    (path,) = {*PATH.findall(page.html)}
    assert "<svg" in page.html
    assert 'class="qr"' in page.html
    assert page.inline == []
    token = path.split("/")[2]
    invitation = Invitation.objects.by_token(token)
    assert (invitation.role, invitation.made_by) == ("viewer", world.owner)
    assert token not in str([*Invitation.objects.values(), *owner.session.items()])
    again = Page(owner.get(made))
    assert not PATH.search(again.html)
    assert 'class="qr"' not in again.html
    assert "shown once" in again.text


def test_the_browser_alone_carries_the_link_to_the_page_that_shows_it(world, new, owner, settings):
    settings.HTTPS = True
    response = owner.post(new, {"role": "viewer"})
    cookie = response.cookies["invitation"]
    assert cookie["path"] == response["Location"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Strict", 600)


def test_a_cookie_of_another_invitation_shows_nothing(world, new, owner):
    made = owner.post(new, {"role": "viewer"})["Location"]
    owner.cookies["invitation"] = "x" * 43
    assert not PATH.search(Page(owner.get(made)).html)


def test_an_invitation_of_another_child_is_404(world, owner):
    theirs, _token = Invitation.objects.make(world.otto, world.stranger, "owner")
    for name in ("invitation-made", "invitation-removal"):
        path = reverse(name, args=[world.mira.pk, theirs.pk])
        assert owner.get(path).status_code in (404, 405)
        assert owner.post(path).status_code in (404, 405)
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


@pytest.mark.parametrize("sent", [{}, {"role": "king"}])
def test_a_role_has_to_be_one_of_three(world, new, owner, sent):
    response = owner.post(new, sent)
    assert response.status_code == 422
    assert "Choose one of the three roles." in Page(response).complaints
    assert not Invitation.objects.exists()


def test_without_a_mail_server_no_address_is_asked_for(world, new, owner):
    assert "email" not in Page(owner.get(new)).fields
    owner.post(new, {"role": "viewer", "email": "tante@example.org"})
    assert Invitation.objects.get().email == ""
    assert mail.outbox == []


def test_with_one_the_link_is_sent(world, new, owner, mail_server):
    made = owner.post(new, {"role": "viewer", "email": "Tante@example.org"})["Location"]
    page = Page(owner.get(made))
    assert "Sent to tante@example.org." in page.complaints
    (message,) = mail.outbox
    assert message.to == ["tante@example.org"]
    assert message.subject == "Crawltrack: Care for Mira too?"
    assert "Nadia invites you" in message.body
    assert "not medical advice" in message.body
    assert PATH.findall(message.body) == [*{*PATH.findall(page.html)}]


def test_when_the_mail_server_does_not_answer_the_link_is_there_all_the_same(
    world, new, owner, mail_server, monkeypatch
):
    def refuse(*args, **more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    page = Page(owner.get(owner.post(new, {"role": "viewer", "email": "tante@example.org"})["Location"]))
    assert "could not be sent" in page.complaints
    assert "Sent to" not in page.text
    assert PATH.search(page.html)


def test_nobodys_mailbox_is_filled(world, new, owner, mail_server):
    sent = {"role": "viewer", "email": "tante@example.org"}
    assert [owner.post(new, sent).status_code for _time in range(4)] == [302, 302, 302, 422]
    page = Page(owner.post(new, {**sent, "email": "TANTE@example.org"}))
    assert "That were many e-mails" in page.complaints
    assert page["email"] == "TANTE@example.org"
    assert len(mail.outbox) == Invitation.objects.count() == 3
    assert owner.post(new, {**sent, "email": ""}).status_code == 302
    others = [owner.post(new, {**sent, "email": f"x{number}@example.org"}).status_code for number in range(20)]
    assert others.count(422) >= 1


def test_a_link_that_was_taken_back_opens_nothing(world, owner, link):
    carers = reverse("carers", args=[world.mira.pk])
    revoke = reverse("invitation-removal", args=[world.mira.pk, Invitation.objects.get().pk])
    assert revoke in Page(owner.get(carers)).actions
    assert owner.post(revoke)["Location"] == carers
    assert revoke not in Page(owner.get(carers)).actions
    assert Client().get(link).status_code == 404


# --- before anything happens ---


@pytest.mark.parametrize("who", [None, "stranger"])
def test_it_says_who_invites_to_which_child_and_as_what(world, link, who):
    client = signed_in(getattr(world, who)) if who else Client()
    response = client.get(link)
    page = Page(response)
    assert "Nadia invites you to care for Mira" in page.text
    assert "As a caregiver you log" in page.text
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    assert 'name="robots" content="noindex"' in page.html
    assert role_of(world, world.stranger) is None
    assert Invitation.objects.get().used_at is None


def test_it_speaks_of_the_inviter_as_the_family_does(world, link, client):
    world.mira.carers.get(person=world.owner).call_oneself("Mama")
    assert "Mama invites you to care for Mira" in Page(client.get(link)).text
    world.caregiver.cares_for.update(role="owner")
    world.owner.delete()
    assert "You are invited to care for Mira" in Page(client.get(link)).text


def spoil(how):
    if how == "unknown":
        Invitation.objects.all().delete()
    elif how == "used":
        Invitation.objects.get().accept(person("first"))
    elif how == "taken back":
        Invitation.objects.get().revoke()
    elif how == "run out":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        Child.objects.filter(name="Mira").delete()


@pytest.mark.parametrize("how", ["unknown", "used", "taken back", "run out", "the child deleted"])
def test_a_link_that_opens_nothing_is_one_page_that_tells_nothing(world, link, how):
    spoil(how)
    unknown = reverse("invitation", args=["x" * 43])
    for client in (Client(), signed_in(world.stranger)):
        expected = client.get(unknown).content.decode().replace(unknown, link)
        for method in (client.get, client.post):
            response = method(link)
            assert response.status_code == 404
            page = Page(response)
            assert "This invitation opens nothing now" in page.text
            assert "Mira" not in page.html
            assert "Nadia" not in page.html
            assert "no-store" in response["Cache-Control"]
        assert without_csrf(client.get(link).content.decode()) == without_csrf(expected)
    assert not Child.objects.filter(carers__person=world.stranger, name="Mira").exists()


def without_csrf(html):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


# --- coming in ---


def test_signed_in_one_tap_is_enough(world, link, stranger):
    response = stranger.post(link)
    assert response["Location"] == today(world)
    assert role_of(world, world.stranger) == "caregiver"
    page = Page(stranger.get(today(world)))
    assert "Welcome! You are one of Mira’s carers now." in page.complaints
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_a_carer_already_is_led_to_the_child(world, link, viewer, method):
    assert getattr(viewer, method)(link)["Location"] == today(world)
    assert role_of(world, world.viewer) == "viewer"
    assert Invitation.objects.get().used_at is None


def test_who_came_in_by_it_may_open_it_again_as_a_way_to_the_child(world, link, stranger):
    stranger.post(link)
    assert stranger.get(link)["Location"] == today(world)


def sign_up(client, answer, email="tante@example.org"):
    return client.post(answer["Location"], {"email": email, "password1": PASSWORD})


@pytest.mark.parametrize("policy", ["open", "invite"])
def test_a_new_person_says_yes_signs_up_and_is_with_the_child(world, link, client, settings, policy):
    settings.SIGNUP_POLICY = policy
    answer = client.post(link)
    assert answer["Location"] == reverse("account_signup", query={"next": link})
    page = Page(client.get(answer["Location"]))
    assert "On the way to Mira" in page.text
    response = sign_up(client, answer)
    assert response["Location"] == link
    assert client.get(link)["Location"] == today(world)
    assert role_of(world, Person.objects.get(email="tante@example.org")) == "caregiver"
    assert "Welcome!" in Page(client.get(today(world))).complaints


def test_the_address_it_was_sent_to_is_filled_in(world, client):
    _made, token = Invitation.objects.make(world.mira, world.owner, "viewer", "tante@example.org")
    answer = client.post(reverse("invitation", args=[token]))
    assert Page(client.get(answer["Location"]))["email"] == "tante@example.org"


def test_a_mistake_in_the_form_loses_nothing(world, link, client):
    answer = client.post(link)
    assert sign_up(client, answer, email="tante").status_code == 422
    sign_up(client, answer)
    assert role_of(world, Person.objects.get(email="tante@example.org")) == "caregiver"


def test_somebody_with_an_account_says_yes_and_signs_in(world, link, client):
    answer = client.post(link, {"way": "sign-in"})
    assert answer["Location"] == reverse("account_login", query={"next": link})
    response = client.post(answer["Location"], {"login": world.stranger.email, "password": PASSWORD})
    assert response["Location"] == link
    assert client.get(link)["Location"] == today(world)
    assert role_of(world, world.stranger) == "caregiver"


def test_a_carer_who_says_yes_and_signs_in_is_led_to_the_child_and_uses_nothing_up(world, link, client):
    answer = client.post(link, {"way": "sign-in"})
    client.post(answer["Location"], {"login": world.owner.email, "password": PASSWORD})
    assert client.get(link)["Location"] == today(world)
    assert role_of(world, world.owner) == "owner"
    assert Invitation.objects.get().used_at is None


def test_only_looking_at_it_makes_nobody_a_carer(world, link, client):
    client.get(link)
    client.post(reverse("account_login"), {"login": world.stranger.email, "password": PASSWORD})
    assert role_of(world, world.stranger) is None


@pytest.mark.parametrize("how", ["used", "taken back", "run out", "the child deleted"])
def test_one_that_closed_while_they_signed_up_lets_nobody_in(world, link, client, how):
    answer = client.post(link)
    spoil(how)
    assert sign_up(client, answer)["Location"] == link
    assert client.get(link).status_code == 404
    assert role_of(world, Person.objects.get(email="tante@example.org")) is None


def test_by_invitation_only_an_open_one_lets_people_make_an_account(world, link, client, settings):
    settings.SIGNUP_POLICY = "invite"
    sign_up_page = reverse("account_signup")
    assert client.get(sign_up_page).status_code == 403
    client.get(link)
    assert client.get(sign_up_page).status_code == 403
    answer = client.post(link)
    assert client.get(sign_up_page).status_code == 200
    Invitation.objects.get().revoke()
    assert client.get(sign_up_page).status_code == 403
    assert sign_up(client, answer).status_code == 403
    assert not Person.objects.filter(email="tante@example.org").exists()


def test_with_sign_up_closed_it_is_for_people_who_have_an_account(world, link, client, settings):
    settings.SIGNUP_POLICY = "closed"
    page = Page(client.get(link))
    assert "No new accounts are made here for now" in page.text
    assert "make my account" not in page.text
    answer = client.post(link)
    assert client.get(answer["Location"]).status_code == 403
    client.post(
        client.post(link, {"way": "sign-in"})["Location"], {"login": world.stranger.email, "password": PASSWORD}
    )
    assert role_of(world, world.stranger) == "caregiver"


def test_the_form_is_guarded(world, link):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.stranger)
    assert client.post(link).status_code == 403
    assert role_of(world, world.stranger) is None


# --- telling the owners ---


def test_the_owners_are_told_who_came_in(world, link, stranger, mail_server):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    stranger.post(link)
    assert sorted(message.to[0] for message in mail.outbox) == [world.caregiver.email, world.owner.email]
    message = mail.outbox[0]
    assert message.subject == "Crawltrack: Stella cares for Mira now"
    assert f"Stella ({world.stranger.email})" in message.body
    assert f"http://127.0.0.1:8000{reverse('carers', args=[world.mira.pk])}" in message.body
    assert "not medical advice" in message.body
    stranger.post(link)
    assert len(mail.outbox) == 2


def test_a_new_owner_is_not_told_of_themself(world, stranger, mail_server):
    _made, token = Invitation.objects.make(world.mira, world.owner, "owner")
    stranger.post(reverse("invitation", args=[token]))
    assert [message.to for message in mail.outbox] == [[world.owner.email]]


def test_without_a_mail_server_nobody_is_told(world, link, stranger):
    stranger.post(link)
    assert mail.outbox == []


def test_a_mail_server_that_does_not_answer_keeps_nobody_out(world, link, stranger, mail_server, monkeypatch):
    def refuse(*args, **more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert stranger.post(link)["Location"] == today(world)
    assert role_of(world, world.stranger) == "caregiver"
    assert "e-mail" not in Page(stranger.get(today(world))).complaints
