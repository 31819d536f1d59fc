"""What each kind of entry does: one small verb a kind."""

from collections.abc import Callable

from milestones import twins
from milestones.models import Session, Timer, Trial
from milestones.models.rules import check
from milestones.outbox.asked import Asked, Taken
from milestones.outbox.saving import save


def tap(asked: Asked) -> Taken:
    recorded = Session.objects.tap(
        asked.child,
        asked.by,
        id=asked.said["session"],
        at=asked.at,
        zone=asked.zone,
        movement=asked.said["movement"],
        for_the_first_time=True,
    )
    return Taken(recorded.session.pk, recorded.firsts)


def untap(asked: Asked) -> Taken:
    return Taken(twins.untap(asked.session, asked.twins, asked.by, asked.said["movement"], asked.at).pk)


def remove(asked: Asked) -> Taken:
    return Taken(asked.session.remove(asked.by, asked.at).pk)


def restore(asked: Asked) -> Taken:
    return Taken(asked.session.restore(asked.by, asked.at).pk)


def mark(asked: Asked) -> Taken:
    check(asked.child, asked.at, asked.zone)
    day = asked.child.today(asked.at, asked.zone)
    Trial.objects.mark(asked.child, asked.by, asked.said["tip"], asked.said["mark"], day, asked.at)
    return Taken()


def unmark(asked: Asked) -> Taken:
    Trial.objects.unmark(asked.child, asked.said["tip"], asked.at)
    return Taken()


def start_timer(asked: Asked) -> Taken:
    return Taken(Timer.objects.start(asked.child, asked.by, asked.said["session"], asked.at, asked.zone).session_id)


def discard_timer(asked: Asked) -> Taken:
    named = asked.said["session"] and Session.objects.meant_by(asked.child, asked.session_id)
    Timer.objects.discard(asked.child, named)
    return Taken()


VERBS: dict[str, Callable[[Asked], Taken]] = {
    "tap": tap,
    "untap": untap,
    "save": save,
    "remove": remove,
    "restore": restore,
    "mark": mark,
    "unmark": unmark,
    "timer": start_timer,
    "untimer": discard_timer,
}
