"""No cache that people share may keep what depends on who asks."""

import pytest
from django.urls import reverse

PUBLIC = ["start", "tips", "notice", "account_login", "words", "manifest"]
OF_A_CHILD = ["today", "journey", "history", "child-tips", "session-new", "exports"]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_for_everybody_is_still_made_for_one(client, db, name):
    assert "private" in client.get(reverse(name))["Cache-Control"]


@pytest.mark.parametrize("name", OF_A_CHILD)
def test_a_page_of_a_child_is_private_to_who_looks_at_it_and_to_who_may_not(world, owner, stranger, name):
    path = reverse(name, args=[world.mira.pk])
    assert "private" in owner.get(path, follow=True)["Cache-Control"]
    assert "private" in stranger.get(path)["Cache-Control"]
