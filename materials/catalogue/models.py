"""The service catalogue as rows, one set per version; a loaded version is never changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from pages.languages import localised
from trail.append_only import AppendOnlyModel


class CatalogueVersion(models.Model):
    """One edition of the catalogue; a case stays with the edition it began under."""

    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the data files")
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-in_force_from", "-id"]

    def __str__(self) -> str:
        return self.version

    @property
    def content(self) -> dict[str, Any]:
        """The data files it was loaded from."""
        return dict(self.files.content)


class EditionFiles(models.Model):
    """The data files of an edition: apart, being a third of a megabyte which hardly any reader of the edition needs."""

    version = models.OneToOneField(CatalogueVersion, on_delete=models.PROTECT, related_name="files")
    content: models.JSONField[Any, Any] = models.JSONField()

    def __str__(self) -> str:
        return str(self.version)


class CatalogueDraft(models.Model):
    """The next edition while it is written: may change until it is sent to review; put away, never deleted."""

    based_on = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="drafts")
    version = models.CharField(max_length=20, unique=True, help_text="its name once it is in force")
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.version


class CatalogueRelease(AppendOnlyModel):
    """A second person put an edition in force from a day."""

    draft = models.OneToOneField(CatalogueDraft, on_delete=models.PROTECT, related_name="release")
    edition = models.OneToOneField(CatalogueVersion, on_delete=models.PROTECT, related_name="release")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.draft)


class Named(models.Model):
    """What every entry of a version has: a code, and a name in the languages of the portal."""

    version = models.ForeignKey(CatalogueVersion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        return localised(self.name_zh, self.name_en)


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


class Registry(Named):
    """Where a material can be looked up; internal ones are the bureau's own."""

    internal = models.BooleanField()
    owner_zh = models.CharField(max_length=100)
    owner_en = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "registries"
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_registry_per_code")]

    @property
    def owner(self) -> str:
        return localised(self.owner_zh, self.owner_en)


class Fact(Named):
    """A condition under which a material is required."""

    rule = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_fact_per_code")]


class Material(Named):
    """A document an item may ask for."""

    kind = models.CharField(max_length=40)
    registry = models.ForeignKey(Registry, on_delete=models.PROTECT, null=True, related_name="materials")
    lookup_keys: models.JSONField[Any, Any] = models.JSONField(default=list)
    lookup_returns: models.JSONField[Any, Any] = models.JSONField(default=list)
    freshness_hours = models.PositiveIntegerField(null=True, help_text="how long an answer may be relied on")
    generated_by_form = models.BooleanField(default=False)
    note_zh = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_material_per_code")]


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


class FormSection(Named):
    order = models.PositiveSmallIntegerField()
    repeatable = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_section_per_code")]


class FormField(Named):
    """A field of the one form."""

    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="fields")
    order = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20)
    options: models.JSONField[Any, Any] = models.JSONField(default=list)
    required = models.CharField(max_length=10)
    when = models.CharField(max_length=60, blank=True, help_text="code of a fact")
    validation: models.JSONField[Any, Any] = models.JSONField(default=dict)
    prefill: models.JSONField[Any, Any] = models.JSONField(null=True)
    per_row = models.BooleanField(default=False, help_text="once for each vehicle or driver")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_field_per_code")]


class ItemForm(models.Model):
    """Which fields an item's form has, by section."""

    item = models.OneToOneField(ServiceItem, on_delete=models.PROTECT, related_name="form")
    sections: models.JSONField[Any, Any] = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.item)


class Bundle(Named):
    """Everything a company needs at once (一件事)."""

    order = models.PositiveSmallIntegerField()
    trigger_zh = models.CharField(max_length=200)
    trigger_en = models.CharField(max_length=300)
    nodes: models.JSONField[Any, Any] = models.JSONField(default=list)
    stages: models.JSONField[Any, Any] = models.JSONField(default=list)
    form: models.JSONField[Any, Any] = models.JSONField(default=list)
    material_counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    keywords: models.JSONField[Any, Any] = models.JSONField(default=list)
    external: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="step of another authority -> material whose registry tells that it is done"
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_bundle_per_code")]

    @property
    def trigger(self) -> str:
        return localised(self.trigger_zh, self.trigger_en)


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
