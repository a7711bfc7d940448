"""Every act at every step, with and without the password, previewed and sent: one engine, and one set of promises.

A preview never writes; a row that signs is not carried out without the password; what is not offered at the open step
is refused. The walk is over the tables themselves: a new act is walked without a line here but its answers.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
import time_machine
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.forms import Form
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from accounts.people import Person
from accounts.signing_in.throttle import Tries
from clock.working_days import CalendarUnknown, add_working_days
from desk.acts import offered, run
from desk.tasks import Task
from licensing.applications.models.application import Application
from licensing.casework.acts.case_acts import ACTS
from licensing.casework.acts.licence_acts import AFTER_ACTS
from licensing.casework.case_file import CaseFile
from licensing.certificates.models import Certificate
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision, Ending
from licensing.flow.open_steps import open_step_name
from licensing.flow.steps import STEPS, STEPS_AFTER_GRANT
from licensing.moving import cases, promises
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.verification.models import End, Inspection, Verification
from licensing.verification.remedies import attackable
from licensing.verification.statements import verifiable
from tests.factories import PASSWORD, drafted, granted, principal_of, retracted, staff, submitted

pytestmark = pytest.mark.django_db
GRANT = Review.Recommendation.GRANT
COMMON = {
    "outcome": "granted",
    "reasons": "未建立健全的安全生产管理制度。",
    "articles": "《中华人民共和国道路运输条例》第二十一条",
    "recommendation": "grant",
    "kind": "not-needed",
    "passed": "yes",
    "agrees": "yes",
    "wants": "no",
    "approves": "yes",
    "way": "counter",
    "notes": "",
    "ends": "yes",
}
"""What is chosen in any act; what is not here is answered by the type of its field."""


NEEDS_MORE_OF_THE_CASE = {"party-answer", "check-facts", "check-facts-at-decision", "decided-anew", "record-service"}
"""Acts whose form asks for what these cases do not have, a party, a doubt, a proof: they are walked without answers."""


def by_its_type(field, today):
    """What anybody could answer to a field; None where it asks for something only some cases have."""
    match field:
        case forms.ChoiceField() | forms.ModelChoiceField():
            offered_first = next((str(value) for value, _label in field.choices if value), None)
            return [offered_first] if offered_first and isinstance(field, SEVERAL) else offered_first
        case forms.DateField():
            return today.isoformat()
        case forms.TimeField():
            return "09:30"
        case forms.IntegerField():
            return str(field.min_value or 5)
        case forms.FileField():
            return None
        case forms.CharField():
            return "依法办理。"
    return None


SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


def form_of(act, case, team):
    return act.form(subject=CaseFile(application=Application.objects.get(pk=case.pk)), by=team.everybody)


def answers(act, case, team):
    """A filled-in form of an act, as a browser would send it: what it asks for, by the type of the field if need be."""
    today, second = timezone.localdate(), team.second
    fields = form_of(act, case, team).fields
    typed = {name: by_its_type(field, today) for name, field in fields.items() if field.required}
    chosen = {
        "checked_on": today.isoformat(),
        "held_on": add_working_days(today, 8).isoformat() if "announce" in act.name else today.isoformat(),
        "second": str(second.pk),
        "dated": today.isoformat(),
        "point": ["safety:-1:safety-phone"],
        "end": End.REVOCATION.value,
    }
    if act.name == "terminate-gone":
        chosen["kind"] = "ended"
    if act.name == "end":
        chosen["standard"] = ["so-impossible"]
    if act.name == "correct-letter":
        letter = case.letters.order_by("pk").first()
        chosen |= {"original": str(letter.pk), "wrong": letter.addressee, "right": f"{letter.addressee}（章）"}
    if act.name == "correct-certificate":
        licence = Certificate.objects.filter(decision__application=case).order_by("pk").first()
        chosen |= {"particular": "address", "wrong": "河南省", "right": "河南 省"}
        chosen["certificates"] = [str(licence.pk)] if licence else []
    if act.name == "remedy-outcome":
        decided = next(iter(attackable(case.letters.all())), None)
        chosen |= {"attacked": str(decided.pk) if decided else "", "received_on": today.isoformat()}
        chosen |= {"dated": today.isoformat(), "result": "annulled", "way": "suit", "words": "认定事实不清。"}
        chosen |= {"body": "人民法院", "document": "（2026）豫08行初9号", "days": ""}
    if act.name == "inspect" and hasattr(case, "verification"):
        chosen |= {f"kept-{s['code']}": "yes" for s in verifiable(case.verification.commitment)}
        chosen["outcome"] = Inspection.Outcome.KEPT.value
    return {name: value for name, value in {**typed, **COMMON, **chosen}.items() if value is not None}


class Written(Exception):
    """Something was written that should not have been."""


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Tries of a password are counted; everything else stays as it is."""

    def watch(execute, sql, params, many, context):
        is_writing = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and "accounts_tries" not in sql
        if is_writing and "person.confirmation_failed" not in params:
            raise Written(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


class Shown:
    """A page that keeps what it was given."""

    def __init__(self):
        self.given = {}

    def __call__(self, *, status=200, **shown):
        self.given = shown
        return HttpResponse(status=status)


def sent(act, case, node, person, /, **posted):
    """What comes back, and what the page was given."""
    request = RequestFactory().post("/", posted)
    request.user, request.session = person, SessionStore()
    request._messages = FallbackStorage(request)
    page = Shown()
    fresh = Application.objects.get(pk=case.pk)
    return run(request, act, CaseFile(application=fresh), node=node, page=page, back="/back/"), page.given


@dataclass(frozen=True, kw_only=True)
class Team:
    """The people of an authority; `everybody` has every duty: what they are refused is refused for another reason."""

    clerk: Person
    first: Person
    second: Person
    head: Person
    everybody: Person

    @classmethod
    def at(cls, division):
        roles = {
            "clerk": ["counter-clerk"],
            "first": ["reviewer", "verifier"],
            "second": ["reviewer", "verifier"],
            "head": ["decider", "head"],
            "everybody": ["counter-clerk", "reviewer", "decider", "head", "verifier"],
        }
        return cls(**{name: staff(name, *held, division=division) for name, held in roles.items()})


@pytest.fixture(autouse=True)
def on_a_working_day():
    with time_machine.travel(datetime.datetime.fromisoformat("2026-03-02 10:00+08:00"), tick=True):
        yield


WITH_SUCH_A_STEP = {"consult": "passenger-licence-establish", "expert_review": "port-operation-licence"}


def standing_at(node, company):
    """A case whose open step is this one, and the people of its authority."""
    if item := WITH_SUCH_A_STEP.get(node):
        case = drafted(item, company)
        cases.hand_in(case, by=case.started_by)
    else:
        case = submitted(company, procedure="ordinary")
    team = Team.at(case.authority.division_id)
    point = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "不清晰"}
    for _step in range(8):
        fresh = Application.objects.get(pk=case.pk)
        here = open_node(fresh)
        if here == node:
            break
        if here == "check" and node == "correct":
            cases.ask_for_correction(fresh, [point], by=team.clerk)
        elif here == "check":
            cases.accept(fresh, by=team.clerk)
        elif here in ("review", "consult"):
            cases.review(fresh, recommendation=GRANT, opinion="同意。", by=team.first, node=here)
        elif here == "site_check":
            day = timezone.localdate()
            cases.check_on_site(
                fresh, by=team.first, second=team.second, checked_on=day, passed=True, findings="合格。"
            )
            cases.confirm_site_check(fresh, agrees=True, by=team.second)
        elif here == "second_review":
            cases.review(fresh, recommendation=GRANT, opinion="同意。", by=team.second, node=here)
        elif node == "deliver":
            cases.decide(fresh, Decision.Outcome.GRANTED, by=team.head)
            return fresh, team
        else:
            cases.offer_hearing(fresh, reasons="拟不予许可。", by=team.head)
    assert open_node(fresh) == node
    return fresh, team


def after_the_grant(node, company):
    """A granted case whose open step is this one, and the people of its authority."""
    team = Team.at("410802")
    case = granted(company, clerk=staff("granter", "counter-clerk", "decider"))
    found = {"rectify": Inspection.Outcome.RECTIFY, "defend": Inspection.Outcome.UNTRUE}.get(node)
    found = Inspection.Outcome.UNTRUE if node == "decide_end" else found
    if found:
        seen = [
            {"code": s["code"], "text": s.get("text_zh", s["code"]), "kept": False, "note": "不符。"}
            for s in verifiable(case.verification.commitment)
        ]
        promises.inspect(case, results=seen, outcome=found, notes="不符。", by=team.first, second=team.second)
        if case.verification.method == Verification.Method.ON_SITE:
            promises.confirm_inspection(case, agrees=True, by=team.second)
    if node == "decide_end":
        promises.state_case(case, words="不认可。", wants_hearing=False, proofs=[], by=principal_of(company))
    fresh = Application.objects.get(pk=case.pk)
    assert open_step_name(fresh) == node
    return fresh, team


REFUSED = (302, 403, 409, 422)


def everything_kept():
    """How many rows every table has, and where the steps stand: an act that is refused leaves all of it."""
    ours = [model._meta for model in apps.get_models() if model._meta.app_label in settings.OURS and model is not Tries]
    tables = [table.db_table for table in ours if table.managed]
    steps = list(Task.objects.order_by("pk").values_list("pk", "status", "owner"))
    with connection.cursor() as cursor:
        counts = ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in tables)  # noqa: S608
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone(), strict=True)), steps


def tried(act, case, node, person, /, **posted):
    """The status of an act that must not write, and what the page was given."""
    with nothing_is_written():
        try:
            response, given = sent(act, case, node, person, **posted)
        except PermissionDenied:
            return 403, {}
    return response.status_code, given


def status_of(act, case, node, person, /, **posted):
    try:
        return sent(act, case, node, person, **posted)[0].status_code
    except PermissionDenied:
        return 403


def needed_by(act, case, team):
    """The fields without which a form of an act is refused: nothing would be previewed, and no promise tried.

    What is chosen among rows that this case does not have, nobody could answer.
    """
    fields = form_of(act, case, team).fields
    return {name for name, field in fields.items() if field.required and not has_nothing_to_choose(field)}


def has_nothing_to_choose(field):
    of_rows = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    return of_rows and not any(value for value, _label in field.choices)


def walk(acts, case, node, team):
    """Every act of a table against one case at one step: what was promised of it holds."""
    for act in acts:
        posted = answers(act, case, team)
        unanswered = needed_by(act, case, team) - set(posted)
        assert not unanswered or act.name in NEEDS_MORE_OF_THE_CASE, (
            f"an answer in COMMON, or in answers(), for {act.name}: {sorted(unanswered)}"
        )
        for password in ({}, {"password": PASSWORD}):
            status, given = tried(act, case, node, team.everybody, **posted, **password, act="preview")
            assert ("letter" in given) == (status == 200), act.name
            assert status in ((200, 403, 409, 422) if node in act.nodes else (302, 403, 409, 422)), act.name
            assert status != 409 or {"problem", "kept_words"} & given.keys(), act.name
        if act.signs:
            for password in ({}, {"password": "不对"}):
                assert tried(act, case, node, team.everybody, **posted, **password, act="do")[0] in (409, 422), act.name
        if not act.is_offered(CaseFile(application=Application.objects.get(pk=case.pk)), node, team.everybody):
            before = everything_kept()
            assert status_of(act, case, node, team.everybody, **posted, password=PASSWORD, act="do") in REFUSED, (
                act.name
            )
            assert everything_kept() == before, act.name


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_at_every_step_of_a_case_no_preview_writes_and_nothing_is_done_that_is_not_offered(taihang, step):
    case, team = standing_at(step.name, taihang)

    walk(ACTS, case, step.name, team)


@pytest.mark.parametrize("step", STEPS_AFTER_GRANT, ids=lambda step: step.name)
def test_at_every_step_after_the_grant_no_preview_writes_and_nothing_is_done_that_is_not_offered(taihang, step):
    case, team = after_the_grant(step.name, taihang)

    walk(AFTER_ACTS, case, step.name, team)


def is_refused(case, team):
    cases.accept(case, by=team.clerk)
    case = Application.objects.get(pk=case.pk)
    reasons, articles = COMMON["reasons"], COMMON["articles"]
    cases.decide(case, Decision.Outcome.REFUSED, reasons=reasons, articles=articles, by=team.head)


def is_not_accepted(case, team):
    words = {"reasons": COMMON["reasons"], "articles": COMMON["articles"], "competent_body": ""}
    cases.refuse_acceptance(case, Ending.Kind.NOT_NEEDED, by=team.clerk, **words)


def is_granted(case, team):
    cases.accept(case, by=team.clerk)
    cases.decide(Application.objects.get(pk=case.pk), Decision.Outcome.GRANTED, by=team.head)


@pytest.mark.parametrize("happened", [is_refused, is_not_accepted, is_granted])
def test_a_closed_case_keeps_its_promises_and_still_offers_what_comes_after(taihang, happened):
    case = submitted(taihang)
    team = Team.at(case.authority.division_id)
    happened(case, team)
    finish(Application.objects.get(pk=case.pk))
    case = Application.objects.get(pk=case.pk)

    walk(ACTS, case, "", team)

    assert open_node(case) == ""
    assert {"correct-letter", "remedy-outcome"} <= {
        act.name for act in offered(ACTS, CaseFile(application=case), "", team.everybody)
    }


def licence_ended(case, team):
    retracted(case, by=team.head)


def promise_kept(case, team):
    seen = [
        {"code": s["code"], "text": s["code"], "kept": True, "note": ""}
        for s in verifiable(case.verification.commitment)
    ]
    promises.inspect(case, results=seen, outcome=Inspection.Outcome.KEPT, notes="", by=team.first, second=team.second)
    if case.verification.method == Verification.Method.ON_SITE:
        promises.confirm_inspection(case, agrees=True, by=team.second)


@pytest.mark.parametrize("then", [[promise_kept], [promise_kept, licence_ended]], ids=["kept", "ended"])
def test_where_no_step_is_open_every_act_says_why_it_is_not_done(taihang, then):
    case, team = after_the_grant("verify", taihang)
    for happened in then:
        happened(Application.objects.get(pk=case.pk), team)

    walk(AFTER_ACTS, case, "", team)


def test_a_letter_that_cannot_be_dated_ends_the_preview_and_does_nothing(taihang):
    case, team = standing_at("check", taihang)
    act = next(act for act in ACTS if act.name == "accept")

    def undatable(_application, _values):
        raise CalendarUnknown(2031)

    with nothing_is_written():
        response, given = sent(replace(act, letter=undatable), case, "check", team.clerk, act="preview")

    assert response.status_code == 409
    assert "2031" in given["problem"]
    assert open_node(Application.objects.get(pk=case.pk)) == "check"


@pytest.mark.parametrize("act", [*ACTS, *AFTER_ACTS], ids=lambda act: act.name)
def test_a_letter_can_be_seen_before_it_is_sent_wherever_there_is_one(act):
    shown = {"act": act, "form": Form(), "application": Application(), "act_url": "desk:act"}

    html = render_to_string("desk/_act.html", shown)

    assert ('value="preview"' in html) == (act.letter is not None)
    assert ('type="password"' in html) == act.signs


def test_any_row_can_be_made_one_that_signs(taihang):
    case, team = standing_at("check", taihang)
    act = replace(next(act for act in ACTS if act.name == "accept"), signs=True)

    unsigned, given = sent(act, case, "check", team.clerk, act="do")
    before = open_node(Application.objects.get(pk=case.pk))
    signed, _given = sent(act, case, "check", team.clerk, act="do", password=PASSWORD)

    assert (unsigned.status_code, before) == (422, "check")
    assert given["password_error"]
    assert signed.status_code == 302
    assert open_node(Application.objects.get(pk=case.pk)) == "review"


def test_whose_duty_it_is_not_is_refused_whatever_is_posted(taihang):
    case, _team = standing_at("check", taihang)
    auditor = staff("auditor", "auditor")

    assert {tried(act, case, "check", auditor, password=PASSWORD, act="do")[0] for act in ACTS} == {403}
