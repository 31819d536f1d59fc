"""The site's own settings in a folder of their own, with the few changes that make tests quick.

They are a module and not a fixture because pytest-django reads the settings before any conftest.py.
"""

import os
import tempfile

# This machine's environment must not decide whether a test passes. Only DATABASE_URL may: it picks the database.
for variable in [*os.environ]:
    if variable.startswith("CRAWLTRACK_") or variable in ("PORT", "EMAIL_URL"):
        del os.environ[variable]

_folder = tempfile.TemporaryDirectory(prefix="crawltrack-tests-")  # one for each xdist worker; gone when it ends
os.environ["CRAWLTRACK_DATA"] = _folder.name

# Playwright's event loop lives in the thread that also asks the database; Django would take that for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from crawltrack.settings import *  # noqa: E402, F403
from crawltrack.settings import DATA, DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because threads with connections of their own cannot share a database in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # no power cut is survived here

# Plain names straight from static/: hashing and compressing them is tested once, in tests/deploy.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash protects nobody here
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

DEVELOP_AT_ONCE = True  # in the test's own process and transaction
