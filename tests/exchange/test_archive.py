"""What goes into the archive can be read back, and is all there is."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from milestones.exchange import archive
from milestones.exchange.journal import PORTION
from milestones.exchange.table import harmless
from milestones.models import Change, Child, Session, Sighting, Trial
from tests.exchange.reading import journal_in, rows_in, unpacked
from tests.models.log import log_of
from tests.world import ZONE, log, person

NOTE = 'Rückwärts, "feet first"\nunder the sofa 🐛 עברית\t= 1,5 m'


@pytest.fixture
def full(world):
    """Mira's log with something of everything."""
    mira = world.mira
    mira.skin, mira.due = "medium-dark", mira.born + timedelta(days=40)
    mira.save()
    mira.carers.filter(person=world.caregiver).update(word="Papa")
    log(mira, world.owner, world.ago(9), "pushing-up", "pivoting", details={"pivoting": ["left", "right"]}, minutes=10)
    log(mira, world.caregiver, world.ago(4), "backward", note=NOTE, zone="America/Argentina/Buenos_Aires", hour=22)
    log(mira, world.owner, world.ago(3), "hands-and-knees", "forward").unsee(world.owner, "forward")
    log(mira, world.caregiver, world.ago(2), "forward", note="gone").remove(world.owner)
    gone = person("gone", name="Gerda")
    changed = log(mira, gone, world.ago(1), "backward")
    changed.change(world.caregiver, 1, changed.started_at, ZONE, {"backward": []}, minutes=4)
    changed.change(world.owner, 2, changed.started_at, ZONE, {"backward": ["far"]}, minutes=4, note="now so")
    Trial.objects.mark(mira, world.caregiver, "corner-play-space", "tried", world.ago(5))
    log(world.otto, world.stranger, world.ago(1), "forward", note="not Mira’s")
    gone.delete()
    return world


def packed(child):
    return archive.pack(child, timezone.now())


def aware(moment):
    return datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) if moment else None


def as_in_the_log(told):
    """A session of the journal as `log_of` has it."""
    seen = {one["movement"]: one["details"] for one in told["movements"] if one["taken_back_at"] is None}
    day = datetime.strptime(told["day"], "%Y-%m-%d").date()
    return (
        *(told["id"], aware(told["started_at"]), told["zone"], day, told["minutes"], told["note"]),
        seen,
    )


def test_what_is_read_back_is_the_log(full):
    journal = journal_in(packed(full.mira))
    kept = [as_in_the_log(told) for told in journal["sessions"] if not told["in_bin"]]
    assert kept == [(str(pk), *rest) for pk, *rest in log_of(full.mira)]
    assert len(kept) == 4


def test_every_column_of_the_log_is_in_it(full):
    """A field that a model gains fails here until the journal has it, or it is named as left out."""
    journal = journal_in(packed(full.mira))
    named = lambda model: {field.name for field in model._meta.concrete_fields}  # noqa: E731
    assert named(Session) - {"child", "removed_at"} <= {*journal["sessions"][0]}
    assert named(Sighting) - {"id", "session", "child", "removed_at"} <= {*journal["sessions"][0]["movements"][0]}
    assert named(Change) - {"id", "session"} == {*journal["sessions"][-1]["changes"][0]}
    assert named(Trial) - {"id", "child"} == {*journal["trials"][0]}
    # The zone follows from the sessions, the version is counted anew, and the rest is told.
    kept_by_the_site = {"id", "zone", "version", "changed_at", "created_at"}
    assert named(Child) - kept_by_the_site == {*journal["child"]} - {"added_at"}


def test_each_session_and_sighting_is_as_it_is_kept(full):
    told = {one["id"]: one for one in journal_in(packed(full.mira))["sessions"]}
    assert len(told) == Session.objects.filter(child=full.mira).count() == 5
    for session in Session.objects.filter(child=full.mira):
        one = told[str(session.pk)]
        for name in ("started_at", "last_seen_at", "ended_at", "logged_at", "changed_at", "removed_at"):
            assert aware(one[name]) == getattr(session, name)
        assert (one["revision"], one["in_bin"]) == (session.revision, session.removed_at is not None)
        rows = session.sightings.order_by("movement").values_list("movement", "details", "seen_at", "removed_at")
        movements = sorted(one["movements"], key=lambda seen: seen["movement"])
        assert [*rows] == [
            (seen["movement"], seen["details"], aware(seen["seen_at"]), aware(seen["taken_back_at"]))
            for seen in movements
        ]


def test_it_says_who_logged_in_the_words_of_the_family(full):
    first, second, _third, removed, changed = journal_in(packed(full.mira))["sessions"]
    assert (first["logged_by"], second["logged_by"]) == ("Nadia", "Papa")
    assert (removed["in_bin"], removed["removed_by"]) == (True, "Nadia")
    assert (changed["logged_by"], changed["changed_by"]) == (None, "Nadia")
    assert changed["changes"][0]["by"] == "Papa"


def test_who_is_no_carer_any_more_is_still_named(full):
    full.mira.carers.get(person=full.caregiver).leave()
    assert journal_in(packed(full.mira))["sessions"][1]["logged_by"] == "Jonas"


def test_it_begins_with_what_it_is(full):
    journal = journal_in(packed(full.mira))
    assert (journal["format"], journal["version"]) == ("crawltrack-journal", 1)
    assert "not medical advice" in journal["notice"]
    mira = full.mira
    born, due = str(mira.born), str(mira.due)
    told = journal["child"]
    assert (told["name"], told["born"], told["due"], told["skin"]) == ("Mira", born, due, "medium-dark")
    assert {(one["name"], one["role"]) for one in journal["carers"]} == {
        ("Nadia", "owner"),
        ("Papa", "caregiver"),
        ("Oma", "viewer"),
    }
    (trial,) = journal["trials"]
    assert (trial["tip"], trial["mark"], trial["by"], trial["day"]) == (
        *("corner-play-space", "tried", "Papa"),
        str(full.ago(5)),
    )


def test_nothing_of_another_child_and_no_e_mail_is_in_it(full):
    everything = b"".join(unpacked(packed(full.mira)).values()).decode()
    assert "not Mira" not in everything
    assert "Stella" not in everything
    assert "@example.org" not in everything


def test_an_empty_log_is_an_archive_too(world):
    assert journal_in(packed(world.mira))["sessions"] == []
    assert rows_in(packed(world.mira)) == []


def test_the_table_has_a_row_a_session_on_the_clock_of_its_place(full):
    first, second, third, removed, changed = rows_in(packed(full.mira))
    assert (first["pushing-up"], first["pivoting"], first["backward"]) == ("yes", "yes, left, right", "")
    assert (first["day"], first["time"], first["zone"], first["minutes"]) == (str(full.ago(9)), "10:00", ZONE, "10")
    assert (second["day"], second["time"], second["note"]) == (str(full.ago(4)), "22:00", NOTE)
    assert (third["hands-and-knees"], third["forward"]) == ("yes", "")
    assert (removed["forward"], removed["removed_on"] != "") == ("yes", True)
    assert (changed["logged_by"], changed["changed_by"], first["changed_by"]) == ("", "Nadia", "")


@pytest.mark.parametrize("typed", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")'])
def test_no_spreadsheet_runs_what_somebody_typed(world, typed):
    assert harmless(typed) == f"'{typed}"
    Session.objects.filter(pk=log(world.mira, world.owner, world.ago(1), "backward").pk).update(note=typed)
    world.mira.carers.filter(person=world.owner).update(word=typed)
    (row,) = rows_in(packed(world.mira))
    assert (row["note"], row["logged_by"]) == (f"'{typed}", f"'{typed}")
    assert journal_in(packed(world.mira))["sessions"][0]["note"] == typed


def test_ordinary_words_stay_as_they_are():
    for typed in ("", "Off she goes", "1-2 m", " = ", "'", "“so”"):
        assert harmless(typed) == typed


def test_the_read_me_holds_the_notice_and_names_the_files(world):
    world.mira.name = "Mira & <Otto>"
    text = unpacked(packed(world.mira))["READ-ME.txt"].decode()
    assert "Mira & <Otto>" in text
    for words in ("not medical advice", "journal.json", "sessions.csv", "crawltrack-journal, version 1"):
        assert words in text


def test_a_movement_that_is_no_more_is_still_told(world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    session.sightings.update(movement="crab")
    (told,) = journal_in(packed(world.mira))["sessions"]
    assert told["movements"][0]["movement"] == "crab"
    assert len(rows_in(packed(world.mira))) == 1


@pytest.mark.parametrize(
    ("name", "file"),
    [("Mira", "Mira"), ("../../etc/passwd", ".. .. etc passwd"), ("مريم 🐛", "مريم 🐛"), ('a"b\\c:d', "a b c d")],
)
def test_the_file_is_called_by_the_child_and_the_day(name, file):
    assert archive.file_name(Child(name=name), datetime(2026, 3, 1, tzinfo=UTC)) == f"Crawltrack {file} 2026-03-01.zip"


def many(world, sessions: int) -> None:
    """So many sessions at once, past the write path, each with a note as long as a note can be."""
    start = timezone.now() - timedelta(days=100)
    made = [
        Session(id=uuid4(), child=world.mira, started_at=at, last_seen_at=at, zone=ZONE, day=at.date(), note="n" * 2000)
        for at in (start + timedelta(minutes=number) for number in range(sessions))
    ]
    Session.objects.bulk_create(made, batch_size=500)
    Sighting.objects.bulk_create(
        [
            Sighting(session=one, child=world.mira, movement="backward", details=[], seen_at=one.started_at)
            for one in made
        ],
        batch_size=500,
    )


def cost_of(child) -> tuple[int, int]:
    """(queries, bytes of memory at the most) to pack."""
    with CaptureQueriesContext(connection) as asked:
        tracemalloc.start()
        packed(child).close()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return len(asked), peak


def test_a_log_ten_times_as_long_takes_the_same_memory_and_two_queries_a_portion(world):
    many(world, PORTION)
    queries, memory = cost_of(world.mira)
    many(world, 9 * PORTION)
    more_queries, more_memory = cost_of(world.mira)
    assert more_queries <= queries + 9 * 2
    assert more_memory < 2 * memory + archive.IN_MEMORY_UP_TO
    assert more_memory < 4500 * 2000  # the notes alone
