"""Whoever sends slowly keeps nobody waiting, and what does not arrive whole never gets to the application."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event, current_thread

import pytest

from crawltrack import desk as at_the_desk
from crawltrack.desk import IN_MEMORY_UP_TO, LISTENS_TO, LISTENS_TO_ONE

MOST = 1_000_000


def desk(application, proxies=0):
    return at_the_desk.desk(application, takes=lambda environ: MOST, proxies=proxies)


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


def ask(application, body=b"", length=None, arriving=None, **environ):
    """(status, body) of the answer."""
    told = []
    said = str(len(body) if length is None else length)
    environ = {"CONTENT_LENGTH": said, "wsgi.input": arriving or BytesIO(body), "REMOTE_ADDR": "10.0.0.1", **environ}
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


def all_slow(application, train, addresses):
    """A request for each address whose last bytes are still to come."""
    slow = [Arriving(b"slow") for _ in addresses]
    sent = [
        train.submit(ask, application, b"slow", arriving=each, REMOTE_ADDR=address)
        for each, address in zip(slow, addresses, strict=True)
    ]
    assert all(each.is_waited_for.wait(timeout=10) for each in slow)
    return slow, sent


def let_arrive(slow, sent):
    for each in slow:
        each.is_here.set()
    assert {each.result(timeout=10)[0] for each in sent} == {"200 OK"}


def test_however_many_send_slowly_a_page_is_served():
    application = desk(echo)
    with ThreadPoolExecutor(max_workers=LISTENS_TO) as train:
        slow, sent = all_slow(application, train, [f"10.0.1.{number}" for number in range(LISTENS_TO)])
        assert ask(application)[0] == "200 OK"
        assert ask(application, b"one more")[0] == "503 Service Unavailable"
        let_arrive(slow, sent)
    assert ask(application, b"one more")[0] == "200 OK"


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_nobody_takes_the_place_of_all_others(proxies):
    def told(address):
        forwarded = ", ".join(["made up", address, *["10.9.9.9"] * (proxies - 1)])
        return {"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": "10.9.9.9"} if proxies else {"REMOTE_ADDR": address}

    application = desk(echo, proxies)
    slow = [Arriving(b"slow") for _ in range(LISTENS_TO_ONE)]
    with ThreadPoolExecutor(max_workers=LISTENS_TO_ONE) as train:
        sent = [train.submit(ask, application, b"slow", arriving=each, **told("10.0.0.7")) for each in slow]
        assert all(each.is_waited_for.wait(timeout=10) for each in slow)
        assert ask(application, b"one more", **told("10.0.0.7"))[0] == "503 Service Unavailable"
        assert ask(application, b"a tap", **told("10.0.0.8"))[0] == "200 OK"
        let_arrive(slow, sent)
    assert ask(application, b"one more", **told("10.0.0.7"))[0] == "200 OK"


def test_what_breaks_off_never_gets_there():
    def never(_environ, _start_response):
        raise AssertionError("it got there")

    assert ask(desk(never), b"short", length=6)[0] == "400 Bad Request"


def test_what_is_too_large_is_not_read_and_the_application_says_so():
    def tells(environ, start_response):
        start_response("413 Too Large", [])
        return [environ["CONTENT_LENGTH"].encode(), environ["wsgi.input"].read()]

    class Unread:
        def read(self, _size):
            raise AssertionError("it was read")

    too_long = MOST + 1
    assert ask(desk(tells), length=too_long, arriving=Unread()) == ("413 Too Large", str(too_long).encode())


def test_what_goes_wrong_is_the_servers_to_tell():
    def fails(_environ, _start_response):
        raise RuntimeError("made up by a test")

    with pytest.raises(RuntimeError, match="made up"):
        ask(desk(fails))
