"""The legal limits of applying: who is competent, when the commitment is closed, what is still missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority, Division
from accounts.represented.companies import Company
from accounts.sealing import mask
from accounts.typed.identifiers import is_valid_citizen_id
from licensing.applications.answers.ages import why_not_of_age
from licensing.applications.answers.facts import asks_new_term, is_exempt
from licensing.applications.answers.validation import is_complete
from licensing.applications.checked import checked_version
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Procedure
from licensing.applications.models.credit import CreditEntry
from licensing.applications.models.evidence import Evidence
from licensing.applications.models.promises import Commitment
from licensing.applications.standing.conflict import Conflict, held
from licensing.applications.standing.rivals import pending_elsewhere
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import CREDIT_MATERIAL
from materials.lookups.contract import Outcome
from pages.sentences import labelled
from pages.statements import Asked, Statement

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something to do before submission: `page` and `section` say where."""

    page: str
    section: str
    message: str


def competent_authority(item: ServiceItem, company: Company) -> Authority | None:
    """The authority that decides on a company's application: that of its seat."""
    return authority_at(item, company.division)


def authority_at(item: ServiceItem, seat: Division, *, known: Authority | None = None) -> Authority | None:
    """The authority for a seat: ordinary freight at county level, city items at the city (art. 24).

    `known` is at hand already: a division has one authority, so where it is this one nobody needs to be asked.
    """
    divisions = [seat.pk] if "county" in item.handling_levels else []
    city = seat.city_id or seat.pk
    for code in [*divisions, city]:
        if "county" in item.handling_levels and code == city and seat.city_id:
            continue
        if known is not None and known.is_active and known.division_id == code:
            return known
        if found := Authority.objects.competent_for(code).first():
            return found
    return None


def may_apply(item: ServiceItem, company: Company) -> bool:
    """Whether the item is open to this kind of applicant (GB 32100: codes beginning 92 are sole traders)."""
    if company.is_individual:
        return "individual" in item.applicants
    kind = "sole-trader" if company.uscc.startswith("92") else "enterprise"
    public_body = "public-body" if company.uscc.startswith(("11", "12")) else kind
    return kind in item.applicants or public_body in item.applicants


def holds_excluding_record(sheet: Sheet) -> Evidence | None:
    """The registry's record that makes this application pointless: what it asks for is already held."""
    newest = sheet.newest_of(*sheet.application.item.excluded_by)
    return newest if newest and newest.outcome == Outcome.FOUND else None


def is_renewal(sheet: Sheet) -> bool:
    """Whether a new term is asked for."""
    return asks_new_term(sheet.application.item.effect, sheet.answers)


def of_an_age(sheet: Sheet) -> list[tuple[str, str]]:
    """The drivers, and the applicant for a driver's certificate, as (name, ID number): whose age counts (art. 22)."""
    application, answers = sheet.application, sheet.answers
    people = [(row.get("driver-name", ""), row.get("driver-id", "")) for row in answers.rows.get("driver", [])]
    if application.item.effect.get("ends_at_age"):
        people.append((application.company.legal_rep, holder_id(sheet)))
    return [(name, number) for name, number in people if is_valid_citizen_id(number)]


def of_wrong_age(sheet: Sheet, *, on: datetime.date) -> list[tuple[str, str]]:
    """Those of them who are not of an age to drive on a day, by name, with why."""
    found = [(name or mask(number), why_not_of_age(number, on=on)) for name, number in of_an_age(sheet)]
    return [(name, why) for name, why in found if why]


def holder_id(sheet: Sheet) -> str:
    """The identity number of a person who applies for themselves, "" for a company."""
    company = sheet.application.company
    return company.legal_rep_id if company.is_individual else str(sheet.answers.fields.get("applicant-id") or "")


def expiry_of(sheet: Sheet) -> datetime.date | None:
    """The day what is to be renewed expires, as its registry said when it was first asked; of several the first to.

    A vehicle's certificate may end before the licence it rests on: each is renewed by its own day.
    """
    if not is_renewal(sheet):
        return None
    material, days = sheet.application.item.effect.get("held_as", ""), dict[str, datetime.date]()
    for row in sheet.rows.told:
        is_meant = row.outcome == Outcome.FOUND and row.fields.get("cert-number") and row.material == material
        if is_meant and (told := row.fields.get("valid-to")):
            days.setdefault(row.key_digest, datetime.date.fromisoformat(str(told)[:10]))
    return min(days.values(), default=None)


def why_not_in_time(sheet: Sheet, *, on: datetime.date) -> str:
    """Why a renewal cannot be applied for on a day: too early, or the licence has expired (Licensing Law art. 50)."""
    expiry = expiry_of(sheet)
    if expiry is None:
        return ""
    if on > expiry:
        return _("The licence expired on %(day)s. Apply for a new one.") % {"day": expiry.isoformat()}
    opens = expiry - datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
    if on < opens:
        return _("The licence runs until %(day)s; renewal can be applied for from %(from)s.") % {
            "day": expiry.isoformat(),
            "from": opens.isoformat(),
        }
    return ""


def credit_evidence(sheet: Sheet) -> Evidence | None:
    """What the credit registry said last; when it is silent now, what it said of the company in an earlier case."""
    newest, company = sheet.newest_of(CREDIT_MATERIAL), sheet.application.company
    if company.is_individual or (newest and newest.outcome != Outcome.UNAVAILABLE):
        return newest
    of_company = Evidence.objects.filter(application__company=company, material=CREDIT_MATERIAL)
    return of_company.exclude(outcome=Outcome.UNAVAILABLE).order_by("-pk").first() or newest


def why_commitment_is_closed(sheet: Sheet) -> str:
    """The reason the commitment is not open to this applicant, or "" (国办发〔2020〕42号; domain F-3.4)."""
    application = sheet.application
    if not application.item.commitment_applies:
        return _("This item has no notification-commitment procedure.")
    if entry := next((entry for entry in sheet.rows.credit if not hasattr(entry, "repair")), None):
        when = {"when": timezone.localtime(entry.entered_at).strftime("%Y-%m-%d")}
        if entry.ground == CreditEntry.Ground.FALSE_APPLICATION:
            return (
                _(
                    "False materials were submitted (%(when)s). The commitment becomes available "
                    "again once credit is repaired."
                )
                % when
            )
        return (
            _(
                "An earlier commitment was found untrue on %(when)s. The commitment becomes "
                "available again once credit is repaired."
            )
            % when
        )
    credit = credit_evidence(sheet)
    if credit is None or credit.outcome != Outcome.FOUND:
        return ""
    if credit.fields.get("serious-bad-record") == "yes":
        return _(
            "The credit registry shows a serious adverse record (as of %(when)s). The commitment "
            "becomes available again once credit is repaired."
        ) % {"when": timezone.localtime(credit.as_of or credit.answered_at).strftime("%Y-%m-%d")}
    if credit.fields.get("false-commitment") == "yes" and not credit.fields.get("repaired-on"):
        return _(
            "The credit registry shows an earlier untrue commitment that has not been repaired yet (as of %(when)s)."
        ) % {"when": timezone.localtime(credit.as_of or credit.answered_at).strftime("%Y-%m-%d")}
    return ""


def unrepaired_entry(company: Company) -> CreditEntry | None:
    """The newest entry in this portal's credit file that still counts: not repaired, its decision not annulled."""
    rows = CreditEntry.objects.filter(company=company, repair__isnull=True, lifted__isnull=True)
    return rows.order_by("-pk").first()


_LAST_SIGNED = Statement(
    lambda: (
        Commitment.objects.filter(application=Asked("application"))
        .select_related("cosigned__request", "by_hand")
        .order_by("-id")[:1]
    )
)


def standing_commitment(sheet: Sheet) -> Commitment | None:
    """The last signature, if it was made over the answers as they stand.

    Who signed on the phone or at the counter has read one version, and cannot see what was looked up or brought since:
    it alone counts.
    """
    last = next(iter(_LAST_SIGNED(application=sheet.application.pk)), None)
    if last is None or last.answers_digest != sheet.answers.digest():
        return None
    read = {one.version for one in _read_once(last)}
    return last if not read or read == {checked_version(sheet)} else None


def _read_once(commitment: Commitment) -> Iterator[Any]:
    """What was asked or signed over one version alone: on the phone, or by hand at the counter."""
    if hasattr(commitment, "cosigned"):
        yield commitment.cosigned.request
    if hasattr(commitment, "by_hand"):
        yield commitment.by_hand


def needs_no_licence(sheet: Sheet) -> bool:
    """Whether all vehicles named so far are light: then there is nothing to apply for (art. 24)."""
    return bool(sheet.application.item.effect.get("light_exempt")) and is_exempt(sheet.filled)


def missing_before_submission(sheet: Sheet) -> list[Missing]:
    """Everything that still has to be done, at once, each with the page where it is done."""
    application, answers = sheet.application, sheet.filled
    missing = [
        Missing(
            page="section",
            section=section.code,
            message=_("“%(section)s” is not complete.") % {"section": section.label},
        )
        for section in sheet.form
        if not is_complete(section, answers)
    ]
    if needs_no_licence(sheet):
        missing.append(
            Missing(
                page="section",
                section="vehicle",
                message=_(
                    "All vehicles are 4,500 kg or lighter. By law no licence is needed, so you cannot apply for one."
                ),
            )
        )
    for row in sheet.resolved:
        if row.treatment == Treatment.CHECKING:
            missing.append(
                Missing(
                    page="materials",
                    section="",
                    message=_("“%(material)s” has not been looked up yet.") % {"material": row.material.name},
                )
            )
        elif row.treatment == Treatment.MISSING:
            missing.append(
                Missing(
                    page="materials",
                    section="",
                    message=_("“%(material)s” still has to be provided.") % {"material": row.material.name},
                )
            )
    if sheet.procedure == Procedure.COMMITMENT:
        if closed := sheet.closed:
            missing.append(Missing(page="commitment", section="", message=closed))
        elif sheet.signed is None:
            missing.append(Missing(page="commitment", section="", message=_("The commitment has not been signed yet.")))
    today = timezone.localdate()
    if application.item.effect.get("ends_at_age"):
        ages = dict.fromkeys(why for _name, why in of_wrong_age(sheet, on=today))
        missing += [Missing(page="overview", section="", message=why) for why in ages]
    if (moved := sheet.moved) and moved.division is None:
        told = _("The business register shows the seat in %(place)s: no authority on this portal is competent there.")
        missing.append(Missing(page="overview", section="", message=told % {"place": moved.name}))
    if why := why_not_in_time(sheet, on=today):
        missing.append(Missing(page="overview", section="", message=why))
    against = list(sheet.conflicts)
    if not any(conflict.kind == "held" for conflict in against) and (record := holds_excluding_record(sheet)):
        against.append(held(record.fields.get("cert-number", "")))
    missing += [_as_missing(conflict) for conflict in (*against, *pending_elsewhere(application))]
    return missing


def _as_missing(conflict: Conflict) -> Missing:
    page = "section" if conflict.section else "overview"
    told = conflict.reason if conflict.label in conflict.reason else labelled(conflict.label, conflict.reason)
    return Missing(page=page, section=conflict.section, message=told)
