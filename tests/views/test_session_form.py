"""The full form: a session as a parent fills it in, and the changes to one."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from milestones.models import Session
from milestones.models.log import SessionQuerySet
from tests.views.page import Page
from tests.world import ZONE, at, log

ID = UUID(int=11)
SENT_ALONG = ("id", "zone", "revision", "when", "minutes", "note", "seen")


@pytest.fixture
def new(world):
    return reverse("session-new", args=[world.mira.pk])


@pytest.fixture
def session(world):
    return log(
        world.mira,
        world.owner,
        world.ago(2),
        "pivoting",
        details={"pivoting": ["left"]},
        minutes=10,
        note="By the sofa",
    )


@pytest.fixture
def change(world, session):
    return reverse("session", args=[world.mira.pk, session.pk])


def filled_in(world, **fields):
    return {"id": ID, "zone": ZONE, "when": f"{world.ago(1)}T09:15", "minutes": "", "note": "", **fields}


def as_shown(page):
    """What the browser would send if the person pressed Save."""
    return {name: page.fields[name] for name in SENT_ALONG if name in page.fields}


# --- A new one --------------------------------------------------------------------------------------------------------


def test_it_begins_with_now_on_the_clock_of_the_person(world, clock, owner, new):
    page = Page(owner.get(new, follow=True))
    assert (page["when"], page["zone"], page["minutes"], page["note"]) == (f"{world.ago(1)}T10:00", ZONE, "", "")
    assert UUID(page["id"])
    assert "seen" not in page.fields


def test_its_address_carries_its_id_so_that_going_back_finds_what_was_saved(world, owner, new):
    address = owner.get(new)["Location"]
    page = Page(owner.get(address))
    owner.post(new, {**filled_in(world, seen="backward"), "id": page["id"]})
    assert owner.get(address)["Location"] == reverse("session", args=[world.mira.pk, page["id"]])


def test_every_form_that_is_asked_for_has_an_id_of_its_own(world, owner, new):
    addresses = {owner.get(new)["Location"] for _time in range(3)}
    assert len(addresses) == 3


@pytest.mark.parametrize("strange", ["", "x", "0", "\0", "f" * 33, "f" * 100_000, "{}", "<script>"])
def test_an_address_with_an_id_that_is_none_gets_a_good_one(world, owner, new, strange):
    page = Page(owner.get(new, {"id": strange}, follow=True))
    assert UUID(page["id"])


def test_saving_logs_it_and_leads_to_today(world, owner, new):
    said = filled_in(world, seen=["backward", "pivoting:right"], minutes="12", note="Line one\r\nline two ")
    response = owner.post(new, said)
    assert (response.status_code, response["Location"]) == (302, reverse("today", args=[world.mira.pk]))
    session = Session.objects.get(pk=ID)
    assert (session.started_at, session.zone, session.day) == (at(world.ago(1), 9, 15), ZONE, world.ago(1))
    assert session.seen == {"pivoting": ["right"], "backward": []}
    assert (session.minutes, session.note) == (12, "Line one\nline two")


def test_a_first_is_told_once_and_anything_else_is_saved(world, owner, new):
    assert "Saved." not in Page(owner.post(new, filled_in(world, seen="backward"), follow=True)).complaints
    again = owner.post(new, filled_in(world, id=uuid4(), seen="backward"), follow=True)
    assert Page(again).complaints == "Saved."


def test_time_on_the_floor_alone_can_be_logged(world, owner, new):
    owner.post(new, filled_in(world, minutes="20"))
    assert Session.objects.get().seen == {}


def test_sent_twice_it_is_logged_once_and_says_the_same(world, owner, new):
    said = filled_in(world, seen=["backward", "backward:far"], minutes="12")
    locations = {owner.post(new, said)["Location"] for _time in range(3)}
    assert locations == {reverse("today", args=[world.mira.pk])}
    assert Session.objects.count() == 1


def test_sent_again_with_something_else_it_asks_first_and_then_changes(world, owner, new):
    owner.post(new, filled_in(world, seen="backward"))
    response = owner.post(new, filled_in(world, seen=["backward", "forward"], note="both!"))
    page = Page(response)
    assert response.status_code == 422
    assert "already in the log" in page.complaints
    assert (page["note"], {*page.fields["seen"]}) == ("both!", {"backward", "forward"})
    assert Session.objects.get().seen == {"backward": []}
    change = reverse("session", args=[world.mira.pk, ID])
    assert change in page.actions
    assert owner.post(change, as_shown(page)).status_code == 302
    assert Session.objects.get().note == "both!"
    assert Session.objects.get().seen.keys() == {"backward", "forward"}


def test_what_somebody_else_logged_a_moment_before_is_shown_and_nothing_typed_is_lost(world, owner, new, monkeypatch):
    record = SessionQuerySet.record

    def tapped_just_before(sessions, child, by, **said):
        monkeypatch.setattr(SessionQuerySet, "record", record)
        log(world.mira, world.caregiver, world.ago(1), "forward", hour=9, id=ID)
        return sessions.record(child, by, **said)

    monkeypatch.setattr(SessionQuerySet, "record", tapped_just_before)
    response = owner.post(new, filled_in(world, seen=["backward"], minutes="12", note="Keep me"))
    page = Page(response)
    assert response.status_code == 422
    assert (page["minutes"], page["note"], {*page.fields["seen"]}) == ("12", "Keep me", {"backward", "forward"})
    owner.post(reverse("session", args=[world.mira.pk, ID]), as_shown(page))
    session = Session.objects.get()
    assert (session.minutes, session.note, {*session.seen}) == (12, "Keep me", {"backward", "forward"})


@pytest.mark.parametrize("seen", ["backward", "forward"], ids=["the same", "something else"])
def test_sent_again_after_it_was_removed_it_says_so_and_can_bring_it_back(world, owner, new, seen):
    owner.post(new, filled_in(world, seen="backward"))
    Session.objects.get().remove(world.caregiver)
    response = owner.post(new, filled_in(world, seen=seen))
    assert response.status_code == 422
    assert "then removed" in Page(response).complaints
    assert not Session.objects.log_of(world.mira).exists()
    owner.post(reverse("session", args=[world.mira.pk, ID]), as_shown(Page(response)))
    assert Session.objects.log_of(world.mira).get().seen == {seen: []}


def test_the_id_of_another_childs_session_is_404(world, owner, new):
    log(world.otto, world.stranger, world.ago(2), "forward", id=ID)
    assert owner.post(new, filled_in(world, seen="backward")).status_code == 404
    assert Session.objects.get().seen == {"forward": []}


# --- When -------------------------------------------------------------------------------------------------------------


WHENS = {
    "nothing": ("", "Choose when it was"),
    "a word": ("yesterday", "Choose a day and a time"),
    "a day alone": ("2026-05-12", "Choose a day and a time"),
    "with a zone": ("2026-05-12T10:00Z", "Choose a day and a time"),
    "no such day": ("2026-02-30T10:00", "Choose a day and a time"),
    "no such hour": ("2026-02-20T25:00", "Choose a day and a time"),
    "the year 1": ("0001-01-01T00:00", "Check the year"),
    "the year 9999": ("9999-12-31T23:59", "Check the year"),
    "the year 10000": ("10000-12-31T23:59", "Choose a day and a time"),
    "NUL": ("2026-05-\x0012T10:00", "Choose a day and a time"),
}


@pytest.mark.parametrize(("when", "sentence"), WHENS.values(), ids=WHENS)
def test_a_time_that_is_none_gets_a_sentence(world, owner, new, when, sentence):
    response = owner.post(new, filled_in(world, when=when, seen=["backward"], note="Keep me"))
    page = Page(response)
    assert response.status_code == 422
    assert sentence in page.complaints
    assert (page["note"], page.fields["seen"], page["when"]) == ("Keep me", ["backward"], when)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("days", "sentence"), [(2, "still to come"), (-241, "before Mira was born")], ids=["to come", "before birth"]
)
def test_a_time_that_cannot_be_gets_a_sentence_beside_it(world, owner, new, days, sentence):
    when = f"{world.today + timedelta(days=days)}T10:00"
    page = Page(owner.post(new, filled_in(world, when=when, minutes="9", seen=["backward:far"])))
    assert sentence in page.complaints
    assert (page["when"], page["minutes"], page.fields["seen"]) == (when, "9", ["backward:far"])
    assert not Session.objects.exists()


@pytest.fixture
def march_2025(world, clock):
    world.mira.born = datetime(2024, 11, 1).date()
    world.mira.save()
    clock.shows(datetime(2025, 11, 30, 12, tzinfo=ZoneInfo(ZONE)))


def test_an_hour_that_the_clocks_jumped_over_gets_a_sentence(world, march_2025, owner, new):
    page = Page(owner.post(new, filled_in(world, when="2025-03-30T02:30")))
    assert "this time did not exist" in page.complaints
    assert page["when"] == "2025-03-30T02:30"


def test_a_form_with_nothing_in_it_is_not_logged(world, owner, new):
    response = owner.post(new, filled_in(world))
    assert response.status_code == 422
    assert "Nothing is filled in yet." in Page(response).complaints
    assert not Session.objects.exists()


def test_an_hour_that_comes_twice_is_the_first_of_the_two(world, march_2025, owner, new):
    owner.post(new, filled_in(world, when="2025-10-26T02:30", minutes="5"))
    assert Session.objects.get().started_at.strftime("%H:%M") == "00:30"


def test_a_session_in_the_second_of_the_two_hours_stays_there_when_its_note_changes(world, march_2025, owner):
    started_at = datetime(2025, 10, 26, 1, 30, 12, tzinfo=ZoneInfo("UTC"))
    session = Session.objects.record(world.mira, world.owner, ID, started_at, ZONE, {"backward": []}).session
    path = reverse("session", args=[world.mira.pk, session.pk])
    page = Page(owner.get(path))
    assert page["when"] == "2025-10-26T02:30"
    owner.post(path, {**as_shown(page), "note": "at night"})
    session.refresh_from_db()
    assert (session.note, session.started_at) == ("at night", started_at)


# --- Where ------------------------------------------------------------------------------------------------------------


def test_the_time_is_on_the_clock_of_the_page(world, owner, new):
    page = Page(owner.post(new, filled_in(world, zone="Pacific/Kiritimati", minutes="x")))
    assert page["zone"] == "Pacific/Kiritimati"
    assert "The time is on the clock of Kiritimati" in page.text
    owner.post(new, {**as_shown(page), "minutes": "5"})
    assert Session.objects.get().started_at == at(world.ago(1), 9, 15, zone="Pacific/Kiritimati")


@pytest.mark.parametrize("zone", ["Moon/Tranquility", "../../etc/passwd", "x" * 1_000_000, "Europe/Berlin\0", "\x07"])
def test_a_zone_nobody_knows_asks_for_another_look_and_the_next_try_succeeds(world, owner, new, zone):
    said = filled_in(world, zone=zone, seen=["backward", "pivoting", "pivoting:left"], minutes="5", note="Keep me")
    response = owner.post(new, said)
    page = Page(response)
    assert response.status_code == 422
    assert "time zone is not known" in page.complaints
    assert (page["zone"], page["minutes"], page["note"]) == (ZONE, "5", "Keep me")
    assert {*page.fields["seen"]} == {"backward", "pivoting", "pivoting:left"}
    assert owner.post(new, as_shown(page)).status_code == 302
    assert Session.objects.get().seen == {"pivoting": ["left"], "backward": []}


def test_without_javascript_the_zone_of_the_site_is_the_zone(world, client, new):
    client.force_login(world.owner)
    assert Page(client.get(new, follow=True))["zone"] == "UTC"


# --- What is sent along -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["id", "revision"])
@pytest.mark.parametrize("mangled", ["x", "-1", "9" * 5000, "<script>", "\0"])
@pytest.mark.parametrize("which", ["new", "change"])
def test_a_mangled_page_is_mended_and_the_next_try_succeeds(world, owner, request, session, which, name, mangled):
    path = request.getfixturevalue(which)
    said = filled_in(world, revision="1", note="Keep me", seen=["backward"])
    response = owner.post(path, {**said, name: mangled})
    page = Page(response)
    assert response.status_code == 422
    assert "please save once more" in page.complaints
    assert (page["note"], page.fields["seen"]) == ("Keep me", ["backward"])
    assert owner.post(path, as_shown(page)).status_code == 302
    assert Session.objects.filter(note="Keep me").count() == 1


# --- Minutes and note -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", ["0", "-1", "601", "1.5", "ten", "9" * 5000, "1e3", "\0", "∞"])
def test_minutes_that_cannot_be_get_a_sentence_and_stay(world, owner, new, minutes):
    response = owner.post(new, filled_in(world, minutes=minutes, note="Keep me"))
    page = Page(response)
    assert response.status_code == 422
    assert "minute" in page.complaints
    assert (page["minutes"], page["note"]) == (minutes, "Keep me")
    assert not Session.objects.exists()


def test_a_note_that_is_too_long_gets_a_sentence_and_stays(world, owner, new):
    note = "n" * 1_000_000
    page = Page(owner.post(new, filled_in(world, note=note)))
    assert "at most 2000 characters; this has 1000000" in page.complaints
    assert page["note"] == note


def test_line_breaks_count_as_one_character_as_in_the_browser(world, owner, new):
    assert owner.post(new, filled_in(world, note="ab\r\n" * 666 + "a")).status_code == 302
    assert len(Session.objects.get().note) == 1999


@pytest.mark.parametrize("note", ["a\0b", "ding\x07", "\x1b[31mred"])
def test_a_note_with_control_characters_gets_one_sentence_and_stays(world, owner, new, note):
    page = Page(owner.post(new, filled_in(world, note=note)))
    assert page.complaints.count("invisible control character") == 2  # in the summary and beside the field
    assert "Null" not in page.complaints
    assert page["note"] == note
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "seen", [["flying"], ["backward:left"], ["backward:"], [":"], ["<script>alert(1)</script>"], ["x"] * 900]
)
def test_movements_nobody_knows_get_a_sentence_and_the_known_ones_stay_ticked(world, owner, new, seen):
    response = owner.post(new, filled_in(world, seen=[*seen, "pivoting"], note="Keep me"))
    page = Page(response)
    assert response.status_code == 422
    assert "Choose from the movements shown here" in page.complaints
    assert (page["note"], page.fields["seen"]) == ("Keep me", ["pivoting"])
    assert not Session.objects.exists()


# --- Changing one -----------------------------------------------------------------------------------------------------


def test_it_shows_what_the_session_says(world, owner, session, change):
    page = Page(owner.get(change))
    assert (page["when"], page["minutes"], page["note"]) == (f"{world.ago(2)}T10:00", "10", "By the sofa")
    assert {*page.fields["seen"]} == {"pivoting", "pivoting:left"}
    assert page["revision"] == "1"
    assert "Logged by you." in page.text


def test_saving_without_a_change_leaves_no_mark(world, caregiver, session, change):
    assert caregiver.post(change, as_shown(Page(caregiver.get(change)))).status_code == 302
    session.refresh_from_db()
    assert (session.revision, session.changed_by) == (1, world.owner)


def test_saving_changes_it_and_leads_to_its_day(world, caregiver, session, change):
    shown = as_shown(Page(caregiver.get(change)))
    when = f"{world.ago(5)}T18:30"
    response = caregiver.post(change, {**shown, "when": when, "seen": ["forward:arms"], "minutes": ""}, follow=True)
    session.refresh_from_db()
    assert (session.day, session.minutes) == (world.ago(5), None)
    assert Session.objects.get().seen == {"forward": ["arms"]}
    assert (session.logged_by, session.changed_by) == (world.owner, world.caregiver)
    page = Page(response)
    assert "Saved." in page.complaints
    assert change in page.links
    assert "Last changed by you." in Page(caregiver.get(change)).text


def test_a_mistake_keeps_what_was_typed(world, owner, session, change):
    response = owner.post(change, {**as_shown(Page(owner.get(change))), "minutes": "many", "note": "Other words"})
    page = Page(response)
    assert response.status_code == 422
    assert (page["minutes"], page["note"]) == ("many", "Other words")
    session.refresh_from_db()
    assert session.note == "By the sofa"


def test_a_change_meanwhile_shows_both_and_saving_again_keeps_mine(world, owner, caregiver, session, change):
    mine, theirs = as_shown(Page(owner.get(change))), as_shown(Page(caregiver.get(change)))
    caregiver.post(change, {**theirs, "note": "Jonas was first", "seen": ["forward"]})
    response = owner.post(change, {**mine, "note": "Nadia was second", "seen": ["backward", "backward:far"]})
    page = Page(response)
    assert response.status_code == 422
    assert "Somebody else changed this while you were typing" in page.complaints
    assert "Jonas was first" in page.text
    assert (page["note"], {*page.fields["seen"]}) == ("Nadia was second", {"backward", "backward:far"})
    session.refresh_from_db()
    assert session.note == "Jonas was first"
    assert owner.post(change, as_shown(page)).status_code == 302
    session.refresh_from_db()
    assert session.note == "Nadia was second"


def test_a_removal_meanwhile_keeps_what_was_typed_and_saving_again_brings_it_back(
    world, owner, caregiver, session, change
):
    mine = as_shown(Page(owner.get(change)))
    caregiver.post(reverse("session-removal", args=[world.mira.pk, session.pk]))
    response = owner.post(change, {**mine, "note": "Still typing", "seen": ["backward", "pivoting"]})
    page = Page(response)
    assert response.status_code == 422
    assert "removed while you were typing" in page.complaints
    assert (page["note"], {*page.fields["seen"]}) == ("Still typing", {"backward", "pivoting"})
    assert not Session.objects.log_of(world.mira).exists()
    assert owner.post(change, as_shown(page)).status_code == 302
    assert Session.objects.log_of(world.mira).get().note == "Still typing"


def test_a_removed_session_has_no_page(world, owner, session, change):
    session.remove(world.owner)
    assert owner.get(change).status_code == 404


def test_a_session_that_is_not_there_has_no_page(world, owner):
    path = reverse("session", args=[world.mira.pk, uuid4()])
    assert (owner.get(path).status_code, owner.post(path).status_code) == (404, 404)


def test_a_viewer_reads_it_and_changes_nothing(world, viewer, session, change):
    page = Page(viewer.get(change))
    assert "By the sofa" in page.text
    assert {*page.actions} == {reverse("lamp")}
    assert viewer.post(change, filled_in(world, note="mine")).status_code == 403
    session.refresh_from_db()
    assert session.note == "By the sofa"


def test_a_session_from_another_zone_is_shown_on_the_clock_it_was_seen_on(world, owner):
    session = log(world.mira, world.owner, world.ago(2), "backward", hour=23, zone="Asia/Tokyo")
    page = Page(owner.get(reverse("session", args=[world.mira.pk, session.pk])))
    assert (page["when"], page["zone"]) == (f"{world.ago(2)}T23:00", "Asia/Tokyo")
    assert "on the clock of Tokyo" in page.text
