"""Photos come in one by one from a script, or several with a form; each is taken exactly once."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from milestones.models import Carer, Photo, Receipt, Session
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.views.test_session_form import filled_in
from tests.world import log, signed_in


def file(content=None, name="baby.jpg"):
    return SimpleUploadedFile(name, picture(60, 40) if content is None else content)


def several(*heights):
    return [file(picture(60, height), f"{height}.jpg") for height in heights]


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(1), "forward")


@pytest.fixture
def adding(world):
    return reverse("photo-new", args=[world.mira.pk])


@pytest.fixture
def send(world, session, adding):
    """What a script sends; answers the outcome, or the status where there is none."""

    def send(by=None, path=adding, **said):
        by = by or world.owner
        sent = {"id": uuid4(), "session": session.pk, "person": by.pk, "file": file(), **said}
        whole = {name: value for name, value in sent.items() if value is not None}
        response = signed_in(by).post(path, whole, headers={"accept": "application/json"})
        outcomes = response.json()["outcomes"] if response["Content-Type"] == "application/json" else []
        return outcomes[0] if outcomes else response.status_code

    return send


# --- one by one, from a script ---


def test_a_photo_is_added_with_its_caption_and_a_receipt(world, session, send):
    key = uuid4()
    assert send(id=key, caption=" On the rug ") == {"key": str(key), "state": "done", "session": str(session.pk)}
    added = Photo.objects.get(pk=key)
    assert (added.caption, added.state, added.added_by) == ("On the rug", "ready", world.owner)
    assert Receipt.objects.get(key=key).session == session.pk


def test_the_same_photo_again_is_done_and_changes_nothing(world, session, send):
    key = uuid4()
    assert send(id=key) == send(id=key, by=world.caregiver, file=file(picture(99, 99)))
    assert Photo.objects.count() == 1


def test_a_late_repeat_does_not_bring_back_what_was_removed_or_is_gone_for_good(world, session, send):
    key = uuid4()
    done = send(id=key)
    Photo.objects.get().remove(world.owner)
    assert send(id=key) == done
    assert Photo.objects.get().removed_at
    Photo.objects.all().delete()
    assert send(id=key) == done
    assert not Photo.objects.exists()


def test_it_follows_the_entry_of_the_outbox_to_where_that_went(world, session, send):
    tap = uuid4()
    Receipt.objects.create(child=world.mira, key=tap, session=session.pk)
    assert send(session=uuid4(), tap=tap)["session"] == str(session.pk)


def test_what_cannot_be_is_refused_in_a_sentence(world, session, send):
    elsewhere = log(world.otto, world.stranger, world.ago(1), "forward")
    theirs = photo(elsewhere, world.stranger, picture(60, 40))
    assert send(file=file(b""))["why"] == "This file is empty. Choose the photo once more, or another one."
    assert send(session=uuid4())["why"] == "This is not in the log any more."
    assert send(session=elsewhere.pk)["why"] == "This is not in the log any more."
    assert "did not arrive whole" in send(id=theirs.pk)["why"]
    long = send(caption="x" * 201)
    assert (long["state"], long["errors"]) == ("refused", {"caption": ["Use at most 200 characters."]})
    for height in range(6):
        photo(session, world.owner, picture(60, 30 + height))
    assert "up to 6 photos" in send()["why"]
    session.remove(world.owner)
    assert send()["why"] == "This is not in the log any more."
    assert Photo.objects.filter(child=world.mira).count() == 6


@pytest.mark.parametrize("missing", ["id", "session", "person", "file"])
def test_what_did_not_arrive_whole_is_400(send, missing):
    assert send(**{missing: None}) == 400


@pytest.mark.parametrize("strange", ["x", "", "-1", "9" * 400, "\x01", "{}"])
@pytest.mark.parametrize("field", ["id", "session", "person", "tap"])
def test_strange_fields_are_400_or_refused_and_never_a_500(send, field, strange):
    outcome = send(**{field: strange})
    is_nothing = field == "tap" and not strange
    assert is_nothing or outcome in (400, 409)


def test_another_person_is_signed_in_than_the_one_who_took_it(world, send):
    assert send(person=world.caregiver.pk) == 409
    assert not Photo.objects.exists()


def test_who_may_only_look_now_hears_it_and_what_was_taken_before_is_done(world, send, session):
    key = uuid4()
    done = send(id=key, by=world.caregiver)
    Carer.objects.filter(person=world.caregiver).update(role="viewer")
    assert send(id=key, by=world.caregiver) == done
    assert "You can read the log of Mira, but not add to it" in send(by=world.caregiver)["why"]
    assert Photo.objects.count() == 1


def test_strangers_and_who_is_signed_out_are_told_nothing(world, send, session, adding, client):
    assert send(by=world.stranger) == 404
    sent = {"id": uuid4(), "session": session.pk, "person": world.owner.pk, "file": file()}
    assert client.post(adding, sent, headers={"accept": "application/json"}).status_code == 302
    assert not Photo.objects.exists()


def test_without_the_token_of_the_page_nothing_comes_in(world, session, adding):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.owner)
    assert strict.post(adding, {"session": session.pk, "file": file()}).status_code == 403
    page = Page(strict.get(adding, {"session": session.pk}))
    token = page.fields["csrfmiddlewaretoken"][0]
    sent = {"session": session.pk, "file": file(), "csrfmiddlewaretoken": token}
    assert strict.post(adding, sent).status_code == 302
    assert Photo.objects.count() == 1


# --- several, with a form ---


def test_the_page_adds_several_and_leads_to_the_session(world, owner, session, adding):
    response = owner.post(adding, {"session": session.pk, "file": several(40, 41)}, follow=True)
    assert response.redirect_chain[-1] == (f"{reverse('session', args=[world.mira.pk, session.pk])}#photos", 302)
    assert "2 photos came in." in Page(response).complaints
    assert [each.height for each in session.photos.all()] == [40, 41]


def test_the_same_form_twice_adds_once_and_what_was_removed_can_be_added_again(world, owner, session, adding):
    for _time in range(2):
        owner.post(adding, {"session": session.pk, "file": several(40, 41)})
    assert session.photos.count() == 2
    session.photos.first().remove(world.owner)
    owner.post(adding, {"session": session.pk, "file": several(40)})
    assert [each.height for each in session.photos.filter(removed_at=None)] == [41, 40]


def test_what_is_no_picture_is_told_on_its_tile(world, owner, session, adding):
    owner.post(adding, {"session": session.pk, "file": file(b"Once upon a time", "story.txt")})
    page = Page(owner.get(reverse("session", args=[world.mira.pk, session.pk])))
    assert "This is not a kind of picture we can take." in page.text
    assert "See why" not in page.text


def test_nothing_chosen_and_a_removed_session_get_a_sentence(world, owner, session, adding):
    empty = owner.post(adding, {"session": session.pk})
    assert (empty.status_code, "No photo was chosen yet." in Page(empty).complaints) == (422, True)
    session.remove(world.owner)
    gone = owner.post(adding, {"session": session.pk, "file": file()})
    assert (gone.status_code, "Bring it back from the bin" in Page(gone).complaints) == (422, True)
    assert not Photo.objects.exists()


def test_a_name_that_is_markup_is_only_words(world, owner, session, adding):
    response = owner.post(adding, {"session": session.pk, "file": file(b"", "<img src=x onerror=alert(1)>.jpg")})
    assert Page(response).inline == []
    assert "<img src=x onerror=alert(1)>.jpg" in Page(response).complaints


def test_the_page_is_for_a_session_of_the_log(world, owner, session, adding):
    elsewhere = log(world.otto, world.stranger, world.ago(1), "forward")
    assert owner.get(adding)["Location"] == reverse("session-new", args=[world.mira.pk])
    assert owner.get(adding, {"session": session.pk}).status_code == 200
    for other in (elsewhere.pk, uuid4()):
        assert owner.get(adding, {"session": other}).status_code == 404
        assert owner.post(adding, {"session": other, "file": file()}).status_code == 404
    assert not Photo.objects.exists()


def test_a_full_session_has_no_way_to_more(world, owner, session, adding):
    for height in range(6):
        photo(session, world.owner, picture(60, 30 + height))
    for path in (f"{adding}?session={session.pk}", reverse("session", args=[world.mira.pk, session.pk])):
        page = Page(owner.get(path))
        assert "This session is full" in page.text
        assert page.tags["photo-adder"] == 0


# --- with the form of a session ---


def test_a_new_session_takes_its_photos_along(world, owner):
    said = filled_in(world, id=uuid4(), seen="backward") | {"photos": several(40, 41)}
    assert owner.post(reverse("session-new", args=[world.mira.pk]), said).status_code == 302
    assert Session.objects.get().photos.count() == 2
    owner.post(reverse("session-new", args=[world.mira.pk]), said | {"photos": several(40, 41)})
    assert Photo.objects.count() == 2


def test_photos_alone_are_something_and_broken_ones_alone_are_nothing(world, owner):
    new = reverse("session-new", args=[world.mira.pk])
    response = owner.post(new, filled_in(world, id=uuid4()) | {"photos": [file(b"", "empty.jpg")]})
    assert response.status_code == 422
    assert "“empty.jpg”: This file is empty." in Page(response).complaints
    assert not Session.objects.exists()
    assert owner.post(new, filled_in(world, id=uuid4()) | {"photos": several(40)}).status_code == 302
    assert Session.objects.get().photos.count() == 1


def test_photos_that_a_script_sends_after_it_are_something_too(world, owner):
    said = filled_in(world, id=uuid4()) | {"photos_follow": "on"}
    assert owner.post(reverse("session-new", args=[world.mira.pk]), said).status_code == 302
    assert Session.objects.get().seen == {}


def test_a_session_with_photos_can_lose_all_else(world, owner, session):
    photo(session, world.owner, picture(60, 40))
    said = filled_in(world, id=session.pk, revision=1)
    assert owner.post(reverse("session", args=[world.mira.pk, session.pk]), said).status_code == 302
    assert Session.objects.with_seen().get().seen == {}


def test_a_page_that_comes_back_asks_for_the_photos_again(world, owner):
    said = filled_in(world, id=uuid4(), minutes="x") | {"photos": several(40)}
    page = Page(owner.post(reverse("session-new", args=[world.mira.pk]), said))
    assert "choose the photos once more" in page.complaints
    assert not Photo.objects.exists()


def test_a_change_takes_photos_along_and_tells_which_do_not_fit(world, owner, session):
    for height in range(5):
        photo(session, world.owner, picture(60, 30 + height))
    said = filled_in(world, id=session.pk, revision=1, seen="forward", note="New") | {"photos": several(40, 41)}
    response = owner.post(reverse("session", args=[world.mira.pk, session.pk]), said)
    assert response.status_code == 422
    complaints = Page(response).complaints
    assert "The session is saved. 1 photo came in." in complaints
    assert "41.jpg A session holds up to 6 photos." in complaints
    session.refresh_from_db()
    assert (session.note, session.photos.count()) == ("New", 6)
