"""The tips: all of them for everybody, those for a child with their reasons, and what a family said of them."""

import pytest
from django.urls import reverse

from milestones.models import Trial
from milestones.progression.tips import TIPS
from tests.views.page import Page
from tests.world import log

TO_TRY = "corner-play-space"
TO_KNOW = next(tip.slug for tip in TIPS if not tip.to_try)


def of(world, name, *more):
    return reverse(name, args=[world.mira.pk, *more])


@pytest.fixture
def backward(world):
    for days in (1, 2, 3):
        log(world.mira, world.owner, world.ago(days), "backward")


def test_the_index_leads_to_every_tip_and_every_tip_has_its_sources(client, db):
    index = Page(client.get(reverse("tips")))
    for tip in TIPS:
        assert reverse("tip", args=[tip.slug]) in index.links
        page = Page(client.get(reverse("tip", args=[tip.slug])))
        assert str(tip.title) in page.text
        assert str(tip.sources[0].title) in page.text


@pytest.mark.parametrize("slug", ["no-such-tip", "x" * 3000, "-", "0"])
def test_a_tip_that_is_not_there_is_404(world, client, owner, slug):
    assert client.get(reverse("tip", args=[slug])).status_code == 404
    assert owner.get(of(world, "child-tip", slug)).status_code == 404
    assert owner.post(of(world, "trial", slug), {"mark": "tried"}).status_code == 404
    assert owner.post(of(world, "trial-removal", slug)).status_code == 404


def test_the_tips_for_a_child_each_say_why(world, owner, backward):
    page = Page(owner.get(of(world, "child-tips")))
    assert "Backward on 3 of the last 7 days, no forward yet" in page.text
    assert of(world, "child-tip", TO_TRY) in page.links
    assert of(world, "child-tip", "talk-with-the-doctor") in page.links


def test_one_tip_says_why_it_is_there_now(world, owner, backward):
    page = Page(owner.get(of(world, "child-tip", TO_TRY)))
    assert "Why this one now." in page.text
    assert of(world, "trial", TO_TRY) in page.actions


@pytest.mark.parametrize(("mark", "said"), [("tried", "Tried on"), ("not-for-us", "Not for you")])
def test_marking_a_tip_is_kept_and_can_be_taken_back(world, caregiver, backward, mark, said):
    response = caregiver.post(of(world, "trial", TO_TRY), {"mark": mark}, follow=True)
    assert response.redirect_chain == [(of(world, "child-tip", TO_TRY) + "#tried", 302)]
    assert said in Page(response).text
    trial = Trial.objects.get()
    assert (trial.child, trial.tip, trial.mark, trial.day) == (world.mira, TO_TRY, mark, world.today)
    response = caregiver.post(of(world, "trial-removal", TO_TRY), follow=True)
    assert said not in Page(response).text
    assert not Trial.objects.exists()


def test_what_was_tried_stands_on_the_journey(world, owner, backward):
    owner.post(of(world, "trial", TO_TRY), {"mark": "tried"})
    assert of(world, "child-tip", TO_TRY) in Page(owner.get(of(world, "journey"))).links


@pytest.mark.parametrize("mark", ["", "loved it", "TRIED", "x" * 1_000_000, "\0", "<script>"])
def test_a_mark_that_did_not_arrive_whole_says_so_and_marks_nothing(world, owner, mark):
    response = owner.post(of(world, "trial", TO_TRY), {"mark": mark}, follow=True)
    assert "Please tap once more" in Page(response).complaints
    assert not Trial.objects.exists()


def test_a_tip_that_is_only_to_know_cannot_be_tried(world, owner):
    assert of(world, "trial", TO_KNOW) not in Page(owner.get(of(world, "child-tip", TO_KNOW))).actions
    assert owner.post(of(world, "trial", TO_KNOW), {"mark": "tried"}).status_code == 404


def test_a_viewer_reads_and_marks_nothing(world, owner, viewer):
    owner.post(of(world, "trial", TO_TRY), {"mark": "tried"})
    assert {*Page(viewer.get(of(world, "child-tip", TO_TRY))).actions} == {reverse("lamp")}
    assert viewer.post(of(world, "trial", TO_TRY), {"mark": "not-for-us"}).status_code == 403
    assert viewer.post(of(world, "trial-removal", TO_TRY)).status_code == 403
    assert Trial.objects.get().mark == "tried"
