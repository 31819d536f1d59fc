from django.urls import include, path

from crawltrack import health, look, words
from crawltrack.accounts import provider

handler500 = "crawltrack.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("look/", look.choose, name="look"),
    path("look/lamp/", look.turn_lamp, name="lamp"),
    path("words.js", words.words, name="words"),
    path("favicon.ico", look.favicon, name="favicon"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/devices/", include("allauth.usersessions.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/oidc/<str:provider_id>/login/", provider.leave, name="openid_connect_login"),
    path("accounts/oidc/<str:provider_id>/login/callback/", provider.come_back, name="openid_connect_callback"),
    path("account/", include("crawltrack.accounts.urls")),
    path("", include("milestones.urls")),
]
