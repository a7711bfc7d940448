"""Who sends tickets here and is told how they go: the setting HOTLINE_SOURCES, by the code of the channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from accounts.authorities import Authority
from hotline.tickets.queries import hotline_for_drivers


@dataclass(frozen=True, kw_only=True)
class Source:
    """Another hotline: `url` is where it takes answers, "" while it takes none; both sides sign with `secret`."""

    code: str
    url: str
    secret: str
    division: str

    @property
    def authority(self) -> Authority | None:
        """The hotline here that its tickets come to."""
        if not self.division:
            return hotline_for_drivers()
        return Authority.objects.filter(division=self.division, is_active=True).first()


def source_of(code: str) -> Source | None:
    """The source of a code; None: nobody agreed with it on a secret."""
    told = settings.HOTLINE_SOURCES.get(code)
    return None if told is None else _source(code, told)


def exchange_of(code: str) -> Source | None:
    """The telephone exchange of a code, by the setting TELEPHONE_EXCHANGES; it takes no answers."""
    told = settings.TELEPHONE_EXCHANGES.get(code)
    return None if told is None else _source(code, told)


def _source(code: str, told: Mapping[str, str]) -> Source:
    return Source(
        code=code,
        url=str(told.get("url", "")),
        secret=str(told.get("secret", "")),
        division=str(told.get("division", "")),
    )


def sources() -> list[Source]:
    """Every source there is."""
    return [found for code in settings.HOTLINE_SOURCES if (found := source_of(code))]
