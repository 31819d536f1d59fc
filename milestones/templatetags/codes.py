from django import template

from crawltrack.qr import qr_code

register = template.Library()
register.simple_tag(qr_code)
