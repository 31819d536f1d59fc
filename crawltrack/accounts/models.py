from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person who signs in by `email`. Raises ValueError when it is empty."""
        if not email:
            raise ValueError("A person signs in by e-mail, so the address cannot be empty.")
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Which children they may see, and as what, is the business of `milestones.Carer`."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=60, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)  # blank: as the browser says
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What the family reads beside a log: the name, or the part of the address before the @."""
        return self.name or self.email.partition("@")[0]

    def erase(self) -> None:
        """Deletes the person, their addresses, and their sign-ins on every device. Called in a transaction.

        What becomes of the children is decided before, by who knows about children.
        """
        Session.objects.filter(expire_date__lte=timezone.now()).delete()  # nobody needs to open these
        Session.objects.filter(pk__in=[*self._sign_ins()]).delete()
        self.delete()

    def _sign_ins(self) -> Iterator[str]:
        """What a sign-in holds is packed, the e-mail among it, so each has to be opened to know whose it is."""
        for session in Session.objects.iterator():
            if session.get_decoded().get(SESSION_KEY) == str(self.pk):
                yield session.pk
