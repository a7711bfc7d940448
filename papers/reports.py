"""Papers of many lines as values: a bulletin, a report of figures, the bound file of a case."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from papers.figures import PaperChart, PaperTable
from papers.paper import NumberedPaper, Paper


@dataclass(frozen=True, kw_only=True)
class BulletinPaper(NumberedPaper):
    """A bulletin of a period: figures in tables and charts, as they were frozen."""

    template = "papers/bulletin.html"
    document_kind = "bulletin"
    period: str
    tables: tuple[PaperTable, ...]
    charts: tuple[PaperChart, ...]
    paragraphs: tuple[tuple[str, str], ...]
    signed_by: str


@dataclass(frozen=True, kw_only=True)
class MadePaper(Paper):
    """A paper made when somebody asked for it, by whom."""

    made_at: datetime.datetime
    made_by: str

    @property
    def made_on(self) -> datetime.date:
        return timezone.localdate(self.made_at)


@dataclass(frozen=True, kw_only=True)
class ReportPaper(MadePaper):
    """Figures of a period as they were counted last."""

    template = "papers/report.html"
    document_kind = "report"
    title_text: str
    period: str
    tables: tuple[PaperTable, ...]
    charts: tuple[PaperChart, ...]
    counted_at: datetime.datetime

    @property
    def title(self) -> str:
        return self.title_text

    @property
    def stylesheet(self) -> str:
        return "papers/bulletin.css"


@dataclass(frozen=True, kw_only=True)
class DossierPaper(MadePaper):
    """The file of a case: everything that is known of it as tables, and the list of the files it encloses."""

    template = "papers/dossier.html"
    document_kind = "dossier"
    number: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[PaperTable, ...]
    files: tuple[tuple[str, str, str], ...]
    """(name, description, SHA-256)"""
    purpose: str

    @property
    def title(self) -> str:
        return "办件卷宗"
