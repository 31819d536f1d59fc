"""The log as a table for a spreadsheet: one row a session."""

from milestones.exchange.journal import Entry, Names
from milestones.models import Session, Sighting
from milestones.progression.movements import MOVEMENTS

# A spreadsheet takes a cell that begins so for a formula and would run it.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Formulas and programs are built on these names, so they are not translated.
COLUMNS = [
    *("day", "time", "zone", "minutes"),
    *(movement.slug for movement in MOVEMENTS),
    *("note", "logged_by", "changed_by", "removed_on"),
]


def as_row(entry: Entry, names: Names) -> list[str]:
    """The cells of one session, in the order of COLUMNS, on the clock of where it was seen."""
    session = entry.session
    seen = {one.movement: one for one in entry.sightings if _counts(one, session)}
    cells = [
        session.day.isoformat(),
        f"{session.local_start:%H:%M}",
        session.zone,
        str(session.minutes or ""),
        *(_in_words(seen.get(movement.slug)) for movement in MOVEMENTS),
        session.note,
        names.of(session.logged_by_id) or "",
        (names.of(session.changed_by_id) or "") if session.was_changed else "",
        f"{session.removed_at:%Y-%m-%d}" if session.removed_at else "",
    ]
    return [harmless(cell) for cell in cells]


def harmless(cell: str) -> str:
    """The cell, as words that no spreadsheet computes. What stands in journal.json is exactly what was written."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


def _counts(sighting: Sighting, session: Session) -> bool:
    """Whether it is in the log, or would be again if the session came back out of the bin."""
    return sighting.removed_at in (None, session.removed_at)


def _in_words(sighting: Sighting | None) -> str:
    if sighting is None:
        return ""
    return ", ".join(["yes", *sighting.details])
