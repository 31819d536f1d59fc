"""What a session may say."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.text import validate_printable
from milestones.progression.movements import BY_SLUG

Seen = Mapping[str, Collection[str]]  # movement slug: slugs of the details that were ticked

CLOCKS_MAY_DIFFER_BY = timedelta(minutes=5)
BIN_KEEPS_FOR = timedelta(days=30)
LONGEST_MINUTES = 600
LONGEST_NOTE = 2000
ZONES = frozenset(available_timezones())


def check(child: Child, started_at: datetime, zone: str, minutes: int | None = None, note: str = "") -> None:
    """Raises ValidationError, each problem under the name of what it is about."""
    problems: dict[str, ValidationError] = {}
    if zone not in ZONES:
        problems["zone"] = ValidationError(
            _("This time zone is not known. Choose one such as Europe/Berlin."), code="unknown_zone"
        )
    elif started_at > timezone.now() + CLOCKS_MAY_DIFFER_BY:
        problems["started_at"] = ValidationError(
            _("This time is still to come. Choose now or a time before."), code="future"
        )
    elif _local_day(started_at, zone) < child.born:
        problems["started_at"] = ValidationError(
            _("This is before %(name)s was born. Check the date."), code="before_birth", params={"name": child.name}
        )
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        problems["minutes"] = ValidationError(
            _("Type a whole number of minutes from 1 to %(most)s, or leave this empty."),
            code="minutes",
            params={"most": LONGEST_MINUTES},
        )
    if len(note) > LONGEST_NOTE:
        problems["note"] = ValidationError(
            _("This note is longer than %(most)s characters. Please shorten it."),
            code="long_note",
            params={"most": LONGEST_NOTE},
        )
    else:
        try:
            validate_printable(note)
        except ValidationError as problem:
            problems["note"] = problem
    if problems:
        raise ValidationError(problems)


def _local_day(at: datetime, zone: str) -> date:
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # there is no day before the first of January of the year 1
        return date.min


def check_seen(seen: Seen) -> None:
    for movement, details in seen.items():
        known = {detail.slug for detail in BY_SLUG[movement].details} if movement in BY_SLUG else set()
        if movement not in BY_SLUG or not known.issuperset(details):
            raise ValidationError(
                {"seen": ValidationError(_("Choose from the movements shown here."), code="unknown_movement")}
            )
