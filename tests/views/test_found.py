"""What a search engine and a shared link may show."""

import pytest
from django.test import Client
from django.urls import reverse

from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import TIPS
from tests.world import World, log, signed_in

PUBLIC = [
    *(reverse(name) for name in ("start", "tips", "notice", "privacy")),
    *(reverse("movement", args=[movement.slug]) for movement in MOVEMENTS),
    *(reverse("tip", args=[tip.slug]) for tip in TIPS),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_can_be_found_and_shared(world: World, client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert 'name="robots"' not in page
    assert '<meta name="description" content="' in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in page
    assert 'property="og:image" content="http://127.0.0.1:8000/static/icons/share.png"' in page


def test_the_sitemap_names_every_public_page_and_no_other(db: None, client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count("<loc>") == len(PUBLIC)
    assert all(f"{address}</loc>" in sitemap for address in PUBLIC)


def test_robots_are_kept_out_of_families_and_shown_the_sitemap(db: None, client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /children/" in robots
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots


@pytest.mark.parametrize("name", ["today", "journey", "history", "child-tips", "session-new", "child-settings", "bin"])
def test_a_childs_page_is_never_indexed_nor_shared(world: World, name: str) -> None:
    log(world.mira, world.owner, world.today, "backward")
    page = signed_in(world.owner).get(reverse(name, args=[world.mira.pk]), follow=True).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert 'property="og:' not in page


def test_a_tip_inside_a_childs_pages_is_never_indexed(world: World) -> None:
    page = signed_in(world.owner).get(reverse("child-tip", args=[world.mira.pk, TIPS[0].slug])).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert 'property="og:' not in page
