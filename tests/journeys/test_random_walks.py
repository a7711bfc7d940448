"""Whatever sequence of acts people try on a case, it never reaches an impossible state or a wrong date."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clock.working_days import is_working_day
from desk.refusals import NotNow, NotYourTask
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.amending import AlreadyAmended, NothingToChange, save_correction
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.decisions.actions import accepting, acting, deciding
from licensing.decisions.limits import first_hearing_day
from licensing.decisions.models.checking import Review, VisitReport
from licensing.decisions.models.ends import Decision, Ending
from licensing.decisions.rules import announced_for, hearing_is_owed
from licensing.decisions.standing.told import misplaced
from licensing.decisions.visits import open_report
from licensing.flow.models import LicensingProcess
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import limits_of, open_node, stages_of
from licensing.moving.timers import deem_accepted, escalate, go_without_hearing
from tests.conftest import TAIHANG
from tests.desk.rows_of_open_steps import check_rows
from tests.factories import company_of, principal_of, staff, submitted
from tests.walks import walks

pytestmark = pytest.mark.django_db
REFUSED_BY_LAW = (
    NotYourTask, acting.AlreadyDecided, accepting.AlreadyAccepted, NotNow, deciding.NotYetCertain,
    acting.ReasonsNeeded, NotComplete, AlreadyAmended, NothingToChange,
)  # fmt: skip
POINT = {"section": "safety", "row": -1, "field": "safety-person", "material": "", "label": "安全", "words": "补正"}


class Walk:
    """The people of a case and every act they may try."""

    def __init__(self, company, clerk, first, second, head, chief):
        self.clerk, self.first, self.second, self.head, self.chief = clerk, first, second, head, chief
        self.owner = principal_of(company)

    def acts(self):
        grant = Review.Recommendation.GRANT
        return {
            "accept": lambda c: flow.accept(c, by=self.clerk),
            "ask": lambda c: flow.ask_for_correction(c, [POINT], by=self.clerk),
            "answer": self._answer,
            "refuse acceptance": lambda c: flow.refuse_acceptance(
                c, Ending.Kind.NOT_NEEDED, by=self.clerk, reasons="无需许可。", articles="第二十四条"
            ),
            "terminate": lambda c: flow.terminate(c, Ending.Kind.UNANSWERED, reasons="未补正。", by=self.clerk),
            "review": lambda c: flow.review(c, recommendation=grant, opinion="同意。", by=self.first),
            "second review": lambda c: flow.review(
                c, recommendation=grant, opinion="同意。", by=self.second, node="second_review"
            ),
            "same eyes": lambda c: flow.review(
                c, recommendation=grant, opinion="同意。", by=self.first, node="second_review"
            ),
            "site": lambda c: flow.check_on_site(
                c, by=self.first, second=self.second, checked_on=timezone.localdate(), passed=True, findings="合格。"
            ),
            "confirm": lambda c: flow.confirm_site_check(c, agrees=True, by=self.second),
            "not so": lambda c: flow.confirm_site_check(c, agrees=False, words="当日未到场。", by=self.second),
            "confirm oneself": lambda c: flow.confirm_site_check(c, agrees=True, by=self.first),
            "extend": lambda c: flow.ask_for_extension(c, reasons="需要核实。", by=self.head),
            "approve": lambda c: flow.answer_extension(c, approves=True, by=self.chief),
            "announce": lambda c: flow.announce_hearing(
                c,
                held_on=first_hearing_day(),
                time=datetime.time(9, 30),
                place="三楼会议室",
                chair=self.head,
                by=self.head,
            ),
            "offer hearing": lambda c: flow.offer_hearing(c, reasons="拟不予许可。", by=self.head),
            "want hearing": lambda c: flow.answer_hearing_offer(c, wants_hearing=True, words="", by=self.owner),
            "no hearing": lambda c: flow.answer_hearing_offer(c, wants_hearing=False, words="", by=self.owner),
            "hold hearing": lambda c: flow.hold_hearing(
                c, held_on=announced_for(c) or timezone.localdate(), minutes="听证笔录。", by=self.head
            ),
            "grant": lambda c: flow.decide(c, Decision.Outcome.GRANTED, by=self.head),
            "refuse": lambda c: flow.decide(
                c, Decision.Outcome.REFUSED, by=self.head, reasons="不符合条件。", articles="第二十一条"
            ),
            "grant as reviewer": lambda c: flow.decide(c, Decision.Outcome.GRANTED, by=self.second),
            "ordinary": lambda c: flow.change_to_ordinary(c, by=self.owner),
            "withdraw": lambda c: flow.withdraw(c, by=self.owner),
            "timers": lambda c: (deem_accepted(), go_without_hearing(), escalate()),
        }

    def _answer(self, case):
        save_correction(case, lambda held: ({"safety-person": "赵安全"}, {}))
        flow.answer_correction(case, by=self.owner)


def brute_force_due(case):
    """The statutory day counted one day after the other, knowing nothing of the product's arithmetic."""
    stops = [
        (timezone.localdate(p.since), timezone.localdate(p.resumption.at) if hasattr(p, "resumption") else None)
        for p in case.pauses.all()
    ]
    if any(end is None for _start, end in stops):
        return None
    day = timezone.localdate(case.acceptance.accepted_at)
    left = case.item.statutory_days + (case.extension.days if hasattr(case, "extension") else 0)
    while left:
        day += datetime.timedelta(days=1)
        stopped = any(start < day <= end for start, end in stops)
        left -= is_working_day(day) and not stopped
    return day


def check(case):
    check_rows()
    assert not misplaced().exists(), "the row of its standing says what its rows tell"
    ends = [name for name in ("decision", "withdrawal", "ending") if hasattr(case, name)]
    node = open_node(case)
    process = LicensingProcess.objects.get(application=case)
    assert len(ends) <= 1
    if not ends:
        assert node in {"check", "correct", "review", "site_check", "second_review", "decide", "hearing"}
        assert process.finished is None
    elif hasattr(case, "withdrawal"):
        assert node == ""
    elif hasattr(case, "ending"):
        assert node in {"notify_ending", ""}
        assert not hasattr(case, "acceptance")
    else:
        assert node in {"issue", "publish", "notify_refusal", "deliver", ""}
        assert hasattr(case, "acceptance")
        looked_in = set(case.reviews.values_list("reviewed_by", flat=True))
        assert case.decision.decided_by_id not in looked_in
    if node == "correct":
        assert hasattr(case, "correction")
        assert not hasattr(case, "amendment")
    if node == "hearing":
        assert hasattr(case, "hearing_offer")
    if hasattr(case, "site_check"):
        answer = case.visit_reports.filter(answer__agrees=True).get().answer
        assert answer.answered_by_id == case.site_check.second_officer_id != case.site_check.officer_id
    if hasattr(case, "extension"):
        assert case.extension.approved_by_id != case.extension.request.asked_by_id
    if node in {"review", "site_check", "second_review", "decide", "hearing"}:
        assert hasattr(case, "acceptance")
    if Certificate.objects.filter(decision__application=case).exists():
        assert case.decision.is_granted
    numbers = list(case.letters.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    if hasattr(case, "acceptance"):
        assert limits_of(case).statutory == brute_force_due(case)
    assert stages_of(case)


NEXT = {
    "check": "accept", "correct": "answer", "review": "review", "site_check": "site",
    "second_review": "second review", "decide": "grant", "hearing": "want hearing",
}  # fmt: skip
"""What moves a case on from where it stands: half of all steps, so that walks go deep."""


def next_act(case):
    node = open_node(case)
    if node == "site_check" and open_report(case, VisitReport.Step.SITE_CHECK):
        return "confirm"
    if node == "hearing" and hearing_is_owed(case):
        return "hold hearing" if announced_for(case) else "announce"
    return NEXT.get(node, "timers")


STEPS = st.lists(
    st.tuples(
        st.one_of(st.just(-1), st.integers(0, 24)),
        st.sampled_from([0, 0, 0, 1, 2, 6]),
    ),
    min_size=3,
    max_size=16,
)


@pytest.mark.parametrize("procedure", ["commitment", "ordinary"])
@settings(max_examples=walks(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_no_sequence_of_acts_leads_astray(world, procedure, steps):
    start = datetime.datetime.fromisoformat("2026-03-02 10:00+08:00")
    with time_machine.travel(start, tick=True) as clock, transaction.atomic():
        company = company_of(TAIHANG)
        roles = ("counter-clerk", "reviewer", "reviewer", "decider", "head")
        walk = Walk(company, *(staff(f"walker{n}", role) for n, role in enumerate(roles)))
        case = submitted(company, procedure=procedure)
        acts = walk.acts()
        for number, days in steps:
            clock.shift(datetime.timedelta(days=days))
            fresh = Application.objects.get(pk=case.pk)
            name = next_act(fresh) if number < 0 else list(acts)[number]
            try:
                with transaction.atomic():
                    acts[name](fresh)
            except REFUSED_BY_LAW:
                pass
            check(Application.objects.get(pk=case.pk))
        final = Application.objects.get(pk=case.pk)
        if hasattr(final, "ending") or hasattr(final, "decision"):
            finish(final)
            check(Application.objects.get(pk=case.pk))
        transaction.set_rollback(True)
