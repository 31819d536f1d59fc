"""How photos stand on a page."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from milestones.darkroom.develop import SIZES
from milestones.models import Photo
from milestones.templatetags import pictures

TODAY = date(2026, 5, 12)


def photo(width=2560, height=1920, **fields):
    return Photo(id="7f0c7a52-93f5-4a77-9d6c-0f5d8f3c1e11", child_id=1, width=width, height=height, **fields)


@pytest.mark.parametrize("size", ["thumb.webp", "screen.webp"])
@pytest.mark.parametrize(("width", "height"), [(2560, 1920), (1920, 2560), (300, 200), (2560, 57)])
def test_a_photo_is_as_wide_as_the_darkroom_makes_it(size, width, height):
    longest, _quality = SIZES[size]
    shrunk = min(1, longest / max(width, height))
    assert pictures.width_at(photo(width, height), longest) == pytest.approx(width * shrunk, abs=1)


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (2560, 1920, "is-4x3"),
        (1920, 2560, "is-3x4"),
        (2560, 1707, "is-3x2"),
        (1440, 2560, "is-9x16"),
        (500, 500, "is-1x1"),
        (2560, 43, "is-2x1"),
        (1, 2560, "is-1x2"),
    ],
)
def test_a_photo_hangs_in_the_shape_nearest_to_its_own(width, height, shape):
    assert pictures.shape(photo(width, height)) == shape


@pytest.mark.parametrize(
    ("caption", "day", "words"),
    [
        ("Under the sofa", TODAY, "Under the sofa"),
        ("", TODAY, "Photo of Mira, 12 May"),
        ("", date(2025, 5, 12), "Photo of Mira, 12 May 2025"),
        ("", "", "Photo of Mira"),
    ],
)
def test_words_stand_for_a_photo_where_it_is_not_seen(caption, day, words):
    context = {"child": SimpleNamespace(name="Mira"), "today": TODAY}
    assert pictures.described(context, photo(caption=caption), day) == words


def test_a_guest_has_a_way_of_their_own_to_a_photo_and_no_page_of_it():
    shown, guest = photo(), SimpleNamespace(token="abc")
    assert pictures.photo_file({}, shown, "thumb.webp") == reverse("photo-file", args=[1, shown.pk, "thumb.webp"])
    assert pictures.photo_page({}, shown) == reverse("photo", args=[1, shown.pk])
    thumb, screen = (reverse("shared-photo", args=["abc", shown.pk, f"{size}.webp"]) for size in ("thumb", "screen"))
    assert pictures.photo_file({"guest": guest}, shown, "thumb.webp") == thumb
    assert pictures.photo_page({"guest": guest}, shown) == screen
