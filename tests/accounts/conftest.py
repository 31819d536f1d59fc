import pytest
from django.test import Client

from crawltrack.accounts.models import Person

EMAIL = "mira.parent@example.org"
PASSWORD = "a red ball under the sofa"
ANOTHER_PASSWORD = "two socks behind the door"


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create_user(EMAIL, PASSWORD)


@pytest.fixture
def somebody_else(db: None) -> Person:
    return Person.objects.create_user("oma@example.org", PASSWORD)


@pytest.fixture
def signed_in(client: Client, person: Person) -> Client:
    """A browser in which the person has just signed in by the form."""
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    return client


@pytest.fixture
def mail_server(settings) -> None:
    """The site as it is with EMAIL_URL set."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = False
