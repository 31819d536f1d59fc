import pytest

from tests.deploy.server import running_server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for all tests that only ask it things."""
    with running_server(tmp_path_factory.mktemp("data folder")) as server:
        yield server
