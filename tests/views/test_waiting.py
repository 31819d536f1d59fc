"""What the scripts of a signed-in page build on: their words, and the page of what waits."""

from django.urls import reverse


def test_a_browser_keeps_them_and_asks_only_whether_they_changed(client):
    answer = client.get(reverse("words"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert "max-age=3600" in answer["Cache-Control"]
    assert "django.gettext" in answer.content.decode()
    again = client.get(reverse("words"), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_of_what_waits_knows_nobody(client, world):
    assert "data-person" not in client.get(reverse("waiting")).content.decode()


def test_who_is_not_signed_in_gets_neither_the_words_nor_the_outbox(client):
    page = client.get(reverse("tips")).content.decode()
    assert "outbox" not in page
    assert reverse("words") not in page
