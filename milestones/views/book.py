from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from milestones.forms.book import BookForm
from milestones.models import Child, Session, Tally
from milestones.progression.book import (
    MOST_NOTES,
    MOST_PICTURES,
    Book,
    Picture,
    Sitting,
    book,
    months_logged,
)
from milestones.typesetting import PAPERS, typeset
from milestones.views.access import ChildRequest, carer_reads


@carer_reads
@require_safe
def book_page(request: ChildRequest, child: Child) -> HttpResponse:
    """The journey as a small book: its pages side by side, to print or to save as PDF."""
    days = Tally.objects.facts(child)
    months = months_logged(child.facts, days)
    if not months:
        return render(request, "book/book.html", {"page": "journey"})
    form = BookForm(request.GET, months)
    chosen, paper = form.months, PAPERS[form.chosen_paper]
    made = book(child.facts, days, chosen, _sittings(child, form))
    context = {
        "page": "journey",
        "form": form,
        "book": made,
        "paper": paper,
        "next_book": _next(made, form),
        "leaves": typeset(made, paper),
        "most_photos": MOST_PICTURES,
        "most_notes": MOST_NOTES,
    }
    return render(request, "book/book.html", context, status=200 if form.is_valid() else 422)


def _sittings(child: Child, form: BookForm) -> list[Sitting]:
    """What the chosen months tell, and one photo and one note more than a book holds when there are more."""
    start, end = form.months[0].start, form.months[-1].end
    photos = MOST_PICTURES + 1 if form.with_photos else 0
    notes = MOST_NOTES + 1 if form.with_notes else 0
    sessions = Session.objects.for_book(child, min(start, child.born), end, photos, notes)
    return [_sitting(session, form) for session in sessions]


def _sitting(session: Any, form: BookForm) -> Sitting:
    photos = session.photos_in_order if form.with_photos else []
    return Sitting(
        key=session.pk,
        day=session.day,
        movements=tuple(session.seen),
        note=session.note if form.with_notes else "",
        by=session.logged_by,
        pictures=tuple(
            Picture(photo.pk, photo.width, photo.height, photo.caption) for photo in photos if photo.state == "ready"
        ),
    )


def _next(made: Book, form: BookForm) -> str:
    """The query of the book that begins where this one was full."""
    if not made.goes_on:
        return ""
    query = QueryDict(mutable=True)
    query.update({**form.data, "since": str(made.goes_on.number)})
    return query.urlencode()
