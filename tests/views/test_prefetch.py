"""A page that is fetched before anybody opens it, or that nobody ever opens."""

import pytest
from django.urls import reverse

SAVED = "Saved for this device."


@pytest.mark.parametrize("purpose", [{"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_it_tells_nothing_that_is_told_once(client, db, purpose):
    def look(**how):
        return client.get(reverse("look"), **how).content.decode()

    client.post(reverse("look"), {"look": "dark"})
    assert SAVED not in look(headers=purpose)
    assert SAVED in look()
    assert SAVED not in look()
