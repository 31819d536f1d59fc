"""A family takes its log along."""

import pytest
from django.urls import reverse

from milestones.models import Child
from tests.exchange.reading import journal_in
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log


@pytest.fixture
def path(world):
    return reverse("journal-export", args=[world.mira.pk])


def test_the_page_says_what_there_is_and_leads_to_the_file(world, owner, path):
    for days in (3, 2):
        session = log(world.mira, world.owner, world.ago(days), "backward")
    assert "largest size" not in Page(owner.get(reverse("exports", args=[world.mira.pk]))).text
    photo(session, world.owner, picture(60, 40))
    page = Page(owner.get(reverse("exports", args=[world.mira.pk])))
    assert "2 sessions" in page.text
    assert "1 photo, in its largest size" in page.text
    assert path in page.links


def test_the_settings_of_a_child_lead_there(world, owner):
    page = Page(owner.get(reverse("child-settings", args=[world.mira.pk])))
    assert reverse("exports", args=[world.mira.pk]) in page.links


def test_the_file_is_the_archive_and_nobody_keeps_a_copy(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward")
    response = owner.get(path, headers={"accept-encoding": "gzip"})
    body = response.getvalue()
    assert journal_in(body)["child"]["name"] == "Mira"
    assert response["Content-Type"] == "application/zip"
    assert {*response["Cache-Control"].split(", ")} == {"private", "no-store"}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith('attachment; filename="Crawltrack Mira ')
    assert int(response["Content-Length"]) == len(body)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("مريم", "filename*=utf-8''Crawltrack%20%D9%85%D8%B1%D9%8A%D9%85%20"),
        ('Mi"ra', 'filename="Crawltrack Mi ra '),
        ("🐛", "filename*=utf-8''Crawltrack%20%F0%9F%90%9B%20"),
    ],
)
def test_the_name_of_the_file_is_right_in_any_script(world, owner, path, name, told):
    Child.objects.filter(pk=world.mira.pk).update(name=name)
    assert f"attachment; {told}" in owner.get(path)["Content-Disposition"]


def test_asking_writes_nothing_and_can_be_repeated(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward")
    version = Child.objects.get(pk=world.mira.pk).version
    first, second = (journal_in(owner.get(path).getvalue()) for _time in range(2))
    assert {**first, "made_at": ""} == {**second, "made_at": ""}
    assert Child.objects.get(pk=world.mira.pk).version == version


@pytest.mark.parametrize("who", ["caregiver", "viewer"])
def test_only_owners_may(world, path, who, request):
    client = request.getfixturevalue(who)
    assert client.get(path).status_code == 403
    assert client.get(reverse("exports", args=[world.mira.pk])).status_code == 403
