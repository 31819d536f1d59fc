"""The last e-mail to a person who has left."""

import logging

from allauth.account.adapter import get_adapter
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from crawltrack.accounts.forms import mail_works

log = logging.getLogger(__name__)


def say_farewell(request: HttpRequest, email: str) -> None:
    """Writes where e-mails reach people. The account is gone by now, whatever the mail server says."""
    if not mail_works():
        return
    context = {"request": request, "email": email, "current_site": get_current_site(request)}
    try:
        get_adapter().render_mail("account/email/farewell", email, context).send()
    except OSError:  # smtplib's own errors are OSErrors too
        log.exception("A farewell e-mail could not be sent. Check EMAIL_URL and the mail server.")
