from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MilestonesConfig(AppConfig):
    name = "milestones"
    verbose_name = _("Milestones")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from milestones import invited

        user_logged_in.connect(invited.come_in_once_signed_in)
