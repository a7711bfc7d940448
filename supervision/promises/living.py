"""Which promises live, made for a grant whose certificate still stands; and which holders made none."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from licensing.applications.evidence.questions import ENTITY_MATERIAL, digest_of, keys_for
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.evidence import Evidence
from licensing.applications.models.promises import Commitment
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.certificates.queries import vehicles_not_put_in
from licensing.decisions.models.ends import Decision
from licensing.register.models import Place
from licensing.register.places import VEHICLE
from materials.catalogue.kept import materials_of
from materials.lookups.ask import is_connected
from materials.lookups.contract import Outcome, Purpose, Question
from supervision.promises.editions import PUT_IN, statements_tested

BASIS = "国办发〔2020〕42号（承诺事项事中事后核查）；《道路运输条例》第五十三条（信息共享）"
BASIS_OF_HOLDERS = (
    "《行政许可法》第六十一条、第七十条第三项（被许可人依法终止）；《道路运输条例》第五十三条（信息共享）"
)


def living(*, on: datetime.date) -> QuerySet[Application]:
    """Cases whose promise lives: granted under commitment, with a certificate whose place in the register is held.

    A later version of the certificate goes on with the promise; one that was undone does not.
    """
    held = Place.objects.filter(
        company=OuterRef("company"),
        number=OuterRef("number"),
        version__gte=OuterRef("version"),
        valid_to__gte=on,
    )
    standing = Certificate.objects.filter(decision__application=OuterRef("pk")).filter(Exists(held))
    rows: QuerySet[Application] = Application.objects.filter(
        Exists(standing),
        Exists(Commitment.objects.filter(application=OuterRef("pk"))),
        procedure=Procedure.COMMITMENT,
        decision__outcome=Decision.Outcome.GRANTED,
    )
    return rows.select_related("company", "authority", "item")


def holders_without_promise(*, on: datetime.date) -> QuerySet[Application]:
    """The case of each standing licence that was granted in the ordinary procedure, by its newest version."""
    held = Place.objects.filter(
        company=OuterRef("company"), number=OuterRef("number"), version=OuterRef("version"), valid_to__gte=on
    )
    licences = Certificate.objects.filter(decision__application=OuterRef("pk")).exclude(kind=Certificate.Kind.VEHICLE)
    rows: QuerySet[Application] = Application.objects.filter(
        Exists(licences.filter(Exists(held))),
        procedure=Procedure.ORDINARY,
        decision__outcome=Decision.Outcome.GRANTED,
    )
    return rows.select_related("company", "authority", "item")


def is_living(application: Application, *, on: datetime.date) -> bool:
    return living(on=on).filter(pk=application.pk).exists()


@dataclass(frozen=True, kw_only=True)
class LookUp:
    """One look-up that can test a promise: what is asked, whom it is about (masked), which statements it tests."""

    material: str
    key_digest: str
    label: str
    statements: tuple[str, ...]
    question: Question | None
    """None for what our own register answers, or nobody does."""
    is_connected: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return self.material, self.key_digest


def look_ups_of(application: Application, *, by: str) -> Iterator[LookUp]:
    """Every look-up that can test the promise of a case; one at a registry that is not connected is not asked.

    Who promised nothing is asked about as to whether the holder still exists, and of no person (0084).
    """
    if application.procedure == Procedure.ORDINARY:
        yield from _of_the_holder(application, by=by)
        return
    sheet = sheet_of(application)
    signed = application.commitments.last()
    statements = statements_tested(signed.statements if signed else ())
    if PUT_IN in statements:
        yield LookUp(
            material=PUT_IN,
            key_digest="",
            label=application.company.name,
            statements=tuple(statements[PUT_IN]),
            question=None,
        )
    known = materials_of(application.item.version_id)
    sold = _vehicles_gone(application)
    purpose = Purpose(item=application.item.code, case=str(application.key), legal_basis=BASIS)
    for code, tested in statements.items():
        material = known.get(code)
        if material is None or material.registry is None:
            continue
        connected = is_connected(material.registry.code)
        for keys, label, row in keys_for(material, sheet.answers):
            if row is not None and row[0] == "vehicle" and label in sold:
                continue
            question = Question(material=code, registry=material.registry.code, keys=keys, purpose=purpose, by=by)
            yield LookUp(
                material=code,
                key_digest=digest_of(keys),
                label=label[:200],
                statements=tuple(tested),
                question=question if connected else None,
                is_connected=connected,
            )


def _of_the_holder(application: Application, *, by: str) -> Iterator[LookUp]:
    material = materials_of(application.item.version_id).get(ENTITY_MATERIAL)
    if material is None or material.registry is None or not is_connected(material.registry.code):
        return
    purpose = Purpose(item=application.item.code, case=str(application.key), legal_basis=BASIS_OF_HOLDERS)
    for keys, label, _row in keys_for(material, sheet_of(application).answers):
        question = Question(
            material=ENTITY_MATERIAL, registry=material.registry.code, keys=keys, purpose=purpose, by=by
        )
        digest = digest_of(keys)
        yield LookUp(material=ENTITY_MATERIAL, key_digest=digest, label=label[:200], statements=(), question=question)


def _vehicles_gone(application: Application) -> set[str]:
    """Plates this case certified that the company does not hold any more: sold or written off, nobody's promise."""
    issued = Certificate.objects.filter(decision__application=application, kind=Certificate.Kind.VEHICLE)
    held = Place.objects.filter(company=application.company_id, licence=VEHICLE).values("number")
    gone = issued.exclude(number__in=held).values_list("particulars", flat=True)
    return {str(particulars.get("plate", "")) for particulars in gone} - {""}


def found_at_the_grant(application: Application) -> set[tuple[str, str]]:
    """What registries bore out when it was granted, by material and key."""
    rows = Evidence.objects.filter(application=application, outcome=Outcome.FOUND)
    return set(rows.values_list("material", "key_digest"))


def overdue_vehicles(cases: Sequence[Application], *, on: datetime.date) -> Collection[int]:
    """Those of some cases whose promised vehicles are not in the register though their time is over."""
    return {application.pk for application, _due in vehicles_not_put_in(on=on, cases=cases)}
