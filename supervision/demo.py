"""The demo's credit: a believable city of companies, facts that give all three colours, and work that waits.

Written by bulk inserts and assessed by the same functions as everybody; companies and facts are made up.
"""

from __future__ import annotations

import datetime
import random
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from stdnum.cn import uscc as social_credit

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from supervision.credit.codes.actions import confirm, propose, take_effect
from supervision.credit.codes.assessing import weigh_all
from supervision.credit.codes.models import Assessment, CodeChange, Round, TakenEffect
from supervision.credit.codes.objecting import object_to_fact
from supervision.credit.facts.classes import days_of
from supervision.credit.facts.models import CreditFact
from supervision.credit.repairs.actions import ask_for_repair
from supervision.credit.scoring.model import Colour
from supervision.credit.subjects.enrolling import enrol
from supervision.credit.subjects.models import Subject
from supervision.grids.demo import PLACES

SHARES = {"410823": 5, "410802": 4, "410821": 2}
"""Of the companies: Wuzhi has about a third of the city's (calibration F-9.17); every other county one part."""
FIRST = (
    "太行", "怀川", "沁河", "云台", "丹河", "覃怀", "山阳", "神农", "青天", "黄河",
    "龙翔", "鑫源", "宏达", "顺通", "恒运", "捷安", "众诚", "广汇", "新干线", "万里",
)  # fmt: skip
SECOND = ("货运", "物流", "运输", "汽车运输", "供应链", "快运", "储运")
BY_SECTOR = {"freight": 1.0, "hazardous": 0.09, "charter": 0.03, "passenger-line": 0.02}
"""Of so many companies; a sum above one: some have two sectors (calibration F-9.17)."""
KINDS = (
    ("complaints", "hotline", "", 1, "12328工单查实"),
    ("penalties", "own", "ordinary", 1, "行政处罚决定书"),
    ("penalties", "own", "slight", 1, "当场行政处罚决定书"),
    ("overloads", "overload-control", "", 1, "超限超载认定书"),
    ("alerts-unhandled", "platform", "", 1, "月度报警处理率通报"),
    ("vehicles-offline", "platform", "", 1, "月度在线率通报"),
    ("tickets-late", "hotline", "", 1, "工单逾期"),
    ("accidents", "police", "", 1, "道路交通事故认定书"),
    ("injuries", "police", "", 1, "道路交通事故认定书"),
    ("taxpayer-a", "tax", "", 1, "A级纳税人名单"),
    ("grade-aaa", "credit-china", "", 1, "质量信誉考核结果"),
)


def seed(*, companies: int) -> int:
    """Fill an empty demo; returns how many subjects there are."""
    if Subject.objects.exists():
        return Subject.objects.count()
    drawn = random.Random(12328)  # noqa: S311 - made-up companies, the same on every machine
    with transaction.atomic():
        enrol()
        _cases_of_the_world()
        _city(drawn, companies)
        subjects = list(Subject.objects.select_related("company", "authority").order_by("pk"))
        _facts(drawn, subjects)
        _assessed(subjects)
        _waiting()
    return len(subjects)


def _cases_of_the_world() -> None:
    """The companies people of the demo act for are coded, whether or not this portal licensed them."""
    known = set(Subject.objects.values_list("company", flat=True))
    authorities = {authority.division_id: authority for authority in Authority.objects.all()}
    rows = [
        Subject(
            company=company,
            sector="freight",
            authority=authorities[company.division_id],
            licensed_since=datetime.date(2021, 3, 1),
            vehicles=12,
        )
        for company in Company.objects.exclude(pk__in=known)
        if company.division_id in authorities and not company.is_individual
    ]
    Subject.objects.bulk_create(rows)


def _city(drawn: random.Random, count: int) -> None:
    authorities = {a.division_id: a for a in Authority.objects.select_related("division") if a.division_id in PLACES}
    counties = sorted(authorities)
    shares = [SHARES.get(county, 1) for county in counties]
    names: dict[str, str] = {}
    while len(names) < count:
        [county] = drawn.choices(counties, weights=shares)
        called = authorities[county].division.name_zh
        names[f"{called}{drawn.choice(FIRST)}{drawn.choice(FIRST)}{drawn.choice(SECOND)}有限公司"] = county
    rows = [
        _company(number, name, county, address=_address(drawn, authorities[county].division))
        for number, (name, county) in enumerate(names.items(), start=1)
    ]
    made = Company.objects.bulk_create(rows)
    subjects = []
    for company in made:
        sectors = [sector for sector, share in BY_SECTOR.items() if drawn.random() < share]
        since = datetime.date(2016, 1, 1) + datetime.timedelta(days=drawn.randrange(3950))
        vehicles = min(int(drawn.lognormvariate(2.4, 1.0)) + 1, 400)
        subjects += [
            Subject(
                company=company,
                sector=sector,
                authority=authorities[company.division_id],
                licensed_since=since,
                vehicles=vehicles,
            )
            for sector in sectors
        ]
    Subject.objects.bulk_create(subjects)


def _address(drawn: random.Random, county: Division) -> str:
    return f"河南省焦作市{county.name_zh}{drawn.choice(PLACES[county.code])}{drawn.randint(1, 99)}号"


def _company(number: int, name: str, division: str, *, address: str) -> Company:
    body = f"91{division}MAD{number:05d}X"
    return Company(
        uscc=f"{body}{social_credit.calc_check_digit(body)}",
        name=name,
        entity_type="有限责任公司",
        registered_address=address,
        division_id=division,
    )


def _facts(drawn: random.Random, subjects: list[Subject]) -> None:
    """Most have none or one, a few have many: the share of colours comes out of the model, not of a list."""
    today = timezone.localdate()
    rows: list[CreditFact] = []
    for subject in subjects:
        trouble = drawn.choices((0, 1, 3, 10, 24), weights=(52, 26, 13, 5, 4))[0]
        for _each in range(trouble):
            # Who has much of everything had it lately, and nobody praises him.
            indicator, source, gravity, most, words = drawn.choice(KINDS if trouble < 10 else KINDS[:-2])
            happened = today - datetime.timedelta(days=drawn.randrange(3, 420 if trouble < 10 else 200))
            rows.append(_fact(subject, indicator, happened, source, gravity, drawn.randint(1, most), words, len(rows)))
        if trouble > 10 and drawn.random() < 0.5:
            rows.append(_fact(subject, "orders-overdue", today, "own", "", 1, "责令改正通知书", len(rows)))
        if trouble >= 10 and drawn.random() < 0.3:
            happened = today - datetime.timedelta(days=20)
            rows.append(_fact(subject, "deaths", happened, "police", "", 1, "道路交通事故认定书", len(rows)))
        overdue = sum(drawn.random() < 0.02 for _vehicle in range(subject.vehicles or 0))
        for _vehicle in range(overdue):
            happened = today - datetime.timedelta(days=drawn.randrange(1, 60))
            rows.append(_fact(subject, "overdue-vehicles", happened, "own", "", 1, "道路运输证逾期未年审", len(rows)))
    CreditFact.objects.bulk_create(rows)


def _fact(
    subject: Subject,
    indicator: str,
    happened: datetime.date,
    source: str,
    gravity: str,
    magnitude: int,
    words: str,
    number: int,
) -> CreditFact:
    days = days_of(gravity, happened)
    return CreditFact(
        company_id=subject.company_id,
        sector=subject.sector,
        indicator=indicator,
        happened_on=happened,
        known_on=happened,
        source=source,
        source_ref=f"演示-{number:05d}",
        gravity=gravity,
        magnitude=Decimal(magnitude),
        words=words,
        repair_from=days.repair_from,
        shown_until=days.shown_until,
    )


def _assessed(subjects: list[Subject]) -> None:
    """The first monthly run: everybody's code as the model says, in force since then; some wait for two people."""
    today = timezone.localdate()
    found = list(weigh_all(subjects, on=today))
    rows = Assessment.objects.bulk_create([one.as_row(Assessment.Occasion.MONTHLY) for one in found])
    changes = []
    for subject, row in zip(subjects, rows, strict=True):
        if row.colour == Colour.NONE.value:
            continue
        waits = row.colour in ("red", "yellow") and subject.pk % 9 == 0
        changes.append(
            CodeChange(
                subject=subject,
                was="none",
                becomes=row.colour,
                assessment=row,
                by_rule=not waits,
            )
        )
    made = CodeChange.objects.bulk_create(changes)
    in_force = [change for change in made if change.by_rule]
    TakenEffect.objects.bulk_create([TakenEffect(change=change, on=today) for change in in_force])
    for colour, days in (("green", 0), ("yellow", 30), ("red", 90)):
        coded = Subject.objects.filter(pk__in=[change.subject_id for change in in_force if change.becomes == colour])
        stay = today + datetime.timedelta(days=days) if days else None
        coded.update(colour=colour, colour_since=today, stay_until=stay)
    month = today.replace(day=3)
    if month <= today:
        counted = {"assessed": len(rows), "suggested": len(made) - len(in_force), "bettered": len(in_force)}
        Round.objects.create(kind="monthly", on=month, **counted)


def _waiting() -> None:
    """An objection of one of the demo's companies, a request for repair, a proposal somebody else has to confirm."""
    people = {person.username: person for person in Person.objects.filter(username__in=("chen", "credit", "credit2"))}
    if len(people) < 3:
        return
    today = timezone.localdate()
    mine = Subject.objects.filter(company__in=Company.objects.acted_for_by(people["chen"]))
    subject = mine.filter(authority__division="410802").select_related("company", "authority").order_by("pk").first()
    if subject is not None:
        said = (
            ("complaints", "hotline", "", 40),
            ("penalties", "own", "ordinary", 130),
            ("overloads", "overload-control", "", 70),
        )
        facts = [
            _fact(subject, indicator, today - datetime.timedelta(days=days), source, gravity, 1, "演示", 90000 + number)
            for number, (indicator, source, gravity, days) in enumerate(said)
        ]
        complaint, penalty, _overload = CreditFact.objects.bulk_create(facts)
        object_to_fact(complaint, subject, words="投诉人并非我公司承运的货主，单号不符。", proofs=[], by=people["chen"])
        if penalty.repair_from and penalty.repair_from <= today:
            ask_for_repair(penalty, subject, mended="罚款已缴纳，驾驶员已重新培训。", by=people["chen"])
    ready = CodeChange.objects.filter(by_rule=False, subject__authority__division="410802").order_by("pk")
    for number, change in enumerate(ready[:3]):
        propose(change, words="已核对记录原件。", by=people["credit"])
        if number == 0:
            confirm(change, by=people["credit2"])
    take_effect(on=today)
