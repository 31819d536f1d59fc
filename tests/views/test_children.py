"""Adding a child, changing the name and the dates, and deleting everything."""

from datetime import timedelta

import pytest
from django.urls import reverse

from milestones.forms.child import ChildForm
from milestones.models import Child, Session
from milestones.models.child import Skin
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log, person, signed_in

NEW = "/children/new/"


@pytest.fixture
def settings_page(world):
    return reverse("child-settings", args=[world.mira.pk])


@pytest.fixture
def removal(world):
    return reverse("child-removal", args=[world.mira.pk])


def a_child(world, **fields):
    return {"name": "Lotte", "born": str(world.ago(100)), "due": "", **fields}


# --- Adding -----------------------------------------------------------------------------------------------------------


def test_who_adds_a_child_owns_it_and_is_led_to_today(world, caregiver):
    response = caregiver.post(NEW, a_child(world, name="  Lotte ", due=str(world.ago(60))))
    lotte = Child.objects.get(name="Lotte")
    assert response["Location"] == reverse("today", args=[lotte.pk])
    assert (lotte.born, lotte.due) == (world.ago(100), world.ago(60))
    assert [(carer.person, carer.role) for carer in lotte.carers.all()] == [(world.caregiver, "owner")]


def test_the_first_child_is_asked_for_as_such(world):
    newcomer = signed_in(person("neu"))
    assert newcomer.get(reverse("start"))["Location"] == NEW
    assert "Who is on the floor?" in Page(newcomer.get(NEW)).text


def test_sent_twice_it_is_one_child(world, owner):
    locations = {owner.post(NEW, a_child(world))["Location"] for _time in range(2)}
    assert len(locations) == Child.objects.filter(name="Lotte").count() == 1


@pytest.mark.parametrize("skin", Skin.values)
def test_the_drawings_wear_the_chosen_skin_tone(world, owner, skin):
    response = owner.post(NEW, a_child(world, skin=skin), follow=True)
    lotte = Child.objects.get(name="Lotte")
    assert lotte.skin == skin
    html = response.content.decode()
    assert (f'<body class="today skin-{skin}"' in html) is bool(skin)
    assert f'skin-{skin or "drawn"}"' in html.partition("<summary>")[2].partition("</summary>")[0]
    assert Page(owner.get(reverse("child-settings", args=[lotte.pk])))["skin"] == skin


@pytest.mark.parametrize("body", [{}, {"nothing": "of use"}])
def test_an_empty_form_says_what_is_missing(world, owner, body):
    response = owner.post(NEW, body)
    page = Page(response)
    assert response.status_code == 422
    assert "Type the name you call your baby by." in page.complaints
    assert "Choose the day of birth." in page.complaints


DATES = {
    "born in days to come": ({"born": 3}, "still to come"),
    "born long ago": ({"born": -3000}, "more than 6 years ago"),
    "due before birth": ({"due": -101}, "before the day of birth"),
    "due long after birth": ({"due": 100}, "more than 18 weeks after"),
}


@pytest.mark.parametrize(("different", "sentence"), DATES.values(), ids=DATES)
@pytest.mark.parametrize("which", ["new", "settings"])
def test_dates_that_cannot_be_get_a_sentence_and_stay(world, owner, settings_page, which, different, sentence):
    different = {name: str(world.today + timedelta(days=days)) for name, days in different.items()}
    response = owner.post(NEW if which == "new" else settings_page, a_child(world, **different))
    page = Page(response)
    assert response.status_code == 422
    assert sentence in page.complaints
    assert {name: page[name] for name in ("name", "born", "due")} == a_child(world, **different)
    assert not Child.objects.filter(name="Lotte").exists()


# --- Changing ---------------------------------------------------------------------------------------------------------


def test_the_form_shows_what_is_known(world, owner, settings_page):
    page = Page(owner.get(settings_page))
    assert (page["name"], page["born"], page["due"]) == ("Mira", str(world.mira.born), "")


def test_saving_changes_it_and_moves_the_version(world, owner, settings_page):
    owner.post(settings_page, a_child(world))
    mira = Child.objects.get(pk=world.mira.pk)
    assert (mira.name, mira.born, mira.version) == ("Lotte", world.ago(100), 1)


def test_a_birthday_after_the_first_session_gets_a_sentence(world, owner, settings_page):
    log(world.mira, world.owner, world.ago(120), "backward")
    page = Page(owner.post(settings_page, a_child(world)))
    assert "The log has a session on" in page.complaints
    assert page["born"] == str(world.ago(100))


def test_saving_does_not_undo_what_a_session_wrote_meanwhile(world, owner, settings_page, monkeypatch):
    checked = ChildForm.is_valid

    def checked_while_a_session_comes_in(form):
        found = checked(form)
        log(world.mira, world.caregiver, world.ago(1), "backward", zone="Asia/Tokyo")
        return found

    monkeypatch.setattr(ChildForm, "is_valid", checked_while_a_session_comes_in)
    owner.post(settings_page, a_child(world))
    mira = Child.objects.get(pk=world.mira.pk)
    assert (mira.name, mira.zone, mira.version) == ("Lotte", "Asia/Tokyo", 2)


@pytest.mark.parametrize("who", ["caregiver", "viewer"])
@pytest.mark.parametrize("page", ["settings_page", "removal"])
def test_only_an_owner_may(world, request, who, page):
    client, path = request.getfixturevalue(who), request.getfixturevalue(page)
    assert {client.get(path).status_code, client.post(path, {"name": "Mira"}).status_code} == {403}
    assert Child.objects.filter(name="Mira").exists()


# --- Deleting ---------------------------------------------------------------------------------------------------------


def test_the_page_says_what_will_be_gone(world, owner, removal):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    assert "Mira’s dates, 1 session, the journey and the notes go for good" in Page(owner.get(removal)).text
    assert "photo" not in Page(owner.get(removal)).text
    photo(session, world.owner, picture(60, 40)).remove(world.owner)
    assert "1 photo goes too." in Page(owner.get(removal)).text


def test_another_name_deletes_nothing_and_says_what_to_type(world, owner, removal):
    response = owner.post(removal, {"name": "Mirabelle"})
    page = Page(response)
    assert response.status_code == 422
    assert "Type Mira to delete" in page.complaints
    assert page["name"] == "Mirabelle"
    assert Child.objects.filter(pk=world.mira.pk).exists()


@pytest.mark.parametrize("typed", ["", "   ", None, "m" * 1_000_000, "Mi\0ra"])
def test_something_that_is_no_name_deletes_nothing(world, owner, removal, typed):
    response = owner.post(removal, {} if typed is None else {"name": typed})
    assert response.status_code == 422
    assert Page(response).complaints
    assert Child.objects.filter(pk=world.mira.pk).exists()


NAMES = [
    ("Mira", "Mira"),
    ("Mira", " mira "),
    ("Mira  Lou", "Mira Lou"),  # a page shows the two spaces as one
    ("Zoë", "Zoe\u0308"),  # the same letter from another keyboard
    ("\u200fزهرة\u200e", "زهرة"),
    ("D’Angelo <b>", "d’angelo <B>"),
    ("👩‍👦", "👩‍👦"),
]


@pytest.mark.parametrize(("name", "typed"), NAMES)
def test_the_name_as_it_is_read_deletes_everything_for_good(world, owner, removal, name, typed):
    log(world.mira, world.owner, world.ago(1), "backward").remove(world.owner)
    Child.objects.filter(pk=world.mira.pk).update(name=name)
    response = owner.post(removal, {"name": typed}, follow=True)
    assert not Child.objects.filter(pk=world.mira.pk).exists()
    assert not Session.objects.exists()
    assert f"Everything about {' '.join(name.split())} is deleted." in Page(response).complaints
    assert owner.get(removal).status_code == 404


def test_who_looked_after_several_is_led_to_another(world, owner, removal):
    world.otto.carers.create(person=world.owner, role="viewer")
    response = owner.post(removal, {"name": "Mira"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("today", args=[world.otto.pk])
