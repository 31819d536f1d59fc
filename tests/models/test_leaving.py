"""A person leaves for good. Nobody's child is left without an owner, and nothing of the person stays behind."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session as SignIn
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.models import Carer, Change, Child, GuestLink, Invitation, Leaving, Session, Timer, Trial
from milestones.models.leaving import Changed
from milestones.models.secret import hashed
from tests.models.log import tallies_are_right
from tests.pictures import photo, picture
from tests.world import ZONE, log, person, signed_in

LASTS = timedelta(days=30)
CANARY = "kanarienvogel"


def leave(somebody: Person) -> bool:
    return Leaving.for_good(somebody, Leaving.of(somebody).told)


def link_for_the_doctor(child: Child, by: Person) -> None:
    GuestLink.objects.create(
        child=child, made_by=by, label="Dr. Sommer", hash=hashed("x"), expires_at=timezone.now() + LASTS
    )


def names(partings):
    return [parting.child.name for parting in partings]


@pytest.fixture
def canary(world) -> Person:
    """Somebody who has left a trace everywhere there is to leave one, and whose every word is the canary."""
    bird = person(CANARY, name=f"Frau {CANARY}")
    EmailAddress.objects.create(user=bird, email=f"second-{CANARY}@example.org", verified=True)
    signed_in(bird).post("/accounts/login/", {"login": bird.email, "password": "not this one"})
    mira = world.mira
    mira.carers.create(person=bird, role="owner", word=f"Tante {CANARY}")
    session = log(mira, bird, world.ago(3), "backward")
    session.change(bird, 1, session.started_at, ZONE, {"backward": ["far"]})
    log(mira, bird, world.ago(2), "forward").remove(bird)
    Change.objects.create(session=session, by=bird, before={"note": ""}, after={"note": "x"})
    Trial.objects.mark(mira, bird, "corner-play-space", "tried", world.ago(1))
    Timer.objects.create(child=mira, started_at=timezone.now(), zone=ZONE, started_by=bird)
    link_for_the_doctor(mira, bird)
    Invitation.objects.make(mira, bird, "viewer", "friend@example.org")
    Invitation.objects.make(mira, world.owner, "viewer", bird.email)
    Invitation.objects.make(mira, world.owner, "viewer", f"Second-{CANARY}@example.org")
    used, _token = Invitation.objects.make(world.otto, world.stranger, "caregiver", bird.email)
    used.accept(bird)
    log(world.otto, bird, world.ago(1), "pivoting")
    photo(session, bird, picture(60, 40)).remove(bird)
    Carer.objects.get(child=world.otto, person=bird).leave()  # the log of Otto still says who logged
    return bird


def everything_written() -> list[str]:
    """All text there is in every table, also what no model knows of, and what sign-ins hold when opened."""
    found = [str(sign_in.get_decoded()) for sign_in in SignIn.objects.all()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return found


def traces_of(word: str) -> list[str]:
    return [text for text in everything_written() if word in text.lower()]


# --- what a person reads before ---


def test_a_child_with_another_owner_stays_and_one_without_goes(world):
    Child.objects.welcome(world.owner, name="Lotte", born=world.ago(50))
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    world.otto.carers.create(person=world.owner, role="viewer")
    leaving = Leaving.of(world.owner)
    assert names(leaving.goes) == ["Lotte"]
    assert names(leaving.stays) == ["Mira", "Otto"]
    assert [parting.names_of_owners for parting in leaving.stays] == [["Jonas"], ["Stella"]]


def test_it_counts_what_would_be_lost_and_names_who_could_keep_it(world):
    log(world.mira, world.owner, world.ago(3), "backward")
    log(world.mira, world.owner, world.ago(2), "backward").remove(world.owner)
    world.mira.carers.filter(person=world.caregiver).update(word="Papa")
    photo(log(world.mira, world.owner, world.ago(1), "backward"), world.owner, picture(60, 40))
    (mira,) = Leaving.of(world.owner).goes
    assert (mira.sessions, mira.photos, sorted(mira.names_of_others)) == (3, 1, ["Oma", "Papa"])


def test_who_has_no_child_loses_none(db):
    assert Leaving.of(person("nobody")).partings == []


def test_it_costs_two_queries_however_many_the_children(world):
    for number in range(5):
        child = Child.objects.welcome(world.owner, name=f"Child {number}", born=world.ago(50))
        log(child, world.owner, world.ago(3), "backward")
    with CaptureQueriesContext(connection) as asked:
        leaving = Leaving.of(world.owner)
        assert leaving.told
    assert len(leaving.goes) == 6
    assert len(asked) == 2


# --- leaving ---


def test_nothing_of_the_person_is_left_in_any_table(world, canary):
    assert len(traces_of(CANARY)) > 5
    leave(canary)
    assert traces_of(CANARY) == []


def test_what_counts_sign_in_tries_does_not_hold_the_address(world, canary):
    for _try in range(3):
        Client().post("/accounts/login/", {"login": canary.email, "password": "not this one"})
    leave(canary)
    assert traces_of(CANARY) == []


def test_the_child_and_the_whole_log_stay_with_the_other_owner(world, canary):
    leave(canary)
    assert Session.objects.filter(child=world.mira).count() == 2
    assert {*Session.objects.values_list("logged_by", "removed_by")} == {(None, None)}
    assert tallies_are_right(world.mira)
    assert Timer.objects.get().started_by is None
    assert Trial.objects.get().by is None
    assert Change.objects.filter(by=None).exists()
    assert {*world.mira.carers.values_list("person__name", "role")} == {
        ("Nadia", "owner"),
        ("Jonas", "caregiver"),
        ("Oma", "viewer"),
    }


def test_a_page_made_from_the_child_is_known_to_be_old(world, canary):
    """Also of a child that the person once cared for, since their name stood there."""
    before = dict(Child.objects.values_list("pk", "version"))
    leave(canary)
    assert all(version > before[pk] for pk, version in Child.objects.values_list("pk", "version"))


def test_open_invitations_end_and_guest_links_stay(world, canary):
    leave(canary)
    now = timezone.now()
    (made,) = Invitation.objects.filter(email="friend@example.org")
    assert made.state_at(now) == "revoked"
    assert [link.state_at(now) for link in GuestLink.objects.all()] == ["open"]
    # Those that others made stay open to whoever holds them.
    assert Invitation.objects.filter(made_by=world.owner, email="", revoked_at=None).count() == 2
    assert Invitation.objects.get(child=world.otto).state_at(now) == "used"


def test_a_child_without_another_owner_goes_with_everything(world):
    log(world.mira, world.owner, world.ago(3), "backward")
    log(world.otto, world.stranger, world.ago(3), "backward")
    link_for_the_doctor(world.mira, world.owner)
    leave(world.owner)
    assert [*Child.objects.values_list("name", flat=True)] == ["Otto"]
    of_mira = [model for model in apps.get_app_config("milestones").get_models() if hasattr(model, "child")]
    assert len(of_mira) > 6
    assert {model.objects.filter(child_id=world.mira.pk).count() for model in of_mira} == {0}
    assert Session.objects.count() == 1
    assert Person.objects.filter(name__in=["Jonas", "Oma", "Stella"]).count() == 3


def test_all_sign_ins_of_the_person_end_and_nobody_elses(world):
    phone, laptop, hers = signed_in(world.owner), signed_in(world.owner), signed_in(world.stranger)
    leave(world.owner)
    for client in (phone, laptop):
        assert client.get("/account/").status_code == 302
    assert hers.get("/account/").status_code == 200
    assert SignIn.objects.count() == 1


def test_leaving_twice_is_leaving_once(world):
    told = Leaving.of(world.owner).told
    assert Leaving.for_good(world.owner, told)
    assert not Leaving.for_good(Person(pk=world.owner.pk, email=world.owner.email), told)


# --- what changed since the page was made ---

CHANGES = {
    "another session": lambda world: log(world.mira, world.owner, world.ago(2), "backward"),
    "another owner": lambda world: world.mira.carers.filter(person=world.caregiver).update(role="owner"),
    "another carer": lambda world: world.mira.carers.create(person=world.stranger, role="viewer"),
    "a carer less": lambda world: world.mira.carers.get(person=world.viewer).leave(),
    "another child": lambda world: Child.objects.welcome(world.owner, name="Lotte", born=world.ago(9)),
    "a child to read": lambda world: world.otto.carers.create(person=world.owner, role="viewer"),
    "a child less": lambda world: world.mira.delete(),
    "another name": lambda world: Child.objects.filter(pk=world.mira.pk).update(name="Mirabelle"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_goes_that_the_page_did_not_tell(world, change):
    told = Leaving.of(world.owner).told
    change(world)
    children = Child.objects.count()
    with pytest.raises(Changed):
        Leaving.for_good(world.owner, told)
    assert Child.objects.count() == children
    assert Person.objects.filter(pk=world.owner.pk).exists()
    assert leave(world.owner)


def test_of_two_owners_the_second_is_asked_again(world):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    log(world.mira, world.owner, world.ago(2), "backward")
    told = {somebody: Leaving.of(somebody).told for somebody in (world.owner, world.caregiver)}
    assert Leaving.for_good(world.owner, told[world.owner])
    with pytest.raises(Changed):
        Leaving.for_good(world.caregiver, told[world.caregiver])
    assert names(Leaving.of(world.caregiver).goes) == ["Mira"]


def test_a_log_that_stays_may_grow_meanwhile(world):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    told = Leaving.of(world.owner).told
    log(world.mira, world.caregiver, world.ago(2), "backward")
    assert Leaving.for_good(world.owner, told)


def test_what_goes_wrong_on_the_way_leaves_everything_as_it_was(world, monkeypatch):
    def erase(somebody):
        raise RuntimeError

    monkeypatch.setattr(Person, "erase", erase)
    with pytest.raises(RuntimeError):
        leave(world.owner)
    assert Child.objects.filter(pk=world.mira.pk).exists()
    assert Person.objects.filter(pk=world.owner.pk).exists()
