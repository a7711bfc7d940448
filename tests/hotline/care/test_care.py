"""Care for drivers: approved by two, looked up first, granted by another, accounted for to the cent."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clock.working_days import add_working_days
from desk.refusals import MayNotHandle, NotNow
from hotline.care import granting, programmes
from hotline.care.application_models import CareApplication, CareCheck, CareGrant, HandOver, HardshipLookUp
from hotline.care.applying import AskedAlready, NoConsent, NotOpen, apply, by_code
from hotline.care.figures import figures_of, reached
from hotline.care.granting import HelpedAlready
from hotline.care.models import Programme, ProgrammeAccount
from hotline.care.programmes import DoneAlready, NotCovered
from hotline.care.rules import DENIED, PROVED, UNKNOWN, hardship_of, why_not_eligible, why_not_refused
from hotline.care.screens.forms import ApplyForm
from post.models import Message
from post.telling import tail
from tests.factories import applicant, picture, staff
from tests.hotline.care.conftest import a_file, applied, asked, opened, written
from trail.models import Event

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def union(registry, settings):
    """The lists of hardship answer: the union knows 赵顺达."""
    settings.REGISTRIES = {**settings.REGISTRIES, "civil-affairs": registry.url, "trade-union": registry.url}
    return registry


def publicised(application, *, officer, proofs=()):
    granting.check(application, is_eligible=True, words="名单核对相符", proofs=proofs, by=officer)
    granting.publicise(application, by=officer)
    return application


def after_publicity(application):
    day = application.publicity.until_on + datetime.timedelta(days=1)
    return time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(9))), tick=False)


def fresh(application):
    return CareApplication.objects.get(pk=application.pk)


def state(application):
    return fresh(application).state(on=TODAY())


def ready(programme, officer, number=0, **more):
    return publicised(applied(programme, number, **more), officer=officer, proofs=[a_file()])


# --- programmes --------------------------------------------------------------------------------


def test_a_programme_opens_when_two_others_approved_it(officer, approvers):
    made = programmes.write(written(), authority=officer.authority, by=officer)
    first, second = approvers

    programmes.approve(made, by=first)
    with pytest.raises(NotNow):
        programmes.open_it(made, by=officer)
    with pytest.raises(DoneAlready):
        programmes.approve(made, by=first)
    programmes.approve(made, by=second)
    programmes.open_it(made, by=officer)

    assert Programme.objects.get().state == "open"


def test_who_wrote_a_programme_does_not_approve_it(catalogue, approvers):
    both = staff("both", "care-officer", "hotline-leader", division="410800")
    made = programmes.write(written(), authority=both.authority, by=both)

    with pytest.raises(NotNow):
        programmes.approve(made, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.approvals.create(nth=1, written_by=both, by=both)


def test_a_budget_that_does_not_reach_for_the_quota_is_not_written(officer):
    with pytest.raises(NotCovered):
        programmes.write(written(quota=7), authority=officer.authority, by=officer)


def test_another_authority_touches_nothing(programme, approvers):
    elsewhere = staff("elsewhere", "care-officer", division="410821")
    application = applied(programme)

    for act in (
        lambda: programmes.close(programme, by=elsewhere),
        lambda: granting.check(application, is_eligible=False, words="x", by=elsewhere),
        lambda: granting.grant(application, by=elsewhere),
    ):
        with pytest.raises(MayNotHandle):
            act()


# --- applying ----------------------------------------------------------------------------------


def test_an_application_needs_no_account_and_is_read_by_its_code(programme):
    application, code = apply(programme, asked())

    found = by_code(f" {code[:6].lower()}-{code[6:]} ")
    assert found == application
    assert by_code("WRONG") is None
    assert code not in str(CareApplication.objects.values_list("code_digest", flat=True))


def test_what_is_sealed_stands_nowhere_in_the_clear(programme):
    application = applied(programme)

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM hotline_careapplication")
        stored = str(cursor.fetchall())
    told = str(list(Event.objects.filter(subject=f"care:{application.pk}").values_list("values", flat=True)))
    for secret in ("赵顺达", "410882197512310026", "孩子上学", "13903910009"):
        assert secret not in stored
        assert secret not in told


@pytest.mark.parametrize(("more", "refusal"), [({"has_consent": False}, NoConsent), ({"ground": "accident"}, NotNow)])
def test_what_is_not_taken_in(programme, more, refusal):
    with pytest.raises(refusal):
        apply(programme, asked(**more))


def test_a_person_asks_once_in_a_programme_however_the_number_is_typed(programme):
    applied(programme)

    with pytest.raises(AskedAlready):
        apply(programme, asked(id_number=" 4108821975 12310026"))


def test_nobody_applies_before_the_first_day_or_after_the_last(programme):
    last = programme.closes_on + datetime.timedelta(days=1)

    with time_machine.travel(timezone.make_aware(datetime.datetime.combine(last, datetime.time(1))), tick=False):
        wanted = asked()
        with pytest.raises(NotOpen):
            apply(programme, wanted)


# --- hardship ----------------------------------------------------------------------------------


def test_what_the_union_knows_nobody_proves(programme, officer, union):
    application = applied(programme)

    granting.look_up(application, by=officer)
    granting.check(application, is_eligible=True, words="工会名单", by=officer)

    assert HardshipLookUp.objects.filter(outcome="found").get().registry == "trade-union"
    assert state(application) == "checked"


def test_an_entry_that_ended_proves_nothing(programme, officer, union):
    application = applied(programme, id_number="41082319700312011X")

    granting.look_up(application, by=officer)

    assert {row.outcome for row in application.look_ups.all()} == {"conflict", "not-found"}
    with pytest.raises(NotNow, match="without proof"):
        granting.check(application, is_eligible=True, words="x", by=officer)


def test_a_silent_registry_is_neither_yes_nor_no(programme, officer, union):
    application = applied(programme)
    union.fail("down")

    granting.look_up(application, by=officer)

    for answer in (True, False):
        with pytest.raises(NotNow, match="did not answer"):
            granting.check(application, is_eligible=answer, words="x", by=officer)
    union.mend()
    assert state(application) == "asked"
    granting.check(application, is_eligible=True, words="证明", proofs=[a_file()], by=officer)
    assert state(application) == "checked"


def row(pk, registry, outcome):
    return HardshipLookUp(pk=pk, registry=registry, outcome=outcome)


@given(st.lists(st.tuples(st.sampled_from(["civil-affairs", "trade-union"]), st.sampled_from(
    ["found", "not-found", "conflict", "unavailable"]))))  # fmt: skip
def test_the_newest_word_of_each_registry_counts_and_silence_is_never_a_word(said):
    rows = [row(number, registry, outcome) for number, (registry, outcome) in enumerate(said)]
    newest = dict(said)

    hardship = hardship_of(rows)

    assert (hardship == PROVED) == ("found" in newest.values())
    if "unavailable" in newest.values() and "found" not in newest.values():
        assert hardship == UNKNOWN
    if hardship == DENIED:
        assert len(newest) == 2
    application = CareApplication(programme=Programme(kind="aid"))
    if hardship == UNKNOWN:
        assert why_not_eligible(application, hardship, has_proof=False)
        assert why_not_refused(application, hardship)


# --- granting ----------------------------------------------------------------------------------


def test_it_is_granted_after_its_days_in_public_by_another_for_the_amount_of_the_table(programme, officer, second):
    application = ready(programme, officer, ground="illness")
    assert application.publicity.until_on == add_working_days(TODAY(), 3)

    with pytest.raises(NotNow, match="on public display"):
        granting.grant(application, by=second)
    with after_publicity(application):
        with pytest.raises(NotNow, match="second person"):
            granting.grant(application, by=officer)
        done = granting.grant(application, by=second)

    assert done.amount == Decimal("600.00")


def test_the_database_refuses_a_checker_who_grants_and_a_second_aid_in_a_year(programme, officer, second):
    application = ready(programme, officer)
    about = {
        "application": application, "programme": programme, "kind": "aid", "id_digest": application.id_digest,
        "year": 2026, "amount": 500,
    }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        CareGrant.objects.create(**about, checked_by=officer, by=officer)
    CareGrant.objects.create(**about, checked_by=officer, by=second)
    other = applied(programme, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareGrant.objects.create(**{**about, "application": other}, checked_by=officer, by=second)


def test_a_person_has_aid_once_a_year_whatever_the_programme(programme, officer, second, approvers):
    other = opened(officer, approvers, code="aid-2")
    first, again = ready(programme, officer), ready(other, officer)

    with after_publicity(first):
        granting.grant(first, by=second)
        with pytest.raises(HelpedAlready):
            granting.grant(again, by=second)

    assert CareGrant.objects.count() == 1


def test_the_quota_and_the_budget_are_what_they_are(officer, second, approvers):
    narrow = opened(officer, approvers, quota=1, budget=Decimal("600.00"))
    short = opened(officer, approvers, code="short", quota=2, budget=Decimal("1000.00"))
    rows = [ready(narrow, officer), ready(narrow, officer, 1)]
    dear = [ready(short, officer, 2, ground="illness"), ready(short, officer, 3, ground="illness")]

    with after_publicity(rows[0]):
        granting.grant(rows[0], by=second)
        with pytest.raises(NotNow, match="quota"):
            granting.grant(rows[1], by=second)
        granting.grant(dear[0], by=second)
        with pytest.raises(NotNow, match="budget"):
            granting.grant(dear[1], by=second)


def test_an_officer_never_handles_an_application_of_his_own(programme, officer):
    officer.id_number = "410882197512310026"
    officer.save()

    with pytest.raises(MayNotHandle):
        granting.check(applied(programme), is_eligible=True, words="x", by=officer)


def test_of_a_check_up_only_that_somebody_came_is_known(officer, second, approvers):
    made = opened(
        officer, approvers, code="health", kind="health", amounts={"none": Decimal("180.00")}, publicity_days=0
    )
    application = applied(made)
    granting.check(application, is_eligible=True, words="司机", by=officer)
    granting.grant(application, by=second)

    done = granting.hand_over(application, on=TODAY(), by=officer)

    assert done.way == HandOver.Way.ATTENDED
    fields = {field.name for model in (CareApplication, CareCheck, CareGrant, HandOver) for field in model._meta.fields}
    assert not {name for name in fields if "result" in name or "diagnos" in name or "health" in name}


def test_goods_are_signed_for_with_a_photo_and_a_transfer_has_its_reference(programme, officer, second, approvers):
    made = opened(officer, approvers, code="goods", kind="goods", amounts={"none": Decimal("46.00")}, publicity_days=0)
    kettle = applied(made)
    granting.check(kettle, is_eligible=True, words="司机", by=officer)
    granting.grant(kettle, by=second)
    aid = ready(programme, officer)

    with pytest.raises(NotNow):
        granting.hand_over(kettle, on=TODAY(), signature=a_file(), by=officer)
    granting.hand_over(kettle, on=TODAY(), signature=a_file(), photo=a_file(), by=officer)
    with after_publicity(aid):
        granting.grant(aid, by=second)
        with pytest.raises(NotNow):
            granting.hand_over(aid, on=TODAY(), by=officer)
        granting.hand_over(aid, on=TODAY(), reference="回单1", by=officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(grant=kettle.grant, way="goods", on=TODAY(), by=officer)


# --- accounts and figures ----------------------------------------------------------------------


def test_accounts_add_up_to_the_cent_and_wait_until_everything_is_handed_over(programme, officer, second):
    rows = [ready(programme, officer, 0, ground="illness"), ready(programme, officer, 1), ready(programme, officer, 2)]

    with after_publicity(rows[0]):
        for application in rows:
            granting.grant(application, by=second)
        granting.hand_over(rows[0], on=TODAY(), reference="1", by=officer)
        granting.hand_over(rows[1], on=TODAY(), reference="2", by=officer)
        with pytest.raises(NotNow, match="Close"):
            programmes.account(programme, words="", by=officer)
        programmes.close(programme, by=officer)
        with pytest.raises(NotNow, match="collected: 1"):
            programmes.account(programme, words="", by=officer)
        granting.not_collected(rows[2], reason="联系不上", by=officer)
        done = programmes.account(programme, words="齐全", by=officer)

    assert (done.spent, done.left, done.grants) == (Decimal("1100.00"), Decimal("1900.00"), 2)
    wrong = {"budget": 3000, "spent": 1100, "left": Decimal("1899.99"), "grants": 2, "by": officer}
    again = opened_again(programme)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeAccount.objects.create(programme=again, **wrong)


def opened_again(programme):
    """A programme like it, without an account."""
    values = {f.name: getattr(programme, f.name) for f in Programme._meta.fields if f.name != "id"}
    return Programme.objects.create(**{**values, "code": "again"})


def test_below_ten_there_are_counts_and_no_shares_and_every_figure_is_its_rows(programme, officer, second, client):
    rows = [ready(programme, officer, number) for number in range(3)]
    with after_publicity(rows[0]):
        for application in rows:
            granting.grant(application, by=second)
            granting.hand_over(application, on=TODAY(), reference="1", by=officer)

    found = figures_of(programme)

    assert (found.reached, found.reached_share, found.self_employed_share) == (3, None, None)
    assert found.cost_each == Decimal("500.00")
    assert [(one.code, one.count) for one in found.counties] == [("410802", 3)]
    client.force_login(officer)
    listed = client.get(
        reverse("care:applications"), {"programme": programme.pk, "county": "410802", "stands": "reached"}
    ).text
    assert all(one.number in listed for one in reached(programme, county="410802"))


def test_shares_are_told_from_ten_on(officer, approvers):
    from hotline.care.figures import _share

    assert _share(9, 9, of=9) is None
    assert _share(7, 10, of=10) == 70


# --- pages -------------------------------------------------------------------------------------


def typed(**more):
    told = {
        "name": "赵顺达", "id_number": "410882197512310026", "phone": "13903910009", "county": "410802",
        "work": "self", "ground": "low-income", "words": "孩子上学", "has_consent": "on",
    }  # fmt: skip
    return {**told, **more}


def test_nothing_typed_is_lost_when_it_is_refused(programme, client):
    applied(programme)

    answer = client.post(reverse("care:apply", args=[programme.code]), typed(words="写了很多"))

    assert answer.status_code == 422
    assert "写了很多" in answer.text
    assert "已有申请" in answer.text


def test_public_names_are_masked_and_grounds_are_not_told(programme, officer, client):
    ready(programme, officer)

    page = client.get(reverse("care:programme", args=[programme.code])).text

    assert "赵**" in page
    assert "赵顺达" not in page
    assert "孩子上学" not in page


def test_a_company_nominates_and_is_told_but_only_with_consent(programme, officer, taihang, chen, client):
    client.force_login(chen)
    address = reverse("care:nominate", args=[programme.code])

    refused = client.post(address, {key: value for key, value in typed().items() if key != "has_consent"})
    taken = client.post(address, typed() | {"proofs": picture()})

    assert refused.status_code == 422
    assert taken.status_code == 200
    application = CareApplication.objects.get()
    assert (application.origin, application.company, application.applied_by) == ("company", taihang, chen)
    granting.check(application, is_eligible=True, words="证明", by=officer)
    tail.listen()
    assert Message.objects.filter(person=chen, text="care-checked").exists()


def test_one_reads_ones_own_and_nobody_elses(programme, client):
    me = applicant(username="me")
    mine, theirs = applied(programme, 0, by=me), applied(programme, 1)
    client.force_login(me)

    page = client.get(reverse("care:track")).text

    assert mine.number in page
    assert theirs.number not in page


def test_words_of_a_check_somebody_else_made_first_are_shown(programme, officer, second, client):
    application = applied(programme)
    granting.check(application, is_eligible=True, words="已核", proofs=[a_file()], by=second)
    client.force_login(officer)

    answer = client.post(reverse("care:check", args=[application.pk]), {"is_eligible": "yes", "words": "我写的话"})

    assert answer.status_code == 422
    assert "我写的话" in answer.text


def test_nobody_is_asked_to_agree_to_look_ups_where_hardship_is_no_condition(programme, officer, approvers):
    goods = opened(
        officer, approvers, code="kettles", kind="goods", amounts={"none": Decimal("46.00")}, publicity_days=0
    )

    aid, other = (
        str(ApplyForm(programme=one, is_signed_in=False).fields["has_consent"].label) for one in (programme, goods)
    )

    assert "civil affairs" in aid
    assert "civil affairs" not in other
    assert "displayed" not in other
