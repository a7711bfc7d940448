"""Two cases and one licence at once, a vehicle that moves, a licence that ends: the register never contradicts itself.

Every act anybody may try comes in any order. Whatever is granted is in the register the same moment, two certificates
never hold one place, and no letter names a certificate that is not there.
"""

import datetime
from collections import Counter
from contextlib import contextmanager, nullcontext

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.refusals import NotNow, NotYourTask
from licensing.applications.actions.drafting import AlreadySubmitted, CannotStart, CommitmentClosed
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.applications.sheet import sheet_of
from licensing.certificates.actions import register
from licensing.certificates.ends import HOLDING, LEDGER_STATUS, claim_of, ledger_material
from licensing.certificates.models import Certificate, State
from licensing.decisions import checking
from licensing.decisions.actions import accepting, acting, deciding, receiving
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from licensing.moving.progress import open_node
from licensing.register.models import Place
from licensing.verification import ending, proceedings
from licensing.verification.models import End
from licensing.verification.rules import open_inquiry
from materials.lookups.circuit import close_all
from materials.lookups.ledger import newest
from tests.conftest import TAIHANG, YUNTAI
from tests.factories import check_by_hand, company_of, draft, drafted, granted, principal_of, sign, staff
from tests.journeys.test_what_stands import about_vehicles, fresh, registered_to, told
from tests.registry_server import WORLD
from tests.walks import walks

pytestmark = pytest.mark.django_db
REFUSED_BY_LAW = (
    NotYourTask, acting.AlreadyDecided, accepting.AlreadyAccepted, NotNow, deciding.NotYetCertain,
    acting.ReasonsNeeded, receiving.VehicleTaken, NotComplete, AlreadySubmitted, CannotStart, CommitmentClosed,
)  # fmt: skip
START = datetime.datetime.fromisoformat("2026-03-02 10:00+08:00")
FIRST, THIRD = WORLD["fleets"][TAIHANG]["vehicles"][0], WORLD["fleets"][TAIHANG]["vehicles"][2]


class Office:
    """The people of a county."""

    def __init__(self, division):
        self.head = staff(f"head{division}", "counter-clerk", "decider", division=division)
        self.other = staff(f"other{division}", "decider", division=division)
        self.eyes = [staff(f"eye{n}{division}", "reviewer", division=division) for n in (1, 2)]


class World:
    """Two companies with their licences, and a drawer of complete drafts about the first one's."""

    def __init__(self, registry):
        self.registry = registry
        self.offices = {division: Office(division) for division in ("410802", "410821")}
        self.taihang, self.yuntai = company_of(TAIHANG), company_of(YUNTAI)
        self.drafts = {"second": draft(self.taihang, vehicles=1, procedure="ordinary")}
        self.licence = granted(self.taihang, clerk=self.offices["410802"].head)
        granted(self.yuntai, clerk=self.offices["410821"].head)
        for code in ("change", "scope", "reissue", "close"):
            self.drafts[code] = drafted(f"freight-licence-{code}", self.taihang)
        self.drafts["add"] = about_vehicles("vehicle-permit-issue", self.taihang, [THIRD])
        for code in ("suspend", "permit-cancel", "permit-reissue"):
            self.drafts[code] = about_vehicles(f"vehicle-{code}", self.taihang, [FIRST])
        with registered_to(registry, FIRST, self.yuntai):
            self.drafts["move"] = about_vehicles("vehicle-permit-change", self.yuntai, [FIRST])
            self.drafts["add to other"] = about_vehicles("vehicle-permit-issue", self.yuntai, [FIRST])

    def hand_in(self, name):
        case = fresh(self.drafts[name])
        if case.procedure == "commitment" and not case.is_submitted:
            sign(case)
        flow.hand_in(case, by=principal_of(case.company))

    def go_on(self, name):
        """The next step of a case by whoever's turn it is; at the decision it is granted."""
        case = fresh(self.drafts[name])
        if not case.is_submitted:
            return self.hand_in(name)
        office, node = self.offices[case.authority.division_id], open_node(case)
        if node == "check":
            return flow.accept(case, by=office.head)
        if node == "site_check":
            day = timezone.localdate()
            told = {"checked_on": day, "passed": True, "findings": "合格。"}
            flow.check_on_site(case, by=office.eyes[0], second=office.eyes[1], **told)
            return flow.confirm_site_check(fresh(case), agrees=True, by=office.eyes[1])
        if node in ("review", "consult", "second_review"):
            by = office.eyes[node == "second_review"]
            grant = Review.Recommendation.GRANT
            return flow.review(case, recommendation=grant, opinion="同意。", by=by, node=node)
        check_by_hand(case, by=office.head)
        if sheet_of(fresh(case)).differences:
            checking.take_over(fresh(case), by=office.head)
        return flow.decide(fresh(case), Decision.Outcome.GRANTED, by=office.head)

    def refuse(self, name):
        case = fresh(self.drafts[name])
        head = self.offices[case.authority.division_id].head
        flow.decide(case, Decision.Outcome.REFUSED, by=head, reasons="不符合条件。", articles="第二十一条")

    def withdraw(self, name):
        case = fresh(self.drafts[name])
        if not case.is_submitted:
            raise NotYourTask
        flow.withdraw(case, by=principal_of(case.company))

    def end(self, end):
        head = self.offices["410802"].head
        told = {"reasons": "情况变化。", "articles": "第七十条", "grounds": ["so-asked"]}
        ending.end_directly(fresh(self.licence), end, by=head, **told)

    def proceed(self, end):
        """Proceedings for deceit, or to withdraw: opened by one, answered, decided by another."""
        case, office = fresh(self.licence), self.offices["410802"]
        inquiry = open_inquiry(case)
        if inquiry is None:
            told = {
                "reasons": "欺骗取得。",
                "articles": "第六十九条",
                "finding": "现场没有所填车辆。",
                "is_untrue": end == End.REVOCATION,
            }
            return proceedings.open_inquiry(case, end, by=office.head, **told)
        if not hasattr(inquiry, "statement"):
            by = principal_of(self.taihang)
            return proceedings.state_case(inquiry, words="无。", wants_hearing=False, proofs=[], by=by)
        return proceedings.decide_inquiry(inquiry, ends=True, compensation="未造成损失。", by=office.other)

    def acts(self):
        found = {f"go on {name}": lambda name=name: self.go_on(name) for name in self.drafts}
        found |= {f"refuse {name}": lambda name=name: self.refuse(name) for name in ("change", "close")}
        found |= {f"withdraw {name}": lambda name=name: self.withdraw(name) for name in ("scope", "move")}
        found["retract"] = lambda: self.proceed(End.RETRACTION)
        found["strike off"] = lambda: self.end(End.STRIKING_OFF)
        found["revoke"] = lambda: self.proceed(End.REVOCATION)
        return found


def check():
    standing = [c for c in Certificate.objects.with_state() if State(c.newest_state) in HOLDING]
    held = Counter(key for certificate in standing for key in claim_of(certificate).keys)
    places = {(place.key, place.number, place.version) for place in Place.objects.all()}
    assert all(count == 1 for count in held.values()), held
    assert places == {(key, c.number, c.version) for c in standing for key in claim_of(c).keys}
    for licence in (c for c in standing if c.kind == "licence"):
        record = newest(ledger_material(licence), {"cert-number": licence.number})
        assert record.fields["cert-status"] == LEDGER_STATUS[State(licence.newest_state)]
    for decision in Decision.objects.filter(outcome="granted"):
        assert decision.issue_order.registered_at is not None
        assert_letter_is_true(decision)
    for entry in CreditEntry.objects.exclude(barred_until=None):
        later = Decision.objects.filter(
            outcome="granted", application__company=entry.company, decided_at__gt=entry.entered_at
        )
        assert not [d for d in later if "road-freight" in d.application.item.effect.get("leads_to", [])]


def assert_letter_is_true(decision):
    issued = set(decision.certificates.values_list("number", flat=True))
    table = dict(tuple(row) for row in decision.letter.table)
    if decision.application.item.certificates:
        assert issued
    for number in issued:
        assert number in str(decision.letter.table)
    if told := table.get("证件编号"):
        assert told in issued


def check_ends(before):
    """A letter that ends certificates names those that stood, and none of them stands any more."""
    ends = Letter.objects.filter(kind__in=["revocation", "retraction", "striking-off"], pk__gt=before)
    for letter in ends:
        for certificate in Certificate.objects.with_state():
            named = certificate.number in "".join(letter.paragraphs) + str(letter.table)
            if named and certificate.issued_at <= letter.written_at:
                assert certificate.newest_state not in HOLDING


@contextmanager
def silent(registry, mode):
    """No registry of another authority answers for a while; afterwards none is left alone for it."""
    registry.fail(mode)
    try:
        yield
    finally:
        registry.mend()
        close_all()


WAYS = {
    "as ever": lambda scene: nullcontext(),
    "sold": lambda scene: registered_to(scene.registry, FIRST, scene.yuntai),
    "down": lambda scene: silent(scene.registry, "down"),
    "garbage": lambda scene: silent(scene.registry, "garbage"),
    "forged": lambda scene: silent(scene.registry, "bad-signature"),
    "struck off": lambda scene: told(
        scene.registry, "business-licence", {"uscc": TAIHANG}, **{"entity-status": "吊销"}
    ),
}
"""What the registries tell during an act: what they always told, something else, or nothing that can be used."""
ACTS = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.integers(1, 4),
        st.sampled_from(["as ever", "as ever", *WAYS]),
        st.sampled_from([0, 0, 1, 2]),
    ),
    min_size=3,
    max_size=7,
)
"""Which act, how often in a row, what registries tell then, days later."""


def test_no_order_of_acts_on_two_cases_leads_the_register_astray(world, next_year):
    with time_machine.travel(START, tick=True) as clock:
        scene = World(world)
        acts, begun = list(scene.acts().items()), timezone.now()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(steps=ACTS)
        def walk(steps):
            # Never back before what stands already: a bar would be older than the grant it came after.
            clock.move_to(begun)
            with transaction.atomic():
                for number, times, way, days in steps:
                    clock.shift(datetime.timedelta(days=days))
                    _name, act = acts[number % len(acts)]
                    for _time in range(times):
                        _try(scene, act, way=way)
                        check()
                for decision in Decision.objects.filter(outcome="granted"):
                    assert register(decision) is not None
                check()
                transaction.set_rollback(True)

        walk()


EXAMPLES = walks(5)


def _try(scene, act, *, way):
    before = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    decided = Decision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        with transaction.atomic(), WAYS[way](scene):
            act()
    except REFUSED_BY_LAW:
        return
    check_ends(before)
    for decision in Decision.objects.filter(pk__gt=decided, outcome="granted"):
        assert_nothing_rests_on_silence(decision)
    assert Application.objects.exists()


def assert_nothing_rests_on_silence(decision):
    """Every fact of a grant was told by a registry or checked by an official by name, and is fresh.

    Who is known to be struck off is granted nothing, whoever checked it; an answer counts for its hours (domain F-4.4).
    """
    facts = sheet_of(fresh(decision.application)).facts

    assert facts
    assert [fact.key for fact in facts if not fact.is_certain] == []
    assert all(fact.check is not None for fact in facts if fact.evidence is None or fact.evidence.outcome != "found")
    known = [
        fact.evidence for fact in facts if fact.evidence is not None and fact.evidence.material == "business-licence"
    ]
    assert [one for one in known if one.outcome == "conflict"] == []
