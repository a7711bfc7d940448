"""People who sign in: applicants and staff."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.sealing import SealedTextField


class Person(AbstractUser):
    """A person; staff belong to an authority, applicants act for companies. Never deleted: deactivated."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    id_number = SealedTextField(_("ID number"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("authority")
    )

    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> str:
        """The division code of the authority they work for; "" of an applicant."""
        return self.authority.division_id if self.authority else ""
