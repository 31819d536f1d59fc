import json
import os
import re
import socket
import subprocess

import pytest

from crawltrack import __version__
from tests.deploy.server import ROOT, environment, free_port, running_server

pytestmark = pytest.mark.xdist_group("server")  # one server for all of them


def test_it_is_healthy(server):
    answer = server.ask("/healthz")
    assert answer.status == 200
    assert json.load(answer) == {"status": "ok", "version": __version__}


def test_the_first_page_carries_its_protection(server):
    answer = server.ask("/")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_that_is_not_there_tells_nothing_of_the_code(server):
    answer = server.ask("/nowhere/")
    assert answer.status == 404
    assert b"urlconf" not in answer.read().lower()


def test_another_name_for_the_site_is_refused(server):
    assert server.ask("/", Host="elsewhere.example.org").status == 400


@pytest.mark.parametrize("kind", ["css", "js"])
def test_static_files_are_hashed_compressed_and_kept_for_good(server, kind):
    page = server.ask("/").read().decode()
    addresses = re.findall(rf'"(/static/[^"]+\.[0-9a-f]{{12}}\.{kind})"', page)
    assert addresses, f"the first page names no hashed .{kind} file"
    answers = [server.ask(address, Accept_Encoding="br, gzip") for address in addresses]
    assert all(answer.status == 200 for answer in answers)
    assert "br" in {answer.headers["Content-Encoding"] for answer in answers}  # a tiny file gains nothing
    for answer in answers:
        assert "immutable" in answer.headers["Cache-Control"]
        assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) >= 365 * 24 * 3600


def test_wrong_passwords_are_counted_across_both_processes(server):
    """Were each process to count for itself, six tries would stay under the limit of five."""
    for attempt in range(6):
        page = server.ask("/accounts/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        answer = server.ask(
            "/accounts/login/",
            {"csrfmiddlewaretoken": token, "login": "parent@example.org", "password": f"wrong {attempt}"},
        )
        said = answer.read().decode()
        refused = answer.status == 429 or "a lot of tries" in said
        assert refused == (attempt == 5), f"attempt {attempt + 1}: {answer.status}"


def test_a_polite_end_leaves_nothing_behind(tmp_path):
    with running_server(tmp_path) as server:
        assert server.ask("/healthz").status == 200
        server.process.terminate()
        server.process.wait(timeout=15)
        assert not server.listens()
        assert "Traceback" not in server.said
        with pytest.raises(ProcessLookupError):
            os.killpg(server.process.pid, 0)


def started(tmp_path, **said):
    return subprocess.run(
        ["make", "run"], cwd=ROOT, env=environment(tmp_path, **said), capture_output=True, text=True, timeout=60
    )


def test_a_mistake_in_the_environment_is_one_sentence(tmp_path):
    done = started(tmp_path, PORT=str(free_port()), CRAWLTRACK_SITE_URL="crawltrack.example.org")
    assert done.returncode != 0
    assert done.stderr.startswith("Crawltrack cannot start. CRAWLTRACK_SITE_URL is 'crawltrack.example.org'.")
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = started(tmp_path, PORT=str(port))
    assert done.returncode != 0
    assert f"Crawltrack cannot listen on 127.0.0.1:{port}." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_service_worker_names_files_that_are_there(server):
    answer = server.ask("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    code = answer.read().decode()
    begun = re.search(r'^import { begin } from "(/static/js/worker/worker\.[0-9a-f]{12}\.js)";$', code, re.MULTILINE)[1]
    site = json.loads(re.search(r"begin\((.*)\);", code, re.DOTALL)[1])
    assert begun in site["files"]
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", address) for address in site["files"] if "/static/" in address)
    asked = [*site["files"], *site["shells"].values()]
    assert {address: server.ask(address).status for address in asked} == dict.fromkeys(asked, 200)


def test_slow_uploads_keep_nobody_waiting(server):
    """Three for each of the two processes, none of which has arrived when everybody else gets their pages."""
    senders = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(6)]
    for sender in senders:
        sender.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nslow")
    assert [server.ask("/healthz").status for _ in range(20)] == [200] * 20
    for sender in senders:
        sender.sendall(b" and.")
        assert sender.recv(20).startswith(b"HTTP/1.1 403")  # without a token, but heard to its end
        sender.close()


@pytest.mark.parametrize("path", ["/accounts/login/", "/children/1/photos/new/", "/nowhere/"])
def test_what_an_address_does_not_take_from_a_stranger_is_not_even_read(server, path):
    """The answer is there before a byte of the 150 million has come."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sender:
        kind = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 150000000"
        sender.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{kind}\r\n\r\n".encode())
        assert re.match(rb"HTTP/1.1 4\d\d", sender.recv(20))
