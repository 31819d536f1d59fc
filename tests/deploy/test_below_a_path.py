"""A site whose address ends in a path, as the production server serves it: nothing leads out of that path."""

import json
import re

import pytest

from tests.deploy.forms import fill_in
from tests.deploy.server import running_server

pytestmark = pytest.mark.xdist_group("server")
BELOW = "/crawl"


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("below a path"), BELOW) as server:
        yield server


def paths_in(text):
    return re.findall(r'(?:href|src|action|formaction)="(/[^"]*)"', text)


def test_a_family_lives_below_a_path(phone):
    assert phone.ask("/crawl/healthz").status == 200
    fill_in(phone, "/crawl/accounts/signup/", email="below@example.org", password1="a-floor-is-for-babies")
    today = fill_in(phone, "/crawl/children/new/", name="Mira", born="2026-04-20")
    assert re.search(r"/crawl/children/\d+/$", today.url)
    page = today.read().decode()
    assert {path for path in paths_in(page) if not path.startswith(f"{BELOW}/")} == set()

    path = re.search(r"/crawl/children/\d+/", today.url)[0]
    tapped = fill_in(phone, path, f"{path}sightings/", **tap_in(page), movement="backward").read().decode()
    assert "Undo Backward" in tapped
    jar = next(handler.cookiejar for handler in phone.visitor.handlers if hasattr(handler, "cookiejar"))
    assert {cookie.path for cookie in jar} == {f"{BELOW}/"}


def tap_in(page):
    return dict(re.findall(r'type="hidden" name="(id|zone)" value="([^"]+)"', page))


def test_its_files_and_its_app_are_below_that_path_too(phone):
    page = phone.ask("/crawl/").read().decode()
    files = [path for path in paths_in(page) if path.startswith("/crawl/static/") and path.endswith((".css", ".js"))]
    assert files
    assert {phone.ask(path).status for path in files} == {200}
    manifest = json.load(phone.ask("/crawl/manifest.webmanifest"))
    assert manifest["scope"] == manifest["start_url"] == manifest["id"] == "/crawl/"
    assert '"/crawl/static/js/worker/worker.' in phone.ask("/crawl/sw.js").read().decode()


def test_the_address_without_its_last_slash_leads_on(phone):
    assert "/crawl/" in phone.ask("/crawl").url
