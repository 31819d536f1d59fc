"""What travels to a phone on bad Wi-Fi, as the production server really sends it."""

import re
from urllib.parse import urljoin

import pytest

pytestmark = pytest.mark.xdist_group("server")

FIRST_VISIT = 60_000
REPEAT_VISIT = 12_000
COMPRESSED = "br, gzip"


@pytest.fixture(scope="module")
def phone(server):
    return server.for_another()


@pytest.fixture(scope="module")
def today(phone):
    """The address of today, for somebody who has just signed up and added a child."""
    fill_in(phone, "/accounts/signup/", email="bytes@example.org", password1="a-floor-is-for-babies")
    answer = fill_in(phone, "/children/new/", name="Mira", born="2026-04-20")
    return answer.url.removeprefix(phone.url)


def fill_in(server, path, **form):
    page = server.ask(path).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    answer = server.ask(path, {"csrfmiddlewaretoken": token, **form})
    assert answer.status == 200
    return answer


def sent(server, address):
    """How many bytes the address takes, compressed, and what it says."""
    answer = server.ask(address, Accept_Encoding=COMPRESSED)
    assert answer.status == 200, address
    return len(answer.read()), server.ask(address).read().decode(errors="replace")


def needed_by(address, text):
    """Every static file that a page or a module asks for."""
    quoted = re.findall(r'"(/static/[^"#]+\.(?:css|js|svg))["#]', text)
    imported = [urljoin(address, path) for path in re.findall(r'import ?"(\./[^"]+)"', text)]
    return {*quoted, *imported}


def test_a_first_visit_to_today_fits_its_budget(phone, today):
    total, waiting, seen = 0, {today}, set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        size, text = sent(phone, address)
        total += size
        waiting |= needed_by(address, text) - seen
    assert len([address for address in seen if address.endswith(".js")]) > 3, "the modules were not found"
    assert any("drawings" in address for address in seen)
    assert total <= FIRST_VISIT


def test_a_repeat_visit_to_today_fits_its_budget(phone, today):
    """All else is kept by the browser for good."""
    size, _page = sent(phone, today)
    assert size <= REPEAT_VISIT


def test_pages_travel_compressed(server):
    assert server.ask("/tips/", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
