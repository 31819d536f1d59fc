from django import template

from crawltrack.accounts.forms import mail_works

register = template.Library()
register.simple_tag(mail_works)
