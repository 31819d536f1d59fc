"""What every test may count on. The settings they run with are in tests/settings.py."""

import pytest
from django.core.cache import cache

from tests.deploy.broken_line import line
from tests.deploy.server import server
from tests.world import world

__all__ = ["line", "server", "world"]


@pytest.fixture(autouse=True)
def rate_limits_start_anew(request: pytest.FixtureRequest) -> None:
    """Rate limits live in the cache table, which is no model: emptying the models' tables leaves it full.

    A test in a transaction needs nothing, its rollback takes the counts along.
    """
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or {"live_server", "transactional_db"} & {*request.fixturenames}:
        request.getfixturevalue("transactional_db")
        cache.clear()
