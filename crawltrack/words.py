"""The words that scripts say, translated: Django's catalog of them, of the whole project."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from django.views.i18n import JavaScriptCatalog

catalog = JavaScriptCatalog.as_view()


@require_safe
@conditional_page
@cache_control(private=True, max_age=3600)  # then a browser asks whether it changed, by its ETag
def words(request: HttpRequest) -> HttpResponseBase:
    return catalog(request)
