"""The demo's insurance: five insurers, three pledges, and cases that show each way out."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.insurance.actions import Reported, Said, enter_insurer, note_answer, report, sign_pledge, take_step
from hotline.insurance.asking import ask_insurer
from hotline.insurance.models import Insurer, Step

NAMES = ("怀川财产保险焦作中心支公司", "太行财产保险焦作支公司", "云台财产保险焦作支公司", "覃怀财产保险焦作支公司",
         "沁河财产保险焦作支公司")  # fmt: skip
"""Made-up insurers."""


def seed() -> int:
    """Fill an empty demo; returns how many insurers there are."""
    officer = Person.objects.filter(username="care").select_related("authority").first()
    if officer is None or officer.authority is None or Insurer.objects.exists():
        return 0
    today = timezone.localdate()
    made = [enter_insurer(officer.authority, name=name, contact="车险部", by=officer) for name in NAMES]
    for insurer in made[:3]:
        sign_pledge(
            insurer,
            text="新能源货车交强险应保尽保，商业险愿保尽保。",
            channels="网点、官方应用、车险好投保",
            contact="车险部",
            answer_days=2,
            signed_on=today - datetime.timedelta(days=200),
            by=officer,
        )
    _insured(officer, officer.authority, made)
    _refused(officer, officer.authority, made)
    waiting, _code = report(_truck("豫H66666D", "third-party", claims=2, use="muck"), authority=officer.authority)
    take_step(waiting, Step.SENT, by=officer)
    for insurer in (made[0], made[4]):
        ask_insurer(waiting, insurer, asked_on=today, channel="association", by=officer)
    return len(made)


def _truck(plate: str, cover: str, *, claims: int = 0, use: str = "general", soon: int = 40) -> Reported:
    today = timezone.localdate()
    return Reported(
        owner="王德福",
        phone="13903910018",
        plate=plate,
        drive="battery",
        use=use,
        gross_mass=25000,
        first_year=2023,
        claims=claims,
        cover=cover,
        last_premium=Decimal("9800.00"),
        policy_end=today + datetime.timedelta(days=soon),
    )


def _insured(officer: Person, authority: Authority, insurers: list[Insurer]) -> None:
    """Refused for the battery by one, quoted by another, taken."""
    case, _code = report(_truck("豫H55555D", "third-party"), authority=authority)
    today = timezone.localdate()
    take_step(case, Step.SENT, by=officer)
    refused = Said(
        insurer=insurers[3],
        asked_on=today,
        channel="offline",
        answer="refused",
        reason="battery",
        words="柜面称电池风险高。",
    )
    note_answer(case, refused, by=officer)
    quote = note_answer(
        case,
        Said(insurer=insurers[0], asked_on=today, channel="association", answer="quote", premium=Decimal("10600.00")),
        by=officer,
    )
    take_step(case, Step.INSURED, answer=quote, by=officer)


def _refused(officer: Person, authority: Authority, insurers: list[Insurer]) -> None:
    """Compulsory cover refused against a pledge: a clue to the regulator."""
    case, _code = report(_truck("豫H77777D", "compulsory", claims=1, soon=4), authority=authority)
    take_step(case, Step.SENT, by=officer)
    said = Said(
        insurer=insurers[1],
        asked_on=timezone.localdate(),
        channel="offline",
        answer="refused",
        reason="quota",
        words="经办人称本月新能源货车额度已满，不予承保。",
    )
    answer = note_answer(case, said, by=officer)
    take_step(case, Step.REGULATOR, answer=answer, words="已附车主录音和柜面照片。", by=officer)
