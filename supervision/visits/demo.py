"""The demo's visits: a month of them by bulk inserts, sealed as a phone seals them; who said what is made up."""

from __future__ import annotations

import datetime
import io
import json
import random
import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from materials.uploads.actions import checked, keep
from materials.uploads.models import Upload
from supervision.grids.models import Assignment, Grid, Seat
from supervision.officers.models import EnforcementCertificate
from supervision.phones.records import seal_of
from supervision.visits.clues.models import VisitClue, VisitClueAnswer
from supervision.visits.models import Need, NeedAnswer, PlanEnd, PlannedVisit, Visit, VisitFile
from supervision.visits.planning import plan
from supervision.visits.reference import explained_topics, plan_edition
from supervision.visits.rules import due_of_need

SHARE = 0.42
"""Of the companies were met in the month."""
OUTCOMES = (("signed", 62), ("unsigned", 24), ("declined", 6), ("absent", 8))
SAID = (
    ("vehicle", "附近哪家检测站可以做综合性能检测？", "塔南路检测站，免预约。"),
    ("system", "年审在网上怎么办？", "当场演示了网上年审。"),
    ("driver", "从业资格证诚信考核怎么补？", "可在网上补考核，已告知步骤。"),
    ("pay", "平台拖欠两个月运费，打电话没人接。", ""),
    ("road", "货场门口限行时段能不能调整？", ""),
    ("insurance", "新能源货车投保被拒。", ""),
    ("licence", "车辆报废后道路运输证怎么注销？", "网上申请注销，当日办结。"),
)


COUNTY = "410802"
"""Whose officers can be tried on the sign-in page."""
CLUES = (
    "停车场里有三辆外地牌照的空车，门卫说是借来拉货的，夜间进出。",
    "装货的师傅说，出场前不过磅，月底才补登记。",
    "消防通道上堆着轮胎，已当面提醒。",
)


def seed_visits() -> int:
    """Visits of the last month, their needs, and the plan from today on; 0 when they are there."""
    if Visit.objects.exists():
        return 0
    drawn = random.Random(12328)  # noqa: S311 - made-up visits, the same on every machine
    with transaction.atomic():
        signature = _signature()
        visits = Visit.objects.bulk_create(_visits(drawn, signature.digest))
        signed = [visit for visit in visits if visit.outcome == "signed"]
        VisitFile.objects.bulk_create(
            [VisitFile(visit=visit, upload=signature, kind=VisitFile.Kind.SIGNATURE) for visit in signed]
        )
        _needs(drawn, visits)
        plan(Grid.objects.active(), on=timezone.localdate())
        _some_are_late(drawn)
    return len(visits)


def seed_clues() -> int:
    """What members passed on to the officers of one county: two wait, one was set aside; 0 when they are there."""
    if VisitClue.objects.exists():
        return 0
    held = Visit.objects.filter(grid__division=COUNTY, outcome__in=("signed", "unsigned")).select_related("grid")
    clues = VisitClue.objects.bulk_create(
        VisitClue(
            visit=visit,
            authority_id=visit.grid.authority_id,
            words=words,
            given_at=visit.received_at + datetime.timedelta(minutes=10),
            given_by_id=visit.member_id,
        )
        for visit, words in zip(held.order_by("on", "pk"), CLUES, strict=False)
    )
    officer = EnforcementCertificate.objects.filter(authority__division=COUNTY).order_by("pk").first()
    if clues and officer is not None:
        VisitClueAnswer.objects.create(clue=clues[-1], reason=VisitClueAnswer.Reason.MENDED, by=officer.person)
    return len(clues)


def _signature() -> Upload:
    """One drawing for all: a scrawl that is nobody's."""
    picture = Image.new("RGB", (640, 240), "#fff")
    pen = ImageDraw.Draw(picture)
    pen.line([(80, 150), (180, 80), (220, 170), (320, 90), (360, 160), (520, 120)], fill="#000", width=4)
    content = io.BytesIO()
    picture.save(content, "PNG")
    by = Seat.objects.filled().order_by("pk")[0].person
    return keep(checked(SimpleUploadedFile("演示签名.png", content.getvalue(), "image/png")), by=by)


def _visits(drawn: random.Random, signature: str) -> Sequence[Visit]:
    members: dict[int, list[int]] = {}
    for grid, person in Seat.objects.filled().values_list("grid", "person").order_by("pk"):
        members.setdefault(grid, []).append(person)
    standing = Assignment.objects.current().filter(grid__in=members).select_related("company", "grid").order_by("pk")
    now = timezone.now()
    return [
        _visit(drawn, row, drawn.choice(members[row.grid_id or 0]), now, signature)
        for row in standing
        if drawn.random() < SHARE
    ]


def _visit(drawn: random.Random, row: Assignment, member: int, now: datetime.datetime, signature: str) -> Visit:
    day = timezone.localtime(now) - datetime.timedelta(days=drawn.randrange(1, 30))
    at = day.replace(hour=drawn.randrange(8, 18), minute=drawn.randrange(60), second=0, microsecond=0)
    [outcome] = drawn.choices([name for name, _n in OUTCOMES], weights=[n for _name, n in OUTCOMES])
    is_held = outcome in ("signed", "unsigned")
    topics = sorted({drawn.choice(explained_topics()).code for _n in range(drawn.randint(1, 3))}) if is_held else []
    way = "phone" if outcome != "signed" and drawn.random() < 0.4 else "on-site"
    told = {
        "v": 1,
        "company": row.company_id,
        "grid": row.grid.code if row.grid else "",
        "planned": None,
        "at": at.isoformat(),
        "way": way,
        "minutes": drawn.randrange(10, 60) if is_held else None,
        "place": row.company.registered_address if way == "on-site" else "",
        "topics": topics,
        "explained": "",
        "needs": [],
        "outcome": outcome,
        "signer": drawn.choice("王李张刘陈") + "经理" if outcome == "signed" else "",
        "files": [{"digest": signature, "kind": "signature"}] if outcome == "signed" else [],
    }
    text = json.dumps(told, ensure_ascii=False)
    return Visit(
        key=uuid.UUID(int=drawn.getrandbits(128), version=4),
        seal=seal_of(text),
        record=text,
        company_id=row.company_id,
        grid_id=row.grid_id,  # type: ignore[misc]
        member_id=member,
        at=at,
        on=at.date(),
        clock_off=drawn.choice((0, 1, 2, -1, 3, 45)),
        received_at=at + datetime.timedelta(minutes=drawn.choice((0, 0, 1, 30, 300))),
        way=way,
        minutes=told["minutes"],
        place=told["place"],
        topics=topics,
        outcome=outcome,
        signer=told["signer"],
    )


def _needs(drawn: random.Random, visits: Sequence[Visit]) -> None:
    """Two of five companies ask for something; most of it is answered at once, some of the rest since then."""
    rows, notes = [], []
    for visit in visits:
        if visit.outcome not in ("signed", "unsigned") or drawn.random() > 0.4:
            continue
        kind, words, note = drawn.choice(SAID)
        due_on = None if note else due_of_need(visit.on, plan_edition())
        rows.append(Need(visit=visit, number=1, kind=kind, words=words, due_on=due_on))
        notes.append(note)
    made = Need.objects.bulk_create(rows)
    answers = []
    for need, note in zip(made, notes, strict=True):
        since = need.visit.received_at
        if note:
            answers.append(NeedAnswer(need=need, words=note, on_the_spot=True, at=since, by_id=need.visit.member_id))
        elif drawn.random() < 0.6:
            days = datetime.timedelta(days=drawn.randint(1, 4))
            at = min(since + days, timezone.now())
            answers.append(NeedAnswer(need=need, words="已联系企业并说明办理途径。", at=at, by_id=need.visit.member_id))
    NeedAnswer.objects.bulk_create(answers)


def _some_are_late(drawn: random.Random) -> None:
    """A few plans were due and not done: ended, and planned anew with the day that passed."""
    chosen = list(PlannedVisit.objects.open().order_by("pk")[::12])
    PlanEnd.objects.bulk_create([PlanEnd(planned=row, how=PlanEnd.How.SOONER) for row in chosen])
    late = [
        PlannedVisit(
            company_id=row.company_id,
            kind=row.kind,
            grid_id=row.grid_id,
            member_id=row.member_id,
            turn=row.turn + 1,
            purpose=row.purpose,
            way=row.way,
            due_on=timezone.localdate() - datetime.timedelta(days=drawn.randint(1, 12)),
            edition=row.edition,
        )
        for row in chosen
    ]
    PlannedVisit.objects.bulk_create(late)
