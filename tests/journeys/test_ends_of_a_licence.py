"""How a licence, or a change of it, ends: on which finding, on which article, and what it takes with it."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from desk.refusals import NotNow
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from licensing.certificates.checking.authenticity import by_number
from licensing.certificates.models import Certificate, State
from licensing.decisions.actions.acting import ReasonsNeeded
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing.reasons import _all, standard_reasons
from licensing.moving import promises as after
from licensing.verification import ending
from licensing.verification.models import End, Inspection, Verification
from materials.catalogue.loading.files import CatalogueFiles
from materials.lookups.ask import ask
from materials.lookups.contract import Outcome, Purpose, Question
from tests.factories import PASSWORD, answered_since, company_of, drafted, granted, principal_of, staff, through

pytestmark = pytest.mark.django_db
UNTRUE, UNMENDED, RECTIFY = Inspection.Outcome.UNTRUE, Inspection.Outcome.UNMENDED, Inspection.Outcome.RECTIFY
DECEIT = "《中华人民共和国行政许可法》第六十九条第二款"


@pytest.fixture
def verifier(catalogue):
    return staff("verifier", "verifier")


@pytest.fixture
def head(catalogue):
    return staff("head", "decider")


@pytest.fixture
def others(catalogue):
    return staff("first", "reviewer"), staff("second", "reviewer")


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def results_of(case, broken=(), note="现场未见安全生产责任制度文本"):
    statements = case.verification.commitment.statements
    return [
        {"code": s["code"], "zh": s["zh"], "kept": s["code"] not in broken, "note": note if s["code"] in broken else ""}
        for s in statements
    ]


def inspect(case, outcome, *, by, second, broken=("safety",), **more):
    on_site = case.verification.method == Verification.Method.ON_SITE
    return verifying_step(case, outcome, results_of(case, broken, **more), by=by, second=second if on_site else None)


def verifying_step(case, outcome, results, *, by, second):
    return after.inspect(case, results=results, outcome=outcome, notes="", by=by, second=second)


def ended(case, *, by):
    """The holder lets the days pass; then another person decides."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=14), tick=True):
        after.time_passed()
        after.decide_inquiry(fresh(case), ends=True, reasons="", by=by)


def test_what_was_not_mended_in_time_is_no_deceit(taihang, clerk, verifier, head):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        inspect(case, RECTIFY, by=verifier, second=clerk)
    with at("2026-04-08 10:00+08:00"):
        after.time_passed()
        inspect(fresh(case), UNMENDED, by=verifier, second=clerk)
        ended(case, by=head)

    entry = CreditEntry.objects.get()
    letter = Letter.objects.get(kind="revocation")
    assert entry.barred_until is None
    assert "第六十九条第一款第四项" in "".join(letter.paragraphs)
    assert DECEIT not in "".join(letter.paragraphs)
    assert "不得再次申请" not in "".join(letter.paragraphs)
    assert "信用修复前不适用告知承诺" in "".join(letter.paragraphs)


def test_deceit_is_revoked_on_its_own_article_and_bars_for_years(taihang, clerk, verifier, head):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        inspect(case, UNTRUE, by=verifier, second=clerk)
        ended(case, by=head)

    told = "".join(Letter.objects.get(kind="revocation").paragraphs)
    assert DECEIT in told
    assert "不得再次申请" in told
    assert CreditEntry.objects.get().barred_until is not None


def test_nothing_can_be_unmended_that_was_not_ordered_to_be_mended(taihang, clerk, verifier):
    case = granted(taihang, clerk=clerk)

    with pytest.raises(NotNow, match="ordered to be rectified"):
        inspect(case, UNMENDED, by=verifier, second=clerk)


@pytest.mark.parametrize("outcome", [RECTIFY, UNTRUE])
def test_a_sanction_states_the_finding_and_never_the_promise(taihang, clerk, verifier, outcome):
    case = granted(taihang, clerk=clerk)

    inspect(case, outcome, by=verifier, second=clerk)

    promise = next(s["zh"] for s in case.verification.commitment.statements if s["code"] == "safety")
    letters = case.letters.filter(kind__in=["rectification", "defence"])
    told = ["".join(letter.paragraphs) for letter in letters]
    assert told
    assert all("现场未见安全生产责任制度文本" in text for text in told)
    assert not any(promise in text for text in told)


@pytest.mark.parametrize("outcome", [RECTIFY, UNTRUE])
def test_without_a_finding_nothing_is_ordered_and_nobody_accused(taihang, clerk, verifier, outcome, sign_in):
    case = granted(taihang, clerk=clerk)
    filled = {f"kept-{s['code']}": "yes" for s in case.verification.commitment.statements} | {"kept-safety": "no"}

    page = sign_in(verifier).post(
        reverse("desk:after_act", args=[case.key, "inspect"]),
        {"act": "do", "outcome": outcome.value, "second": clerk.pk, **filled},
    )
    with pytest.raises(NotNow, match="finding"):
        inspect(case, outcome, by=verifier, second=clerk, note=" ")

    assert page.status_code == 422
    assert "Say what was found" in page.content.decode()
    assert not Inspection.objects.exists()


def test_proceedings_without_a_finding_are_not_opened(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)

    page = sign_in(verifier).post(
        reverse("desk:after_act", args=[case.key, "open-proceedings"]),
        {"act": "do", "end": "revocation", "standard": ["rv-wrongly"], "reasons": ""},
    )
    with pytest.raises(ReasonsNeeded):
        after.open_proceedings(
            case, End.REVOCATION, reasons="x", articles="x", finding=" ", is_untrue=False, by=verifier
        )

    assert page.status_code == 422
    assert not case.inquiries.exists()


def test_only_deceit_is_revoked_with_a_bar(taihang, clerk, verifier, sign_in):
    case = granted(taihang, clerk=clerk)

    page = sign_in(verifier).post(
        reverse("desk:after_act", args=[case.key, "open-proceedings"]),
        {"act": "do", "end": "revocation", "standard": ["rv-wrongly"], "reasons": "未经核查。", "is_untrue": "on"},
    )

    assert page.status_code == 422
    assert "Only what was obtained by deceit" in page.content.decode()


def revoked(case, *, verifier, head):
    after.open_proceedings(
        case, End.REVOCATION, reasons="经查，变更时未核查住所证明。", articles="第六十九条第一款",
        finding="变更时未核查住所证明。", is_untrue=False, by=verifier,
    )  # fmt: skip
    ended(case, by=head)


def test_revoking_a_change_undoes_the_change_and_not_the_licence(taihang, clerk, verifier, head, others):
    granted(taihang, clerk=clerk)
    name, address = taihang.name, taihang.registered_address
    first = Certificate.objects.get(kind="licence")
    change = drafted(
        "freight-licence-change", taihang,
        **{"change-kinds": ["name", "address"], "after-name": "焦作市新太行有限公司", "after-address": "人民路1号"},
    )  # fmt: skip
    change = through(change, clerk=clerk, others=others)
    changed = Certificate.objects.get(kind="licence", version=2)

    revoked(change, verifier=verifier, head=head)

    taihang.refresh_from_db()
    states = {c.pk: c.state for c in Certificate.objects.all()}
    assert states.pop(changed.pk) == State.REVOKED
    assert set(states.values()) == {State.IN_FORCE}
    assert by_number(first.number, first.check_code).finding == "genuine"
    assert (taihang.name, taihang.registered_address) == (name, address)
    letter = "".join(change.letters.get(kind="revocation").paragraphs)
    assert "原有的其他许可不受影响" in letter
    assert "决定撤销该行政许可" not in letter


def test_revoking_a_closure_brings_back_what_it_struck_off(taihang, clerk, verifier, head, others):
    granted(taihang, clerk=clerk)
    closure = through(drafted("freight-licence-close", taihang), clerk=clerk, others=others)
    gone = {c.state for c in Certificate.objects.all()}

    revoked(closure, verifier=verifier, head=head)

    assert gone == {State.STRUCK_OFF}
    assert {c.state for c in Certificate.objects.all()} == {State.IN_FORCE}


def test_a_change_on_which_a_later_one_rests_is_not_undone_first(taihang, clerk, verifier, others):
    granted(taihang, clerk=clerk)
    change = drafted("freight-licence-change", taihang, **{"change-kinds": ["address"], "after-address": "人民路1号"})
    change = through(change, clerk=clerk, others=others)
    through(drafted("freight-licence-reissue", taihang), clerk=clerk, others=others)

    with pytest.raises(NotNow, match="A later version rests on this grant"):
        after.open_proceedings(
            change, End.REVOCATION, reasons="x", articles="x", finding="x", is_untrue=False, by=verifier
        )


@pytest.mark.parametrize(
    ("ground", "why"),
    [
        ("so-expired", "has not expired"),
        ("so-ended", "in normal standing"),
        ("so-after", "Nothing was revoked"),
        ("so-asked", "has not asked to close down"),
        ("so-vehicles", "No promised vehicle is overdue"),
        ("rt-law", "belongs to another end"),
    ],
)
def test_striking_off_rests_on_a_ground_that_is_so(taihang, clerk, head, sign_in, ground, why):
    case = granted(taihang, clerk=clerk)
    answered_since(case, "business-licence", "found")

    page = sign_in(head).post(
        reverse("desk:after_act", args=[case.key, "end"]),
        {"act": "do", "end": "striking-off", "standard": [ground], "password": PASSWORD},
    )
    with pytest.raises(NotNow, match=why):
        ending.end_directly(case, End.STRIKING_OFF, reasons="x", articles="x", grounds=[ground], by=head)

    # The page offers the grounds of a striking off alone; the rule says why of any other.
    told = "rt-law is not one of the available choices" if ground == "rt-law" else why
    assert page.status_code == 422
    assert told in page.content.decode()
    assert {c.state for c in Certificate.objects.all()} == {State.IN_FORCE}


def test_striking_off_without_a_ground_of_the_law_is_refused(taihang, clerk, head):
    case = granted(taihang, clerk=clerk)

    with pytest.raises(NotNow, match=r"art\. 70"):
        ending.end_directly(case, End.STRIKING_OFF, reasons="自拟理由。", articles="第七十条", by=head)


@pytest.mark.parametrize("outcome", ["unavailable", "not-found"])
def test_a_silent_registry_never_says_that_the_holder_has_ended(taihang, clerk, head, outcome):
    case = granted(taihang, clerk=clerk)
    answered_since(case, "business-licence", outcome)

    with pytest.raises(NotNow, match="registry"):
        ending.end_directly(case, End.STRIKING_OFF, reasons="x", articles="x", grounds=["so-ended"], by=head)


def test_striking_off_after_a_revocation_lists_what_it_strikes_off(taihang, clerk, verifier, head):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        inspect(case, UNTRUE, by=verifier, second=clerk)
        ended(case, by=head)
    numbers = {c.number for c in Certificate.objects.all()}

    ending.end_directly(
        case, End.STRIKING_OFF, reasons="已撤销。", articles="第七十条第四项", grounds=["so-after"], by=head
    )

    told = "".join(case.letters.get(kind="striking-off").paragraphs)
    assert all(number in told for number in numbers)
    assert {c.state for c in Certificate.objects.all()} == {State.STRUCK_OFF}


def test_vehicles_not_put_in_have_one_ground_throughout(taihang, clerk, verifier):
    [ground] = [reason for reason in _all() if reason.statement]
    promise = next(
        s for text in CatalogueFiles()["commitments"]["commitments"] for s in text["statements"]
        if s["code"] == ground.statement
    )  # fmt: skip
    case = granted(taihang, clerk=clerk)

    assert (ground.code, ground.of, ground.check) == ("so-vehicles", "striking-off", "vehicles-not-put-in")
    assert "依法注销许可" in promise["zh"]
    assert not any("投入" in r.zh for r in standard_reasons("retraction") + standard_reasons("revocation"))
    with pytest.raises(NotNow, match="a ground of their own"):
        inspect(case, UNTRUE, by=verifier, second=clerk, broken=(ground.statement,))


def test_promised_vehicles_that_never_came_are_struck_off_on_that_ground(taihang, clerk, head):
    from licensing.applications.actions.drafting import save_section
    from licensing.moving import cases as flow
    from licensing.moving.finish import finish
    from tests.factories import draft, sign

    with at("2026-03-02 10:00+08:00"):
        case = draft(taihang)
        plan = {"planned-count": "1", "planned-date": "2026-06-01"}
        save_section(case, fields=plan, rows={"vehicle": []}, doubts={})
        sign(fresh(case))
        flow.hand_in(fresh(case), by=principal_of(taihang))
        flow.accept(fresh(case), by=clerk)
        flow.decide(fresh(case), "granted", by=clerk)
        finish(fresh(case))
    with at("2026-06-02 10:00+08:00"):
        ending.end_directly(
            fresh(case),
            End.STRIKING_OFF,
            reasons="未投入。",
            articles="第七十条第六项",
            grounds=["so-vehicles"],
            by=head,
        )

    assert Certificate.objects.get().state == State.STRUCK_OFF


def test_the_public_learns_a_result_only_once_it_is_decided(taihang, clerk, verifier, head, client):
    def public():
        return client.get(reverse("verify:publicity"), HTTP_ACCEPT_LANGUAGE="en").content.decode()

    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        inspect(case, UNTRUE, by=verifier, second=clerk)
        accused = public()
        ended(case, by=head)

    assert "Untrue" not in accused
    assert "not verified yet" in accused
    assert "Verified: Untrue" in public()


def test_proceedings_dropped_are_never_shown_as_untrue(taihang, clerk, verifier, head, client):
    with at("2026-03-02 10:00+08:00"):
        case = granted(taihang, clerk=clerk)
        inspect(case, UNTRUE, by=verifier, second=clerk)
    with at("2026-03-16 10:00+08:00"):
        after.time_passed()
        after.decide_inquiry(fresh(case), ends=False, reasons="陈述成立。", by=head)

    page = client.get(reverse("verify:publicity"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Untrue" not in page
    assert "Proceedings dropped" in page


def test_undoing_the_first_change_of_a_licence_on_paper_lets_the_paper_stand_again(world):
    company = company_of("91410821MA5012028C")
    duties = [("counter-clerk", "decider"), ("verifier",), ("decider",), ("reviewer",), ("reviewer",)]
    people = [staff(f"xw-{number}", *roles, division="410821") for number, roles in enumerate(duties)]
    clerk, verifier, head, *others = people
    change = drafted("freight-licence-change", company, **{"change-kinds": ["address"], "after-address": "新路1号"})
    change = through(change, clerk=clerk, others=tuple(others))
    asked = Question(
        material="road-transport-licence", registry="bureau-licence", keys={"uscc": company.uscc},
        purpose=Purpose(item="x", case="y", legal_basis="z"), by="test",
    )  # fmt: skip

    revoked(change, verifier=verifier, head=head)

    answer = ask(asked)
    assert Certificate.objects.get().state == State.REVOKED
    assert answer.outcome == Outcome.FOUND
    assert answer.fields["cert-number"] == Certificate.objects.get().number
    assert "原纸质证件" in "".join(change.letters.get(kind="revocation").paragraphs)
