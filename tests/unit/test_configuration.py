"""What the environment may say: good values are taken, bad ones refused with the variable's name and the mend."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from crawltrack import configuration

ROOT = Path(__file__).resolve().parents[2]
GOOD_KEY = "a-key-that-nobody-guesses-0123456789-abcdefghijklmnopqrstuvwxyz"
SITE = urlsplit("https://crawltrack.example.org")
# How each variable is read; `folder` is a data folder.
READ = {
    "CRAWLTRACK_DATA": lambda folder: configuration.data_folder(folder),
    "CRAWLTRACK_DEBUG": lambda folder: configuration.flag("CRAWLTRACK_DEBUG"),
    "CRAWLTRACK_PHOTOS_ACCEL": lambda folder: configuration.photo_store(folder, SITE),
    "CRAWLTRACK_PROXIES": lambda folder: configuration.whole_number("CRAWLTRACK_PROXIES", 0, most=9),
    "CRAWLTRACK_SECRET_KEY": lambda folder: configuration.secret_key(folder),
    "CRAWLTRACK_SECRET_KEY_FILE": lambda folder: configuration.secret_key(folder),
    "CRAWLTRACK_SIGNUP": lambda folder: configuration.one_of(
        "CRAWLTRACK_SIGNUP", configuration.SIGNUP_POLICIES, default="open"
    ),
    "CRAWLTRACK_SITE_URL": lambda folder: configuration.site_url(8000).geturl(),
    "CRAWLTRACK_TIME_ZONE": lambda folder: configuration.time_zone(),
    "DATABASE_URL": lambda folder: configuration.database(folder)["NAME"],
    "EMAIL_URL": lambda folder: configuration.email().get("EMAIL_HOST"),
    "PORT": lambda folder: configuration.whole_number("PORT", 8000, least=1),
}
OIDC = {
    "CRAWLTRACK_OIDC_ISSUER": "https://login.example.org/realms/family/",
    "CRAWLTRACK_OIDC_CLIENT_ID": "crawltrack",
    "CRAWLTRACK_OIDC_CLIENT_SECRET": "hush",
}
BUCKET = {
    "CRAWLTRACK_S3_BUCKET": "our-photos",
    "CRAWLTRACK_S3_ENDPOINT": "https://s3.example.org:9000/",
    "CRAWLTRACK_S3_KEY": "key",
    "CRAWLTRACK_S3_SECRET": "hush",
}
VARIABLES = [
    *READ,
    *BUCKET,
    "CRAWLTRACK_S3_REGION",
    "CRAWLTRACK_S3_FOLDER",
    "CRAWLTRACK_EMAIL_FROM",
    *OIDC,
    "CRAWLTRACK_OIDC_NAME",
    "CRAWLTRACK_OIDC_SIGNUP",
]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


REFUSED = [
    ("CRAWLTRACK_DATA", "/dev/null/crawltrack", "Name a folder"),
    ("CRAWLTRACK_DATA", "/dev/null", "Name a folder"),
    ("CRAWLTRACK_DEBUG", "maybe", "Set it to 1 for yes or 0 for no"),
    ("CRAWLTRACK_PHOTOS_ACCEL", "photos/", "begins and ends with a slash"),
    ("CRAWLTRACK_PHOTOS_ACCEL", "/photos", "begins and ends with a slash"),
    ("CRAWLTRACK_PHOTOS_ACCEL", "/", "begins and ends with a slash"),
    ("CRAWLTRACK_PROXIES", "10", "from 0 to 9"),
    ("CRAWLTRACK_PROXIES", "-1", "from 0 to 9"),
    ("CRAWLTRACK_SECRET_KEY", "short", "at least 50 random characters"),
    ("CRAWLTRACK_SECRET_KEY", "ab" * 40, "at least 50 random characters"),
    ("CRAWLTRACK_SECRET_KEY_FILE", "/nowhere/key", "Name a text file"),
    ("CRAWLTRACK_SECRET_KEY_FILE", "/", "Name a text file"),
    ("CRAWLTRACK_SIGNUP", "everyone", "open, invite, closed"),
    ("CRAWLTRACK_SITE_URL", "crawltrack.example.org", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "ftp://crawltrack.example.org", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "https://", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "https://me@crawltrack.example.org", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "https://crawl track.example.org", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "http://192.168.1.20:port", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "http://192.168.1.20:99999", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "http://192.168.1.20:0", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "http://[::1", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "https://example.org/crawl track", "Set it to the address people type"),
    ("CRAWLTRACK_SITE_URL", "https://example.org/crawl//track", "letters, digits and"),
    ("CRAWLTRACK_SITE_URL", "https://example.org/../crawl", "letters, digits and"),
    ("CRAWLTRACK_SITE_URL", "https://example.org/kr%C3%A4hen", "letters, digits and"),
    ("CRAWLTRACK_SITE_URL", "https://example.org?a=b", "end after the host, the port and the path"),
    ("CRAWLTRACK_SITE_URL", "https://example.org/crawl#here", "end after the host, the port and the path"),
    ("CRAWLTRACK_TIME_ZONE", "Berlin", "such as Europe/Berlin"),
    ("DATABASE_URL", "crawltrack.sqlite3", "Set it to postgres://"),
    ("DATABASE_URL", "mysql://user:password@db/crawltrack", "Set it to postgres://"),
    ("DATABASE_URL", "postgres://user:password@db:99999/crawltrack", "Set it to postgres://"),
    ("DATABASE_URL", "postgres://user:password@db", "names no database"),
    ("DATABASE_URL", "sqlite://:memory:", "names no database"),
    ("EMAIL_URL", "mail.example.org", "Set it to submission://"),
    ("EMAIL_URL", "smtps://mail.example.org", "Set it to submission://"),
    ("EMAIL_URL", "submission://mail.example.org:port", "Set it to submission://"),
    ("EMAIL_URL", "submission://", "names no mail server"),
    ("PORT", "eighty", "from 1 to 65535"),
    ("PORT", "0", "from 1 to 65535"),
    ("PORT", "65536", "from 1 to 65535"),
    ("PORT", "²", "from 1 to 65535"),
]


@pytest.mark.parametrize(("variable", "said", "mend"), REFUSED)
def test_a_bad_value_is_refused_with_its_name_and_the_mend(variable, said, mend, tmp_path, monkeypatch):
    monkeypatch.setenv(variable, said)
    with pytest.raises(ImproperlyConfigured) as refusal:
        READ[variable](tmp_path)
    sentence = str(refusal.value)
    assert sentence.startswith(variable)
    assert mend in sentence
    assert "\n" not in sentence


TAKEN = [
    ("CRAWLTRACK_DEBUG", "yes", True),
    ("CRAWLTRACK_DEBUG", "0", False),
    ("CRAWLTRACK_DEBUG", "", False),
    ("CRAWLTRACK_PROXIES", "2", 2),
    ("CRAWLTRACK_SECRET_KEY", GOOD_KEY, GOOD_KEY),
    ("CRAWLTRACK_SIGNUP", "Invite", "invite"),
    ("CRAWLTRACK_SIGNUP", "", "open"),
    ("CRAWLTRACK_SITE_URL", "", "http://127.0.0.1:8000"),
    ("CRAWLTRACK_SITE_URL", "https://crawltrack.example.org/", "https://crawltrack.example.org"),
    ("CRAWLTRACK_SITE_URL", "http://[::1]:8000", "http://[::1]:8000"),
    ("CRAWLTRACK_SITE_URL", "https://home.example.org/crawl/", "https://home.example.org/crawl"),
    (
        "CRAWLTRACK_SITE_URL",
        "https://home.example.org/our/crawl-track_1.0",
        "https://home.example.org/our/crawl-track_1.0",
    ),
    ("CRAWLTRACK_TIME_ZONE", "America/New_York", "America/New_York"),
    ("CRAWLTRACK_TIME_ZONE", "", "UTC"),
    ("DATABASE_URL", "postgres://user:p%40ss@db:5432/crawltrack", "crawltrack"),
    ("DATABASE_URL", "sqlite:////srv/crawltrack.sqlite3", "/srv/crawltrack.sqlite3"),
    ("EMAIL_URL", "submission://user:password@mail.example.org", "mail.example.org"),
    ("EMAIL_URL", "smtp://mail.example.org:465/?ssl=True", "mail.example.org"),
    ("PORT", "", 8000),
    ("PORT", " 8001 ", 8001),
]


@pytest.mark.parametrize(("variable", "said", "meant"), TAKEN)
def test_a_good_value_is_taken(variable, said, meant, tmp_path, monkeypatch):
    monkeypatch.setenv(variable, said)
    assert READ[variable](tmp_path) == meant


def test_a_refusal_never_repeats_a_password(monkeypatch, tmp_path):
    for variable, said in (("DATABASE_URL", "mysql://me:hush@db/x"), ("EMAIL_URL", "pop://me:hush@mail.example.org")):
        monkeypatch.setenv(variable, said)
        with pytest.raises(ImproperlyConfigured) as refusal:
            READ[variable](tmp_path)
        assert "hush" not in str(refusal.value)


# --- Signing in through a provider ----------------------------------------------------------------------------------
def test_without_a_provider_there_is_none():
    assert configuration.provider() is None


def test_a_provider_that_is_named_whole_is_taken(monkeypatch):
    for variable, said in OIDC.items():
        monkeypatch.setenv(variable, said)
    found = configuration.provider()
    assert found == ("https://login.example.org/realms/family", "crawltrack", "hush", "login.example.org", False)
    monkeypatch.setenv("CRAWLTRACK_OIDC_NAME", "Family login")
    monkeypatch.setenv("CRAWLTRACK_OIDC_SIGNUP", "1")
    assert configuration.provider()[3:] == ("Family login", True)


@pytest.mark.parametrize("missing", OIDC)
def test_a_provider_that_is_named_in_part_is_refused(monkeypatch, missing):
    for variable, said in OIDC.items():
        monkeypatch.setenv(variable, "" if variable == missing else said)
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing. Set all of"):
        configuration.provider()


@pytest.mark.parametrize(
    "issuer",
    [
        "login.example.org",
        "ftp://login.example.org",
        "https://",
        "https://me@login.example.org",
        "https://login example.org",
        "https://login.example.org:port",
        "https://[::1",
        "https://login.example.org/?a=b",
        "http://login.example.org",
    ],
)
def test_an_issuer_that_makes_no_sense_is_refused(monkeypatch, issuer):
    for variable, said in (OIDC | {"CRAWLTRACK_OIDC_ISSUER": issuer}).items():
        monkeypatch.setenv(variable, said)
    with pytest.raises(ImproperlyConfigured, match=r"^CRAWLTRACK_OIDC_ISSUER is .*(Set it to|must begin with https)"):
        configuration.provider()


# --- Where photos lie -----------------------------------------------------------------------------------------------
def test_photos_lie_in_the_data_folder_unless_a_bucket_is_named(tmp_path, monkeypatch):
    store = configuration.photo_store(tmp_path, SITE)
    assert store.storage["OPTIONS"] == {"location": tmp_path / "photos", "accel": ""}
    assert store.origin is None
    monkeypatch.setenv("CRAWLTRACK_PHOTOS_ACCEL", "/photos-of-crawltrack/")
    assert configuration.photo_store(tmp_path, SITE).storage["OPTIONS"]["accel"] == "/photos-of-crawltrack/"


def test_a_bucket_that_is_named_whole_is_taken(tmp_path, monkeypatch):
    for variable, said in (BUCKET | {"CRAWLTRACK_S3_FOLDER": "family/photos"}).items():
        monkeypatch.setenv(variable, said)
    store = configuration.photo_store(tmp_path, SITE)
    assert store.storage["OPTIONS"] == {
        **{"bucket": "our-photos", "endpoint": "https://s3.example.org:9000", "region": "us-east-1"},
        **{"folder": "family/photos", "key": "key", "secret": "hush"},
    }
    assert store.origin == "https://s3.example.org:9000"


def test_a_bucket_at_amazon_needs_its_region_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("CRAWLTRACK_S3_BUCKET", "our-photos")
    with pytest.raises(ImproperlyConfigured, match=r"^CRAWLTRACK_S3_REGION is missing\. Set it"):
        configuration.photo_store(tmp_path, SITE)
    monkeypatch.setenv("CRAWLTRACK_S3_REGION", "eu-central-1")
    store = configuration.photo_store(tmp_path, SITE)
    assert store.storage["OPTIONS"]["endpoint"] == "https://s3.eu-central-1.amazonaws.com"
    assert store.origin == "https://our-photos.s3.eu-central-1.amazonaws.com"


@pytest.mark.parametrize("alone", ["CRAWLTRACK_S3_REGION", "CRAWLTRACK_S3_FOLDER"])
def test_what_belongs_to_a_bucket_is_refused_without_one(tmp_path, monkeypatch, alone):
    monkeypatch.setenv(alone, "photos")
    with pytest.raises(ImproperlyConfigured, match=f"^CRAWLTRACK_S3_BUCKET is missing.* leave {alone} out"):
        configuration.photo_store(tmp_path, SITE)


@pytest.mark.parametrize("missing", ["CRAWLTRACK_S3_BUCKET", "CRAWLTRACK_S3_KEY", "CRAWLTRACK_S3_SECRET"])
def test_a_bucket_that_is_named_in_part_is_refused(tmp_path, monkeypatch, missing):
    for variable, said in BUCKET.items():
        monkeypatch.setenv(variable, "" if variable == missing else said)
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing") as refusal:
        configuration.photo_store(tmp_path, SITE)
    assert "hush" not in str(refusal.value)


@pytest.mark.parametrize(
    ("variable", "said", "mend"),
    [
        ("CRAWLTRACK_S3_BUCKET", "Our Photos", "small letters"),
        ("CRAWLTRACK_S3_BUCKET", "our.photos", "small letters"),
        ("CRAWLTRACK_S3_REGION", "Frankfurt am Main", "such as eu-central-1"),
        ("CRAWLTRACK_S3_FOLDER", "/photos/", "slashes in between"),
        ("CRAWLTRACK_S3_ENDPOINT", "s3.example.org", "Set it to where the store answers"),
        ("CRAWLTRACK_S3_ENDPOINT", "https://key:hush@s3.example.org", "Set it to where the store answers"),
        ("CRAWLTRACK_S3_ENDPOINT", "https://s3.example.org/our-photos", "without the bucket"),
        ("CRAWLTRACK_S3_ENDPOINT", "https://s3.example.org; script-src *", "Set it to where the store answers"),
        ("CRAWLTRACK_S3_ENDPOINT", "https://s3.example.org:port", "Set it to where the store answers"),
        ("CRAWLTRACK_S3_ENDPOINT", "http://s3.example.org", "must begin with https://"),
        ("CRAWLTRACK_PHOTOS_ACCEL", "/photos/", "The photos lie in a bucket"),
    ],
)
def test_a_bucket_that_makes_no_sense_is_refused(tmp_path, monkeypatch, variable, said, mend):
    for each, value in (BUCKET | {variable: said}).items():
        monkeypatch.setenv(each, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{variable} is ") as refusal:
        configuration.photo_store(tmp_path, SITE)
    assert mend in str(refusal.value)
    assert "hush" not in str(refusal.value)


# --- The data folder ------------------------------------------------------------------------------------------------
def test_the_data_folder_is_made_for_this_user_alone_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("CRAWLTRACK_DATA", str(tmp_path / "a" / "b"))
    folder = configuration.data_folder(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_data_folder_it_cannot_write_to_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(configuration.os, "access", lambda *_: False)  # root may write everywhere, so pretend
    with pytest.raises(ImproperlyConfigured, match=r"^CRAWLTRACK_DATA is .* cannot write there\. Name a folder"):
        configuration.data_folder(tmp_path)


# --- The secret key -------------------------------------------------------------------------------------------------
def test_the_key_is_made_once_for_this_user_alone_and_kept(tmp_path):
    key = configuration.secret_key(tmp_path)
    assert len(key) >= 50
    assert configuration.secret_key(tmp_path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_get_the_same_key(tmp_path):
    program = (
        "import sys, pathlib; from crawltrack.configuration import secret_key; print('ready', flush=True);"
        "sys.stdin.readline(); print(secret_key(pathlib.Path(sys.argv[1])))"
    )
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", program, tmp_path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in starting:
        assert process.stdout.readline() == "ready\n"
    for process in starting:  # only now, so that all of them find no key
        process.stdin.write("\n")
        process.stdin.flush()
    assert len({process.communicate()[0] for process in starting}) == 1


def test_the_key_may_come_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "given").write_text(f"{GOOD_KEY}\n")
    monkeypatch.setenv("CRAWLTRACK_SECRET_KEY_FILE", str(tmp_path / "given"))
    assert configuration.secret_key(tmp_path) == GOOD_KEY


def test_two_ways_to_give_the_key_are_one_too_many(tmp_path, monkeypatch):
    monkeypatch.setenv("CRAWLTRACK_SECRET_KEY", GOOD_KEY)
    monkeypatch.setenv("CRAWLTRACK_SECRET_KEY_FILE", str(tmp_path / "given"))
    with pytest.raises(ImproperlyConfigured, match=r"^CRAWLTRACK_SECRET_KEY_FILE .* not both"):
        configuration.secret_key(tmp_path)


# --- E-mail and the database ----------------------------------------------------------------------------------------
def test_e_mails_are_printed_until_a_server_is_named():
    assert configuration.email() == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_a_submission_server_is_spoken_to_under_tls(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "submission://me%40example.org:p%2Fss@mail.example.org")
    email = configuration.email()
    assert (email["EMAIL_HOST_USER"], email["EMAIL_HOST_PASSWORD"]) == ("me@example.org", "p/ss")
    assert (email["EMAIL_PORT"], email["EMAIL_USE_TLS"]) == (587, True)
    assert email["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"


def test_sqlite_in_the_data_folder_is_the_default(tmp_path):
    database = configuration.database(tmp_path)
    assert database["NAME"] == str(tmp_path / "crawltrack.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


# --- The settings as a whole ----------------------------------------------------------------------------------------
def settings_with(tmp_path, **environment: str) -> dict:
    """The settings of a fresh process that starts with `environment`."""
    program = (
        "import json; from crawltrack import settings;"
        "said = {name: value for name, value in vars(settings).items() if name.isupper()};"
        "print(json.dumps(said, default=lambda _: 0))"
    )
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    said = {"CRAWLTRACK_DATA": str(tmp_path), **environment}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**kept, **said}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


STRICT_UNDER_TLS = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]


def test_an_https_address_makes_cookies_and_redirects_insist_on_tls(tmp_path):
    settings = settings_with(tmp_path, CRAWLTRACK_SITE_URL="https://crawltrack.example.org")
    assert all(settings[name] for name in STRICT_UNDER_TLS)
    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["ALLOWED_HOSTS"] == ["crawltrack.example.org"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://crawltrack.example.org"]
    assert settings["TRUSTED_PROXIES"] == 1
    assert settings["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_a_plain_address_works_without_tls_and_believes_no_proxy(tmp_path):
    settings = settings_with(tmp_path, CRAWLTRACK_SITE_URL="http://192.168.1.20:8000")
    assert not any(settings[name] for name in STRICT_UNDER_TLS)
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["ALLOWED_HOSTS"] == ["192.168.1.20"]
    assert settings["TRUSTED_PROXIES"] == 0
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_an_address_with_a_path_puts_everything_below_it(tmp_path):
    settings = settings_with(tmp_path, CRAWLTRACK_SITE_URL="https://home.example.org/crawl/")
    assert settings["FORCE_SCRIPT_NAME"] == "/crawl"
    assert settings["SITE_URL"] == "https://home.example.org"
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://home.example.org"]
    assert settings["STATIC_URL"] == "/crawl/static/"
    assert {settings[f"{cookie}_COOKIE_PATH"] for cookie in ("SESSION", "CSRF", "LANGUAGE")} == {"/crawl/"}
    assert re.search(settings["SECURE_REDIRECT_EXEMPT"][0], "crawl/healthz")


def test_the_port_alone_moves_the_address(tmp_path):
    settings = settings_with(tmp_path, PORT="8123")
    assert settings["SITE_URL"] == "http://127.0.0.1:8123"
    assert {"127.0.0.1", "localhost"} <= {*settings["ALLOWED_HOSTS"]}


def test_production_is_the_default(tmp_path):
    settings = settings_with(tmp_path)
    assert settings["DEBUG"] is False
    assert settings["STORAGES"]["staticfiles"]["BACKEND"] == "crawltrack.staticfiles.HashedStaticFiles"


def test_a_mistake_ends_the_start_with_one_sentence(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name not in (*VARIABLES, "DJANGO_SETTINGS_MODULE")}
    said = {"CRAWLTRACK_DATA": str(tmp_path), "PORT": "eighty"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=ROOT, env={**kept, **said}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "Crawltrack cannot start. PORT is 'eighty'. Set it to a whole number from 1 to 65535.\n"
