"""Figures on a paper: tables and charts as values, printed as they are."""

from __future__ import annotations

from dataclasses import dataclass

from pages.charts.chart import Chart, Mark


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """A table of a paper: its title, its head, its lines as they are printed."""

    title: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PaperChart:
    """A chart of a paper: what the bars are, what is counted, and each bar; `name` is its anchor."""

    name: str
    title: str
    of: str
    counted: str
    bars: tuple[tuple[str, int], ...]

    @property
    def as_drawn(self) -> Chart:
        """As on pages, without links."""
        marks = [Mark(label=label, value=value) for label, value in self.bars]
        return Chart(name=self.name, title=self.title, of=self.of, counted=self.counted, marks=marks)
