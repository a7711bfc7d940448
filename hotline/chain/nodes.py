"""The demand chain as data: its nodes in their order, how long each has, the words of consent – in dated editions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clock.dated import Editions
from pages.languages import localised


@dataclass(frozen=True, kw_only=True)
class Node:
    """A place a demand passes; `of_branch` when only people of the demand's own branch sit there."""

    code: str
    zh: str
    en: str
    of_branch: bool

    @property
    def name(self) -> str:
        return localised(self.zh, self.en)


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One edition, from the driver to the regulator."""

    edition: str
    in_force_from: datetime.date
    hop_working_days: int
    nodes: tuple[Node, ...]
    consent_zh: str
    consent_en: str

    @property
    def consent(self) -> str:
        """What somebody agrees to who takes a seat."""
        return localised(self.consent_zh, self.consent_en)

    def node(self, code: str) -> Node:
        return next(one for one in self.nodes if one.code == code)

    def after(self, code: str) -> Node:
        """The next node towards the regulator; the regulator is the last."""
        place = [one.code for one in self.nodes].index(code)
        return self.nodes[min(place + 1, len(self.nodes) - 1)]

    @property
    def first(self) -> Node:
        """Where a driver tells it."""
        return self.nodes[0]

    @property
    def last(self) -> Node:
        """Where it is a ticket."""
        return self.nodes[-1]

    @property
    def seated(self) -> tuple[Node, ...]:
        """Those somebody takes a seat at: neither the driver's nor the regulator's."""
        return self.nodes[1:-1]


def _read(told: dict[str, Any]) -> Chain:
    return Chain(
        edition=told["edition"],
        in_force_from=told["in_force_from"],
        hop_working_days=told["hop_working_days"],
        nodes=tuple(Node(**node) for node in told["nodes"]),
        consent_zh=told["consent"]["zh"],
        consent_en=told["consent"]["en"],
    )


EDITIONS = Editions(Path(__file__).parent / "data", "chain-*.json", _read)


def chain_on(day: datetime.date) -> Chain:
    """The edition in force on a day; before the first the first, which then only names its nodes."""
    return EDITIONS.on(day)


def chain_of(edition: str) -> Chain:
    """The edition a demand keeps."""
    return EDITIONS.of(edition)
