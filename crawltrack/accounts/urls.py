from django.urls import path

from crawltrack.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
]
