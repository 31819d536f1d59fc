import pytest
from allauth.account.adapter import get_adapter

from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "signup": "1/m/ip", "reset_password": "1/m/ip"}


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/accounts/login/", {"login": EMAIL, "password": "wrong password"}),
        ("/accounts/signup/", {"email": EMAIL, "password1": "short"}),
        ("/accounts/password/reset/", {"email": EMAIL}),
    ],
)
def test_too_many_tries_get_a_page_that_says_when_to_try_again(client, strict, path, typed):
    client.post(path, typed)
    response = client.post(path, typed)
    page = response.content.decode()
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "please wait a minute, then try again" in page
    assert f'value="{EMAIL}"' in page
    assert f'action="{path}"' in page
    assert "wrong password" not in page
    assert "<h1>" in page


def test_the_page_itself_is_never_too_much(client, strict):
    assert [client.get("/accounts/login/").status_code for _ in range(5)] == [200] * 5


def test_five_wrong_passwords_pause_one_account_for_five_minutes(client, person):
    for _ in range(5):
        assert "do not go together" in sign_in(client, password="wrong password").content.decode()
    response = sign_in(client)
    assert response.status_code == 422
    assert "wait five minutes" in response.content.decode()
    assert f'value="{EMAIL}"' in response.content.decode()


def test_what_is_counted_is_counted_for_every_process(settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


@pytest.mark.parametrize(
    ("proxies", "connection", "forwarded", "counted"),
    [
        (0, "192.0.2.1", None, "192.0.2.1"),
        (0, "192.0.2.1", "198.51.100.7", "192.0.2.1"),  # no proxy of ours: anybody could have written it
        (1, "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # only the last was written by our proxy
        (2, "10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.1", "198.51.100.7", "10.0.0.1"),  # a proxy was passed by: its word is not there to believe
        (1, "10.0.0.1", "not an address", "10.0.0.1"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"),
        (0, "", None, "0.0.0.0"),  # a Unix socket
    ],
)
def test_the_address_counted_is_the_one_that_can_be_believed(rf, settings, proxies, connection, forwarded, counted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded} if forwarded else {}, REMOTE_ADDR=connection)
    assert get_adapter().get_client_ip(request) == counted


def test_a_proxy_that_says_too_little_is_no_error(client, person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    response = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="1.2.3.4")
    assert response.status_code == 302
