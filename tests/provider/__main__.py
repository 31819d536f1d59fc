"""Starts the provider: `python -m tests.provider PORT`."""

import os
import sys

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.provider.settings"
django.setup()
call_command("migrate", verbosity=0)

from oauth2_provider.models import Application  # noqa: E402

Application.objects.create(
    client_id="crawltrack",
    client_secret="a secret between the two",
    client_type="confidential",
    authorization_grant_type="authorization-code",
    algorithm="RS256",
    skip_authorization=True,
    redirect_uris="http://testserver/accounts/oidc/sso/login/callback/",
)
call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False, skip_checks=True, verbosity=0)
