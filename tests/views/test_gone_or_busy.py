"""What can go wrong under any view, and how the page says so."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from milestones.models import Child, Session
from tests.views.page import Page


@pytest.fixture
def path(world):
    return reverse("timer", args=[world.mira.pk])


@pytest.mark.parametrize("gone", [Child.DoesNotExist, Session.DoesNotExist])
def test_what_went_away_meanwhile_is_404(world, owner, path, monkeypatch, gone):
    def writing(child):
        raise gone

    monkeypatch.setattr(Child, "writing", writing)
    response = owner.post(path)
    assert response.status_code == 404
    assert "Nothing rolls here" in Page(response).text


def test_a_busy_database_is_503_and_says_when_to_come_back(world, owner, path, monkeypatch):
    def writing(child):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Child, "writing", writing)
    owner.raise_request_exception = False
    response = owner.post(path)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Nothing was saved just now" in Page(response).text


def test_a_fault_of_ours_is_500_with_a_page_and_not_a_word_of_code(world, owner, path, monkeypatch):
    def writing(child):
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr(Child, "writing", writing)
    owner.raise_request_exception = False
    response = owner.post(path)
    assert response.status_code == 500
    assert "Something fell over" in Page(response).text
    assert "secret" not in Page(response).text


@pytest.mark.parametrize("who", ["a visitor", "the owner"])
def test_there_is_a_page_even_when_nothing_at_all_can_be_asked(world, client, monkeypatch, who):
    def no_answer(*args, **more):
        raise OperationalError("could not connect to server")

    if who == "the owner":
        client.force_login(world.owner)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", no_answer)
        response = client.get(reverse("start"))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert Page(response).tags["h1"] == 1


@pytest.mark.parametrize(("method", "name"), [("get", "timer"), ("put", "today"), ("delete", "journey")])
def test_a_wrong_method_is_405_and_a_page_says_so(world, owner, method, name):
    response = getattr(owner, method)(reverse(name, args=[world.mira.pk]))
    assert response.status_code == 405
    assert response["Allow"]
    assert "Nothing was changed" in Page(response).text
