"""What leaves the house: the clue to the regulator, and the list of a month to the association of insurers."""

from __future__ import annotations

import datetime
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.authorities import Authority
from accounts.people import Person
from desk.refusals import MayNotHandle, NotNow
from hotline.insurance.asking_models import InsurerLate
from hotline.insurance.letters.models import InsuranceLetter
from hotline.insurance.models import InsuranceCase, InsurerAnswer
from hotline.insurance.rights import may_handle
from hotline.insurance.rules import ASSOCIATION, REGULATOR
from papers.letters.writing import chinese, drafted, keep


def clue(case: InsuranceCase, answer: InsurerAnswer, *, by: Person) -> InsuranceLetter:
    """The letter of a clue, in the caller's transaction; the evidence goes with it, the owner is not named."""
    files = answer.evidence.count()
    with override("zh-hans"):
        reason = str(answer.get_reason_display())
    paper = drafted(
        InsuranceLetter.Kind.CLUE,
        case.authority,
        to=REGULATOR,
        values={
            "number": case.number,
            "plate": case.plate,
            "insurer": answer.insurer.name,
            "day": chinese(answer.asked_on),
            "reason": reason,
            "words": answer.words,
            "files": str(files) if files else "",
            "pledge": chinese(answer.breaks.signed_on) if answer.breaks else "",
        },
    )
    return keep(InsuranceLetter, paper, case.authority, by=by, about=case.number)


def list_of_month(authority: Authority, month: datetime.date, *, by: Person) -> InsuranceLetter:
    """The letter with every case reported in a month, and who refused it. Raises MayNotHandle, NotNow."""
    if not may_handle(by, authority):
        raise MayNotHandle
    first = month.replace(day=1)
    cases = InsuranceCase.objects.filter(
        authority=authority, reported_at__date__year=first.year, reported_at__date__month=first.month
    ).prefetch_related("steps", "answers__insurer")
    told = [_row(case) for case in cases.order_by("pk")]
    rows = [*told, *_broken(authority, first)]
    if not rows:
        raise NotNow(_("Nothing was reported in this month."))
    refusals = InsurerAnswer.objects.filter(case__in=cases, answer=InsurerAnswer.Answer.REFUSED).count()
    month_told = {"month": f"{first.year}年{first.month}月", "cases": str(len(told)), "refusals": str(refusals)}
    paper = drafted(InsuranceLetter.Kind.LIST, authority, to=ASSOCIATION, values=month_told, rows=rows)
    with transaction.atomic():
        return keep(InsuranceLetter, paper, authority, by=by, about=f"{first:%Y-%m}")


def _row(case: InsuranceCase) -> tuple[str, str]:
    with override("zh-hans"):
        refused = [
            f"{one.insurer.name}拒保（{one.get_reason_display()}）"
            for one in case.answers.all()
            if one.answer == InsurerAnswer.Answer.REFUSED
        ]
        told = f"{case.get_cover_display()}，{case.get_drive_display()}，{case.get_use_display()}"
    return f"{case.number} {case.plate}", "；".join([told, *refused])


def _broken(authority: Authority, month: datetime.date) -> list[tuple[str, str]]:
    """What each insurer owed in a month: pledges broken by refusals, answers late; who owed nothing is not named."""
    answers = InsurerAnswer.objects.filter(case__authority=authority, breaks__isnull=False)
    late = InsurerLate.objects.counted().filter(asked__case__authority=authority)
    of_month = {"at__year": month.year, "at__month": month.month}
    refused = Counter(answers.filter(**of_month).values_list("insurer__name", flat=True))
    missed = Counter(late.filter(**of_month).values_list("asked__insurer__name", flat=True))
    promised = Counter(late.filter(breaks__isnull=False, **of_month).values_list("asked__insurer__name", flat=True))
    return [(name, _owed(refused[name], missed[name], promised[name])) for name in sorted({*refused, *missed})]


def _owed(refused: int, missed: int, promised: int) -> str:
    """An answer that was late against a pledge is told once, as one of those that were late."""
    told = [f"违反承诺拒保{refused}次"] if refused else []
    if missed:
        told.append(f"逾期未答复{missed}次" + (f"，其中违反承诺{promised}次" if promised else ""))
    return "；".join(told)
