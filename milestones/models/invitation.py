from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.carer import Carer
from milestones.models.child import Child
from milestones.models.secret import hashed, new_token

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person

LASTS = timedelta(days=7)
LISTED_FOR = timedelta(days=30)  # longer than any is open


class Closed(Exception):
    """The invitation was used, taken back, or has run out."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def make(self, child: Child, by: "Person", role: str, email: str = "") -> tuple["Invitation", str]:
        """A new invitation and its token. The token is told this once; only its hash is kept."""
        token = new_token()
        made = self.create(
            child=child,
            made_by=by,
            role=role,
            email=email.lower(),
            hash=hashed(token),
            expires_at=timezone.now() + LASTS,
        )
        return made, token

    def listed(self, child: Child, now: datetime) -> "InvitationQuerySet":
        """The child's latest invitations, the open ones all among them, with who made and who used them. One query."""
        latest = self.filter(child=child, made_at__gt=now - LISTED_FOR)
        return latest.select_related("made_by", "used_by")

    def by_token(self, token: str) -> "Invitation | None":
        return self.select_related("child", "made_by").filter(hash=hashed(token)).first()


class Invitation(models.Model):
    """A way in to one child, for one person, once, within a week."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Carer.Role)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)  # where it was sent, if it was
    hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.role} ({self.state_at(timezone.now())})"

    def state_at(self, now: datetime) -> str:
        """ "used", "revoked", "expired" or "open"."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= now else "open"

    @property
    def inviter(self) -> str:
        """What the family of this child calls whoever made it; empty when they have left Crawltrack."""
        if not self.made_by:
            return ""
        carer = Carer.objects.filter(child=self.child_id, person=self.made_by).select_related("person").first()
        return carer.called if carer else self.made_by.called

    # --- verbs ---

    def accept(self, person: "Person") -> bool:
        """Makes `person` a carer, and says whether that is new: who is one already stays what they are, and the
        invitation open. Raises Closed."""
        with self.child.writing() as child:
            if Carer.objects.filter(child=child, person=person).exists():
                return False
            here = Invitation.objects.get(pk=self.pk)
            if here.state_at(timezone.now()) != "open":
                raise Closed
            here.used_by, here.used_at = person, timezone.now()
            here.save(update_fields=["used_by", "used_at"])
            Carer.objects.create(child=child, person=person, role=here.role)
            return True

    def revoke(self) -> None:
        """Takes the invitation back. What was used stays used."""
        with self.child.writing():
            Invitation.objects.filter(pk=self.pk, used_at=None, revoked_at=None).update(revoked_at=timezone.now())
