"""The server has the word: forms are sent as they are, and come back with a sentence beside each field."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from milestones.models import Child, Session
from tests.browser.steps import look_for, press, save, tick


def is_told(page: Page, label: str, sentence: str) -> None:
    """The sentence stands under the field, and is read out with it."""
    field = page.get_by_role("main").get_by_label(label)
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby") or ""
    told = [page.locator(f"[id='{id}']").filter(has_text=sentence) for id in described.split()]
    told = [each for each in told if each.count()]
    assert told, f"{label} is not described by: {sentence}"
    assert told[0].bounding_box()["y"] > field.bounding_box()["y"]


def focus_is_at_what_is_wrong(page: Page) -> None:
    """On the field that wants another look, or on the summary that leads to it; and it can be seen."""
    assert look_for(page, "focus")["asksForCare"]


def test_a_session_that_cannot_be(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("session-new", args=[world.mira.pk]))
    tick(page, "Circles")
    tick(page, "to the left")
    tomorrow = f"{world.ago(-1)}T10:00"
    page.get_by_label("When").fill(tomorrow)
    page.get_by_label("How many minutes on the floor").fill("9999")
    page.get_by_label("Note").fill("<script>alert(1)</script>")
    save(page)
    is_told(page, "How many minutes on the floor", "Type at most 600 minutes")
    focus_is_at_what_is_wrong(page)
    expect(page.get_by_role("checkbox", name="to the left")).to_be_checked()
    expect(page.get_by_label("When")).to_have_value(tomorrow)
    expect(page.get_by_label("How many minutes on the floor")).to_have_value("9999")
    expect(page.get_by_label("Note")).to_have_value("<script>alert(1)</script>")

    page.get_by_label("How many minutes on the floor").fill("")
    save(page)
    expect(page.get_by_text("This time is still to come.").first).to_be_visible()
    is_told(page, "When", "This time is still to come. Choose now or a time before.")
    focus_is_at_what_is_wrong(page)

    page.get_by_label("When").fill(f"{world.ago(1)}T10:00")
    save(page)
    expect(page.locator("body")).to_have_class("today")
    assert Session.objects.get().seen == {"pivoting": ["left"]}


def test_a_child_that_cannot_be(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("child-new"))
    page.get_by_label("Born on").fill(str(world.ago(-30)))
    with phones.expecting(422):
        press(page, "Add")
        expect(page.get_by_role("alert")).to_be_visible()
    is_told(page, "Name", "Type the name you call your baby by.")
    is_told(page, "Born on", "This day is still to come. Choose the day of birth.")
    focus_is_at_what_is_wrong(page)
    expect(page.get_by_label("Born on")).to_have_value(str(world.ago(-30)))
    assert Child.objects.filter(carers__person=world.owner).count() == 1


def test_another_name_deletes_nobody(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("child-removal", args=[world.mira.pk]))
    page.get_by_label("Type the name to delete everything").fill("Mina")
    with phones.expecting(422):
        press(page, "Delete for good")
        expect(page.get_by_role("alert")).to_be_visible()
    focus_is_at_what_is_wrong(page)
    assert Child.objects.filter(pk=world.mira.pk).exists()


def test_a_wrong_password(phones, world):
    page = phones.open()
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail").fill(world.owner.email)
    page.get_by_label("Password", exact=True).fill("not this one")
    with phones.expecting(422):
        press(page, "Sign in")
        expect(page.get_by_role("alert")).to_contain_text("That e-mail and that password do not go together.")
    focus_is_at_what_is_wrong(page)
    expect(page.get_by_label("E-mail")).to_have_value(world.owner.email)
