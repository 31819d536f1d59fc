"""Receipts: by them a repeat of an entry is known, whatever happened since."""

from uuid import uuid4

from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milestones.device_clock import DeviceClock
from milestones.models import Carer, Receipt
from milestones.models.receipt import KEPT_FOR
from milestones.outbox import Outbox
from tests.models.log import log_of, tallies_are_right
from tests.phone import form, milliseconds
from tests.world import ZONE, at


def test_those_that_are_too_old_to_matter_go_with_what_the_bin_lets_go(world, clock, capsys):
    old = Receipt.objects.create(child=world.mira, key=uuid4(), by=world.owner)
    clock.shows(old.at + KEPT_FOR)
    kept = Receipt.objects.create(child=world.mira, key=uuid4(), by=world.owner)
    call_command("empty_bin")
    assert [*Receipt.objects.all()] == [kept]


def test_the_receipt_of_one_child_says_nothing_of_another(world, clock):
    key = uuid4()
    made = Receipt.objects.create(child=world.mira, key=key)
    Receipt.objects.create(child=world.otto, key=key)
    assert Receipt.objects.known([world.mira], [key]) == {(world.mira.pk, key): made}


def test_it_forgets_who_left_and_stays(world, clock):
    Receipt.objects.create(child=world.mira, key=uuid4(), by=world.caregiver)
    world.caregiver.delete()
    assert Receipt.objects.get().by is None


KINDS = ("tap", "untap", "save", "remove", "restore")
DONE = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(["backward", "forward"]), st.integers(0, 2)), max_size=7
)
REPEATS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5)


def as_entries(done, start):
    """One entry for each of (kind, movement, which of three sessions), 4 minutes apart."""
    sessions = [str(uuid4()) for _session in range(3)]
    shown = form(start)
    for number, (kind, movement, which) in enumerate(done):
        said = {"session": sessions[which], "movement": movement, "was": shown}
        said["says"] = {**shown, "seen": [movement], "note": str(number)}
        moment = milliseconds(start) + number * 240_000
        yield {"key": str(uuid4()), "kind": kind, "at": moment, "zone": ZONE, "said": said}


def with_repeats(entries, taken, repeats):
    """The entries in their order, and some that came before once more in between: such as the phone may not have heard
    of that they were taken. What was refused it sends again only when somebody asks for it anew."""
    sent = [*entries]
    for which, where in repeats if taken else ():
        again = taken[which % len(taken)]
        first = sent.index(again)
        sent.insert(first + 1 + where % (len(sent) - first), again)
    return sent


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(done=DONE, repeats=REPEATS, together=st.booleans())
def test_however_often_they_come_the_log_is_what_each_once_makes_it(world, clock, done, repeats, together):
    start = at(world.ago(1), 8)
    carer, entries = Carer.objects.get(child=world.mira, person=world.owner), [*as_entries(done, start)]

    def logged(sent):
        device = DeviceClock(milliseconds(clock.now), clock.now)
        outcomes = []
        with transaction.atomic():
            for portion in [sent] if together else [[entry] for entry in sent]:
                outcomes += Outbox(world.owner, carer, [], ZONE, device).take_all(portion)
            found = log_of(world.mira), tallies_are_right(world.mira)
            transaction.set_rollback(True)
        return found, outcomes

    once, outcomes = logged(entries)
    assert once[1]
    taken = [entry for entry, outcome in zip(entries, outcomes, strict=True) if not outcome.refused]
    assert logged(with_repeats(entries, taken, repeats))[0] == once
