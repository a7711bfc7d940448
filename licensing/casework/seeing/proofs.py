"""Which uploads prove which topic of the form: a file is looked at beside the field it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from licensing.applications.answers.reading import Topic, topics_of
from licensing.applications.evidence.resolution import Resolved
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import SectionForm


@dataclass(frozen=True, kw_only=True)
class Proved:
    """A topic as it was handed in, and the materials brought for it."""

    topic: Topic
    proofs: tuple[Resolved, ...]

    @property
    def is_corrected(self) -> bool:
        """Whether a value of it stands otherwise than it was handed in."""
        lines = (*self.topic.lines, *(line for row in self.topic.rows for line in row))
        return any(line.before for line in lines)


def with_proofs(sheet: Sheet) -> tuple[Proved, ...]:
    """The topics of the form, each with what was brought because of one of its fields."""
    brought = [row for row in sheet.resolved if row.attachments]
    by_code = {section.code: _asks_of(section) for section in sheet.form}
    return tuple(
        Proved(
            topic=topic,
            proofs=tuple(row for row in brought if row.material.code in by_code[topic.code]),
        )
        for topic in topics_of(sheet)
    )


def _asks_of(section: SectionForm) -> frozenset[str]:
    """The materials that would fill in fields of a section."""
    specs = (*section.fields, *section.row_fields)
    return frozenset(spec.prefill["material"] for spec in specs if spec.prefill and spec.is_looked_up)
