"""The one form of an item as values: sections and fields in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from materials.catalogue.models.form import FormField, FormSection
from materials.catalogue.models.items import ServiceItem
from pages.languages import localised


@dataclass(frozen=True, kw_only=True)
class Option:
    code: str
    label_zh: str
    label_en: str

    @property
    def label(self) -> str:
        return localised(self.label_zh, self.label_en)


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """A field; `required` is always, when or optional, `when` a fact's code, `prefill` where its value is known."""

    code: str
    label_zh: str
    label_en: str
    type: str
    options: tuple[Option, ...]
    required: str
    when: str | None
    validation: Mapping[str, Any]
    prefill: Mapping[str, Any] | None

    @property
    def label(self) -> str:
        return localised(self.label_zh, self.label_en)

    @property
    def is_looked_up(self) -> bool:
        """Whether a registry fills it in."""
        return self.prefill is not None and self.prefill["kind"] == "lookup"


@dataclass(frozen=True, kw_only=True)
class SectionForm:
    """A topic of the form; a repeatable one has rows besides its own fields, none at all when it is optional."""

    code: str
    label_zh: str
    label_en: str
    repeatable: bool
    optional: bool
    fields: tuple[FieldSpec, ...]
    row_fields: tuple[FieldSpec, ...]

    @property
    def label(self) -> str:
        return localised(self.label_zh, self.label_en)


def _spec(field: FormField) -> FieldSpec:
    return FieldSpec(
        code=field.code,
        label_zh=field.name_zh,
        label_en=field.name_en,
        type=field.type,
        options=tuple(Option(code=o["code"], label_zh=o["label_zh"], label_en=o["label_en"]) for o in field.options),
        required=field.required,
        when=field.when or None,
        validation=field.validation,
        prefill=field.prefill,
    )


@lru_cache(maxsize=256)
def _form(item_id: int, version_id: int) -> tuple[SectionForm, ...]:
    # A loaded version never changes, so its forms may be kept for the life of the process.
    item = ServiceItem.everything.select_related("form").get(pk=item_id)
    fields = {f.code: f for f in FormField.objects.filter(version_id=version_id)}
    sections = {s.code: s for s in FormSection.objects.filter(version_id=version_id)}
    return tuple(
        _section(sections[part["section"]], [fields[code] for code in part["fields"]], part.get("optional", False))
        for part in item.form.sections
    )


def _section(section: FormSection, fields: list[FormField], optional: bool) -> SectionForm:
    return SectionForm(
        code=section.code,
        label_zh=section.name_zh,
        label_en=section.name_en,
        repeatable=section.repeatable,
        optional=optional,
        fields=tuple(_spec(f) for f in fields if not f.per_row),
        row_fields=tuple(_spec(f) for f in fields if f.per_row),
    )


def form_for(item: ServiceItem) -> tuple[SectionForm, ...]:
    """The form of an item in the version it belongs to."""
    return _form(item.pk, item.version_id)
