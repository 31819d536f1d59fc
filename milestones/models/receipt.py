from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child

KEPT_FOR = timedelta(days=400)  # a phone that was off for longer than a year may send twice what it sent before


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def known(self, children: Collection[Child], keys: Collection[UUID]) -> "dict[tuple[int, UUID], Receipt]":
        """Which of these entries were taken, by (child's number, key). One query."""
        found = self.filter(child__in=children, key__in=keys)
        return {(receipt.child_id, receipt.key): receipt for receipt in found}

    def session_meant(self, child: Child, named: UUID, key: UUID | None) -> UUID:
        """Where the entry of that key went, which the phone may not have heard; else the session it names."""
        receipt = self.filter(child=child, key=key).first() if key else None
        return (receipt and receipt.session) or named

    def too_old(self, now: datetime) -> "ReceiptQuerySet":
        return self.filter(at__lte=now - KEPT_FOR)


class Receipt(models.Model):
    """That an entry of a phone's outbox was taken: written together with what it did, so that a repeat is known."""

    key = models.UUIDField()  # made by the phone; of twins that were tapped at once each has a receipt of this key
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    session = models.UUIDField(null=True)  # where it went; the session may be gone for good since
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        # By child, so that nobody learns or spoils anything with the key of another family's entry.
        constraints: ClassVar = [models.UniqueConstraint(fields=["child", "key"], name="one_receipt_an_entry")]

    def __str__(self) -> str:
        return str(self.key)
