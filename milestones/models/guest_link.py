from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.secret import hashed, new_token
from milestones.models.text import validate_printable

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person

LASTS = timedelta(days=30)  # unless another end is chosen
ONE_VISIT = timedelta(minutes=10)  # from the use that was counted last; what is opened within them belongs to it


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    def make(self, child: Child, by: "Person", **fields: Any) -> tuple["GuestLink", str]:
        """A new guest link and its token, which is told this once. Raises ValidationError as `full_clean` does."""
        token = new_token()
        with child.writing():
            made = self.model(child=child, made_by=by, hash=hashed(token), **fields)
            made.full_clean()
            made.save(force_insert=True)
        return made, token

    def by_token(self, token: str, now: datetime) -> "GuestLink | None":
        """The link with that token, if it opens something at `now`. One query, whatever the answer."""
        open_now = self.select_related("child").filter(revoked_at=None, expires_at__gt=now)
        return open_now.filter(hash=hashed(token)).first()


class GuestLink(models.Model):
    """A read-only way to one child's journey and summary, for someone with no account."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="guest_links")
    label = models.CharField(_("who it is for"), max_length=60, validators=[validate_printable])
    hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    with_notes = models.BooleanField(_("show notes"), default=False)
    with_photos = models.BooleanField(_("show photos"), default=False)
    times_used = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = GuestLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest link")
        verbose_name_plural = _("guest links")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.label

    def state_at(self, now: datetime) -> str:
        """ "revoked", "expired" or "open"."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= now else "open"

    # --- verbs ---

    def count_use(self, now: datetime) -> None:
        """Counts a visit. What belongs to the visit counted last costs no write, nor does it count when two race."""
        if self.last_used_at and now - self.last_used_at < ONE_VISIT:
            return
        due = Q(last_used_at=None) | Q(last_used_at__lte=now - ONE_VISIT)
        GuestLink.objects.filter(due, pk=self.pk).update(times_used=F("times_used") + 1, last_used_at=now)

    def revoke(self) -> None:
        GuestLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
