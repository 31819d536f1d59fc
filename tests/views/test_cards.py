"""The card of a first: who gets it, what stands on it, and what becomes of an odd wish."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from milestones.models import Child, Photo, photo_files
from milestones.views import cards as view
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log


@pytest.fixture
def first(world):
    """Mira goes backward, on a day 5 days ago, and again on the next."""
    session = log(world.mira, world.owner, world.ago(5), "backward", "pivoting")
    log(world.mira, world.owner, world.ago(4), "backward")
    return session


@pytest.fixture
def told(monkeypatch):
    """What was drawn: each card, and whether a photo is on it."""
    drawn = []

    def draw(card, file=None):
        drawn.append((card, bool(file)))
        return b"a picture"

    monkeypatch.setattr(view.cards, "draw", draw)
    return drawn


def page(world, client, movement="backward", **query):
    return client.get(reverse("card", args=[world.mira.pk, movement], query=query or None))


def file(world, client, movement="backward", **query):
    return client.get(reverse("card-file", args=[world.mira.pk, movement], query=query or None))


def test_a_viewer_gets_the_card_and_the_page_around_it(world, viewer, first):
    shown = Page(page(world, viewer))
    assert "card" in shown.text
    assert "Nobody sees it until you send it yourself." in shown.text
    answer = file(world, viewer)
    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (1080, 1350)


def test_the_card_tells_who_did_what_when_and_at_which_age(world, owner, first, told):
    Child.objects.filter(pk=world.mira.pk).update(skin="dark")
    file(world, owner)
    ((card, has_photo),) = told
    assert (card.name, card.title, card.hue, card.skin) == ("Mira", "Off and away, backward!", "m-back", "dark")
    day = world.ago(5)
    assert card.facts[0] == f"The first time: {day.day} {day:%B %Y}"
    assert card.facts[1].startswith("at 7 months ")
    assert not has_photo


def test_the_age_counted_from_the_due_date_stands_beside_the_other(world, owner, first, told):
    Child.objects.filter(pk=world.mira.pk).update(due=world.mira.born + timedelta(days=40))
    file(world, owner)
    assert "(corrected " in told[0][0].facts[1]


def test_a_name_with_marks_of_html_stands_as_it_was_typed(world, owner, first, told):
    Child.objects.filter(pk=world.mira.pk).update(name="O'Neil & <b>Söhne</b>")
    assert "<b>Söhne" not in page(world, owner).content.decode()
    assert file(world, owner)["Content-Disposition"].startswith("inline; filename*=utf-8''O%27Neil%20%26%20")
    assert told[-1][0].name == "O'Neil & <b>Söhne</b>"


@pytest.mark.parametrize("wish", ["shape", "name", "photo"])
def test_an_odd_wish_gets_the_card_as_it_comes(world, owner, first, told, wish):
    file(world, owner)
    for value in ("", "x" * 3000, "\x00", "½", "00000000-0000-0000-0000-000000000000", "tall\n", "%"):
        assert page(world, owner, **{wish: value}).status_code == 200
        assert file(world, owner, **{wish: value}).status_code == 200
        assert told[-1] == told[0]


def test_what_was_chosen_is_drawn_and_stays_chosen(world, owner, first, told):
    shown = Page(page(world, owner, shape="square", name="off"))
    assert (shown["shape"], shown["name"]) == ("square", "off")
    file(world, owner, shape="square", name="off")
    card, _has_photo = told[0]
    assert (card.shape, card.name) == ("square", "")


def test_the_photo_of_the_first_is_on_it_unless_the_drawing_is_wanted(world, owner, first, told):
    shown = photo(first, world.owner)
    assert Page(page(world, owner))["photo"] == str(shown.pk)
    file(world, owner)
    file(world, owner, photo="drawing")
    assert [has_photo for _card, has_photo in told] == [True, False]


def test_one_of_several_photos_can_be_chosen(world, owner, first, told):
    for _number in range(3):
        photo(first, world.owner)
    wanted = Photo.objects.filter(session=first)[2]
    assert Page(page(world, owner, photo=wanted.pk))["photo"] == str(wanted.pk)


def test_a_photo_of_a_later_day_is_offered_and_says_so(world, owner, first, told):
    later = log(world.mira, world.owner, world.ago(1), "backward", hour=7)
    shown = photo(later, world.owner)
    assert Page(page(world, owner))["photo"] == "drawing"
    file(world, owner, photo=shown.pk)
    card, has_photo = told[0]
    assert has_photo
    day = world.ago(1)
    assert card.facts[2] == f"The photo is of {day.day} {day:%B %Y}"


@pytest.mark.parametrize("gone", ["photo", "other first", "refused"])
def test_no_other_photo_can_be_had_by_its_number(world, owner, first, told, gone):
    shown = photo(first, world.owner)
    if gone == "photo":
        shown.remove(world.owner)
    elif gone == "refused":
        Photo.objects.filter(pk=shown.pk).update(state="refused")
    else:
        Photo.objects.filter(pk=shown.pk).update(session=log(world.otto, world.stranger, world.ago(3), "backward"))
        Photo.objects.filter(pk=shown.pk).update(child=world.otto)
    file(world, owner, photo=shown.pk)
    assert told == [(told[0][0], False)]


def test_when_the_file_of_a_photo_is_gone_the_drawing_stands_in(world, owner, first):
    shown = photo(first, world.owner)
    photo_files.discard(shown.name)
    assert file(world, owner).status_code == 200


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_a_real_photo_is_drawn_whatever_its_shape(world, owner, first, size):
    photo(first, world.owner, picture(*size))
    opened = Image.open(BytesIO(file(world, owner, shape="square").content))
    assert opened.size == (1080, 1080)


def test_a_movement_not_seen_yet_or_not_known_has_no_card(world, owner, first):
    for movement in ("forward", "flying"):
        assert page(world, owner, movement).status_code == 404
        assert file(world, owner, movement).status_code == 404
    first.remove(world.owner)
    assert page(world, owner, "pivoting").status_code == 404


def test_a_name_with_letters_that_no_font_has_is_left_out_and_the_page_says_so(world, owner, first, told):
    Child.objects.filter(pk=world.mira.pk).update(name="Mira \ue000")
    shown = Page(page(world, owner))
    assert "without the name" in shown.text
    assert "name" not in shown.fields
    file(world, owner, name="on")
    assert told[0][0].name == ""


def test_the_card_is_asked_for_again_each_time_and_not_drawn_when_it_is_the_same(world, owner, first, told):
    answer = file(world, owner)
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Encoding"] == "identity"
    again = owner.get(reverse("card-file", args=[world.mira.pk, "backward"]), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert len(told) == 1
    Child.objects.filter(pk=world.mira.pk).update(name="Mirabel")
    changed = owner.get(
        reverse("card-file", args=[world.mira.pk, "backward"]), headers={"If-None-Match": answer["ETag"]}
    )
    assert changed.status_code == 200


def test_who_lost_access_is_not_told_that_nothing_changed(world, viewer, first, told):
    tag = file(world, viewer)["ETag"]
    world.mira.carers.filter(person=world.viewer).delete()
    address = reverse("card-file", args=[world.mira.pk, "backward"])
    assert viewer.get(address, headers={"If-None-Match": tag}).status_code == 404
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 302


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Mira", 'filename="Mira backward.jpg"'),
        ('A/B: "C"', 'filename="A B C backward.jpg"'),
        ("..", 'filename="backward.jpg"'),
    ],
)
def test_the_file_has_a_friendly_name(world, owner, first, told, name, called):
    Child.objects.filter(pk=world.mira.pk).update(name=name)
    assert called in file(world, owner)["Content-Disposition"]


@pytest.mark.parametrize("name", ["today", "journey"])
def test_wherever_a_first_is_told_there_is_a_way_to_its_card(world, owner, name):
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": uuid4(), "movement": "forward"})
    shown = Page(owner.get(reverse(name, args=[world.mira.pk])))
    assert reverse("card", args=[world.mira.pk, "forward"]) in shown.links
