"""A site whose address ends in a path sees what comes after it."""

import pytest

from crawltrack.mount import mounted


def seen_at(path, below):
    """What the site is asked for, and the status and headers when it is not asked at all."""
    asked, said = [], []
    site = mounted(lambda environ, start_response: asked.append(environ["PATH_INFO"]) or [], below)
    site({"PATH_INFO": path}, lambda status, headers: said.append((status, dict(headers)["Location"])))
    return (asked or said)[0]


@pytest.mark.parametrize(
    ("path", "below", "seen"),
    [
        ("/children/", "", "/children/"),
        ("/crawl/children/", "/crawl", "/children/"),
        ("/crawl/", "/crawl", "/"),
        ("/crawl/crawl/", "/crawl", "/crawl/"),
        ("/children/", "/crawl", "/children/"),  # a proxy has cut it off already
        ("/crawler/", "/crawl", "/crawler/"),
        ("/crawl", "/crawl", ("308 Permanent Redirect", "/crawl/")),
    ],
)
def test_a_path_above_the_site_is_cut_off(path, below, seen):
    assert seen_at(path, below) == seen
