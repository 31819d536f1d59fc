import pytest
from django.db import OperationalError, connection

from crawltrack import __version__


@pytest.mark.django_db
def test_it_says_ok_and_which_version_runs(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__}


@pytest.mark.django_db
def test_no_one_keeps_an_old_answer(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_it_says_so_when_the_database_does_not_answer(client, monkeypatch):
    def no_answer():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", no_answer)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "the database does not answer"


@pytest.mark.django_db
def test_it_answers_a_monitor_inside_that_speaks_plain_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/look/").status_code == 301
