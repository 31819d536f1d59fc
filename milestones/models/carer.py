from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person


class CarerQuerySet(models.QuerySet["Carer"]):
    def of(self, person: "Person") -> "CarerQuerySet":
        """The person's own access, one row a child, with child and running timer. One query."""
        return self.filter(person=person).select_related("child", "child__timer").order_by("child__name", "child")


class Carer(models.Model):
    """A person with access to a child."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        CAREGIVER = "caregiver", _("caregiver")
        VIEWER = "viewer", _("viewer")

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="carers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cares_for")
    role = models.CharField(max_length=10, choices=Role)

    objects: ClassVar[Any] = CarerQuerySet.as_manager()

    class Meta:
        verbose_name = _("carer")
        verbose_name_plural = _("carers")
        constraints = [models.UniqueConstraint(fields=["child", "person"], name="one_role_a_child")]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"

    @property
    def may_log(self) -> bool:
        return self.role in (self.Role.OWNER, self.Role.CAREGIVER)

    @property
    def owns(self) -> bool:
        return self.role == self.Role.OWNER
