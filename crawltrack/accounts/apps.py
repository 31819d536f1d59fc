from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "crawltrack.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from crawltrack.accounts import devices  # noqa: F401 (it listens to who signs in)
