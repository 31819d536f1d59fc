"""Photos chosen on a phone are made smaller there, wait in its outbox, and arrive once, with nothing else in them."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from milestones.models import Photo, Session
from tests.browser.steps import all_sent, kept, open_today, press, save, sees, tile
from tests.browser.test_a_phone_that_dies import phone, running_browser
from tests.browser.test_form_without_connection import KEPT, cut
from tests.browser.test_no_connection import NO_ROOM
from tests.browser.test_pages_without_a_connection import banner, becomes_true, is_forgotten, is_kept
from tests.pictures import photo, picture
from tests.world import log, signed_in

WHERE = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}  # GPS
STREET = "Kleine Gasse 5"
TINY = picture(48, 36)


def from_a_camera(taken: str = "2026:05:12 14:30:05", size: tuple[int, int] = (2700, 1800), hue: int = 30) -> bytes:
    """A photo as a phone writes it: turned, with its time, its place, and words."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, STREET  # to be turned right; a description
    exif[0x8769], exif[0x8825] = {0x9003: taken}, WHERE
    return picture(*size, hue=hue, exif=exif)


def file(content: bytes, name: str = "IMG_0001.jpg", kind: str = "image/jpeg") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


def choose(page: Page, ask: Locator, *files: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        ask.tap()
    chooser.value.set_files([file(each) for each in files])


def camera(page: Page) -> Locator:
    """Beside the latest session of a list."""
    return page.get_by_role("link", name=re.compile("^Add photos")).first


def tiles(page: Page) -> Locator:
    return page.locator("main .photo-tile")


def pictures_in(page: Page) -> Locator:
    return page.locator("main .photos .photo img[loading]")


WAYS = ("**/children/*/outbox/", "**/photos/new/")  # on which things are sent


@contextmanager
def no_answers(phones: Any, page: Page) -> Iterator[None]:
    """Inside, what is sent gets nowhere; pages come all the same. At the end what waits is sent."""

    def cut_off(route: Route) -> None:
        route.abort("connectionreset")

    with phones.expecting("no answer"):
        for way in WAYS:
            page.route(way, cut_off)
        yield
        for way in WAYS:
            page.unroute(way, cut_off)
        page.evaluate("dispatchEvent(new Event('online'))")


def opens(page: Page, name: str, *args: Any) -> None:
    page.goto(reverse(name, args=args))
    expect(page.locator("main[data-photos]")).to_be_attached()


def lose_the_answer(page: Page, posted: list[bytes]) -> None:
    """The server takes the next photo, and nobody hears of it."""

    def lose(route: Route) -> None:
        posted.append(route.request.post_data_buffer or b"")
        route.fetch()
        route.abort("connectionreset")

    page.route("**/photos/new/", lose, times=1)


def test_photos_of_a_tap_wait_with_it_and_arrive_once_though_an_answer_got_lost(phones, world):
    page = phones.open(world.owner)
    opens(page, "today", world.mira.pk)
    posted: list[bytes] = []
    with no_answers(phones, page):
        tile(page, "Backward").tap()
        expect(page.locator(".log-list .waits")).to_contain_text("Waits on this phone.")
        choose(page, camera(page), from_a_camera(), from_a_camera(hue=200))
        expect(tiles(page).locator(".says")).to_have_text(["Waits on this phone."] * 2)
        expect(page.locator("outbox-status")).to_contain_text(
            "1 log and 2 photos are waiting on this phone, the first since"
        )
        opens(page, "today", world.mira.pk)
        expect(tiles(page)).to_have_count(2)
        page.goto("/outbox/")
        expect(page.locator(".entries .kept-photo")).to_have_count(2)
        page.unroute(WAYS[1])
        lose_the_answer(page, posted)
        page.unroute(WAYS[0])
        press(page, "Send now")
        all_sent(page)
    session = Session.objects.get()
    assert (session.seen, [each.state for each in session.photos.all()]) == ({"backward": []}, ["ready"] * 2)
    # Smaller, upright, and of all that the camera wrote only the time.
    assert STREET.encode() not in posted[0]
    assert b"GPS" not in posted[0]
    arrived = Image.open(BytesIO(posted[0][posted[0].index(b"\xff\xd8\xff") :]))
    assert arrived.size == (1707, 2560)
    assert dict(arrived.getexif().get_ifd(0x8769)) == {0x9003: "2026:05:12 14:30:00"}
    assert [*arrived.getexif()] == [0x8769]
    opens(page, "today", world.mira.pk)
    expect(pictures_in(page)).to_have_count(2)
    expect(tiles(page)).to_have_count(0)


def test_photos_chosen_in_the_form_without_a_connection_go_with_the_session(phones, world):
    page = phones.open(world.owner)
    taken = world.ago(2)
    opens(page, "session-new", world.mira.pk)
    with cut(phones, page):
        choose(page, page.get_by_label("Photos"), from_a_camera(f"{taken:%Y:%m:%d} 09:10:05"), picture(90, 60))
        press(page, "No, keep the time")
        expect(page.locator(".photo-when")).to_have_count(0)
        choose(page, page.get_by_label("Photos"), from_a_camera(f"{taken:%Y:%m:%d} 14:30:05"), b"")
        press(page, "Use that time")
        empty = tiles(page).last
        expect(empty).to_contain_text("This file is empty. Please choose another one.")
        expect(empty.get_by_role("button")).to_have_count(1)
        press(empty, "Remove this photo")
        press(empty, "Yes, throw away")
        expect(page.get_by_label("Photos")).to_be_focused()
        tiles(page).nth(2).get_by_role("button", name="Remove this photo").tap()
        expect(tiles(page)).to_have_count(2)
        tiles(page).nth(1).get_by_role("button", name="Remove this photo").tap()
        expect(tiles(page)).to_have_count(1)
        save(page)
        sees(page, KEPT)
        expect(tiles(page).locator("visible=true")).to_have_count(1)
        assert not Session.objects.exists()
    all_sent(page)
    session = Session.objects.get()
    assert f"{session.local_start:%Y-%m-%d %H:%M}" == f"{taken} 14:30"
    assert session.photos.count() == 1


def test_what_is_not_taken_says_why_and_is_tried_again_or_thrown_away(phones, world):
    session = log(world.mira, world.owner, world.ago(0), "backward", hour=0)
    page = phones.open(world.owner)
    opens(page, "history", world.mira.pk)
    theirs = [photo(session, world.owner, TINY) for _ in range(6)]  # meanwhile
    choose(page, camera(page), TINY, picture(50, 50))
    full = "A session holds up to 6 photos. Remove one to add another."
    expect(tiles(page).locator(".says")).to_have_text([full] * 2)
    expect(page.locator("outbox-status")).to_contain_text("2 photos were not taken.")
    tiles(page).first.get_by_role("button", name="Remove this photo").tap()
    press(page, "Yes, throw away")
    expect(tiles(page)).to_have_count(1)
    theirs[0].remove(world.owner)
    press(page, "Try again")
    all_sent(page)
    expect(tiles(page)).to_have_count(0)
    assert session.photos.filter(removed_at=None).count() == 6


def test_the_page_of_a_session_takes_photos_at_once_and_no_more_than_fit(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    for _ in range(4):
        photo(session, world.owner, TINY)
    page = phones.open(world.owner)
    opens(page, "session", world.mira.pk, session.pk)
    choose(page, page.get_by_label("Choose photos"), *[TINY] * 3)
    sees(page, "A session holds up to 6 photos. The first 2 were added. 1 more was not.")
    expect(page.locator("[data-photo-row]")).to_have_count(6)
    expect(tiles(page)).to_have_count(0)
    assert session.photos.count() == 6


def test_on_a_phone_without_room_photos_are_sent_at_once(phones, world):
    session = log(world.mira, world.owner, world.ago(0), "backward", hour=0)
    page = phones.open(world.owner)
    opens(page, "today", world.mira.pk)
    page.evaluate(NO_ROOM)
    page.route("**/photos/new/", lambda route: route.abort(), times=1)
    with phones.expecting("no answer"):
        choose(page, camera(page), from_a_camera())
        expect(tiles(page)).to_contain_text("Not sent, and this phone has no room to keep it.")
    press(page, "Try again")
    expect(pictures_in(page)).to_have_count(1)
    assert (kept(page), session.photos.count()) == ([], 1)


def test_a_photo_on_a_phone_that_died_arrives_once(browser, live_server, world, tmp_path):
    session = log(world.mira, world.owner, world.ago(0), "backward", hour=0)
    profile, visit = tmp_path / "profile", signed_in(world.owner).cookies["crawltrack_session"].value
    today = live_server.url + reverse("today", args=[world.mira.pk])
    with running_browser(profile, browser) as context:
        page = phone(context, live_server.url, visit)
        page.route("**/photos/new/", lambda route: route.abort())
        page.goto(today)
        becomes_true(page, KEEP_A_PHOTO, str(session.pk))
        expect(tiles(page)).to_contain_text("Waits on this phone.")
    assert not Photo.objects.exists()
    with running_browser(profile, browser) as context:
        page = phone(context, live_server.url, visit)
        page.goto(today)
        expect(pictures_in(page)).to_have_count(1)
        expect(tiles(page)).to_have_count(0)
    assert session.photos.get().state == "ready"


KEEP_A_PHOTO = """async (session) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  canvas.getContext("2d");
  const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const { add, inHand } = await import("/static/js/photos/in-hand.js");
  await add([new File([picture], "photo.jpg")], { session }, 6);
  return !inHand().length;
}"""


def test_a_new_version_keeps_what_an_older_one_kept_while_its_tab_is_still_open(phones):
    page = phones.open()
    page.goto("/notice/")
    assert page.evaluate(
        """async () => {
          const opened = (asked) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
          const older = indexedDB.open("crawltrack", 1);
          older.onupgradeneeded = () => {
            const entries = older.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
            entries.createIndex("key", "key", { unique: true });
            entries.put({ key: "a", kind: "tap" });
            older.result.createObjectStore("kept");
          };
          const tab = await opened(older);
          tab.onversionchange = () => tab.close();
          const store = await import("/static/js/outbox/store.js");
          const entry = { key: "b", kind: "photo" };
          await store.putTogether([{ entry, picture: new Blob(["bytes"], { type: "image/jpeg" }) }]);
          const found = [await (await store.pictureOf("b")).text(), (await store.entries()).map(({ key }) => key)];
          await store.drop(entry.n);
          return JSON.stringify([...found, (await store.pictureOf("b")) ?? null, (await store.entries()).length]);
        }"""
    ) == json.dumps(["bytes", ["a", "b"], None, 1], separators=(",", ":"))


ASK_FOR_TIMES = """async (files) => {
  const { takenOf } = await import("/static/js/photos/exif.js");
  return files.map((file) => takenOf(Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0)).buffer));
}"""
PREPARE = """async ([files, isLying]) => {
  const { prepared } = await import(`/static/js/photos/resizing.js?${isLying}`);
  const { getImageData } = CanvasRenderingContext2D.prototype;
  if (isLying) CanvasRenderingContext2D.prototype.getImageData = () => new ImageData(1, 1);
  const made = [];
  for (const [type, file] of files) {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    const { picture } = await prepared(new File([bytes], "file", { type }));
    const shown = await createImageBitmap(picture).catch(() => ({}));
    made.push([picture.type, shown.width ?? 0, shown.height ?? 0, picture.size === bytes.length]);
  }
  CanvasRenderingContext2D.prototype.getImageData = getImageData;
  return made;
}"""


def coded(*contents: bytes) -> list[str]:
    return [b64encode(content).decode() for content in contents]


def test_a_photo_says_when_it_was_taken_and_is_made_smaller(phones):
    page = phones.open()
    page.goto("/notice/")
    whole = from_a_camera(size=(60, 40))
    little = whole.replace(b"Exif\0\0MM", b"Exif\0\0II")  # its numbers now read as nonsense
    files = [whole, little, whole[:90], picture(60, 40), picture(60, 40, kind="PNG"), b"", b"\xff\xd8" + b"\0" * 99]
    never_set = from_a_camera("0000:00:00 00:00:00", size=(60, 40))
    small_endian = Image.Exif()
    small_endian.endian = "<"
    small_endian[0x8769] = {0x9003: "2024:02:29 23:59:59"}
    times = page.evaluate(ASK_FOR_TIMES, coded(*files, never_set, picture(60, 40, exif=small_endian.tobytes())))
    assert times == ["2026-05-12T14:30", "", "", "", "", "", "", "", "2024-02-29T23:59"]

    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    sent = [from_a_camera(), picture(6000, 30), picture(40, 60, kind="PNG"), b"no picture", svg]
    kinds = ["image/jpeg", "image/jpeg", "image/png", "image/heic", "image/svg+xml"]
    made = page.evaluate(PREPARE, [[*zip(kinds, coded(*sent), strict=True)], False])
    assert made[:3] == [
        ["image/jpeg", 1707, 2560, False],
        ["image/jpeg", 2560, 13, False],
        ["image/jpeg", 40, 60, False],
    ]
    assert [as_it_was for *_, as_it_was in made[3:]] == [True, True]
    assert page.evaluate(PREPARE, [[["image/png", coded(sent[2])[0]]], True]) == [["image/png", 40, 60, True]]


def test_thumbs_are_there_without_a_connection_and_go_with_the_pages(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    thumb = reverse("photo-file", args=[world.mira.pk, photo(session, world.owner).pk, "thumb.webp"])
    page = phones.open(world.owner, service_workers="allow")
    open_today(page, world.mira)
    becomes_true(page, "() => navigator.serviceWorker.controller")
    open_today(page, world.mira)
    pictures_in(page).scroll_into_view_if_needed()
    is_kept(page, thumb)
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        page.reload()
        pictures_in(page).scroll_into_view_if_needed()
        becomes_true(page, "() => document.querySelector('main .photos img[loading]').naturalWidth > 0")
        page.context.set_offline(False)
        expect(banner(page)).to_be_hidden()
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    is_forgotten(page, thumb)
