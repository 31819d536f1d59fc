from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def mounted(application: Application, below: str) -> Application:
    """The application, for a site whose address ends in a path such as "/crawl".

    A proxy in front may cut that path off or leave it: either way the application sees what comes after it.
    """
    if not below:
        return application

    def mount(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == below:  # without the slash at its end none of the site's cookies would come along
            moved = HTTPStatus.PERMANENT_REDIRECT
            start_response(f"{moved.value} {moved.phrase}", [("Location", f"{below}/"), ("Content-Length", "0")])
            return []
        if path.startswith(f"{below}/"):
            environ = environ | {"PATH_INFO": path.removeprefix(below)}
        return application(environ, start_response)

    return mount
