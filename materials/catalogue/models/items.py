"""Service items (事项): what they rest on, their steps, what they ask for, their notice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from materials.catalogue.models.materials import Fact, Material
from materials.catalogue.models.named import Named
from pages.languages import localised


class Domain(Named):
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_domain_per_code")]


class Step(Named):
    """A handling step and who takes it: bureau, applicant or other."""

    actor = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_step_per_code")]


class ItemManager(models.Manager["ServiceItem"]):
    """The items proper: a one-thing bundle is applied for like an item, but it is none."""

    def get_queryset(self) -> models.QuerySet[ServiceItem]:
        return super().get_queryset().filter(bundle__isnull=True)


class ServiceItem(Named):
    """A service item (事项) of the authority; or a one-thing bundle in the shape in which it is applied for."""

    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20)
    type_zh = models.CharField(max_length=20)
    applicants: models.JSONField[Any, Any] = models.JSONField(default=list)
    handling_levels: models.JSONField[Any, Any] = models.JSONField(default=list)
    legal_basis: models.JSONField[Any, Any] = models.JSONField(default=list)
    conventional_steps: models.JSONField[Any, Any] = models.JSONField(default=list)
    streamlined_steps: models.JSONField[Any, Any] = models.JSONField(default=list)
    statutory_days = models.PositiveSmallIntegerField(help_text="working days")
    promised_days = models.PositiveSmallIntegerField(help_text="working days")
    statutory_source: models.JSONField[Any, Any] = models.JSONField(default=dict)
    commitment_applies = models.BooleanField(default=False)
    result_zh = models.CharField(max_length=100)
    result_en = models.CharField(max_length=200)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    certificates: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="kinds the item issues")
    effect: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="what a grant does to certificates: {act: issue, replace, strike-off or suspend; of; …}"
    )
    excluded_by: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="materials whose valid record makes an application pointless"
    )
    keywords: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="everyday words")
    questions: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="am I eligible?")
    bundle = models.OneToOneField(
        "Bundle", on_delete=models.PROTECT, null=True, related_name="as_item", help_text="the bundle this stands for"
    )

    objects = ItemManager()
    everything: models.Manager[ServiceItem] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_item_per_code")]

    @property
    def result(self) -> str:
        return localised(self.result_zh, self.result_en)

    @property
    def note(self) -> str:
        return localised(self.note_zh, self.note_en)

    @property
    def type_name(self) -> str:
        return str(ITEM_TYPES[self.type])

    @property
    def legal_basis_zh(self) -> str:
        """The instruments and articles the item rests on, in the form a letter cites them.

        A letter rests on articles: an instrument without one is named only where no other is there.
        """
        cited = [entry for entry in self.legal_basis if entry["articles"]] or self.legal_basis
        return "、".join(f"《{b['law_zh']}》{'、'.join(b['articles'])}" for b in cited)

    legal_basis_text = legal_basis_zh


ITEM_TYPES = {
    "licence": _("Administrative licence"),
    "confirmation": _("Administrative confirmation"),
    "filing": _("Filing"),
    "other": _("Other service"),
    "bundle": _("One-thing services"),
}


class Requirement(models.Model):
    """A material an item asks for, on what condition, and whether it is waived."""

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="requirements")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="requirements")
    order = models.PositiveSmallIntegerField()
    condition = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, related_name="+")
    waiver = models.CharField(max_length=30)

    class Meta:
        ordering = ["item", "order"]
        constraints = [models.UniqueConstraint(fields=["item", "material"], name="one_requirement_per_material")]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.material_id}"


class Notice(models.Model):
    """The notice (告知书) of an item with the statements to affirm (承诺书), word for word."""

    item = models.OneToOneField(ServiceItem, on_delete=models.PROTECT, related_name="notice")
    version_label = models.CharField(max_length=20)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    notice: models.JSONField[Any, Any] = models.JSONField(default=dict)
    statements: models.JSONField[Any, Any] = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        return localised(self.title_zh, self.title_en)

    @property
    def conditions(self) -> list[dict[str, Any]]:
        return list(self.notice["conditions"])

    @property
    def consequences(self) -> list[dict[str, Any]]:
        return list(self.notice["consequences"])
