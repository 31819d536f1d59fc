from django.urls import path

from crawltrack.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("devices/<int:device_id>/removal/", views.sign_out_device, name="device-removal"),
]
