"""A portrait from the first photo to the last, with fingers and without a script."""

from io import BytesIO

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from milestones.models import Child, photo_files
from tests.browser.steps import follow, press, sees
from tests.pictures import photo, picture
from tests.world import log

HEAD = (0.6, 0.55)  # of the photos in tests/pictures.py: where the face is, in parts of the width and the height
FACE = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": picture(1200, 900, hue=30)}  # its face is blue: 210°


def hue_in_the_middle(child: Child) -> int:
    """Of the portrait, in degrees."""
    name = Child.objects.get(pk=child.pk).portrait
    with photo_files.get(name, "square-96.webp") as file:
        square = Image.open(BytesIO(file.read())).convert("HSV")
    return round(square.getpixel((square.width // 2, square.height // 2))[0] * 360 / 255)


def a_face(page: Page) -> None:
    """The header shows a portrait, and it has come."""
    shown = page.locator("header .menu > summary img")
    expect(shown).to_have_js_property("naturalWidth", 96)


def test_a_portrait_is_sent_moved_with_a_finger_and_shown(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("child-settings", args=[world.mira.pk]))
    follow(page, "Choose a portrait")
    expect(page.get_by_role("button", name="Send it")).to_be_hidden()  # the script is there
    page.get_by_label("Choose a photo").set_input_files(FACE)
    frame = page.locator(".portrait-frame")
    expect(frame.locator("img")).to_be_visible()
    page.get_by_label("Size").fill("40")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    size = page.locator("rect.edge").last
    assert float(size.get_attribute("width")) == 360

    def at(across: float, down: float) -> tuple[float, float]:
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    page.mouse.click(*at(0.2, 0.2))  # a touch puts the square there,
    assert [float(size.get_attribute(edge)) for edge in "xy"] == [60, 0]
    page.mouse.move(*at(0.2, 0.2))  # and a finger takes it along,
    page.mouse.down()
    page.mouse.move(*at(0.4, 0.4), steps=4)
    page.mouse.move(*at(HEAD[0], HEAD[1]), steps=4)
    page.mouse.up()
    left, top = (float(size.get_attribute(edge)) for edge in "xy")
    assert abs(left + 180 - HEAD[0] * 1200) < 6
    page.mouse.move(*at((left + 360) / 1200, (top + 360) / 900))  # and at its corner smaller.
    page.mouse.down()
    page.mouse.move(*at(HEAD[0] + 0.1, HEAD[1] + 0.1), steps=4)
    page.mouse.up()
    side = float(size.get_attribute("width"))
    assert 200 < side < 280
    assert page.locator(".portrait-look").first.get_attribute("viewBox").split()[2] == f"{side:g}"
    before = float(page.get_by_label("Left to right").input_value())
    page.get_by_label("Left to right").press("ArrowRight")
    assert float(page.get_by_label("Left to right").input_value()) > before
    press(page, "Save")
    sees(page, "This is Mira’s portrait now.")
    a_face(page)
    assert abs(hue_in_the_middle(world.mira) - 210) < 8

    page.route("**/portrait/square-*", lambda route: route.abort())
    with phones.expecting("no answer"):
        page.reload()
        expect(page.locator(".portrait img")).to_have_count(0)  # where it does not come there is the drawing


def test_without_a_script_the_face_is_touched(phones, world):
    shown = photo(log(world.mira, world.owner, world.ago(1), "forward"), world.owner, picture(900, 1200, hue=100))
    page = phones.open(world.owner, java_script_enabled=False)
    page.goto(reverse("portrait", args=[world.mira.pk]))
    page.locator(f"a[href*='{shown.pk}']").tap()
    page.get_by_label("Size").fill("30")
    face = page.get_by_role("button", name="The photo: touch the face")
    box = face.bounding_box()
    face.tap(position={"x": box["width"] * HEAD[0], "y": box["height"] * HEAD[1]})
    expect(page.locator("rect.edge").last).to_have_attribute("width", "270")
    press(page, "Save")
    sees(page, "This is Mira’s portrait now.")
    a_face(page)
    assert abs(hue_in_the_middle(world.mira) - 280) < 8
    follow(page, "Change the portrait")
    press(page, "Take it away")
    sees(page, "Mira is a drawing again")
    expect(page.locator("header .portrait img")).to_have_count(0)
