"""Choosing the look leads back to where one was, and nowhere else."""

import pytest
from django.urls import reverse

from tests.views.page import Page

LOOK = "/look/"


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_a_look_is_kept_by_the_device(client, db, look):
    response = client.post(LOOK, {"look": look, "next": "/tips/?from=here#there"})
    assert response["Location"] == "/tips/?from=here#there"
    assert f'data-theme="{look}"' in client.get("/tips/").content.decode()


@pytest.mark.parametrize("look", ["day", "", "<script>", "x" * 100_000, "\0"])
def test_anything_else_follows_the_device(client, db, look):
    client.cookies["look"] = "night"
    client.post(LOOK, {"look": look})
    assert "data-theme" not in client.get("/tips/").content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "data:text/html,hi",
        "\thttps://evil.example",
        "https://testserver@evil.example/",
        "http://[",
        "\0",
        "",
        "nowhere",
        "today",
        "milestones.models",
        "x" * 100_000,
        "/tips/\r\nSet-Cookie: a=b",
    ],
)
def test_it_leads_nowhere_else(client, db, elsewhere):
    response = client.post(LOOK, {"look": "dark", "next": elsewhere})
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))
    assert "a" not in response.cookies


def test_every_page_carries_the_way_back_to_itself(world, owner):
    path = f"{reverse('history', args=[world.mira.pk])}?movement=backward"
    assert Page(owner.get(path))["next"] == path
