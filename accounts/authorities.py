"""Who decides: transport authorities by administrative division (GB/T 2260), as data."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import lru_cache

from django.db import models

from pages.languages import localised


class Division(models.Model):
    """An administrative division; a county-level one lies in a city."""

    code = models.CharField(primary_key=True, max_length=6)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="counties")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language; papers print `name_zh`."""
        return localised(self.name_zh, self.name_en)


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def competent_for(self, division_code: str) -> AuthorityQuerySet:
        """Ordinary freight goes to the county-level authority (Road Transport Regulation art. 24)."""
        return self.filter(division_id=division_code, is_active=True)

    def deciding(self, levels: Collection[str]) -> AuthorityQuerySet:
        """Those of the levels at which something is handled; a county-level division lies in a city."""
        active = self.filter(is_active=True)
        if "county" in levels and "city" not in levels:
            return active.filter(division__city__isnull=False)
        return active if "county" in levels else active.filter(division__city__isnull=True)


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
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language; papers print `name_zh`."""
        return localised(self.name_zh, self.name_en)


def keys_of_authorities(division: str = "") -> list[int]:
    """The keys of every authority, or of the one of a division; none where there is no such."""
    rows = Authority.objects.filter(division=division) if division else Authority.objects.all()
    return list(rows.values_list("pk", flat=True))


def deciding(levels: Collection[str]) -> tuple[Authority, ...]:
    """Whoever decides at some levels, for a page of everybody; what is kept lives a minute."""
    return _deciding(frozenset(levels), int(time.monotonic() // 60))


@lru_cache(maxsize=8)
def _deciding(levels: frozenset[str], _minute: int) -> tuple[Authority, ...]:
    return tuple(Authority.objects.deciding(levels))


@lru_cache(maxsize=2)
def _english(_minute: int) -> dict[str, str]:
    places = Division.objects.values_list("name_zh", "name_en")
    return dict([*places, *Authority.objects.values_list("name_zh", "name_en")])


def place_said(zh: str) -> str:
    """The name of a division or an authority in the reader's language; any other as it is.

    What is kept lives a minute: another process may enter an authority.
    """
    return localised(zh, _english(int(time.monotonic() // 60)).get(zh, ""))
