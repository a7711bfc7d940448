"""Who decides: transport authorities by administrative division (GB/T 2260), as data."""

from __future__ import annotations

from django.db import models


class Division(models.Model):
    """An administrative division; a county-level one lies in a city."""

    code = models.CharField(primary_key=True, max_length=6)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="counties")

    def __str__(self) -> str:
        return self.name_zh


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def competent_for(self, division_code: str) -> AuthorityQuerySet:
        """Ordinary freight goes to the county-level authority (Road Transport Regulation art. 24)."""
        return self.filter(division_id=division_code, is_active=True)


class Authority(models.Model):
    """A licensing authority: its cases, staff, desk, seal, key and numbers are its own."""

    division = models.OneToOneField(Division, on_delete=models.PROTECT, related_name="authority")
    code = models.CharField(max_length=18, unique=True, help_text="unified social credit code of the authority")
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    seal_text = models.CharField(max_length=40, help_text="text on the round seal")
    licence_prefix = models.CharField(max_length=20, help_text="e.g. 豫交运管许可焦字")
    vehicle_prefix = models.CharField(max_length=20, help_text="e.g. 豫交运管焦字")
    letter_prefix = models.CharField(max_length=20, help_text="e.g. 焦解交; the kind of letter follows: 许准")
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    reconsideration_body = models.CharField(
        max_length=60, blank=True, help_text="people's government of the same level (Reconsideration Law art. 24)"
    )
    court = models.CharField(max_length=60, blank=True, help_text="court that hears suits against the authority")
    is_active = models.BooleanField(default=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["division_id"]

    def __str__(self) -> str:
        return self.name_zh
