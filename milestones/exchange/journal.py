"""The journal of a child as JSON: all there is, in a form that can be read back. docs/exchange.md has every field.

A log may be long, so nothing here holds it: sessions are read and written in portions.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.template.loader import render_to_string

from crawltrack.accounts.models import Person
from milestones.exchange.album import Album
from milestones.models import Change, Child, Photo, Session, Sighting
from milestones.progression.movements import BY_SLUG

FORMAT, VERSION = "crawltrack-journal", 2
PORTION = 500  # sessions that are in memory at once
Part = TypeVar("Part", Sighting, Change, Photo)
PLACES = {slug: place for place, slug in enumerate(BY_SLUG)}


class Names:
    """What the carers of one child are called there. Who left the site has no name any more."""

    def __init__(self, child: Child) -> None:
        self.carers = list(child.carers.select_related("person").order_by("since", "pk"))
        self._called: dict[int, str | None] = {carer.person_id: carer.called for carer in self.carers}

    def of(self, person_id: int | None) -> str | None:
        """A query for each person who is no carer of the child any more, once."""
        if person_id is None:
            return None
        if person_id not in self._called:
            once_a_carer = Person.objects.filter(pk=person_id).first()
            self._called[person_id] = once_a_carer.called if once_a_carer else None
        return self._called[person_id]


@dataclass(frozen=True, slots=True)
class Entry:
    """A session with all that belongs to it."""

    session: Session
    sightings: list[Sighting]
    changes: list[Change]
    photos: list[Photo]


def entries(child: Child) -> Iterator[Entry]:
    """Every session there is, also those in the bin, the oldest first. Three more queries for each PORTION.

    Not by prefetching: sessions and sightings that know each other would stay in memory until Python looks for circles.
    """
    reading = Session.objects.filter(child=child).order_by("started_at", "pk").iterator(PORTION)
    while portion := [*islice(reading, PORTION)]:
        sightings = _by_session(Sighting.objects.filter(session__in=portion).order_by("pk"))
        changes = _by_session(Change.objects.filter(session__in=portion))
        photos = _by_session(Photo.objects.filter(session__in=portion).defer("blur"))
        for session in portion:
            pk = session.pk
            yield Entry(session, _as_the_progression_goes(sightings[pk]), changes[pk], photos[pk])


def head(child: Child, names: Names, album: Album, now: datetime) -> dict[str, Any]:
    """All of the journal but its sessions. The pictures it names go into the album."""
    of_no_session = child.photos.filter(session=None).order_by("added_at", "pk")
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": moment(now),
        "notice": render_to_string("_notice_text.txt").strip(),
        "child": {
            "name": child.name,
            "born": child.born.isoformat(),
            "due": child.due.isoformat() if child.due else None,
            "skin": child.skin,
            "portrait": album.put_portrait(child, now),
            "portrait_of": str(child.portrait_of_id) if child.portrait_of_id else None,
            "portrait_cut": child.portrait_cut,
            "added_at": moment(child.created_at),
        },
        "carers": [{"name": carer.called, "role": carer.role, "since": moment(carer.since)} for carer in names.carers],
        "trials": [
            {
                "tip": trial.tip,
                "mark": trial.mark,
                "day": trial.day.isoformat(),
                "by": names.of(trial.by_id),
                "marked_at": moment(trial.marked_at),
            }
            for trial in child.trials.order_by("day", "pk")
        ],
        "photos": [as_photo(photo, names, album, photo.added_at) for photo in of_no_session],
    }


def as_record(entry: Entry, names: Names, album: Album) -> dict[str, Any]:
    """One session of the journal. Its photos go into the album."""
    session = entry.session
    return {
        "id": str(session.pk),
        "started_at": moment(session.started_at),
        "zone": session.zone,
        "day": session.day.isoformat(),
        "minutes": session.minutes,
        "note": session.note,
        "movements": [
            {
                "movement": sighting.movement,
                "details": sighting.details,
                "seen_at": moment(sighting.seen_at),
                "taken_back_at": moment(sighting.removed_at),
            }
            for sighting in entry.sightings
        ],
        "last_seen_at": moment(session.last_seen_at),
        "ended_at": moment(session.ended_at),
        "logged_by": names.of(session.logged_by_id),
        "logged_at": moment(session.logged_at),
        "changed_by": names.of(session.changed_by_id),
        "changed_at": moment(session.changed_at),
        "revision": session.revision,
        "in_bin": session.removed_at is not None,
        "removed_by": names.of(session.removed_by_id),
        "removed_at": moment(session.removed_at),
        "changes": [
            {
                "by": names.of(change.by_id),
                "at": moment(change.at),
                "before": change.before,
                "after": change.after,
                "stands": change.stands,
            }
            for change in entry.changes
        ],
        "photos": [as_photo(photo, names, album, session.local_start) for photo in entry.photos],
    }


def as_photo(photo: Photo, names: Names, album: Album, at: datetime) -> dict[str, Any]:
    """One photo of the journal, and its picture in the album, dated `at`."""
    return {
        "id": str(photo.pk),
        "file": album.put(photo, at),
        "state": photo.state,
        "place": photo.place,
        "caption": photo.caption,
        "width": photo.width,
        "height": photo.height,
        "added_by": names.of(photo.added_by_id),
        "added_at": moment(photo.added_at),
        "in_bin": photo.removed_at is not None,
        "removed_by": names.of(photo.removed_by_id),
        "removed_at": moment(photo.removed_at),
    }


def as_text(head: dict[str, Any], records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The journal as JSON, a line a session, so that it can be written while the log is still being read."""
    yield f"{json.dumps(head, ensure_ascii=False, indent=1).removesuffix('}').rstrip()},\n"
    yield ' "sessions": ['
    for number, record in enumerate(records):
        yield (",\n  " if number else "\n  ") + json.dumps(record, ensure_ascii=False)
    yield "\n ]\n}\n"


def moment(at: datetime | None) -> str | None:
    """In UTC, to the microsecond: 2026-03-01T09:15:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z") if at else None


def _as_the_progression_goes(sightings: Iterable[Sighting]) -> list[Sighting]:
    return sorted(sightings, key=lambda sighting: PLACES.get(sighting.movement, len(PLACES)))


def _by_session(parts: Iterable[Part]) -> dict[UUID, list[Part]]:
    found: dict[UUID, list[Part]] = defaultdict(list)
    for part in parts:
        if part.session_id:
            found[part.session_id].append(part)
    return found
