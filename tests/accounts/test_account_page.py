import pytest
from django.test import Client

from crawltrack.accounts.zones import by_region, known_zones, words_for

pytestmark = pytest.mark.django_db
ACCOUNT = "/account/"


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(ACCOUNT)["Location"] == "/accounts/login/?next=/account/"
    assert client.post(ACCOUNT, {"name": "Papa"})["Location"] == "/accounts/login/?next=/account/"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_another_method_is_refused(signed_in, method):
    assert getattr(signed_in, method)(ACCOUNT).status_code == 405


def test_the_page_leads_to_everything_about_signing_in(signed_in, person):
    page = signed_in.get(ACCOUNT).content.decode()
    assert person.email in page
    for path in ("/accounts/email/", "/accounts/password/change/", "/accounts/logout/"):
        assert f'href="{path}"' in page


def test_a_name_is_what_the_family_reads(signed_in, person):
    assert person.called == "mira.parent"
    assert signed_in.post(ACCOUNT, {"name": "  Papa 🐣 ", "zone": ""})["Location"] == ACCOUNT
    person.refresh_from_db()
    assert person.called == "Papa 🐣"


def test_a_name_can_be_taken_back(signed_in, person):
    signed_in.post(ACCOUNT, {"name": "Papa"})
    signed_in.post(ACCOUNT, {"name": ""})
    person.refresh_from_db()
    assert person.called == "mira.parent"


@pytest.mark.parametrize("name", ["Pa\x00pa", "Pa\x07pa", "Papa\u202egnol", "a" * 61, "a" * 1_000_000])
def test_a_name_that_cannot_be_shown_gets_a_sentence(signed_in, person, name):
    response = signed_in.post(ACCOUNT, {"name": name})
    assert response.status_code == 422
    assert 'id="id_name_error"' in response.content.decode()
    person.refresh_from_db()
    assert person.name == ""


def test_without_a_choice_the_clock_is_the_devices(signed_in):
    signed_in.cookies["zone"] = "Asia/Tokyo"
    response = signed_in.get(ACCOUNT)
    assert "As this device says (Tokyo)" in response.content.decode()


def test_a_chosen_clock_goes_before_the_devices(signed_in, person, rf):
    from crawltrack.accounts.zones import zone_of

    signed_in.post(ACCOUNT, {"name": "", "zone": "America/Argentina/Buenos_Aires"})
    person.refresh_from_db()
    request = rf.get("/", headers={"cookie": "zone=Asia/Tokyo"})
    request.user = person
    assert zone_of(request) == "America/Argentina/Buenos_Aires"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe/Berlin\x00", "🐣", "a" * 1_000_000])
def test_a_zone_that_does_not_exist_gets_a_sentence(signed_in, person, zone):
    response = signed_in.post(ACCOUNT, {"name": "Papa", "zone": zone})
    page = response.content.decode()
    assert response.status_code == 422
    assert "We do not know that time zone" in page
    assert 'value="Papa"' in page
    person.refresh_from_db()
    assert (person.zone, person.name) == ("", "")


@pytest.mark.parametrize("cookie", ["Mars/Olympus", "../../etc/passwd", "%00", "a" * 4000, ""])
def test_a_zone_cookie_that_means_nothing_is_passed_over(signed_in, cookie):
    signed_in.cookies["zone"] = cookie
    assert "As this device says (UTC)" in signed_in.get(ACCOUNT).content.decode()


def test_every_zone_on_offer_exists_and_reads_well():
    offered = [zone for _region, zones in by_region() for zone, _words in zones]
    assert known_zones().issuperset(offered)
    assert len(offered) == len(set(offered)) > 300
    assert words_for("America/Argentina/Buenos_Aires") == "Buenos Aires, Argentina"


def test_a_zone_that_was_chosen_once_stays_on_offer(signed_in, person):
    person.zone = "US/Eastern"
    person.save()
    assert signed_in.post(ACCOUNT, {"name": "Papa", "zone": "US/Eastern"}).status_code == 302


def test_the_page_is_never_kept_by_a_browser_or_a_proxy(signed_in):
    assert "no-store" in signed_in.get(ACCOUNT)["Cache-Control"]


def test_a_page_of_another_site_cannot_change_the_account(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert client.post(ACCOUNT, {"name": "Papa"}).status_code == 403


def test_an_address_that_looks_like_markup_stays_text(signed_in, person):
    person.email = '"<b>papa</b>"@example.org'
    person.save()
    assert "<b>papa" not in signed_in.get(ACCOUNT).content.decode()
