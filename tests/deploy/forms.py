import http.client
import re

from tests.deploy.server import Server


def fill_in(server: Server, path: str, to: str = "", **form: str) -> http.client.HTTPResponse:
    """Sends a form of the page at `path`, with its token, to that page itself or to where it leads."""
    page = server.ask(path).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    answer = server.ask(to or path, {"csrfmiddlewaretoken": token, **form})
    assert answer.status == 200
    return answer
