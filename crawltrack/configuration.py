"""What the environment says, read once, each value refused with a sentence that names the mend."""

import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SIGNUP_POLICIES = ("open", "invite", "closed")
MAIL_KINDS = ("submission", "smtp")  # with TLS asked for, and as the address says
BUCKET = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", re.ASCII)
FOLDER = re.compile(r"[\w-]+(/[\w-]+)*", re.ASCII)
PATH = re.compile(r"(/(?!\.)[\w.~-]+)*", re.ASCII)  # a path that stands in every address as it is


def refuse(variable: str, said: object, mend: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{variable} is {str(said)!r}. {mend}")


def flag(variable: str, default: bool = False) -> bool:
    """True or False. Raises ImproperlyConfigured for anything that is neither."""
    said = env.str(variable, "").strip().lower()
    if said in ("", "default"):
        return default
    if said in ("1", "true", "yes", "on"):
        return True
    if said in ("0", "false", "no", "off"):
        return False
    raise refuse(variable, said, "Set it to 1 for yes or 0 for no.")


def one_of(variable: str, choices: tuple[str, ...], default: str) -> str:
    said = env.str(variable, "").strip().lower() or default
    if said not in choices:
        raise refuse(variable, said, f"Set it to one of: {', '.join(choices)}.")
    return said


def whole_number(variable: str, default: int, least: int = 0, most: int = 65535) -> int:
    said = env.str(variable, "").strip() or str(default)
    if not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
        raise refuse(variable, said, f"Set it to a whole number from {least} to {most}.")
    return int(said)


def data_folder(default: Path) -> Path:
    """The folder that holds everything a family cannot lose. When missing it is made, for this user alone."""
    folder = Path(env.str("CRAWLTRACK_DATA", "") or default).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise refuse(
            "CRAWLTRACK_DATA", folder, f"It cannot be made ({problem.strerror}). Name a folder this user may write to."
        ) from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise refuse("CRAWLTRACK_DATA", folder, "Crawltrack cannot write there. Name a folder this user may write to.")
    return folder


def site_url(port: int) -> SplitResult:
    """Where people reach the site. Its scheme decides whether cookies and redirects insist on TLS.

    Its path, below which the site lies, is empty or begins with a slash and does not end with one.
    """
    said = env.str("CRAWLTRACK_SITE_URL", "").strip().rstrip("/") or f"http://127.0.0.1:{port}"
    mend = "Set it to the address people type, for example https://crawltrack.example.org or http://192.168.1.20:8000."
    try:
        url = urlsplit(said)
        well_formed = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError as problem:
        raise refuse("CRAWLTRACK_SITE_URL", said, mend) from problem
    if not well_formed or "@" in url.netloc or any(character.isspace() for character in said):
        raise refuse("CRAWLTRACK_SITE_URL", said, mend)
    if not PATH.fullmatch(url.path):
        raise refuse("CRAWLTRACK_SITE_URL", said, "Its path may have letters, digits and -._~ in it, such as /crawl.")
    if url.query or url.fragment:
        raise refuse("CRAWLTRACK_SITE_URL", said, "It must end after the host, the port and the path.")
    return url


def allowed_hosts(url: SplitResult) -> list[str]:
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else str(url.hostname)
    return [host, *LOOPBACK_HOSTS] if host in LOOPBACK_HOSTS else [host]


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, from the file it names, or made once and kept in the data folder."""
    given = env.str("CRAWLTRACK_SECRET_KEY", "").strip()
    file = env.str("CRAWLTRACK_SECRET_KEY_FILE", "").strip()
    if given and file:
        raise refuse("CRAWLTRACK_SECRET_KEY_FILE", file, "Set it or CRAWLTRACK_SECRET_KEY, not both.")
    if given:
        return _long_enough("CRAWLTRACK_SECRET_KEY", given)
    if file:
        try:
            return _long_enough("CRAWLTRACK_SECRET_KEY_FILE", Path(file).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as problem:
            raise refuse("CRAWLTRACK_SECRET_KEY_FILE", file, "Name a text file this user may read.") from problem
    return _kept_key(folder / "secret-key")


def _long_enough(variable: str, key: str) -> str:
    if len(key) < 50 or len(set(key)) < 5:
        raise ImproperlyConfigured(
            f"{variable} is too easy to guess. Use at least 50 random characters, "
            "or leave it out and Crawltrack makes one for you."
        )
    return key


def _kept_key(path: Path) -> str:
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(made)  # two processes starting together keep the first one's key
        made.unlink()
    return path.read_text(encoding="utf-8").strip()


def database(folder: Path) -> dict[str, object]:
    """Django's DATABASES["default"]: SQLite in the data folder, or what DATABASE_URL names."""
    said = env.str("DATABASE_URL", "").strip()
    if not said:
        return sqlite(folder / "crawltrack.sqlite3")
    mend = "Set it to postgres://user:password@host:5432/name, or leave it out to use SQLite in the data folder."
    try:
        given: dict[str, object] = dict(env.dj_db_url("DATABASE_URL"))
    except Exception as problem:  # the parser raises many kinds; the person needs one sentence
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. {mend}") from problem
    if given["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {mend}")
    if given["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(str(given["NAME"])))
    if given["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"DATABASE_URL names a database Crawltrack does not know. {mend}")
    return {**given, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A write takes its place in line at its start: no deadlock when a read turns into a write.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Readers never wait for a writer, and what was acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def email() -> dict[str, object]:
    """Django's EMAIL_* settings. With no EMAIL_URL, messages are printed where the server runs."""
    said = env.str("EMAIL_URL", "").strip()
    mend = "Set it to submission://user:password@mail.example.org:587, or leave it out to print e-mails to the console."
    if not said:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if said.partition(":")[0] not in MAIL_KINDS:
        raise ImproperlyConfigured(f"EMAIL_URL names a kind of mail Crawltrack does not know. {mend}")
    try:
        settings: dict[str, object] = dict(env.dj_email_url("EMAIL_URL"))
    except Exception as problem:  # the parser raises many kinds; the person needs one sentence
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read. {mend}") from problem
    if not settings["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"EMAIL_URL names no mail server. {mend}")
    return settings


class PhotoStore(NamedTuple):
    """Where photos lie: one of Django's STORAGES, and the origin that pictures then come from besides this site."""

    storage: dict[str, object]
    origin: str | None


def photo_store(folder: Path, site: SplitResult) -> PhotoStore:
    """The folder `photos` in the data folder, or the bucket that is named."""
    bucket = env.str("CRAWLTRACK_S3_BUCKET", "").strip()
    accel = env.str("CRAWLTRACK_PHOTOS_ACCEL", "").strip()
    mend = "Set it to the internal location that serves the folder of the photos, for example /photos-of-crawltrack/."
    if accel and not (PATH.fullmatch(accel.rstrip("/")) and accel.endswith("/") and accel != "/"):
        raise refuse("CRAWLTRACK_PHOTOS_ACCEL", accel, f"{mend} It begins and ends with a slash.")
    if accel and bucket:
        raise refuse("CRAWLTRACK_PHOTOS_ACCEL", accel, "The photos lie in a bucket. Leave it out.")
    if bucket:
        return _bucket(bucket, site)
    _no_bucket_but("CRAWLTRACK_S3_ENDPOINT", "CRAWLTRACK_S3_REGION", "CRAWLTRACK_S3_KEY", "CRAWLTRACK_S3_FOLDER")
    options = {"location": folder / "photos", "accel": accel}
    return PhotoStore({"BACKEND": "crawltrack.private_store.PrivateFolder", "OPTIONS": options}, origin=None)


def _no_bucket_but(*parts: str) -> None:
    for part in parts:
        if env.str(part, "").strip():
            raise ImproperlyConfigured(f"CRAWLTRACK_S3_BUCKET is missing. Name the bucket, or leave {part} out.")


def _bucket(name: str, site: SplitResult) -> PhotoStore:
    if not BUCKET.fullmatch(name):
        raise refuse("CRAWLTRACK_S3_BUCKET", name, "A bucket’s name has 3 to 63 small letters, digits and hyphens.")
    region, folder = (env.str(f"CRAWLTRACK_S3_{part}", "").strip() for part in ("REGION", "FOLDER"))
    endpoint = env.str("CRAWLTRACK_S3_ENDPOINT", "").strip().rstrip("/")
    if not endpoint and not region:
        raise ImproperlyConfigured(
            "CRAWLTRACK_S3_REGION is missing. Set it, for example to eu-central-1, or CRAWLTRACK_S3_ENDPOINT when the "
            "bucket is not at Amazon."
        )
    if region and not BUCKET.fullmatch(region):
        raise refuse("CRAWLTRACK_S3_REGION", region, "Set it to a region such as eu-central-1.")
    if folder and not FOLDER.fullmatch(folder):
        raise refuse("CRAWLTRACK_S3_FOLDER", folder, "It may have letters, digits, hyphens and slashes in between.")
    options: dict[str, object] = {
        **{"bucket": name, "endpoint": endpoint or f"https://s3.{region}.amazonaws.com"},
        **{"region": region or "us-east-1", "folder": folder, **_key_to_the_bucket()},
    }
    origin = _endpoint(endpoint, site) if endpoint else f"https://{name}.s3.{region}.amazonaws.com"
    return PhotoStore({"BACKEND": "crawltrack.private_bucket.PrivateBucket", "OPTIONS": options}, origin)


def _endpoint(said: str, site: SplitResult) -> str:
    mend = "Set it to where the store answers, without the bucket, for example https://s3.example.org."
    try:
        url = urlsplit(said)
        well_formed = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError as problem:
        raise ImproperlyConfigured(f"CRAWLTRACK_S3_ENDPOINT is no address of a store. {mend}") from problem
    is_origin = said == f"{url.scheme}://{url.netloc}"
    if not well_formed or not is_origin or "@" in url.netloc or any(each in ";," or each.isspace() for each in said):
        raise ImproperlyConfigured(f"CRAWLTRACK_S3_ENDPOINT is no address of a store. {mend}")
    if (site.scheme, url.scheme) == ("https", "http"):
        raise refuse("CRAWLTRACK_S3_ENDPOINT", said, "It must begin with https://, because the site does.")
    return said


def _key_to_the_bucket() -> dict[str, str | None]:
    """None leaves it to what the machine itself may do at Amazon."""
    names = ("CRAWLTRACK_S3_KEY", "CRAWLTRACK_S3_SECRET")
    key, secret = said = [env.str(name, "").strip() or None for name in names]
    for name, value in zip(names, said, strict=True):
        if any(said) and not value:
            raise ImproperlyConfigured(f"{name} is missing. Set both of {', '.join(names)}, or none of them.")
    return {"key": key, "secret": secret}


def time_zone() -> str:
    said = env.str("CRAWLTRACK_TIME_ZONE", "").strip() or "UTC"
    if said not in available_timezones():
        raise refuse("CRAWLTRACK_TIME_ZONE", said, "Set it to a name such as Europe/Berlin or America/New_York.")
    return said


class Provider(NamedTuple):
    """Who else may say who somebody is: an OpenID Connect provider, such as Authelia, Keycloak or authentik."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    signup: bool


def provider() -> Provider | None:
    """None unless one is named; then it has to be named whole."""
    parts = ("CRAWLTRACK_OIDC_ISSUER", "CRAWLTRACK_OIDC_CLIENT_ID", "CRAWLTRACK_OIDC_CLIENT_SECRET")
    issuer, client_id, client_secret = said = [env.str(part, "").strip() for part in parts]
    name = env.str("CRAWLTRACK_OIDC_NAME", "").strip()
    signup = flag("CRAWLTRACK_OIDC_SIGNUP")
    for part, value in zip(parts, said, strict=True):
        if any(said) and not value:
            raise ImproperlyConfigured(f"{part} is missing. Set all of {', '.join(parts)}, or none of them.")
    if not issuer:
        return None
    mend = "Set it to the issuer that your provider names, for example https://login.example.org/realms/family."
    try:
        url = urlsplit(issuer)
        well_formed = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError as problem:
        raise refuse("CRAWLTRACK_OIDC_ISSUER", issuer, mend) from problem
    if not well_formed or "@" in url.netloc or url.query or url.fragment or any(each.isspace() for each in issuer):
        raise refuse("CRAWLTRACK_OIDC_ISSUER", issuer, mend)
    if url.scheme == "http" and url.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise refuse("CRAWLTRACK_OIDC_ISSUER", issuer, "It must begin with https://, so that nobody can listen.")
    return Provider(issuer.rstrip("/"), client_id, client_secret, name or str(url.hostname), signup)
