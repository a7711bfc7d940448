"""Supervision in figures: one definition each, the very rows behind each number, no share of a few."""

import csv
import html
import io
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pages.counted.figure import count
from supervision.credit.repairs.actions import answer_repair, ask_for_repair
from supervision.encounters import actions
from supervision.encounters.following import look_again
from supervision.encounters.pledges.actions import sign_pledge
from supervision.figures.definitions import FIGURES, GROUPS
from supervision.inspections.doing import planning
from supervision.limits.actions import LimitReached
from supervision.limits.models import PlaceAsked
from tests.factories import company_of, principal_of, staff
from tests.registry_server import WORLD
from tests.supervision.conftest import happened, subject_of
from tests.supervision.encounters.conftest import DRIVER, met, not_punished, registered, spared
from tests.supervision.encounters.conftest import team as _team
from tests.supervision.inspecting import drafted, entered, ordered
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = pytest.mark.django_db
team = _team
OTHER = next(code for code in WORLD["fleets"] if code[2:8] == "410802")


@pytest.fixture
def supervisor(catalogue):
    return staff("supervisor-1", "supervisor")


def counted(code, person):
    today = timezone.localdate()
    found = count(FIGURES[code], person, today.replace(month=1, day=1), today)
    return found.number, found.of, found.share


def days():
    today = timezone.localdate()
    return today.replace(month=1, day=1), today


def shown_numbers(page):
    """Each address of rows on the page with the number that leads there."""
    found = re.findall(r'href="(/supervision/figures/[^"]+)"[^>]*>\s*(\d+)\s*</a>', page)
    return {html.unescape(address): int(number) for address, number in found}


def rows_of(client, address):
    text = b"".join(client.get(f"{address}&as=csv").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_every_number_leads_to_the_very_rows_it_counts(team, taihang, supervisor, sign_in):
    ordered(subject_of(taihang, colour="yellow"), team, staff("head-1", "head"))
    spared(team, "豫H75001")
    client = sign_in(supervisor)

    numbers = shown_numbers(client.get(reverse("figures:list")).content.decode())

    assert len(numbers) > 10
    for address, number in numbers.items():
        assert len(rows_of(client, address)) == number, address
        assert client.get(address).status_code == 200


def test_each_figure_says_what_it_counts_of_what_and_what_is_left_out(team, supervisor, sign_in):
    page = html.unescape(sign_in(supervisor).get(reverse("figures:list")).content.decode())

    for figure in FIGURES.values():
        assert f"{figure.counted} / {figure.of} · {figure.left_out} · {figure.period}" in page, figure.code
    assert all(str(title) in page for title, _of, _what in GROUPS.values())


def test_below_ten_there_is_a_count_and_no_share(team, supervisor):
    for number in range(9):
        not_punished(team, f"豫H7500{number}")
    few = counted("all-proved", supervisor)
    not_punished(team, "豫H75009")

    assert few == (9, 9, None)
    assert counted("all-proved", supervisor) == (10, 10, 100.0)


def test_mended_online_and_met_again_are_counted_by_treatment(team, supervisor):
    registered("豫H76001", days=-3)
    outcome = actions.cure(met(team, "豫H76001"), DRIVER, receipt="YZ-1", by=team[0].person)
    registered("豫H76001", days=365)
    look_again(outcome)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=1), tick=False):
        spared(team, "豫H76001")

    assert counted("mended-online", supervisor)[:2] == (1, 2)
    assert counted("again-curing", supervisor)[:2] == (1, 1)
    assert counted("again-spared", supervisor)[:2] == (0, 1)


def test_after_a_year_it_is_not_again(team, supervisor):
    before = timezone.now() - timezone.timedelta(days=366)
    with time_machine.travel(before, tick=False):
        for one in team[:2]:
            sign_pledge(by=one.person)
        spared(team, "豫H76002")
    spared(team, "豫H76002")
    today = timezone.localdate()

    found = count(FIGURES["again-spared"], supervisor, today - timezone.timedelta(days=400), today)

    assert (found.number, found.of) == (0, 2)


def test_an_inspection_approved_before_it_began_is_counted(team, taihang, supervisor):
    ordered(subject_of(taihang, colour="yellow"), team, staff("head-1", "head"))

    assert counted("approved-before", supervisor)[:2] == (1, 1)
    assert counted("told-in-time", supervisor)[:2] == (1, 1)
    assert counted("off-site", supervisor)[:2] == (0, 1)
    assert counted("on-site-yellow", supervisor)[:2] == (1, 1)
    assert counted("colour-yellow", supervisor)[:2] == (1, 1)


def test_a_result_nobody_told_is_late_when_its_days_are_over_and_not_before(team, taihang, supervisor):
    entered(subject_of(taihang, colour="yellow"), team, staff("head-1", "head"))

    assert counted("told-in-time", supervisor)[:2] == (0, 0)
    with time_machine.travel(timezone.now() + timezone.timedelta(days=20), tick=False):
        today = timezone.localdate()
        found = count(FIGURES["told-in-time"], supervisor, today - timezone.timedelta(days=30), today)
    assert (found.number, found.of) == (0, 1)


def test_a_repair_nobody_decided_counts_when_its_day_went_by(taihang, supervisor):
    subject, officer = subject_of(taihang), staff("credit-1", "credit-officer")
    fact = happened(subject, "penalties", months=5, gravity="ordinary", source="own")
    asked = ask_for_repair(fact, subject, mended="已缴罚款。", by=principal_of(taihang))
    answer_repair(asked, accepted=True, by=officer)

    assert counted("repairs-in-time", supervisor)[:2] == (0, 0)
    with time_machine.travel(timezone.now() + timezone.timedelta(days=30), tick=False):
        today = timezone.localdate()
        found = count(FIGURES["repairs-in-time"], supervisor, today - timezone.timedelta(days=30), today)
    assert (found.number, found.of) == (0, 1)


def test_an_attempt_beyond_the_limit_is_refused_and_stays_known(team, taihang, supervisor, sign_in):
    head, subject = staff("head-1", "head"), subject_of(taihang, colour="yellow")
    entered(subject, team, head, source="plan")
    second = drafted(subject, team, source="plan")

    with pytest.raises(LimitReached):
        planning.approve(second, granted=True, words="", by=head)

    assert counted("over-limit", supervisor)[:2] == (1, 2)
    refused = PlaceAsked.objects.get(granted=False)
    assert (refused.about, refused.taken, refused.limit) == (second.number, 1, 1)
    with pytest.raises(AppendOnlyViolated):
        PlaceAsked.objects.all().delete()


def test_who_is_exempt_and_was_not_inspected_is_spared(team, taihang, supervisor):
    yellow = subject_of(taihang, colour="yellow")
    green = subject_of(company_of(OTHER), colour="green")
    hazardous = subject_of(green.company, sector="hazardous", colour="green")
    assert set(FIGURES["exempted"].rows("counted", supervisor, *days())) == {green}
    assert set(FIGURES["exempted"].rows("of", supervisor, *days())) == {yellow, green, hazardous}

    entered(green, team, staff("head-1", "head"))

    assert counted("exempted", supervisor)[:2] == (0, 3)


def test_each_reader_sees_the_figures_of_their_work_only(catalogue, sign_in):
    head, chief = sign_in(staff("head-1", "head")), sign_in(staff("chief-1", "grid-chief"))

    seen = {name: client.get(reverse("figures:list")).content.decode() for name, client in
            (("head", head), ("chief", chief))}  # fmt: skip

    assert "Approved before they began" in seen["head"]
    assert "Objections upheld" not in seen["head"]
    assert "Companies visited in six months" in seen["chief"]
    assert "Approved before they began" not in seen["chief"]
    assert chief.get(reverse("figures:rows", args=["approved-before", "of"])).status_code == 403
    assert head.get(reverse("figures:rows", args=["nothing", "of"])).status_code == 404


def test_rows_taken_out_are_remembered(team, supervisor, sign_in):
    not_punished(team, "豫H75001")

    rows_of(sign_in(supervisor), f"{reverse('figures:rows', args=['all-proved', 'of'])}?since=&until=")

    assert Event.objects.get(kind="figure.taken").values["rows"] == 1
