"""The journey: the map with its evidence, the lanes, the firsts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from milestones.models import Child, GuestLink
from milestones.progression.movements import MOVEMENTS
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import at, log


@pytest.fixture
def path(world):
    return reverse("journey", args=[world.mira.pk])


def test_an_empty_log_has_the_whole_map_and_says_what_will_come(world, owner, path):
    page = Page(owner.get(path))
    for movement in MOVEMENTS:
        assert reverse("movement", args=[movement.slug]) in page.links
    assert page.text.count("Not seen yet") >= 5
    assert "Each week gets its place here once something of Mira is logged." in page.text
    assert "The first time of each movement will stand here." in page.text


def test_each_movement_shows_its_evidence(world, owner, path):
    for days in (1, 2, 3):
        log(world.mira, world.owner, world.ago(days), "backward")
    log(world.mira, world.owner, world.ago(2), "pivoting", hour=15)
    page = Page(owner.get(path))
    assert "Practising Seen on 3 days" in page.text
    assert "New Seen on 1 day" in page.text


def test_a_first_leads_to_its_session_and_says_who_logged_it(world, owner, path):
    first = log(world.mira, world.caregiver, world.ago(9), "backward", note="After the bath")
    log(world.mira, world.owner, world.ago(2), "backward")
    page = Page(owner.get(path))
    assert "Off and away, backward!" in page.text
    assert "by Jonas." in page.text
    assert "After the bath" in page.text
    assert reverse("session", args=[world.mira.pk, first.pk]) in page.links
    assert reverse("card", args=[world.mira.pk, "backward"]) in page.links


def test_the_first_moves_to_the_next_when_its_session_is_removed(world, owner, path):
    first = log(world.mira, world.owner, world.ago(9), "backward")
    second = log(world.mira, world.owner, world.ago(2), "backward")
    first.remove(world.owner)
    page = Page(owner.get(path))
    assert reverse("session", args=[world.mira.pk, second.pk]) in page.links
    assert reverse("session", args=[world.mira.pk, first.pk]) not in page.links


def test_both_ages_stand_beside_a_first_of_a_baby_who_came_early(world, owner, path):
    Child.objects.filter(pk=world.mira.pk).update(due=world.mira.born + timedelta(weeks=10))
    log(world.mira, world.owner, world.ago(9), "backward")
    assert "(corrected " in Page(owner.get(path)).text


def test_the_table_holds_what_the_lanes_show(world, owner, path):
    log(world.mira, world.owner, world.ago(3), "backward", minutes=25)
    page = Page(owner.get(path))
    assert page.tags["table"] == 1
    assert page.tags["svg"] > 2
    assert "25 minutes in all" in page.text


@pytest.mark.parametrize("years", [3, 5])
def test_a_log_that_speaks_of_years_ago_has_its_journey(world, owner, path, years):
    Child.objects.filter(pk=world.mira.pk).update(born=world.ago(365 * years + 200))
    world.mira.refresh_from_db()
    log(world.mira, world.owner, world.ago(365 * years), "backward")
    page = Page(owner.get(path))
    assert "The log last spoke on" in page.text


def test_a_log_from_where_it_is_already_tomorrow_has_its_journey(world, clock, owner, path):
    log(world.mira, world.owner, world.ago(1), "backward", hour=22, zone="Pacific/Kiritimati")
    assert owner.get(path).status_code == 200


def test_a_viewer_reads_it(world, viewer, path):
    log(world.mira, world.owner, world.ago(3), "backward")
    assert "Seen on 1 day" in Page(viewer.get(path)).text


def test_a_print_says_when_it_was_made_and_how_old_the_child_was(world, owner, path):
    page = Page(owner.get(path))
    assert f"Printed on {date_format(world.today, 'j F Y')}, at 7 months " in page.text


def test_a_first_has_its_picture_on_its_lane_in_every_size_of_the_chart(world, owner, path):
    log(world.mira, world.owner, world.ago(9), "backward")
    html = owner.get(path).content.decode()
    assert html.count("#back-s") == 3
    assert html.count("#fwd-s") == 0


def file_of(world, shown):
    return reverse("photo-file", args=[world.mira.pk, shown.pk, "thumb.webp"])


def test_a_photo_of_a_first_is_its_picture_on_the_lanes_and_among_the_firsts(world, owner, path):
    first = log(world.mira, world.owner, world.ago(9), "backward")
    shown = photo(first, world.owner, picture(60, 40), caption="Off she goes")
    html = owner.get(path).content.decode()
    assert html.count(f'href="{file_of(world, shown)}"') == 3
    assert html.count("#back-s") == 0
    assert f'src="{file_of(world, shown)}"' in html
    assert "Off she goes" in html
    assert "First photo" not in html


def test_a_later_photo_is_not_passed_off_as_one_of_the_first(world, owner, path):
    log(world.mira, world.owner, world.ago(9), "backward")
    later = photo(log(world.mira, world.owner, world.ago(4), "backward"), world.owner, picture(60, 40))
    html = owner.get(path).content.decode()
    assert f"First photo, {date_format(world.ago(4), 'j F')}" in html
    assert f'src="{file_of(world, later)}"' in html
    assert f'href="{file_of(world, later)}"' not in html
    assert html.count("#back-s") == 3


def test_photos_cost_the_journey_no_query_more(world, owner, path, django_assert_max_num_queries):
    for number, movement in enumerate(MOVEMENTS):
        session = log(world.mira, world.owner, world.ago(30 - number), movement.slug)
        for _ in range(2):
            photo(session, world.owner, picture(60, 40))
    with django_assert_max_num_queries(6):
        html = owner.get(path).content.decode()
    assert html.count('class="photo"') == len(MOVEMENTS)


@pytest.mark.parametrize("with_photos", [True, False])
def test_a_guest_sees_photos_only_by_a_link_that_shows_them(world, client, with_photos):
    shown = photo(log(world.mira, world.owner, world.ago(9), "backward"), world.owner, picture(60, 40))
    ends = at(world.ago(-30))
    _link, token = GuestLink.objects.make(
        world.mira, world.owner, label="Oma", expires_at=ends, with_photos=with_photos
    )
    html = client.get(reverse("shared", args=[token])).content.decode()
    assert ("/photos/" in html) == with_photos
    assert (reverse("shared-photo", args=[token, shown.pk, "thumb.webp"]) in html) == with_photos
    assert ("#back-s" in html) != with_photos
