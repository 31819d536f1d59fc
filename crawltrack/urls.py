from django.urls import include, path

from crawltrack import health, look

handler500 = "crawltrack.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("look/", look.choose, name="look"),
    path("look/lamp/", look.turn_lamp, name="lamp"),
    path("favicon.ico", look.favicon, name="favicon"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/devices/", include("allauth.usersessions.urls")),
    path("account/", include("crawltrack.accounts.urls")),
    path("", include("milestones.urls")),
]
