"""The page on which a person deletes their account, and what comes after."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crawltrack.accounts.models import Person
from milestones.models import Child, Session
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.views.test_bad_input import STRANGE, STRANGE_BYTES
from tests.views.test_markup import MARKUP
from tests.world import PASSWORD, log, person, signed_in

PATH = "/account/removal/"


def sure(somebody: Person) -> Client:
    """Signed in, and the password was asked for a moment ago."""
    client = signed_in(somebody)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def owner(world) -> Client:
    return sure(world.owner)


@pytest.fixture
def mail_server(settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


def filled_in(client: Client, email: str) -> dict[str, str]:
    return {"email": email, "told": Page(client.get(PATH))["told"]}


def leave(client: Client, email: str = "nadia@example.org"):
    return client.post(PATH, filled_in(client, email))


# --- the way there ---


def test_the_account_page_leads_there_and_the_privacy_page_tells_of_it(world, owner):
    assert PATH in Page(owner.get("/account/")).links
    assert "You can delete your account whenever you like" in Page(owner.get("/privacy/")).text
    assert "download everything about a child" in Page(owner.get("/privacy/")).text


def test_the_password_is_asked_for_first(world):
    client = signed_in(world.owner)
    for ask in (client.get, client.post):
        response = ask(PATH)
        assert response["Location"] == f"{reverse('account_reauthenticate')}?next=%2Faccount%2Fremoval%2F"
    assert Person.objects.filter(pk=world.owner.pk).exists()


def test_after_the_password_what_was_sent_counts_if_it_still_tells_the_same(world):
    """As when the page lay open for longer than the password holds."""
    said = filled_in(sure(world.owner), world.owner.email)
    client = signed_in(world.owner)
    asked = client.post(PATH, said)
    log(world.mira, world.owner, world.ago(1), "backward")
    again = client.post(asked["Location"], {"password": PASSWORD, "next": PATH})
    assert again.status_code == 422
    assert "Something has changed" in Page(again).complaints
    said["told"] = Page(again)["told"]
    asked = signed_in(world.owner)
    location = asked.post(PATH, said)["Location"]
    assert asked.post(location, {"password": PASSWORD, "next": PATH})["Location"] == "/farewell/"
    assert not Person.objects.filter(pk=world.owner.pk).exists()


def test_who_has_no_password_is_not_asked_for_it(db):
    new = person("neu")
    new.set_unusable_password()
    new.save()
    client = signed_in(new)
    assert client.get(PATH).status_code == 200
    assert leave(client, new.email)["Location"] == "/farewell/"


# --- what it tells ---


def test_it_tells_what_goes_and_who_could_keep_it_and_offers_the_log(world, owner):
    log(world.mira, world.owner, world.ago(2), "backward")
    page = Page(owner.get(PATH))
    assert "You are the only owner, so 1 session, the journey and the notes go too, for everyone." in page.text
    assert "care for Mira too. Make one of them an owner first, on the page of Mira’s carers" in page.text
    assert reverse("exports", args=[world.mira.pk]) in page.links
    assert "What stays" not in page.text


def test_it_says_how_many_photos_go(world, owner):
    photo(log(world.mira, world.owner, world.ago(1), "backward"), world.owner, picture(60, 40))
    assert "the notes go too, for everyone. 1 photo goes with them." in Page(owner.get(PATH)).text


def test_it_names_the_one_who_could_keep_it(world, owner):
    world.mira.carers.get(person=world.viewer).leave()
    assert "Jonas cares for Mira too. Make Jonas an owner first" in Page(owner.get(PATH)).text


def test_it_tells_what_stays_and_with_whom(world, owner):
    world.mira.carers.filter(person=world.caregiver).update(role="owner", word="Papa")
    page = Page(owner.get(PATH))
    assert "Mira and the whole log stay with Papa." in page.text
    assert "What goes along" not in page.text
    assert reverse("exports", args=[world.mira.pk]) in page.links


def test_who_only_reads_is_offered_no_log(world):
    page = Page(sure(world.viewer).get(PATH))
    assert "Mira and the whole log stay with Nadia." in page.text
    assert reverse("exports", args=[world.mira.pk]) not in page.links


def test_nothing_of_others_is_told(world, owner):
    assert "Otto" not in Page(owner.get(PATH)).text
    assert "Stella" not in Page(owner.get(PATH)).text


def test_it_is_kept_by_nobody_and_costs_few_queries(world, owner):
    for number in range(8):
        Child.objects.welcome(world.owner, name=f"Child {number}", born=world.ago(50))
    owner.get(PATH)  # the first page of a day notes that the device was here
    with CaptureQueriesContext(connection) as asked:
        response = owner.get(PATH)
    assert "no-store" in response["Cache-Control"]
    assert len(asked) <= 7  # three are allauth asking in which ways it could be made sure that it is you


@pytest.mark.parametrize("typed", MARKUP.values(), ids=MARKUP)
def test_it_has_the_same_tags_whatever_was_typed(world, owner, typed):
    plain = Page(owner.get(PATH))
    Child.objects.update(name=typed)
    world.mira.carers.exclude(person=world.owner).update(word=typed[:30])
    page = Page(owner.get(PATH))
    assert page.inline == []
    assert page.tags == plain.tags
    assert " ".join(typed.split()) in page.text


# --- leaving ---


def test_the_account_goes_and_a_page_says_farewell(world, owner):
    response = leave(owner)
    assert (response.status_code, response["Location"]) == (302, "/farewell/")
    assert "Farewell" in Page(owner.get("/farewell/")).text
    assert owner.get("/account/")["Location"].startswith("/accounts/login/")
    assert not Person.objects.filter(pk=world.owner.pk).exists()
    assert not EmailAddress.objects.filter(email=world.owner.email).exists()
    assert not Child.objects.filter(pk=world.mira.pk).exists()


def test_the_address_may_make_an_account_again(world, owner):
    leave(owner)
    assert (
        Client().post("/accounts/signup/", {"email": world.owner.email, "password1": "a red ball"}).status_code == 302
    )
    assert Person.objects.get(email=world.owner.email).pk != world.owner.pk


def test_the_other_owner_still_has_the_child_and_reads_that_someone_left(world, owner):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    session = log(world.mira, world.owner, world.ago(2), "backward")
    session.change(world.owner, 1, session.started_at, session.zone, {"backward": ["far"]})
    log(world.mira, world.owner, world.ago(1), "pivoting").remove(world.owner)
    leave(owner)
    client = signed_in(world.caregiver)
    for name, more in (("today", []), ("journey", []), ("history", []), ("session", [session.pk]), ("bin", [])):
        response = client.get(reverse(name, args=[world.mira.pk, *more]))
        assert response.status_code == 200
        assert "Nadia" not in response.content.decode()
        assert name == "today" or "by someone who has left" in Page(response).text, name


@pytest.mark.parametrize("typed", [" Nadia@Example.org ", "NADIA@EXAMPLE.ORG"])
def test_the_e_mail_may_be_typed_as_phones_type_it(world, owner, typed):
    assert leave(owner, typed)["Location"] == "/farewell/"


@pytest.mark.parametrize("typed", ["", "nadia", "jonas@example.org", "nadia@example.org.", *STRANGE], ids=ascii)
def test_another_e_mail_deletes_nothing_and_stays_in_the_field(world, owner, typed):
    response = leave(owner, typed)
    assert response.status_code == 422
    page = Page(response)
    assert page.complaints
    assert page.inline == []
    assert " ".join(page["email"].split()) == " ".join(typed.split())
    assert Person.objects.filter(pk=world.owner.pk).exists()


@pytest.mark.parametrize("told", ["", "x", "\0", "0" * 64, "🐛" * 1000], ids=ascii)
def test_a_page_that_told_something_else_deletes_nothing_and_tells_anew(world, owner, told):
    response = owner.post(PATH, {"email": world.owner.email, "told": told})
    page = Page(response)
    assert response.status_code == 422
    assert "Something has changed since this page was made." in page.complaints
    assert page["email"] == world.owner.email
    assert leave(owner)["Location"] == "/farewell/"


def test_bytes_that_are_no_text_delete_nothing(world, owner):
    for strange in STRANGE_BYTES:
        for body in (b"email=" + strange, b"email=nadia%40example.org&told=" + strange):
            response = owner.post(PATH, body, content_type="application/x-www-form-urlencoded")
            assert response.status_code == 422
            assert Page(response).complaints
    assert Person.objects.filter(pk=world.owner.pk).exists()


def test_a_session_logged_meanwhile_is_told_before_it_goes(world, owner):
    said = filled_in(owner, world.owner.email)
    log(world.mira, world.caregiver, world.ago(2), "backward")
    response = owner.post(PATH, said)
    assert response.status_code == 422
    assert "so 1 session, the journey" in Page(response).text
    assert Session.objects.count() == 1


def test_sent_twice_it_is_done_once_and_asks_to_sign_in(world, owner):
    said = filled_in(owner, world.owner.email)
    assert owner.post(PATH, said)["Location"] == "/farewell/"
    assert owner.post(PATH, said)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_no_other_method_deletes_anything(world, owner, method):
    assert getattr(owner, method)(PATH).status_code == 405
    assert Person.objects.filter(pk=world.owner.pk).exists()


# --- the farewell ---


def test_the_farewell_is_for_everybody_and_knows_nobody(client, world, owner):
    for anyone in (client, owner):
        assert "Thank you for sharing the floor with us." in Page(anyone.get("/farewell/")).text


def test_a_last_e_mail_says_so_with_the_notice(world, owner, mail_server):
    leave(owner)
    (sent,) = mail.outbox
    assert sent.to == ["nadia@example.org"]
    assert sent.subject == "Crawltrack: Your account is deleted"
    assert "This is the last e-mail from here." in sent.body
    assert "not medical advice" in sent.body


def test_without_a_mail_server_nothing_is_sent(world, owner):
    leave(owner)
    assert mail.outbox == []


def test_a_mail_server_that_does_not_answer_changes_nothing(world, owner, mail_server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert leave(owner)["Location"] == "/farewell/"
    assert not Person.objects.filter(pk=world.owner.pk).exists()
