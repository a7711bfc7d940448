"""What the press told of Jiaozuo, beside the live figures: what was told is data, what follows from it is computed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pages.languages import localised

TOLD = Path(__file__).parent / "data" / "press.json"


@dataclass(frozen=True, kw_only=True)
class Press:
    """Complaints of drivers in a city and its province, and the city's share of the trucks (0 to 1)."""

    period: str
    source_zh: str
    source_en: str
    province_complaints: int
    city_complaints: int
    share_of_trucks: float

    @property
    def source(self) -> str:
        """In the reader's language."""
        return localised(self.source_zh, self.source_en)

    @property
    def share_of_complaints(self) -> float:
        """Of the province's complaints, 0 to 1."""
        return self.city_complaints / self.province_complaints

    @property
    def index(self) -> float:
        """Complaint index: the share of complaints by the share of trucks; below 1 is better than the province."""
        return self.share_of_complaints / self.share_of_trucks

    @property
    def percent_of_complaints(self) -> float:
        return round(100 * self.share_of_complaints, 2)

    @property
    def percent_of_trucks(self) -> float:
        return round(100 * self.share_of_trucks, 1)

    @property
    def rounded_index(self) -> float:
        return round(self.index, 3)


def press() -> Press:
    """As shipped, with its source."""
    return Press(**json.loads(TOLD.read_text(encoding="utf-8")))
