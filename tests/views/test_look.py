"""The look of a device: chosen for the day, switched by the lamp, or by the hour."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from crawltrack.look import until_the_hour_rules
from tests.views.page import Page

LOOK, LAMP = "/look/", "/look/lamp/"
ZONE = "America/New_York"


@pytest.fixture
def at_home(client, db, monkeypatch):
    """Lets the device's clock show an hour of one day."""
    client.cookies["zone"] = ZONE

    def shows(hour, minute=0):
        now = datetime(2026, 3, 20, hour, minute, tzinfo=ZoneInfo(ZONE))
        monkeypatch.setattr(timezone, "now", lambda: now)

    shows(12)
    return shows


def worn(client):
    """The look that the next page wears."""
    page = client.get("/tips/").content.decode()
    return page.partition("<html")[2].partition(">")[0].partition('data-theme="')[2].partition('"')[0]


# --- by hand ---


@pytest.mark.parametrize("look", ["light", "dark", "night", ""])
def test_a_look_is_kept_by_the_device_and_shown_as_chosen(client, at_home, look):
    assert client.post(LOOK, {"look": look})["Location"] == LOOK
    assert worn(client) == look
    assert Page(client.get(LOOK))["look"] == look


@pytest.mark.parametrize("look", ["day", "<script>", "x" * 100_000, "\0"])
def test_a_look_that_is_none_is_asked_again_and_changes_nothing(client, at_home, look):
    client.post(LOOK, {"look": "dark"})
    response = client.post(LOOK, {"look": look})
    assert response.status_code == 422
    assert "Choose one of the four looks." in Page(response).complaints
    assert worn(client) == "dark"


@pytest.mark.parametrize("cookie", ["look", "lamp", "evenings"])
@pytest.mark.parametrize("value", ["day", "<script>", "x" * 3000])
def test_a_cookie_that_says_nothing_known_is_no_harm(client, at_home, cookie, value):
    client.cookies[cookie] = value
    assert worn(client) == ""


def test_the_lamp_lights_and_gives_the_look_of_the_day_back(client, at_home):
    client.post(LOOK, {"look": "dark"})
    client.post(LAMP, {"lamp": "on"})
    assert worn(client) == "night"
    client.post(LAMP, {"lamp": "off"})
    assert worn(client) == "dark"


# --- by the hour ---


@pytest.mark.parametrize(
    ("hour", "minute", "look"),
    [(6, 59, "night"), (7, 0, "light"), (12, 0, "light"), (18, 59, "light"), (19, 0, "night"), (0, 0, "night")],
)
def test_the_night_light_comes_on_by_itself(client, at_home, hour, minute, look):
    client.post(LOOK, {"look": "light", "evenings": "on"})
    at_home(hour, minute)
    assert worn(client) == look


def test_only_where_it_was_asked_for(client, at_home):
    at_home(23)
    assert worn(client) == ""
    client.post(LOOK, {"look": "", "evenings": "on"})
    assert worn(client) == "night"
    client.post(LOOK, {"look": ""})
    assert worn(client) == ""


@pytest.mark.parametrize(("hour", "by_itself", "said", "look"), [(22, "night", "off", ""), (10, "", "on", "night")])
def test_the_hand_rules_until_the_hour_does(client, at_home, hour, by_itself, said, look):
    client.post(LOOK, {"evenings": "on"})
    at_home(hour)
    assert worn(client) == by_itself
    response = client.post(LAMP, {"lamp": said})
    assert worn(client) == look
    assert response.cookies["lamp"]["max-age"] == 9 * 3600


@pytest.mark.parametrize(
    ("now", "next_turn"),
    [((6, 59), (7, 0)), ((7, 0), (19, 0)), ((18, 30), (19, 0)), ((19, 0), (31, 0)), ((0, 0), (7, 0))],
)
def test_the_hour_rules_again_at_the_next_seven(now, next_turn):
    time = datetime(2026, 3, 20, *now, tzinfo=ZoneInfo(ZONE))
    then = datetime(2026, 3, 20, tzinfo=ZoneInfo(ZONE)) + timedelta(hours=next_turn[0], minutes=next_turn[1])
    assert time + until_the_hour_rules(time) == then


# --- what the browser paints before the page is there ---


@pytest.mark.parametrize(
    ("look", "scheme"), [("light", "light"), ("dark", "dark"), ("night", "dark"), ("", "light dark")]
)
def test_nothing_flashes_before_the_page(client, at_home, look, scheme):
    client.post(LOOK, {"look": look})
    assert f'<meta name="color-scheme" content="{scheme}">' in client.get("/tips/").content.decode()


# --- the lamp leads back ---


def test_the_lamp_leads_back_to_the_page(client, at_home):
    assert client.post(LAMP, {"lamp": "on", "next": "/tips/?from=here#there"})["Location"] == "/tips/?from=here#there"


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
    response = client.post(LAMP, {"lamp": "on", "next": elsewhere})
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))
    assert "a" not in response.cookies


def test_every_page_carries_the_way_back_to_itself(world, owner):
    path = f"{reverse('history', args=[world.mira.pk])}?movement=backward"
    assert Page(owner.get(path))["next"] == path
