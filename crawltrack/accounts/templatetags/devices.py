"""How devices and passkeys are written."""

import json
from datetime import datetime, timedelta

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from crawltrack.accounts import browsers

register = template.Library()
register.filter("device", browsers.called)


@register.filter
def as_json(value: object) -> str:
    """For a data- attribute, in which it is escaped as any text is."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def on_day(moment: datetime) -> str:
    """ "today", "yesterday" or "on 3 November 2026", on the person's clock."""
    day, today = timezone.localdate(moment), timezone.localdate()
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return _("on %(day)s") % {"day": date_format(day)}
