"""What leaves for other platforms: inspections and draws by their columns, never a visit and never an encounter."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from licensing.certificates.models import Certificate
from supervision.draws import actions as drawing
from supervision.encounters import actions
from supervision.grids.actions import seat
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.inspections.models import CompanyInspection, Entry
from supervision.reports.cells import OneOfficer, officers
from supervision.reports.tables import TABLES
from supervision.visits.models import Visit
from tests.factories import granted, open_grid, staff
from tests.supervision.conftest import subject_of
from tests.supervision.encounters.conftest import DRIVER, met
from tests.supervision.encounters.conftest import team as _team
from tests.supervision.inspecting import ordered
from tests.supervision.visits.conftest import sent, signed_record
from trail import checkpoints
from trail.models import Event

pytestmark = pytest.mark.django_db
team = _team


@pytest.fixture
def supervisor(catalogue):
    return staff("supervisor-1", "supervisor")


@pytest.fixture
def inspected(team, taihang):
    """An inspection of a joint visit that ended with an order to rectify."""
    subject = subject_of(taihang, colour="yellow")
    return ordered(subject, team, staff("head-1", "head"), items=["source-overload", "licence-scope"])


def lines(client, name, kind="csv"):
    answer = client.get(reverse("reports:table", args=[name, kind]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def without_time(table):
    """Lines without the moment they were reported at."""
    head, *found = table
    return [[cell for name, cell in zip(head, row, strict=True) if name != "报送时间"] for row in found]


def test_each_item_of_an_inspection_is_a_check_with_two_officers_and_two_numbers(inspected, team, supervisor, sign_in):
    head, *found = lines(sign_in(supervisor), "checks")

    assert len(found) == 2
    row, other = (dict(zip(head, one, strict=True)) for one in found)
    assert row["检查行为名称"]
    assert row["实施机构编码"] == inspected.authority.code
    assert other["检查结果"] == "未发现问题"  # the finding was under the first item
    assert row["检查类别"] == "个案检查"
    assert row["检查结果"] == "发现问题责令改正"
    assert [one.number in row["执法证号"] for one in team[:2]] == [True, True]
    assert row["行政相对人编码"] == inspected.company.uscc
    assert row["检查时间"] <= row["报送时间"]


def test_an_order_is_a_measure_and_only_that(inspected, supervisor, sign_in):
    head, row = lines(sign_in(supervisor), "measures")

    assert dict(zip(head, row, strict=True))["措施编号"] == inspected.result.letter.number


def test_visits_and_encounters_never_leave(inspected, team, taihang, clerk, supervisor, sign_in):
    client = sign_in(supervisor)
    before = {name: without_time(lines(client, name)) for name in TABLES}
    granted(taihang, clerk=clerk)
    chief, member = staff("chief-1", "grid-chief"), staff("member-1", "grid-member")
    grid = open_grid("410802-P-001", "塔南路")
    follow_register()
    seat(grid, member, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)
    certificate = Certificate.objects.filter(kind="vehicle").latest("pk")
    actions.release(met(team, *certificate.subject.split("/")), DRIVER, by=team[0].person)
    sent(signed_record(taihang, grid), by=member)

    after = {name: without_time(lines(client, name)) for name in TABLES}

    assert Visit.objects.exists()
    assert after == before
    assert certificate.plate not in str(after)


def test_a_draw_leaves_as_its_task_with_digest_and_seed(team, taihang, supervisor, sign_in):
    subject_of(taihang, colour="yellow")
    authority = team[0].authority
    draw = drawing.freeze(authority, "freight", wanted=1, purpose="=源头治超", on_site=True, by=team[0].person)
    checkpoints.make(upto=Event.objects.latest("pk").pk)
    drawing.carry_out_due()

    drawing.note_platform_number(draw, "SSJ-2026-1", by=team[0].person)

    head, row = lines(sign_in(supervisor), "draw-tasks")

    told = dict(zip(head, row, strict=True))
    assert (told["平台编号"], told["检查对象范围"], told["检查对象总数"]) == ("SSJ-2026-1", "普通货物运输", "1")
    assert told["抽中执法人员"].count(team[0].number[:8]) == 2
    assert told["名单摘要"] == draw.digest
    assert told["抽中对象数"] == "1"
    assert not told["计划名称"].startswith("=")


def test_an_inspection_by_one_officer_is_none_and_is_refused(inspected):
    alone = CompanyInspection.objects.select_related("entry__first", "entry__second").get(pk=inspected.pk)
    alone.entry = Entry(first=alone.entry.first, second=alone.entry.first)

    with pytest.raises(OneOfficer):
        officers(alone)


def test_what_leaves_is_remembered_before_and_after_with_its_rows(inspected, supervisor, sign_in):
    lines(sign_in(supervisor), "checks", "csv")

    begun, taken = Event.objects.filter(subject="report:checks").order_by("pk")
    assert (begun.kind, taken.kind) == ("report.begun", "report.taken")
    assert (taken.values["rows"], taken.values["complete"]) == (2, True)


def test_only_the_days_and_authorities_asked_for_leave(inspected, supervisor, sign_in):
    yesterday = (timezone.localdate() - timezone.timedelta(days=1)).isoformat()
    client, other = sign_in(supervisor), sign_in(staff("supervisor-2", "supervisor", division="410821"))
    old = client.get(reverse("reports:table", args=["checks", "csv"]), {"since": yesterday, "until": yesterday})

    assert len(b"".join(old.streaming_content).decode().splitlines()) == 1
    assert len(lines(other, "checks")) == 1
    assert "2 rows in these days" in client.get(reverse("reports:list")).content.decode()
    assert client.get("/supervision/reports/visits.csv").status_code == 404
