"""Every page there is, each in the states that look different, and the way a person gets there.

A place is a function that leads there; `by` says who goes, and `trouble` which answer of 400 and more belongs to it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crawltrack.accounts.guessing import WRONG_LINKS
from crawltrack.accounts.models import Person
from milestones import cutting
from milestones.models import Child, GuestLink, Invitation, Photo, Session, Timer, Trial
from milestones.models.portrait import Cut
from milestones.progression.movements import MOVEMENTS, SLUGS
from milestones.progression.tips import TIPS
from tests.accounts.passkey import Passkey
from tests.browser.steps import press, tap, tick, tile
from tests.pictures import photo, picture
from tests.world import PASSWORD, World, at, log, person

LONG_NAME = "Maximiliane-Alexandrina von der Heide zu Bergedorf-Neustadt"
CREATION = {"creation_options": {"publicKey": {"user": {"id": "eA"}, "challenge": "eA"}}}
LONG_NOTE = "Under the sofa, feet first. Very pleased. " * 6 + "\nDonaudampfschifffahrtselektrizitätenhauptbetriebswerk"


def begun_elsewhere(waiting: Photo) -> Photo:
    """Another machine works on it for as long as the tests last: so it stays as it is, whoever looks."""
    Photo.objects.filter(pk=waiting.pk).update(begun_at=timezone.now() + timedelta(days=1))
    return waiting


class Family:
    """A world with all there is to show: months of log, a baby born early, a new one, a running timer, a bin."""

    def __init__(self, world: World) -> None:
        self.world, self.mira, self.owner = world, world.mira, world.owner
        days = {
            "pushing-up": range(100, 20, -4),
            "pivoting": range(60, 4, -5),
            "backward": range(20, 0, -2),
            "forward": (4, 1),
        }
        for movement, when in days.items():
            for number, days_ago in enumerate(when):
                by = world.caregiver if number % 2 else world.owner
                log(self.mira, by, world.ago(days_ago), movement, hour=9 + number % 8, minutes=number % 3 * 5 or None)
        details = {"pivoting": ["left", "right"], "backward": ["short", "far"], "forward": ["arms"]}
        self.session = log(
            self.mira, world.owner, world.ago(1), *details, hour=18, minutes=12, note=LONG_NOTE, details=details
        )
        log(self.mira, world.caregiver, world.ago(2), zone="America/Argentina/Buenos_Aires", minutes=90)
        log(self.mira, world.owner, world.ago(2), "hands-and-knees").remove(world.owner)
        self._photos(world)
        Trial.objects.mark(self.mira, world.owner, "corner-play-space", "tried", world.ago(15))
        Trial.objects.mark(self.mira, world.owner, "cushion-slope", "not-for-us", world.ago(2))
        self.early = self._child(LONG_NAME, born=world.ago(150), due=world.ago(105))
        log(self.early, world.owner, world.ago(40), "pushing-up")
        log(self.early, world.owner, world.ago(39), "backward", note=LONG_NOTE)
        self.newborn = self._child("Jo", born=world.ago(20), due=world.ago(-30))

    def _photos(self, world: World) -> None:
        """As many as a session holds, of each shape; one that is no picture, and one still to be developed."""
        for hue, (width, height) in enumerate([(40, 30), (30, 40), (60, 20), (20, 60), (30, 30), (48, 27)]):
            sent = picture(width, height, hue=60 * hue)
            photo(self.session, world.owner, sent, caption=LONG_NOTE[:160] if hue == 1 else "")
        tiny = picture(40, 30)
        photo(log(self.mira, world.owner, world.ago(70), "pushing-up", hour=15), world.owner, tiny)
        before = log(self.mira, world.caregiver, world.ago(3), "backward", hour=15)
        self.photo = photo(before, world.caregiver, tiny, caption="Under the sofa")
        photo(before, world.caregiver, b"no picture")
        begun_elsewhere(Photo.objects.add(self.mira, world.owner, uuid4(), ContentFile(tiny), session=before.pk))

    def _child(self, name: str, **dates: Any) -> Child:
        return Child.objects.welcome(self.owner, name=name, **{"due": None} | dates)


@dataclass
class Visit:
    """Somebody on their way: what a place may use to get there."""

    page: Page
    family: Family
    patch: pytest.MonkeyPatch

    def go(self, name: str, *args: Any, **query: str) -> Page:
        tail = "?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else ""
        self.page.goto(reverse(name, args=args) + tail)
        return self.page

    def of(self, child: Child, name: str, *args: Any, **query: str) -> Page:
        return self.go(name, child.pk, *args, **query)


@dataclass(frozen=True)
class Place:
    name: str
    lead: Callable[[Visit], Any]
    by: str
    trouble: int | str | None


def guest_link(child: Child, by: Person, **fields: Any) -> tuple[GuestLink, str]:
    ends = timezone.now() + timedelta(days=30)
    return GuestLink.objects.make(child, by, **{"label": "Dr. Weber", "expires_at": ends} | fields)


def send(page: Page, button: str) -> None:
    """Presses a button that leads to another page, and waits for it."""
    with page.expect_navigation():
        press(page, button)


PLACES: list[Place] = []
Lead = Callable[[Visit], Any]


def place(by: str = "owner", trouble: int | str | None = None) -> Callable[[Lead], Lead]:
    def remember(lead: Lead) -> Lead:
        PLACES.append(Place(lead.__name__, lead, by, trouble))
        return lead

    return remember


def simply(name: str, *args: str, by: str = "owner") -> None:
    """A place that its address alone leads to."""
    PLACES.append(Place(" ".join([name, *args]), lambda visit: visit.go(name, *args), by, None))


def simply_for_mira(name: str, *args: str) -> None:
    lead = lambda visit: visit.of(visit.family.mira, name, *args)  # noqa: E731
    PLACES.append(Place(" ".join([name, *args]), lead, "owner", None))


# --- public ---

simply("start", by="nobody")
simply("tips", by="nobody")
simply("notice", by="nobody")
simply("privacy", by="nobody")
simply("look", by="nobody")
for _movement in MOVEMENTS:
    simply("movement", _movement.slug, by="nobody")
for _tip in TIPS[::3]:  # one page, with other words
    simply("tip", _tip.slug, by="nobody")

# --- the way in ---

simply("account_signup", by="nobody")
simply("account_login", by="nobody")
simply("account_reset_password", by="nobody")
simply("account_reset_password_done", by="nobody")
simply("account_reset_password_from_key_done", by="nobody")
simply("account_email_verification_sent", by="nobody")
simply("account_inactive", by="nobody")
simply("account_reset_password_from_key", "1", "stale", by="nobody")
simply("account_confirm_email", "stale", by="nobody")


@place(by="nobody", trouble=422)
def sign_up_with_errors(visit: Visit) -> None:
    page = visit.go("account_signup")
    page.get_by_label("E-mail").fill("nobody")
    page.get_by_label("Choose a password", exact=True).fill("short")
    send(page, "Make my account")


@place(by="nobody", trouble=422)
def sign_in_with_a_wrong_password(visit: Visit) -> None:
    page = visit.go("account_login")
    page.get_by_label("E-mail").fill(visit.family.owner.email)
    page.get_by_label("Password", exact=True).fill("not this one")
    send(page, "Sign in")


@place(by="nobody", trouble=429)
def too_many_tries(visit: Visit) -> None:
    tries = Client(REMOTE_ADDR="127.0.0.1")
    for _ in range(40):
        if tries.post(reverse("account_signup"), {"email": "x", "password1": "x"}).status_code == 429:
            break
    page = visit.go("account_signup")
    page.get_by_label("E-mail").fill("late@example.org")
    send(page, "Make my account")


@place(by="nobody")
def a_new_password(visit: Visit) -> None:
    owner = visit.family.owner
    visit.go("account_reset_password_from_key", user_pk_to_url_str(owner), default_token_generator.make_token(owner))


@place(by="nobody")
def confirming_an_address(visit: Visit) -> None:
    new = EmailAddress.objects.create(user=visit.family.owner, email="new@example.org", verified=False)
    visit.go("account_confirm_email", EmailConfirmationHMAC(new).key)


@place(by="nobody", trouble=403)
def no_new_accounts(visit: Visit) -> None:
    visit.patch.setattr("django.conf.settings.SIGNUP_POLICY", "closed")
    visit.go("account_signup")


@place(by="nobody", trouble=403)
def accounts_by_invitation(visit: Visit) -> None:
    visit.patch.setattr("django.conf.settings.SIGNUP_POLICY", "invite")
    visit.go("account_signup")


@place(by="nobody")
def a_saved_look(visit: Visit) -> None:
    send(visit.go("look"), "Save")
    expect(visit.page.get_by_role("status")).to_be_visible()


# --- the account ---

simply("account")
simply("account_email")
simply("account_change_password")
simply("account_reauthenticate")
simply("account_logout")


@place()
def saved_account(visit: Visit) -> None:
    send(visit.go("account"), "Save")


@place(trouble=422)
def password_change_with_errors(visit: Visit) -> None:
    send(visit.go("account_change_password"), "Change it")


def leaving(visit: Visit) -> Page:
    """One child goes whom others could keep, some go whom nobody could, and one stays."""
    visit.family.world.otto.carers.get_or_create(person=visit.family.owner, defaults={"role": "caregiver"})
    page = visit.go("account-removal")
    if "reauthenticate" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        send(page, "Yes, it is me")
    return page


@place()
def deleting_the_account(visit: Visit) -> None:
    expect(leaving(visit).get_by_role("heading", name="What stays")).to_be_visible()


@place(trouble=422)
def deleting_the_account_without_an_e_mail(visit: Visit) -> None:
    send(leaving(visit), "Delete for good")
    expect(visit.page.get_by_role("alert")).to_be_visible()


@place(by="no-password")
def deleting_an_account_without_a_child(visit: Visit) -> None:
    visit.go("account-removal")


simply("farewell", by="nobody")


@place(by="no-password")
def a_first_password(visit: Visit) -> None:
    visit.go("account_set_password")


# --- the account's safety ---


def surely(visit: Visit, name: str, *args: Any) -> None:
    """A page that asks first whether it is you."""
    page = visit.go("account_reauthenticate", next=reverse(name, args=args))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    send(page, "Yes, it is me")


def one_more_step(visit: Visit) -> None:
    """To "mfa_authenticate", and from there to "mfa_trust"."""
    page = visit.go("account_login")
    page.get_by_label("E-mail").fill("guarded@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    send(page, "Sign in")


def passkey_of(visit: Visit, mailbox: str) -> int:
    return Authenticator.objects.get(user__email=f"{mailbox}@example.org", type="webauthn").pk


simply("mfa_index")
simply("mfa_list_webauthn")
simply("usersessions_list")
simply("socialaccount_connections")
simply("socialaccount_login_cancelled", by="nobody")
simply("mfa_index", by="guarded")
simply("mfa_list_webauthn", by="guarded")
simply("mfa_reauthenticate", by="guarded")
simply("mfa_reauthenticate_webauthn", by="guarded")


@place()
def setting_up_an_app(visit: Visit) -> None:
    surely(visit, "mfa_activate_totp")


@place(trouble=422)
def setting_up_an_app_with_a_wrong_code(visit: Visit) -> None:
    surely(visit, "mfa_activate_totp")
    visit.page.get_by_label("The code that the app shows now").fill("12345")
    send(visit.page, "Turn it on")


@place(by="guarded")
def turning_the_app_off(visit: Visit) -> None:
    surely(visit, "mfa_deactivate_totp")


@place(by="guarded")
def recovery_codes(visit: Visit) -> None:
    surely(visit, "mfa_view_recovery_codes")


@place(by="guarded")
def new_recovery_codes(visit: Visit) -> None:
    surely(visit, "mfa_generate_recovery_codes")


@place(by="guarded")
def another_passkey(visit: Visit) -> None:
    surely(visit, "mfa_add_webauthn")
    expect(visit.page.get_by_role("button", name="Make the passkey")).to_be_visible()


@place(by="guarded")
def renaming_a_passkey(visit: Visit) -> None:
    surely(visit, "mfa_edit_webauthn", passkey_of(visit, "guarded"))


@place(by="guarded")
def removing_a_passkey(visit: Visit) -> None:
    surely(visit, "mfa_remove_webauthn", passkey_of(visit, "guarded"))


@place(by="nobody", trouble=401)
def a_provider_in_trouble(visit: Visit) -> None:
    visit.go("socialaccount_login_error")


@place(by="nobody", trouble=422)
def the_second_step(visit: Visit) -> None:
    one_more_step(visit)
    visit.page.get_by_label("Code from the app").fill("12345")
    send(visit.page, "Sign in")


@place(by="nobody")
def a_device_to_trust(visit: Visit) -> None:
    one_more_step(visit)
    codes = Authenticator.objects.get(user__email="guarded@example.org", type="recovery_codes").wrap()
    visit.page.get_by_label("Code from the app").fill(codes.get_unused_codes()[0])
    send(visit.page, "Sign in")


# --- a child ---


@place()
def today(visit: Visit) -> None:
    visit.of(visit.family.mira, "today")


@place()
def today_with_the_menu_open(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "today")
    page.locator("summary").first.tap()
    expect(page.get_by_role("navigation", name="Children and account")).to_be_visible()


@place()
def today_of_a_newborn(visit: Visit) -> None:
    visit.of(visit.family.newborn, "today")


@place()
def today_after_a_break(visit: Visit) -> None:
    visit.of(visit.family.early, "today")


@place()
def a_first(visit: Visit) -> None:
    tap(visit.of(visit.family.newborn, "today"), "Backward")


@place()
def a_tile_just_tapped(visit: Visit) -> None:
    tap(visit.of(visit.family.mira, "today"), "Backward")


@place()
def all_tiles_logged(visit: Visit) -> None:
    page = visit.of(visit.family.early, "today")
    for movement in MOVEMENTS:
        tap(page, str(movement.name))
    visit.of(visit.family.early, "today")


@place()
def today_with_the_timer_running(visit: Visit) -> None:
    early, owner = visit.family.early, visit.family.owner
    began = timezone.now() - timedelta(minutes=75)
    Timer.objects.get_or_create(
        child=early, defaults={"started_at": began, "zone": "Europe/Berlin", "started_by": owner}
    )
    visit.of(early, "today")


@place()
def stopping_the_timer(visit: Visit) -> None:
    visit.page.goto(reverse("session-new", args=[visit.family.early.pk]) + "?timer")


@place(by="viewer")
def today_for_a_viewer(visit: Visit) -> None:
    visit.of(visit.family.mira, "today")


@place(by="viewer")
def today_with_news(visit: Visit) -> None:
    log(visit.family.mira, visit.family.world.caregiver, visit.family.world.ago(3), "backward", "forward", hour=7)
    visit.of(visit.family.mira, "today")


@place()
def today_with_news_above_the_tiles(visit: Visit) -> None:
    log(visit.family.mira, visit.family.world.caregiver, visit.family.world.ago(3), "pivoting", "forward", hour=6)
    visit.of(visit.family.mira, "today")


@place(by="nurse")
def today_of_twins(visit: Visit) -> None:
    world, nurse = visit.family.world, Person.objects.get(email="nurse@example.org")
    twins = [Child.objects.welcome(nurse, name=name, born=world.ago(200), due=None) for name in ("Ida", LONG_NAME)]
    page = visit.of(twins[0], "today")
    page.get_by_label("Also for Maximiliane").check()
    tap(page, "Backward")
    expect(page.get_by_label("Also for Maximiliane")).to_be_checked()


@place()
def journey(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "journey")
    page.locator("summary", has_text="The same in a table").tap()


@place()
def journey_of_a_baby_born_early(visit: Visit) -> None:
    visit.of(visit.family.early, "journey")


@place()
def journey_of_a_newborn(visit: Visit) -> None:
    fresh = visit.family._child("Neo", born=visit.family.world.ago(3))
    visit.of(fresh, "journey")


@place()
def the_book(visit: Visit) -> None:
    visit.of(visit.family.mira, "book").locator("summary", has_text="Choose what is in it").tap()


@place()
def the_book_of_a_baby_born_early(visit: Visit) -> None:
    visit.of(visit.family.early, "book", paper="square")


@place()
def an_empty_book(visit: Visit) -> None:
    visit.of(visit.family._child("Leo", born=visit.family.world.ago(3)), "book")


@place(trouble=422)
def the_book_of_no_month(visit: Visit) -> None:
    visit.of(visit.family.mira, "book", since="12", paper="gold")


@place()
def history(visit: Visit) -> None:
    visit.of(visit.family.mira, "history")


@place()
def history_of_one_movement(visit: Visit) -> None:
    visit.of(visit.family.mira, "history", movement="pivoting")


@place()
def earlier_history(visit: Visit) -> None:
    visit.of(visit.family.mira, "history", before=str(visit.family.world.ago(20)))


@place()
def history_without_a_movement(visit: Visit) -> None:
    visit.of(visit.family.mira, "history", movement="hands-and-knees")


@place()
def history_after_removing(visit: Visit) -> None:
    world = visit.family.world
    session = log(visit.family.mira, world.owner, world.ago(0), "pivoting", hour=0)
    send(visit.of(visit.family.mira, "session", session.pk), "Remove this session")
    expect(visit.page.get_by_role("status")).to_contain_text("Removed.")


@place()
def photos(visit: Visit) -> None:
    visit.of(visit.family.mira, "photos")


@place(by="viewer")
def earlier_photos(visit: Visit) -> None:
    visit.of(visit.family.mira, "photos", before=str(visit.family.session.pk))


@place()
def photos_to_come(visit: Visit) -> None:
    visit.of(visit.family.newborn, "photos")


# --- the card of a first ---


@place()
def a_card_with_photos_to_choose(visit: Visit) -> None:
    visit.of(visit.family.mira, "card", "forward", shape="square")


@place()
def a_card_without_a_photo_for_a_long_name(visit: Visit) -> None:
    visit.of(visit.family.early, "card", "backward")


@place()
def a_card_that_has_to_go_without_the_name(visit: Visit) -> None:
    born, seen = visit.family.world.ago(200), visit.family.world.ago(2)
    nameless = Child.objects.welcome(visit.family.owner, name="Jo \ue000", born=born, due=None)
    log(nameless, visit.family.owner, seen, "pivoting")
    visit.of(nameless, "card", "pivoting")
    expect(visit.page.get_by_text("without the name")).to_be_visible()


@place()
def the_bin(visit: Visit) -> None:
    visit.of(visit.family.mira, "bin")


@place()
def the_empty_bin(visit: Visit) -> None:
    visit.of(visit.family.newborn, "bin")


@place()
def the_full_form(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "session-new")
    tick(page, "Circles")


@place()
def the_full_form_with_errors(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "session-new")
    tick(page, "Forward")
    page.get_by_label("When").fill("")
    page.get_by_label("How many minutes on the floor").fill("9999")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_visible()


@place()
def changing_a_session(visit: Visit) -> None:
    visit.of(visit.family.mira, "session", visit.family.session.pk)


@place()
def a_saved_session(visit: Visit) -> None:
    send(visit.of(visit.family.mira, "session", visit.family.session.pk), "Save")
    expect(visit.page.get_by_role("status")).to_contain_text("Saved.")


def a_session_to_show(visit: Visit, days_ago: int) -> Session:
    return log(visit.family.mira, visit.family.owner, visit.family.world.ago(days_ago), "forward", hour=15)


@place()
def a_photo(visit: Visit) -> None:
    session, owner = a_session_to_show(visit, 6), visit.family.owner
    _first, second, _third = (photo(session, owner, picture(60, 40 + number)) for number in range(3))
    visit.of(visit.family.mira, "photo", second.pk)


@place(by="viewer")
def a_photo_to_look_at(visit: Visit) -> None:
    shown = photo(a_session_to_show(visit, 7), visit.family.owner, picture(40, 60), LONG_NAME)
    visit.of(visit.family.mira, "photo", shown.pk)


@place()
def a_photo_that_was_not_taken(visit: Visit) -> None:
    not_taken = photo(a_session_to_show(visit, 8), visit.family.owner, b"Once upon a time")
    visit.of(visit.family.mira, "photo", not_taken.pk)


@place()
def a_session_with_photos(visit: Visit) -> None:
    session = a_session_to_show(visit, 9)
    shown = photo(session, visit.family.owner, picture(60, 40), LONG_NAME)
    photo(session, visit.family.owner, b"Once upon a time")
    Photo.objects.filter(pk=shown.pk).update(taken=f"{session.day}T07:30")
    visit.of(visit.family.mira, "session", session.pk)


@place(trouble=422)
def adding_photos(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "photo-new", session=str(a_session_to_show(visit, 10).pk))
    page.get_by_label("Choose photos").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b""})
    with page.expect_navigation():
        page.evaluate("document.querySelector('form.photo-adder').submit()")  # as without a script
    expect(page.get_by_role("alert")).to_be_visible()


@place()
def a_removed_photo(visit: Visit) -> None:
    photo(a_session_to_show(visit, 11), visit.family.owner, picture(60, 40), LONG_NAME).remove(visit.family.owner)
    visit.of(visit.family.mira, "bin")


def changed_often(visit: Visit, times: int) -> Session:
    """A session of Mira's that was changed so many times, in all that can change."""
    family, world = visit.family, visit.family.world
    session = log(family.mira, world.owner, world.ago(2), "pivoting", hour=11, note=LONG_NOTE)
    for number in range(times):
        session = session.change(
            world.caregiver,
            revision=session.revision,
            started_at=session.started_at - timedelta(hours=11, minutes=number),
            zone=("Europe/Berlin", "America/Argentina/Buenos_Aires")[number % 2],
            seen=({"backward": ["far"]}, {"pivoting": ["left", "right"]})[number % 2],
            minutes=(None, 15)[number % 2],
            note=("", "Under the table.", LONG_NOTE)[number % 3],
        )
    return session


@place()
def a_session_that_was_changed(visit: Visit) -> None:
    visit.of(visit.family.mira, "session", changed_often(visit, 2).pk)


@place(by="viewer")
def reading_a_session_that_was_changed_often(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "session", changed_often(visit, 5).pk)
    page.locator("summary", has_text="5 changes").tap()


@place(by="viewer")
def reading_a_session(visit: Visit) -> None:
    visit.of(visit.family.mira, "session", visit.family.session.pk)


@place(trouble=422)
def a_conflict(visit: Visit) -> None:
    family, world = visit.family, visit.family.world
    page = visit.of(family.mira, "session", family.session.pk)
    theirs = Session.objects.get(pk=family.session.pk)
    theirs.change(
        world.caregiver,
        revision=theirs.revision,
        started_at=at(world.ago(1), 17),
        zone=theirs.zone,
        seen=theirs.seen,
        minutes=15,
        note=LONG_NOTE,
    )
    page.get_by_label("Note").fill("Under the table.")
    with page.expect_navigation():
        page.evaluate("document.querySelector('session-form form').submit()")  # as without a store
    expect(page.get_by_role("region", name="In the log now")).to_be_visible()


@place()
def tips_for_a_child(visit: Visit) -> None:
    visit.of(visit.family.mira, "child-tips")


for _tip in TIPS[1::6]:  # what a tip says is looked at on its public page
    simply_for_mira("child-tip", _tip.slug)


@place()
def a_tip_just_tried(visit: Visit) -> None:
    press(visit.of(visit.family.newborn, "child-tip", "corner-play-space"), "We tried it")
    expect(visit.page.get_by_text("Tried on").locator("visible=true")).to_be_visible()


@place()
def tip_after_a_break(visit: Visit) -> None:
    visit.of(visit.family.early, "child-tips")


@place(by="viewer")
def tips_for_a_viewer(visit: Visit) -> None:
    visit.of(visit.family.mira, "child-tip", "corner-play-space")


@place()
def settings_of_a_child(visit: Visit) -> None:
    visit.of(visit.family.early, "child-settings")


@place(trouble=422)
def settings_of_a_child_with_errors(visit: Visit) -> None:
    page = visit.of(visit.family.early, "child-settings")
    page.get_by_label("Name").fill("")
    page.get_by_label("Born on").fill("2199-01-01")
    send(page, "Save")
    expect(page.get_by_role("alert")).to_be_visible()


@place()
def a_log_to_keep(visit: Visit) -> None:
    visit.of(visit.family.early, "exports")


@place()
def deleting_a_child(visit: Visit) -> None:
    visit.of(visit.family.early, "child-removal")


@place(trouble=422)
def deleting_a_child_by_a_wrong_name(visit: Visit) -> None:
    send(visit.of(visit.family.early, "child-removal"), "Delete for good")
    expect(visit.page.get_by_role("alert")).to_be_visible()


# --- who cares for a child ---


@place()
def carers_and_invitations(visit: Visit) -> None:
    """Each state of an invitation, and a word and an address as long as they get."""
    world, mira = visit.family.world, visit.family.mira
    make = Invitation.objects.make
    make(mira, world.owner, "viewer", f"{'a' * 40}@{'long' * 12}.example.org")
    make(mira, world.owner, "caregiver")[0].revoke()
    late, _token = make(mira, world.owner, "caregiver")
    Invitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    used, _token = make(mira, world.owner, "viewer")
    Invitation.objects.filter(pk=used.pk).update(used_by=world.caregiver, used_at=timezone.now())
    mira.carers.filter(person=world.caregiver).update(word="Papa" * 7)
    visit.of(mira, "carers")


@place()
def carers_of_one(visit: Visit) -> None:
    visit.of(visit.family.early, "carers")


@place(by="viewer")
def carers_for_a_viewer(visit: Visit) -> None:
    visit.of(visit.family.mira, "carers")


@place(trouble=422)
def a_word_that_cannot_be(visit: Visit) -> None:
    page = visit.of(visit.family.early, "carers")
    page.get_by_label("Your word for yourself").fill("\u200b")
    send(page, "Save")


def of_a_carer(visit: Visit, name: str, who: str) -> Page:
    carer = visit.family.mira.carers.get(person=getattr(visit.family.world, who))
    return visit.of(visit.family.mira, name, carer.pk)


@place()
def the_role_of_a_carer(visit: Visit) -> None:
    of_a_carer(visit, "carer-role", "viewer")


@place(trouble=422)
def the_last_owner_steps_back(visit: Visit) -> None:
    page = of_a_carer(visit, "carer-role", "owner")
    page.get_by_role("radio").last.check()
    send(page, "Save")


@place()
def taking_access_away(visit: Visit) -> None:
    of_a_carer(visit, "carer-removal", "viewer")


@place(by="viewer")
def leaving_a_child(visit: Visit) -> None:
    visit.of(visit.family.mira, "leaving")


@place()
def leaving_as_the_last_owner(visit: Visit) -> None:
    visit.of(visit.family.mira, "leaving")


@place()
def leaving_as_the_only_carer(visit: Visit) -> None:
    visit.of(visit.family.early, "leaving")


@place()
def inviting(visit: Visit) -> None:
    visit.of(visit.family.mira, "invitation-new")


@place(trouble=422)
def inviting_with_errors(visit: Visit) -> None:
    visit.patch.setattr("milestones.forms.invitation.mail_works", lambda: True)
    page = visit.of(visit.family.early, "invitation-new")
    page.get_by_label("E-mail to send it to").fill("tante")
    send(page, "Make the invitation")


@place()
def an_invitation_just_made(visit: Visit) -> None:
    send(visit.of(visit.family.early, "invitation-new"), "Make the invitation")
    expect(visit.page.get_by_role("img", name="The link as a code to scan")).to_be_visible()


@place()
def an_invitation_made_before(visit: Visit) -> None:
    made, _token = Invitation.objects.make(visit.family.mira, visit.family.owner, "viewer")
    visit.of(visit.family.mira, "invitation-made", made.pk)


def by_a_link(visit: Visit, child: Child) -> Page:
    _made, token = Invitation.objects.make(child, visit.family.owner, "caregiver")
    return visit.go("invitation", token)


@place(by="nobody")
def an_invitation_for_somebody_new(visit: Visit) -> None:
    by_a_link(visit, visit.family.early)


@place(by="nobody")
def an_invitation_while_sign_up_is_closed(visit: Visit) -> None:
    visit.patch.setattr("django.conf.settings.SIGNUP_POLICY", "closed")
    by_a_link(visit, visit.family.mira)


@place(by="viewer")
def an_invitation_for_somebody_signed_in(visit: Visit) -> None:
    by_a_link(visit, visit.family.early)


@place(by="viewer", trouble=404)
def an_invitation_that_opens_nothing(visit: Visit) -> None:
    visit.go("invitation", "x" * 43)


@place(by="invited")
def signing_up_by_an_invitation(visit: Visit) -> None:
    send(by_a_link(visit, visit.family.early), "Yes, and make my account")


@place()
def another_child(visit: Visit) -> None:
    visit.go("child-new")


@place(by="no-password")
def the_first_child(visit: Visit) -> None:
    visit.go("child-new")


# --- a child's portrait ---


@place()
def choosing_a_portrait(visit: Visit) -> None:
    visit.of(visit.family.mira, "portrait")


@place()
def choosing_a_portrait_without_photos(visit: Visit) -> None:
    visit.of(visit.family.early, "portrait")


@place()
def a_portrait_being_developed(visit: Visit) -> None:
    visit.patch.setattr("milestones.developing.wake", lambda: None)
    mira, file = visit.family.mira, ContentFile(picture(60, 40), "face.jpg")
    waiting = Photo.objects.add(mira, visit.family.owner, uuid4(), file)
    visit.of(mira, "portrait", photo=str(waiting.pk))


@place(trouble=422)
def a_portrait_that_was_not_chosen(visit: Visit) -> None:
    page = visit.of(visit.family.early, "portrait")
    with page.expect_navigation():
        page.locator("portrait-photo form").evaluate("form => form.submit()")


@place()
def cutting_a_portrait(visit: Visit) -> None:
    visit.of(visit.family.mira, "portrait", photo=str(visit.family.photo.pk))


@place(trouble=422)
def a_square_with_errors(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "portrait", photo=str(visit.family.photo.pk))
    page.get_by_label("Size").evaluate("slider => Object.assign(slider, {type: 'text', value: 'large'})")
    send(page, "Save")


@place()
def about_a_child_with_a_portrait(visit: Visit) -> None:
    cutting.hang(visit.family.mira, visit.family.photo, Cut.at_first(0.75))
    visit.of(visit.family.mira, "child-settings")


@place()
def choosing_another_portrait(visit: Visit) -> None:
    cutting.hang(visit.family.mira, visit.family.photo, Cut.at_first(0.75))
    visit.of(visit.family.mira, "portrait")


# --- for the appointment, and for guests ---


@place()
def summary(visit: Visit) -> None:
    page = visit.of(visit.family.mira, "summary", notes="on")
    page.get_by_role("textbox", name="Our questions").fill("Is it fine to go backward only?")
    page.locator("summary", has_text="The same in a table").tap()


@place()
def summary_of_a_baby_born_early(visit: Visit) -> None:
    visit.of(visit.family.early, "summary", notes="on")


@place()
def summary_of_a_newborn(visit: Visit) -> None:
    visit.of(visit.family.newborn, "summary")


@place(trouble=422)
def summary_with_errors(visit: Visit) -> None:
    visit.of(visit.family.mira, "summary", since="2199-01-01", until="nothing")


@place()
def no_links(visit: Visit) -> None:
    visit.of(visit.family.newborn, "links")


@place()
def links(visit: Visit) -> None:
    family = visit.family
    guest_link(family.mira, family.owner, label="Dr. Weber")[0].count_use(timezone.now())
    guest_link(family.mira, family.owner, label="Aunt Ida")[0].revoke()
    guest_link(family.mira, family.owner, label=LONG_NAME, expires_at=timezone.now() - timedelta(days=1))
    visit.of(family.mira, "links")


@place()
def a_new_link(visit: Visit) -> None:
    page = visit.of(visit.family.early, "links")
    page.get_by_label("Who is it for?").fill("Dr. Weber")
    send(page, "Make the link")
    expect(page.get_by_text("The link is ready.")).to_be_visible()


@place()
def an_ended_link(visit: Visit) -> None:
    guest_link(visit.family.newborn, visit.family.owner, label="Dr. Weber")
    send(visit.of(visit.family.newborn, "links"), "End the link, Dr. Weber")
    expect(visit.page.get_by_role("status")).to_contain_text("That link is ended.")


@place(trouble=422)
def links_with_errors(visit: Visit) -> None:
    send(visit.of(visit.family.mira, "links"), "Make the link")
    expect(visit.page.get_by_role("alert")).to_be_visible()


@place(by="nobody")
def shared_journey(visit: Visit) -> None:
    visit.go("shared", guest_link(visit.family.mira, visit.family.owner, with_notes=True)[1])


@place(by="nobody")
def shared_journey_of_a_baby_with_a_long_name(visit: Visit) -> None:
    visit.go("shared", guest_link(visit.family.early, visit.family.owner)[1])


@place(by="nobody")
def shared_summary(visit: Visit) -> None:
    page = visit.go("shared-summary", guest_link(visit.family.mira, visit.family.owner, with_notes=True)[1])
    page.locator("summary", has_text="Other days").tap()


@place(by="nobody", trouble=404)
def a_link_that_opens_nothing(visit: Visit) -> None:
    visit.go("shared", "no-such-link")


@place(by="nobody", trouble=429)
def too_many_wrong_links(visit: Visit) -> None:
    tries = Client(REMOTE_ADDR="127.0.0.1")
    for number in range(WRONG_LINKS):
        tries.get(reverse("shared", args=[f"wrong-{number}"]))
    visit.go("shared", "no-such-link")
    cache.clear()  # the guests who come next guess nothing


simply("children")


@place()
def children_found_by_name(visit: Visit) -> None:
    visit.go("children", q="i", order="latest")


@place()
def no_child_of_that_name(visit: Visit) -> None:
    visit.go("children", q="Rumpelstilzchen")


def follow_many(visit: Visit) -> Person:
    """The nurse follows more children than a menu and a page hold."""
    nurse = Person.objects.get(email="nurse@example.org")
    for number in range(35 - nurse.cares_for.count()):
        child = Child.objects.welcome(
            nurse, name=f"Baby {number:02}", born=visit.family.world.ago(100 + number), due=None
        )
        log(child, nurse, visit.family.world.ago(number), *list(SLUGS)[: 1 + number % 5])
    return nurse


@place(by="nurse")
def a_page_of_many_children(visit: Visit) -> None:
    follow_many(visit)
    visit.go("children", page="2")


@place(by="nurse")
def a_menu_of_many_children(visit: Visit) -> None:
    page = visit.of(follow_many(visit).cares_for.get(child__name="Baby 07").child, "today")
    page.locator("summary").first.tap()
    expect(page.get_by_role("link", name="All children")).to_be_visible()


# --- what waits on a phone ---

simply("waiting", by="nobody")


def without_an_answer(visit: Visit) -> Page:
    """What this phone sends never comes back."""
    visit.page.route("**/children/*/outbox/", lambda route: None)
    return visit.page


@place(by="away")
def today_with_taps_that_wait(visit: Visit) -> None:
    without_an_answer(visit)
    page = visit.of(visit.family.mira, "today")
    for movement in ("Backward", "Hands and knees"):
        tile(page, movement).tap()
    expect(page.locator("outbox-status")).to_contain_text("waiting on this phone")


NOT_TAKEN = """async () => {
  const { here, log, newId, person } = await import("/static/js/outbox/outbox.js");
  const { put } = await import("/static/js/outbox/store.js");
  const says = {when: "2026-05-12T14:30", zone: "Asia/Tokyo", minutes: "7", note: NOTE,
    seen: ["pivoting", "pivoting:left"]};
  const was = {...says, minutes: "", note: "", seen: []};
  const about = {person, ...here, at: Date.now() - 1e8, zone: "Asia/Tokyo", state: "refused"};
  const errors = {note: ["Use at most 2000 characters; this has 2001."]};
  const session = newId();
  await put({...about, key: newId(), kind: "save", isNew: true, said: {session, was, says}, errors, mend: "form"});
  const inBin = {why: "It is in the bin.", mend: "restore"};
  await put({...about, key: newId(), kind: "save", said: {session, was: says, says}, ...inBin});
  await put({...about, key: newId(), kind: "untap", said: {session, movement: "forward"}, why: "", mend: "gone"});
  await log("mark", {tip: "corner-play-space", mark: "tried"});
  await log("remove", {session});
  await put({...about, person: person + 1, key: newId(), kind: "unmark", said: {tip: "corner-play-space"}});
}"""

PHOTO_NOT_TAKEN = """async ([session, caption]) => {
  const { here, newId, person } = await import("/static/js/outbox/outbox.js");
  const { putTogether } = await import("/static/js/outbox/store.js");
  const { tell } = await import("/static/js/outbox/told.js");
  const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 });
  canvas.getContext("2d").fillRect(9, 9, 30, 20);
  const picture = await new Promise((resolve) => canvas.toBlob(resolve));
  const about = { person, ...here, at: Date.now(), zone: "Europe/Berlin", kind: "photo", said: { session, caption } };
  const why = "This is not a picture that can be shown. Please choose another one.";
  await putTogether([
    { entry: { ...about, key: newId(), state: "refused", why }, picture },
    { entry: { ...about, key: newId(), state: "refused", why: "", mend: "gone" }, picture },
    { entry: { ...about, key: newId(), state: "waiting" }, picture },
    { entry: { ...about, person: person + 1, key: newId(), state: "waiting" }, picture },
  ]);
  tell("kept");
}"""


@place(by="away")
def photos_on_their_way_and_not_taken(visit: Visit) -> None:
    page = without_an_answer(visit)
    page.route("**/photos/new/", lambda route: None)
    visit.of(visit.family.mira, "history")
    expect(page.locator("main[data-photos]")).to_be_attached()
    page.evaluate(PHOTO_NOT_TAKEN, [str(visit.family.session.pk), LONG_NOTE])
    expect(page.locator(".photo-tile")).to_have_count(3)
    page.get_by_role("button", name="Remove this photo").last.tap()
    page.get_by_role("button", name="Keep it").scroll_into_view_if_needed()


@place(by="away")
def what_waits_and_what_was_not_taken(visit: Visit) -> None:
    page = without_an_answer(visit)
    visit.of(visit.family.mira, "journey")
    page.evaluate(NOT_TAKEN.replace("NOTE", json.dumps(LONG_NOTE)))
    page.evaluate(PHOTO_NOT_TAKEN, [str(visit.family.session.pk), LONG_NOTE])
    visit.go("waiting")
    press(page.locator("[data-key]").first, "Throw away")
    expect(page.get_by_text("Throw it away for good?").first).to_be_visible()


@place(by="away")
def signing_out_while_something_waits(visit: Visit) -> None:
    page = without_an_answer(visit)
    visit.of(visit.family.mira, "journey")
    page.evaluate(NOT_TAKEN.replace("NOTE", json.dumps(LONG_NOTE)))
    visit.go("account_logout")
    expect(page.get_by_role("button", name="Send them first")).to_be_visible()


# --- when something goes wrong ---


@place(trouble=404)
def nowhere(visit: Visit) -> None:
    visit.page.goto("/nowhere/")


@place(by="viewer", trouble=403)
def not_for_a_viewer(visit: Visit) -> None:
    visit.of(visit.family.mira, "session-new")


@place(trouble=403)
def a_stale_form(visit: Visit) -> None:
    page = visit.of(visit.family.newborn, "child-settings")
    page.context.clear_cookies(name="crawltrack_csrf")
    send(page, "Save")
    expect(page.get_by_role("heading", name="Please try once more")).to_be_visible()


def falls_over(visit: Visit, problem: Exception) -> None:
    def render(*args: Any, **kwargs: Any) -> None:
        raise problem

    visit.patch.setattr("milestones.views.public.render", render)
    visit.go("notice")


@place(trouble=500)
def our_fault(visit: Visit) -> None:
    falls_over(visit, RuntimeError("made up by a test"))


@place()
def no_connection(visit: Visit) -> None:
    visit.go("offline")


@place()
def no_connection_to_sign_out(visit: Visit) -> None:
    visit.go("offline").evaluate("document.documentElement.dataset.missing = 'sign-out'")


@place()
def a_copy_of_today(visit: Visit) -> None:
    """As it is shown without a connection; only its banner is made up."""
    page = visit.of(visit.family.mira, "today")
    page.evaluate("document.documentElement.dataset.copy = new Date().toISOString()")
    page.locator(".of-phone").evaluate("(banner) => { banner.textContent = banner.dataset.today; }")


@place(trouble=503)
def a_busy_database(visit: Visit) -> None:
    falls_over(visit, OperationalError("made up by a test"))


@place(trouble=400)
def a_bad_request(visit: Visit) -> None:
    falls_over(visit, SuspiciousOperation("made up by a test"))


def people(world: World) -> dict[str, Any]:
    """Who `by` names."""
    new = person("neu")
    new.set_unusable_password()
    new.save()
    guarded = person("guarded")
    TOTP.activate(guarded, generate_totp_secret())
    RecoveryCodes.activate(guarded)
    WebAuthn.add(guarded, "Mama’s phone, the one with the crack", json.loads(Passkey().create(CREATION)))
    return {
        "nobody": None,
        "invited": None,
        "owner": world.owner,
        "viewer": world.viewer,
        "away": world.caregiver,
        "no-password": new,
        "nurse": person("nurse"),
        "guarded": guarded,
    }
