"""Choosing a photo for the portrait, then a square of it: pages that work without a script."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from milestones import developing
from milestones.models import Child, Photo, photo_files
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log, signed_in

MIDDLE = {"across": "50", "down": "40", "size": "80"}


@pytest.fixture
def page_of(world):
    return reverse("portrait", args=[world.mira.pk])


@pytest.fixture
def shown(world):
    return photo(log(world.mira, world.owner, world.ago(1), "forward"), world.owner, picture(800, 600))


@pytest.fixture
def hung(world, owner, page_of, shown):
    owner.post(page_of, {"photo": shown.pk, **MIDDLE})
    world.mira.refresh_from_db()
    return world.mira.portrait


def jpeg(sent=None):
    return SimpleUploadedFile("Mira’s face.jpg", picture(400, 300) if sent is None else sent)


def portrait_of(child):
    return Child.objects.get(pk=child.pk).portrait


# --- which photo ---


def test_a_photo_is_sent_developed_cut_and_shown(world, owner, page_of):
    page = Page(owner.get(page_of))
    answer = owner.post(page_of, {"id": page["id"], "file": jpeg()})
    sent = Photo.objects.get(pk=page["id"])
    assert (sent.session, sent.state, sent.added_by) == (None, "ready", world.owner)
    assert answer["Location"] == f"{page_of}?photo={sent.pk}"
    page = Page(owner.get(answer["Location"]))
    assert {name: page[name] for name in MIDDLE} == {"across": "50.0", "down": "40.0", "size": "80.0"}
    answer = owner.post(page_of, {"photo": page["photo"], **MIDDLE}, follow=True)
    assert "This is Mira’s portrait now." in Page(answer).complaints
    assert answer.redirect_chain == [(reverse("child-settings", args=[world.mira.pk]), 302)]
    tag = portrait_of(world.mira)[:8]
    small = reverse("portrait-file", args=[world.mira.pk, "square-96.webp"]) + f"?v={tag}"
    for name in ("today", "journey", "children"):
        assert small in owner.get(reverse(name, args=[world.mira.pk] if name != "children" else [])).content.decode()


def test_sent_twice_it_is_one_photo(world, owner, page_of):
    said = {"id": str(uuid4())}
    ways = {owner.post(page_of, {**said, "file": jpeg()})["Location"] for _ in range(2)}
    assert len(ways) == Photo.objects.count() == 1


@pytest.mark.parametrize("id", ["", "nonsense"])
def test_a_photo_without_a_number_gets_one(world, owner, page_of, id):
    assert owner.post(page_of, {"id": id, "file": jpeg()}).status_code == 302
    assert Photo.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "No photo was chosen yet."),
        ({"file": "face.jpg"}, "No photo was chosen yet."),
        ({"file": jpeg(b"")}, "This file is empty."),
        ({"file": jpeg(bytes(600_000))}, "This file is larger than 25 MB."),
    ],
)
def test_what_is_no_photo_is_told_above_the_form(world, owner, page_of, monkeypatch, sent, sentence):
    monkeypatch.setattr("crawltrack.uploads.LARGEST", 500_000)
    answer = owner.post(page_of, sent)
    assert answer.status_code == 422
    assert sentence in Page(answer).complaints
    assert not Photo.objects.exists()


def test_what_the_darkroom_refuses_is_told_and_another_can_be_chosen(world, owner, page_of):
    answer = owner.post(page_of, {"file": jpeg(b"no picture at all")}, follow=True)
    page = Page(answer)
    assert answer.status_code == 200
    assert page.complaints.strip()
    assert page.fields["file"] == ["", ""]
    again = owner.post(page_of, {"photo": Photo.objects.get().pk, **MIDDLE})
    assert again["Location"].startswith(page_of)
    assert portrait_of(world.mira) == ""


def test_while_it_is_developed_the_page_says_so_and_looks_again(world, owner, page_of, monkeypatch):
    monkeypatch.setattr(developing, "wake", lambda: None)
    way = owner.post(page_of, {"file": jpeg()})["Location"]
    answer = owner.get(way)
    assert "is being developed" in Page(answer).text
    assert '<noscript><meta http-equiv="refresh"' in answer.content.decode()
    assert owner.post(page_of, {"photo": Photo.objects.get().pk, **MIDDLE})["Location"] == way
    developing.develop_all()
    assert "across" in Page(owner.get(way)).fields


def test_the_latest_photos_of_the_log_can_be_chosen(world, owner, page_of, shown):
    older = photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, caption="On the <rug>")
    in_bin = photo(log(world.mira, world.owner, world.ago(3), "backward"), world.owner)
    in_bin.remove(world.owner)
    ways = [link for link in Page(owner.get(page_of)).links if "photo=" in link]
    assert ways == [f"{page_of}?photo={each.pk}" for each in (shown, older)]
    assert 'alt="On the &lt;rug&gt;"' in owner.get(page_of).content.decode()
    assert owner.get(f"{page_of}?photo={in_bin.pk}").status_code == 404


@pytest.mark.parametrize("id", ["", "nonsense", str(UUID(int=4)), "0" * 5000])
def test_a_photo_that_is_not_there_is_404(world, owner, page_of, id):
    assert owner.get(page_of, {"photo": id}).status_code == 404
    assert owner.post(page_of, {"photo": id, **MIDDLE}).status_code == 404


def test_a_photo_of_another_child_is_404_to_its_own_carers_too(world, owner, page_of):
    world.otto.carers.create(person=world.owner, role="owner")
    theirs = photo(log(world.otto, world.owner, world.ago(1), "forward"), world.owner)
    assert owner.get(page_of, {"photo": theirs.pk}).status_code == 404
    assert owner.post(page_of, {"photo": theirs.pk, **MIDDLE}).status_code == 404
    sent = {"id": theirs.pk, "file": jpeg()}
    assert owner.post(page_of, sent).status_code == 404
    assert portrait_of(world.mira) == ""


# --- which square of it ---


BAD = ["", "nan", "-1", "100.01", "inf", "1e400", "left", "９" * 500, "0x10", "\0"]


@pytest.mark.parametrize("value", BAD)
def test_a_cut_that_cannot_be_is_told_beside_its_slider(world, owner, page_of, shown, value):
    for name in MIDDLE:
        answer = owner.post(page_of, {"photo": shown.pk, **MIDDLE, name: value})
        assert answer.status_code == 422
        assert re.search(rf'id="id_{name}_error".*?Choose something between', answer.content.decode(), re.DOTALL)
    assert owner.get(page_of, {"photo": shown.pk, **MIDDLE, "down": value}).status_code == 200
    assert portrait_of(world.mira) == ""


def test_too_small_a_square_is_told(world, owner, page_of, shown):
    answer = owner.post(page_of, {"photo": shown.pk, **MIDDLE, "size": "9"})
    assert "Choose something between 10 and 100." in Page(answer).complaints


def test_showing_saves_nothing_and_the_page_shows_that_square(world, owner, page_of, shown):
    answer = owner.post(page_of, {"photo": shown.pk, "across": "100", "down": "0", "size": "50", "show": "on"})
    page = owner.get(answer["Location"]).content.decode()
    assert 'viewBox="500 0 300 300"' in page
    assert portrait_of(world.mira) == ""


@pytest.mark.parametrize(
    ("x", "y", "box"),
    [("144", "108", "280 180 240 240"), ("0", "1", "0 0 240 240"), ("287", "215", "560 360 240 240")],
)
def test_touching_the_face_in_the_photo_puts_the_square_there(world, owner, page_of, shown, x, y, box):
    """Without a script the photo is shown 288 by 216 pixels large."""
    page = owner.get(page_of, {"photo": shown.pk}).content.decode()
    assert 'width="288" height="216"' in page
    touched = {"photo": shown.pk, **MIDDLE, "size": "40", "face.x": x, "face.y": y}
    assert f'viewBox="{box}"' in owner.post(page_of, touched, follow=True).content.decode()
    assert portrait_of(world.mira) == ""


@pytest.mark.parametrize(("x", "y"), [("0", "0"), ("far", "1"), ("9" * 400, "1"), ("9" * 5000, "1"), ("-5", "")])
def test_a_touch_that_says_nothing_shows_the_square_of_the_sliders(world, owner, page_of, shown, x, y):
    touched = {"photo": shown.pk, **MIDDLE, "face.x": x, "face.y": y}
    answer = owner.post(page_of, touched, follow=True)
    assert answer.status_code == 200
    assert 'viewBox="160 48 480 480"' in answer.content.decode()


def test_what_was_cut_before_is_where_one_begins_anew(world, owner, page_of, shown):
    owner.post(page_of, {"photo": shown.pk, "across": "20", "down": "30", "size": "50"})
    page = Page(owner.get(page_of))
    assert f"{page_of}?photo={shown.pk}" in page.links
    assert "Cut it anew" in page.text
    page = Page(owner.get(page_of, {"photo": shown.pk}))
    assert [page[name] for name in MIDDLE] == ["20.0", "30.0", "50.0"]


def test_a_photo_whose_file_is_lost_is_told_and_another_can_be_chosen(world, owner, page_of, shown):
    photo_files.discard(shown.name)
    answer = owner.post(page_of, {"photo": shown.pk, **MIDDLE})
    assert answer.status_code == 422
    assert "We cannot read this photo any more." in Page(answer).complaints


# --- seen, and taken away ---


def test_everybody_who_reads_sees_it_and_nobody_else(world, owner, client, stranger, hung):
    for size in photo_files.SQUARES:
        way = reverse("portrait-file", args=[world.mira.pk, size])
        for who in ("owner", "caregiver", "viewer"):
            answer = signed_in(getattr(world, who)).get(way)
            assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
            assert b"".join(answer).startswith(b"RIFF")
        assert stranger.get(way).status_code == 404
        assert client.get(way).status_code == 302


@pytest.mark.parametrize("size", ["square-64.webp", "thumb.webp", "full.jpg", "sent", "..", "%2e%2e", "x" * 300])
def test_there_is_no_other_size(world, owner, hung, size):
    assert owner.get(f"/children/{world.mira.pk}/portrait/{size}").status_code == 404


def test_without_a_portrait_there_is_no_file_and_the_drawing_is_shown(world, owner):
    assert owner.get(reverse("portrait-file", args=[world.mira.pk, "square-96.webp"])).status_code == 404
    page = owner.get(reverse("today", args=[world.mira.pk])).content.decode()
    assert "portrait/square" not in page


def test_it_is_taken_away_and_the_drawing_is_back(world, owner, page_of, hung):
    answer = owner.post(reverse("portrait-removal", args=[world.mira.pk]), follow=True)
    assert "Mira is a drawing again" in Page(answer).complaints
    assert "portrait/square" not in answer.content.decode()
    assert owner.get(reverse("portrait-file", args=[world.mira.pk, "square-96.webp"])).status_code == 404


def test_the_portrait_of_each_child_stands_in_the_menu_of_the_others(world, owner, hung):
    world.otto.carers.create(person=world.owner, role="viewer")
    page = owner.get(reverse("today", args=[world.otto.pk])).content.decode()
    assert f"/children/{world.mira.pk}/portrait/square-96.webp?v={hung[:8]}" in page
    assert f"/children/{world.otto.pk}/portrait/" not in page


def test_a_photo_that_was_sent_for_the_portrait_is_seen_by_owners_alone(world, owner, viewer, caregiver, page_of):
    owner.post(page_of, {"file": jpeg()})
    way = reverse("photo-file", args=[world.mira.pk, Photo.objects.get().pk, "screen.webp"])
    assert [each.get(way).status_code for each in (owner, caregiver, viewer)] == [200, 404, 404]


def test_the_page_costs_few_queries_however_many_photos(world, owner, page_of, hung, django_assert_max_num_queries):
    session = log(world.mira, world.owner, world.ago(2), "backward")
    Photo.objects.bulk_create(
        Photo(
            id=uuid4(), child=world.mira, session=session, state="ready", name=f"{number:032x}", width=4, height=3,
            added_at=session.started_at + timedelta(seconds=number),
        )
        for number in range(60)
    )  # fmt: skip
    with django_assert_max_num_queries(6):
        page = Page(owner.get(page_of))
    assert len([link for link in page.links if "photo=" in link]) == 24 + 1
    with django_assert_max_num_queries(6):
        owner.get(page_of, {"photo": Child.objects.get(pk=world.mira.pk).portrait_of_id})
    with django_assert_max_num_queries(5):
        owner.get(reverse("portrait-file", args=[world.mira.pk, "square-96.webp"]))
