"""What came of a reconsideration or a suit, with its effect; nothing that was decided is changed (复议、诉讼结果)."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from clock.working_days import add_calendar_days
from desk.refusals import MayNotHandle, NotNow
from licensing.applications.actions import drafting
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry, CreditLifted
from licensing.applications.rules import unrepaired_entry
from licensing.casework.acts.remedy_acts import RemedyForm
from licensing.casework.case_file import CaseFile
from licensing.certificates.checking.authenticity import Finding, by_number
from licensing.certificates.models import Certificate, State
from licensing.certificates.publicity.granted import published
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.limits import Escalation
from licensing.moving import cases as flow
from licensing.moving import promises as after
from licensing.moving.finish import finish
from licensing.moving.timers import escalate
from licensing.register.models import Place
from licensing.verification import ending
from licensing.verification.models import End, RemedyOutcome
from licensing.verification.remedies import Told, due_anew, open_anew
from licensing.verification.remedying import record_decided_anew, record_remedy
from licensing.verification.rules import has_ended
from tests.factories import PASSWORD, accepted, drafted, granted, principal_of, retracted, staff, through
from trail.events import tell
from trail.models import Event

pytestmark = pytest.mark.django_db
Outcome, Way = RemedyOutcome.Outcome, RemedyOutcome.Way
SAID = {
    Outcome.STANDS: "the decision stands",
    Outcome.ANNULLED: "annulled",
    Outcome.ANEW: "annulled, to be decided anew",
    Outcome.CHANGED: "changed",
    Outcome.UNLAWFUL: "found unlawful",
    Outcome.ENDED: "ended",
}
ARTICLES = "《中华人民共和国道路运输条例》第二十一条"


@pytest.fixture(autouse=True)
def on_a_working_day():
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        yield


@pytest.fixture
def head(catalogue):
    return staff("head", "head")


@pytest.fixture
def verifier(catalogue):
    return staff("verifier", "verifier")


def fresh(case):
    return Application.objects.get(pk=case.pk)


def told(outcome=Outcome.ANNULLED, **more):
    today = timezone.localdate()
    plain = {
        "way": Way.RECONSIDERATION,
        "body": "焦作市解放区人民政府",
        "document": "焦解政复决〔2026〕3号",
        "dated": today,
        "received_on": today,
        "outcome": outcome,
        "words": "原决定认定事实不清。",
        "undoes": outcome in (Outcome.ANNULLED, Outcome.ANEW),
        "days": 60 if outcome == Outcome.ANEW else None,
    }
    return Told(**{**plain, **more})


def typed(letter, outcome=Outcome.ANNULLED, **more):
    today = timezone.localdate().isoformat()
    plain = {"attacked": letter.pk, "way": "reconsideration", "body": "焦作市解放区人民政府", "result": outcome.value}
    day = {"document": "焦解政复决〔2026〕3号", "dated": today, "received_on": today, "words": "原决定认定事实不清。"}
    return {**plain, **day, "act": "do", **more}


def address_of(case, act="remedy-outcome"):
    return reverse("desk:act", args=[case.key, act])


def refused(company, *, clerk, is_for_falsehood=False):
    case = accepted(company, clerk=clerk)
    if is_for_falsehood:
        flow.offer_hearing(case, reasons="拟不予许可。", by=clerk)
        flow.answer_hearing_offer(fresh(case), wants_hearing=False, words="", by=principal_of(company))
    flow.decide(
        fresh(case), "refused", by=clerk, reasons="材料虚假。", articles=ARTICLES, is_for_falsehood=is_for_falsehood
    )
    finish(fresh(case))
    return fresh(case)


def revoked(company, *, clerk, verifier, is_untrue=True):
    """Granted, proceedings for deceit, the days pass, revoked by the clerk; the case and the letter that ended it."""
    case = granted(company, clerk=clerk)
    return fresh(case), revoke(case, clerk=clerk, verifier=verifier, is_untrue=is_untrue)


def revoke(case, *, clerk, verifier, is_untrue=True):
    after.open_proceedings(
        case,
        End.REVOCATION,
        reasons="以欺骗手段取得。",
        articles="《中华人民共和国行政许可法》第六十九条第二款",
        finding="材料虚假。",
        is_untrue=is_untrue,
        by=verifier,
    )
    with time_machine.travel(timezone.now() + datetime.timedelta(days=14), tick=True):
        after.time_passed()
        after.decide_inquiry(fresh(case), ends=True, reasons="", by=clerk)
    return case.letters.filter(kind="revocation").last()


def states_of(case):
    return {certificate.state for certificate in Certificate.objects.filter(decision__application=case)}


def test_an_annulled_refusal_bars_nobody_and_is_told_everywhere(taihang, clerk, chen, head, item, sign_in):
    case = refused(taihang, clerk=clerk, is_for_falsehood=True)
    refusal = case.letters.get(kind="refusal")
    with pytest.raises(drafting.CannotStart):
        drafting.start(item, taihang, by=chen)
    desk = sign_in(head)

    preview = desk.post(address_of(case), typed(refusal, act="preview")).content.decode()
    unsigned = desk.post(address_of(case), typed(refusal)).status_code
    signed = desk.post(address_of(case), typed(refusal, password=PASSWORD)).status_code

    letter = case.letters.get(kind="remedy")
    words = "\n".join(letter.paragraphs)
    assert "撤销原决定" in preview
    assert (unsigned, signed) == (422, 302)
    assert all(part in words for part in (refusal.number, "焦解政复决〔2026〕3号", "不再有效", "立即再次提出申请"))
    assert "复诉〔" in letter.number
    assert fresh(case).decision.outcome == Decision.Outcome.REFUSED
    assert unrepaired_entry(taihang) is None
    assert drafting.start(item, taihang, by=chen).pk
    progress = sign_in(chen).get(reverse("applications:progress", args=[case.key])).content.decode()
    assert "was undone on" in progress
    assert "The application was refused for these reasons:" not in progress
    dossier = sign_in(staff("auditor", "auditor")).get(
        reverse("register:dossier", args=[case.key]), {"purpose": "核查"}
    )
    for page in (progress, dossier.content.decode(), desk.get(reverse("desk:case", args=[case.key])).content.decode()):
        assert "焦解政复决〔2026〕3号" in page
        assert "Annulled" in page


def test_an_annulled_grant_ends_its_certificates_and_the_public_sees_it(taihang, clerk, head, client):
    case = granted(taihang, clerk=clerk)
    grant = case.letters.get(kind="grant")

    remedy = record_remedy(grant, told(way=Way.SUIT, body="焦作市解放区人民法院"), by=head)

    assert states_of(case) == {State.REVOKED}
    assert not Place.objects.filter(company=taihang).exists()
    assert has_ended(fresh(case))
    licence = case.decision.certificates.get(kind=Certificate.Kind.LICENCE)
    assert licence.states.last().letter == remedy.letter
    assert by_number(licence.number, licence.check_code).finding == Finding.REVOKED
    assert licence.number in "\n".join(remedy.letter.paragraphs)
    assert "焦作市解放区人民法院" in published().get().undone_by
    assert "焦作市解放区人民法院" in client.get(reverse("verify:publicity")).content.decode()


def test_an_annulled_revocation_gives_the_certificates_back_and_lifts_the_bar(taihang, clerk, head, verifier):
    case, letter = revoked(taihang, clerk=clerk, verifier=verifier)
    before = (states_of(case), has_ended(case), unrepaired_entry(taihang) is None)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=30), tick=True):
        remedy = record_remedy(letter, told(), by=head)
        licence = case.decision.certificates.get(kind=Certificate.Kind.LICENCE)
        found = by_number(licence.number, licence.check_code).finding

    assert before == ({State.REVOKED}, True, False)
    assert states_of(case) == {State.IN_FORCE}
    assert not has_ended(fresh(case))
    assert found == Finding.GENUINE
    assert Place.objects.filter(number=licence.number).exists()
    assert unrepaired_entry(taihang) is None
    assert CreditLifted.objects.get().entry.ground == CreditEntry.Ground.DECEIT
    assert licence.number in "\n".join(remedy.letter.paragraphs)
    assert fresh(case).inquiries.get().decision.ends


def test_a_place_taken_meanwhile_is_told_and_nothing_is_done(taihang, clerk, head, verifier):
    case, letter = revoked(taihang, clerk=clerk, verifier=verifier, is_untrue=False)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20), tick=True):
        again = granted(taihang, clerk=clerk)
        other = again.decision.certificates.get(kind=Certificate.Kind.LICENCE)

        with pytest.raises(NotNow, match=other.number):
            record_remedy(letter, told(), by=head)

    assert states_of(case) == {State.REVOKED}
    assert not RemedyOutcome.objects.exists()


def test_a_striking_off_falls_with_the_end_it_followed(taihang, clerk, head, verifier):
    case, letter = revoked(taihang, clerk=clerk, verifier=verifier)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20), tick=True):
        ending.end_directly(
            fresh(case), End.STRIKING_OFF, reasons="已被撤销。", articles=ARTICLES, grounds=["so-after"], by=clerk
        )
        struck = states_of(case)
        record_remedy(letter, told(), by=head)

    assert struck == {State.STRUCK_OFF}
    assert states_of(case) == {State.IN_FORCE}
    assert not has_ended(fresh(case))


def test_what_changed_since_has_to_be_undone_first(taihang, clerk, head):
    others = staff("first", "reviewer"), staff("second", "reviewer")
    granted(taihang, clerk=clerk)
    change = through(drafted("freight-licence-change", taihang), clerk=clerk, others=others)
    through(drafted("freight-licence-change", taihang), clerk=clerk, others=others)

    with pytest.raises(NotNow, match="later version rests"):
        record_remedy(change.letters.get(kind="grant"), told(), by=head)


def test_a_withdrawn_change_stands_again_when_its_withdrawal_is_annulled(taihang, clerk, head):
    others = staff("first", "reviewer"), staff("second", "reviewer")
    granted(taihang, clerk=clerk)
    change = through(drafted("freight-licence-change", taihang), clerk=clerk, others=others)
    retracted(change, by=clerk)
    number = change.decision.certificates.get(kind=Certificate.Kind.LICENCE).number
    versions = Certificate.objects.filter(number=number).order_by("version")
    withdrawn = [one.state for one in versions]

    record_remedy(change.letters.get(kind="retraction"), told(), by=head)

    assert withdrawn == [State.IN_FORCE, State.WITHDRAWN]
    assert [one.state for one in versions] == [State.SUPERSEDED, State.IN_FORCE]
    assert {place.version for place in Place.objects.filter(number=number)} == {2}


@pytest.mark.parametrize("outcome", [Outcome.STANDS, Outcome.UNLAWFUL, Outcome.ENDED, Outcome.CHANGED])
def test_what_does_not_undo_leaves_everything_as_it_was(taihang, clerk, head, outcome):
    case = granted(taihang, clerk=clerk)

    remedy = record_remedy(case.letters.get(kind="grant"), told(outcome), by=head)

    assert states_of(case) == {State.IN_FORCE}
    assert not has_ended(fresh(case))
    assert "原决定的效力不因此改变" in "\n".join(remedy.letter.paragraphs)
    assert published().get().undone_by == ""


def test_days_out_of_order_are_told_on_the_day(taihang, clerk, head):
    case = refused(taihang, clerk=clerk)
    before = timezone.localdate() - datetime.timedelta(days=1)
    sent = typed(case.letters.get(kind="refusal"), dated=before.isoformat())

    form = RemedyForm(sent, subject=CaseFile(application=fresh(case)), by=head)

    assert list(form.errors) == ["dated"]


@pytest.mark.parametrize("outcome", Outcome)
def test_the_history_says_each_outcome_in_words_of_its_own(taihang, clerk, head, outcome):
    case = refused(taihang, clerk=clerk)
    record_remedy(case.letters.get(kind="refusal"), told(outcome), by=head)
    recorded = Event.objects.get(kind="remedy.recorded")

    said = tell(recorded)

    assert f": {SAID[outcome]}, letter" in said


def test_a_changed_end_that_ends_nothing_any_more_gives_back_what_stood(taihang, clerk, head, verifier):
    case, letter = revoked(taihang, clerk=clerk, verifier=verifier)

    with time_machine.travel(timezone.now() + datetime.timedelta(days=30), tick=True):
        record_remedy(letter, told(Outcome.CHANGED, undoes=True), by=head)

    assert states_of(case) == {State.IN_FORCE}


def test_what_is_to_be_decided_anew_is_watched_until_it_is(taihang, clerk, head, sign_in):
    case = refused(taihang, clerk=clerk)
    remedy = record_remedy(case.letters.get(kind="refusal"), told(Outcome.ANEW), by=head)
    due = datetime.date(2026, 5, 6)  # sixty days are 1 May: a holiday, and so the first working day after it
    desk = sign_in(head)

    waits = desk.get(reverse("desk:queue")).content.decode()
    with time_machine.travel(datetime.datetime(2026, 5, 7, 10, tzinfo=datetime.UTC), tick=True):
        escalate()
        overdue = list(due_anew(on=timezone.localdate()))
        again = granted(taihang, clerk=clerk)
        new = again.letters.get(kind="grant")
        sent = sign_in(head).post(address_of(case, "decided-anew"), {"letter": new.pk, "act": "do"}).status_code
        still = list(due_anew(on=timezone.localdate()))

    assert remedy.anew_by == due == add_calendar_days(datetime.date(2026, 3, 2), 60)
    assert f"to be decided anew by {due}" in waits
    assert overdue == [remedy]
    assert Escalation.objects.get(application=case, limit="anew").due == due
    assert sent == 302
    assert still == []
    assert open_anew(case) is None
    assert f"Decided anew by letter {new.number}" in desk.get(reverse("desk:case", args=[case.key])).content.decode()


def test_a_revocation_that_was_annulled_is_decided_anew_in_its_own_case(taihang, clerk, head, verifier):
    case, first = revoked(taihang, clerk=clerk, verifier=verifier)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=30), tick=True):
        record_remedy(first, told(Outcome.ANEW), by=head)
        between = states_of(case)
        second = revoke(fresh(case), clerk=clerk, verifier=verifier, is_untrue=False)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=60), tick=True):
        record_decided_anew(case, second, by=head)

        assert states_of(case) == {State.REVOKED}
        assert has_ended(fresh(case))
        assert open_anew(case) is None
        record_remedy(second, told(document="焦解政复决〔2026〕9号"), by=head)

    assert between == states_of(case) == {State.IN_FORCE}
    assert first.number != second.number


def test_only_a_later_decision_decides_anew(taihang, clerk, head):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")
    with pytest.raises(NotNow):
        record_decided_anew(case, refusal, by=head)
    record_remedy(refusal, told(Outcome.ANEW), by=head)

    with pytest.raises(NotNow):
        record_decided_anew(case, refusal, by=head)
    assert open_anew(case) is not None


def test_nobody_enters_what_became_of_their_own_decision(taihang, clerk, chen, head, sign_in):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")

    page = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    posted = sign_in(clerk).post(address_of(case), typed(refusal, password=PASSWORD))
    reviewer = sign_in(staff("reviewer", "reviewer")).post(address_of(case), typed(refusal, password=PASSWORD))

    assert "Enter the outcome of a reconsideration or suit" not in page
    assert posted.status_code == 422
    assert "You made this decision" in posted.content.decode()
    assert reviewer.status_code == 403
    with pytest.raises(NotNow, match="You made this decision"):
        record_remedy(refusal, told(), by=clerk)
    for stranger in (chen, staff("elsewhere", "head", division="410821")):
        with pytest.raises(MayNotHandle):
            record_remedy(refusal, told(), by=stranger)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outcome": Outcome.STANDS, "undoes": True}, "Only what was annulled"),
        ({"outcome": Outcome.ANNULLED, "undoes": False}, "Only what was annulled"),
        ({"outcome": Outcome.ANNULLED, "undoes": True, "days": 5}, "Enter the days for the new decision"),
        ({"outcome": Outcome.ANEW, "undoes": True, "days": None}, "Enter the days for the new decision"),
        ({"dated": datetime.date(2026, 1, 1)}, "The decision comes first"),
        ({"received_on": datetime.date(2026, 3, 1)}, "The decision comes first"),
    ],
)
def test_an_outcome_that_contradicts_itself_is_not_entered(taihang, clerk, head, change, why):
    case = refused(taihang, clerk=clerk)

    with pytest.raises(NotNow, match=why):
        record_remedy(case.letters.get(kind="refusal"), told(**change), by=head)
    assert not RemedyOutcome.objects.exists()


def test_a_decision_is_undone_once_and_a_document_entered_once(taihang, clerk, head):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")
    receipt = case.letters.get(kind="receipt")
    first = record_remedy(refusal, told(), by=head)

    with pytest.raises(NotNow, match="already been entered"):
        record_remedy(refusal, told(), by=head)
    with pytest.raises(NotNow, match="undone already"):
        record_remedy(refusal, told(document="（2026）豫08行初9号", way=Way.SUIT), by=head)
    with pytest.raises(NotNow, match="decides nothing"):
        record_remedy(receipt, told(), by=head)
    upheld = record_remedy(refusal, told(Outcome.STANDS, document="（2026）豫08行初9号", way=Way.SUIT), by=head)

    assert upheld.letter.number != first.letter.number
    again = RemedyOutcome.objects.get(pk=first.pk)
    again.pk, again.document, again.letter, again._state.adding = None, "另一文号", receipt, True
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
