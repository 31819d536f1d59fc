from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from crawltrack import __version__


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the version while the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
