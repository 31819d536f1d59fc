from io import BytesIO

from django.urls import reverse
from playwright.sync_api import expect

from crawltrack.accounts.models import Person
from milestones.models import Child
from tests.browser.steps import follow, press, sees, sees_heading
from tests.exchange.reading import journal_in
from tests.world import PASSWORD, log


def test_a_parent_takes_the_log_along_and_leaves_and_the_other_still_has_the_child(phones, world):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    session = log(world.mira, world.owner, world.ago(2), "backward", note="Off she goes")
    lotte = Child.objects.welcome(world.owner, name="Lotte", born=world.ago(50))
    hers, his = phones.open(world.owner), phones.open(world.caregiver)

    hers.goto(reverse("account"))
    follow(hers, "Delete my account")
    hers.get_by_label("Password", exact=True).fill(PASSWORD)
    press(hers, "Yes, it is me")
    sees_heading(hers, "Delete your account?")
    sees(hers, "Mira and the whole log stay with Jonas.")
    sees(hers, "You are the only owner, so 0 sessions")

    follow(hers, "Download Mira’s log first")
    with hers.expect_download() as download:
        follow(hers, "Download it")
    with open(download.value.path(), "rb") as file:
        (told,) = journal_in(BytesIO(file.read()))["sessions"]
    assert (told["id"], told["note"]) == (str(session.pk), "Off she goes")
    assert download.value.suggested_filename.startswith("Crawltrack Mira ")
    hers.goto(reverse("account-removal"))

    with phones.expecting(422):
        press(hers, "Delete for good")
        expect(hers.get_by_role("alert")).to_contain_text("Type your e-mail, or go back to keep your account.")
    hers.get_by_label("Your e-mail, to delete for good").fill(world.owner.email)
    press(hers, "Delete for good")
    sees_heading(hers, "Farewell, and thank you")
    assert not Person.objects.filter(pk=world.owner.pk).exists()
    assert not Child.objects.filter(pk=lotte.pk).exists()
    hers.goto(reverse("today", args=[world.mira.pk]))
    sees_heading(hers, "Good to see you")

    his.goto(reverse("history", args=[world.mira.pk]))
    sees(his, "by someone who has left.")
    sees(his, "Off she goes")
