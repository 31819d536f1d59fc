"""Whoever sends slowly keeps nobody waiting, and what does not arrive whole never gets to the application."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event, current_thread

import pytest

from crawltrack.desk import IN_MEMORY_UP_TO, LARGEST, LISTENS_TO, desk


class Arriving:
    """A body whose last bytes come only once they are let."""

    def __init__(self, body: bytes) -> None:
        self.left, self.is_here, self.is_waited_for = body, Event(), Event()

    def read(self, size: int) -> bytes:
        if len(self.left) <= 4:
            self.is_waited_for.set()
            self.is_here.wait(timeout=10)
        portion, self.left = self.left[: min(size, 4)], self.left[min(size, 4) :]
        return portion


def echo(environ, start_response):
    start_response("200 OK", [])
    return [current_thread().name.encode(), environ["wsgi.input"].read()]


def ask(application, body=b"", length=None, arriving=None):
    """(status, body) of the answer."""
    told = []
    said = str(len(body) if length is None else length)
    environ = {"CONTENT_LENGTH": said, "wsgi.input": arriving or BytesIO(body)}
    answer = application(environ, lambda status, _headers: told.append(status))
    return told[0], b"".join(answer)


@pytest.mark.parametrize("size", [0, 5, IN_MEMORY_UP_TO + 1])
def test_a_request_arrives_whole(size):
    status, answer = ask(desk(echo), b"x" * size)
    assert (status, answer) == ("200 OK", b"clerk_0" + b"x" * size)


def test_one_thread_serves_whoever_asks():
    application = desk(echo)
    with ThreadPoolExecutor(max_workers=4) as people:
        answers = {*people.map(lambda _number: ask(application), range(20))}
    assert answers == {("200 OK", b"clerk_0")}


def test_who_sends_slowly_keeps_nobody_waiting():
    application, slow = desk(echo), Arriving(b"a photo")
    with ThreadPoolExecutor(max_workers=1) as train:
        sent = train.submit(ask, application, b"a photo", arriving=slow)
        assert slow.is_waited_for.wait(timeout=10)
        assert ask(application, b"a tap") == ("200 OK", b"clerk_0a tap")
        slow.is_here.set()
        assert sent.result(timeout=10) == ("200 OK", b"clerk_0a photo")


def test_however_many_send_slowly_a_page_is_served():
    application = desk(echo)
    slow = [Arriving(b"slow") for _ in range(LISTENS_TO)]
    with ThreadPoolExecutor(max_workers=LISTENS_TO) as train:
        sent = [train.submit(ask, application, b"slow", arriving=each) for each in slow]
        assert all(each.is_waited_for.wait(timeout=10) for each in slow)
        assert ask(application)[0] == "200 OK"
        assert ask(application, b"one more")[0] == "503 Service Unavailable"
        for each in slow:
            each.is_here.set()
        assert {each.result(timeout=10)[0] for each in sent} == {"200 OK"}
    assert ask(application, b"one more")[0] == "200 OK"


@pytest.mark.parametrize(("length", "status"), [(6, "400 Bad Request"), (LARGEST + 1, "413 Request Entity Too Large")])
def test_what_breaks_off_or_is_too_large_never_gets_there(length, status):
    def never(_environ, _start_response):
        raise AssertionError("it got there")

    assert ask(desk(never), b"short", length=length)[0] == status


def test_what_goes_wrong_is_the_servers_to_tell():
    def fails(_environ, _start_response):
        raise RuntimeError("made up by a test")

    with pytest.raises(RuntimeError, match="made up"):
        ask(desk(fails))
