"""The journeys through the browser's eyes: company, credit officer, confirmer, decider, model keepers."""

import copy
import datetime
import io
import json

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.editions.actions import write
from accounts.staffing.second_person import NotReleased
from supervision.credit.codes.actions import take_effect
from supervision.credit.codes.assessing import weigh
from supervision.credit.codes.forecast import ways
from supervision.credit.codes.models import CodeChange, Confirmation, Objection
from supervision.credit.codes.rules import open_change
from supervision.credit.editions.actions import release_edition
from supervision.credit.editions.models import DryRun, ModelEdition
from supervision.credit.editions.queries import model_in_force, models_of
from supervision.credit.facts.looking_up import ask_registries
from supervision.credit.facts.models import CreditFact, FactEnd, FactInquiry
from supervision.credit.repairs.models import Repair
from supervision.credit.running.dry_run import size_of, try_edition
from supervision.credit.scoring.reading import BadModel, shipped_documents
from tests.conftest import YUNTAI
from tests.factories import PASSWORD, company_of, principal_of, staff
from tests.supervision.conftest import happened, run, subject_of

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().split())


def test_a_fact_becomes_a_code_with_a_letter_an_objection_and_its_end(
    subject, officer, confirmer, decider_of_objections, sign_in
):
    run(subject)
    happened(subject, "deaths")
    run(subject, occasion="nightly")
    change = open_change(subject)
    page = reverse("codes:change", args=[change.pk])
    act = "codes:change_act"
    assert subject.company.name in words(sign_in(officer).get(reverse("codes:waiting")))

    sign_in(officer).post(reverse(act, args=[change.pk, "propose"]), {"act": "do", "words": "已核。"})
    shown = sign_in(confirmer).post(reverse(act, args=[change.pk, "confirm"]), {"act": "preview"})
    assert "信用等级告知书" in words(shown)
    assert not Confirmation.objects.exists(), "a preview performs nothing"
    wrong = sign_in(confirmer).post(reverse(act, args=[change.pk, "confirm"]), {"act": "do", "password": "no"})
    assert wrong.status_code == 422
    sign_in(confirmer).post(reverse(act, args=[change.pk, "confirm"]), {"act": "do", "password": PASSWORD})
    assert "confirmed, not yet in force" in words(sign_in(officer).get(page))
    confirmation = Confirmation.objects.get()
    take_effect(on=confirmation.in_force_on)

    boss = sign_in(principal_of(subject.company))
    own = words(boss.get(reverse("credit:own")))
    assert "yellow" in own
    assert "Deaths in responsible accidents" in own
    assert "lapses on" in own
    assert "What makes it green, and when" in own
    letter = boss.get(reverse("credit:letter", args=[confirmation.letter_id]))
    assert b"".join(letter.streaming_content).startswith(b"%PDF")
    empty = boss.post(reverse("credit:object_code", args=[change.pk]), {"words": ""})
    assert empty.status_code == 422
    boss.post(reverse("credit:object_code", args=[change.pk]), {"words": "认定书已撤销。"})

    objection = Objection.objects.get()
    decide = reverse("codes:objection_act", args=[objection.pk, "decide"])
    unreasoned = sign_in(decider_of_objections).post(decide, {"act": "do", "answer": "yes", "password": PASSWORD})
    assert "Give the reasons" in words(unreasoned)
    sign_in(decider_of_objections).post(
        decide, {"act": "do", "answer": "yes", "reasons": "复核撤销了认定。", "password": PASSWORD}
    )

    subject.refresh_from_db()
    assert subject.colour == "green"
    assert CodeChange.objects.get(pk=change.pk).state == "void"
    assert "upheld" in words(boss.get(reverse("credit:own")))


def test_repair_through_the_pages(subject, officer, sign_in):
    fact = happened(subject, "penalties", months=4, gravity="ordinary", source="own")
    boss = sign_in(principal_of(subject.company))
    page = reverse("credit:repair", args=[subject.pk, fact.pk])
    assert page in words(boss.get(reverse("credit:own")))
    assert "郑重承诺" in words(boss.get(page))
    unpromised = boss.post(page, {"mended": "已缴罚款。", "channel": "here"})
    assert unpromised.status_code == 422
    assert "已缴罚款。" in words(unpromised), "nothing typed is lost"

    boss.post(page, {"mended": "已缴罚款。", "channel": "here", "promised": "on"})

    repair = Repair.objects.get()
    own = words(boss.get(reverse("credit:own")))
    assert "to be accepted" in own
    assert page not in own, "what is asked for already is not offered again"
    assert "Repair of this fact has already been requested." in own
    assert "<form method" not in words(boss.get(page)).split("The promise")[-1], "what cannot be sent is not offered"
    for name in ("answer", "decide"):
        address = reverse("codes:repair_act", args=[repair.pk, name])
        sign_in(officer).post(address, {"act": "do", "answer": "yes", "password": PASSWORD})
    assert FactEnd.objects.get(fact=fact).kind == "repaired"
    own = words(boss.get(reverse("credit:own")))
    assert repair.acceptance.letter.number in own
    assert repair.decision.letter.number in own


def test_a_way_by_repair_begins_when_repair_may_be_asked_for(subject):
    happened(subject, "serious-list", months=1, gravity="serious", source="credit-china")
    run(subject)

    way = ways(weigh(subject, on=timezone.localdate()))[0]

    assert (way.how, way.green_on >= way.repair_from) == ("repair", True)


def test_names_of_a_model_are_said_in_the_readers_characters(subject, officer, sign_in):
    client = sign_in(officer)

    traditional = words(client.get(reverse("codes:subject", args=[subject.pk]), headers={"accept-language": "zh-TW"}))

    assert "安全生產" in traditional
    assert "安全生产" not in traditional


def test_another_companys_code_is_nobodys_business(subject, sign_in):
    fact = happened(subject, "penalties", months=4, gravity="ordinary", source="own")
    stranger = sign_in(principal_of(company_of(YUNTAI)))

    assert stranger.get(reverse("credit:repair", args=[subject.pk, fact.pk])).status_code == 404
    assert stranger.get(reverse("credit:object_fact", args=[subject.pk, fact.pk])).status_code == 404
    far = sign_in(staff("far", "credit-officer", division="410821"))
    assert far.get(reverse("codes:subject", args=[subject.pk])).status_code == 404


def test_the_list_is_narrowed_by_colour_and_name(subject, officer, sign_in):
    run(subject)
    client = sign_in(officer)

    assert subject.company.name in words(client.get("/supervision/credit/?colour=green"))
    assert subject.company.name not in words(client.get("/supervision/credit/?colour=red"))
    assert subject.company.name in words(client.get("/supervision/credit/?q=太行"))


def table(*rows, more=()):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("统一社会信用代码", "文书号", "指标", "日期", "失信类别", "数量", *more), *rows):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("事故.xlsx", file.getvalue())


def handed_in(client, file, source="police"):
    answer = client.post(reverse("codes:import"), {"source": source, "table": file})
    return answer["Location"], client.get(answer["Location"])


def test_facts_come_by_table_after_a_dry_run_and_only_once(subject, officer, sign_in):
    client = sign_in(officer)
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()
    row = (subject.company.uscc, "焦公交认字〔2026〕第7号", "责任事故死亡人数", day, "", 1)
    check, dry_run = handed_in(client, table(row))
    assert "1 are new, 0 are known already" in words(dry_run)
    assert not CreditFact.objects.exists()

    client.post(check, {"checked": "1"})

    fact = CreditFact.objects.get()
    assert (fact.source, fact.source_ref, fact.indicator) == ("police", "焦公交认字〔2026〕第7号", "deaths")
    check, again = handed_in(client, table(row))
    assert "0 are new, 1 are known already" in words(again)
    client.post(check, {"checked": "1"})
    assert CreditFact.objects.count() == 1


def test_a_row_with_errors_keeps_the_whole_table_out(subject, officer, sign_in):
    client = sign_in(officer)
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()
    later = (timezone.localdate() + datetime.timedelta(days=4)).isoformat()
    check, dry_run = handed_in(
        client,
        table(
            (subject.company.uscc, "1号", "deaths", day, "", 1),
            (subject.company.uscc, "1号", "deaths", day, "", 1),
            (subject.company.uscc, "2号", "天气", later, "特别", "许多"),
            ("91410800MA3X00009F", "3号", "deaths", day, "", 1),
        ),
    )

    told = words(dry_run)
    assert "appears twice" in told
    assert "is not an indicator" in told
    assert "cannot be in the future" in told
    assert "“特别” is not a class of the national rule; it may be left empty. Known here: 轻微, 一般, 严重" in told
    assert "“许多” is not a number above 0." in told
    client.post(check, {"checked": "1"})
    assert not CreditFact.objects.exists()


@pytest.mark.parametrize(("column", "most"), [("法律依据", 200), ("事实", 300)])
def test_words_that_are_too_long_are_told_and_never_cut(subject, officer, sign_in, column, most):
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()
    whole = (subject.company.uscc, "1号", "deaths", day, "", 1)
    client = sign_in(officer)

    _check, too_long = handed_in(client, table((*whole, "字" * (most + 1)), more=[column]))
    check, dry_run = handed_in(client, table((*whole, "字" * most), more=[column]))
    client.post(check, {"checked": "1"})

    assert f"at most {most} characters" in words(too_long)
    assert "1 are new" in words(dry_run)
    assert "字" * most in (CreditFact.objects.get().article, CreditFact.objects.get().words)


@pytest.mark.parametrize(
    ("number", "magnitude", "told"),
    [("1号", "0.001", "above 0"), ("1号", "999999.999", "above 0"), ("号" * 81, 1, "at most 80 characters")],
)
def test_what_the_register_of_facts_cannot_hold_is_said_on_its_row(subject, officer, sign_in, number, magnitude, told):
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()

    _check, dry_run = handed_in(sign_in(officer), table((subject.company.uscc, number, "deaths", day, "", magnitude)))

    assert told in words(dry_run)


def test_the_table_of_another_authority_is_not_taken_in(subject, sign_in):
    far = sign_in(staff("far", "credit-officer", division="410821"))
    day = (timezone.localdate() - datetime.timedelta(days=40)).isoformat()
    check, dry_run = handed_in(far, table((subject.company.uscc, "1号", "deaths", day, "", 1)))

    far.post(check, {"checked": "1"})

    assert "another authority" in words(dry_run)
    assert not CreditFact.objects.exists()


def changed(**more):
    document = copy.deepcopy(next(one for one in shipped_documents() if one["sector"] == "freight"))
    document["colours"][1]["below"] = document["colours"][2]["from"] = "96"
    return {**document, **more}


def test_an_edition_is_tried_on_everybody_and_released_by_a_second_person(subject, keepers, sign_in):
    happened(subject, "complaints", source="hotline")
    run(subject)
    assert subject.colour == "green"
    first, second = (sign_in(keeper) for keeper in keepers)
    typed = {
        "note": "绿码门槛提高",
        "in_force_from": timezone.localdate().isoformat(),
        "document": json.dumps(changed()),
    }
    first.post(reverse("codes:write", args=["freight"]), typed)
    edition = ModelEdition.objects.get()
    page = reverse("codes:edition", args=[edition.pk])

    second.post(reverse("codes:release", args=[edition.pk]))
    assert model_in_force("freight", on=timezone.localdate()).number == 1, "nobody has seen who would change"
    first.post(reverse("codes:try", args=[edition.pk]))
    tried = DryRun.objects.get()
    assert (tried.changing, tried.companies) == (1, 1)
    assert {"was": "green", "becomes": "yellow", "size": "20–49", "companies": 1} in tried.moves
    assert subject.company.name in words(second.get(page))
    subject.refresh_from_db()
    assert subject.colour == "green", "a dry run changes nothing"
    first.post(reverse("codes:release", args=[edition.pk]))
    assert model_in_force("freight", on=timezone.localdate()).number == 1, "who wrote it does not release it"
    second.post(reverse("codes:release", args=[edition.pk]))

    assert model_in_force("freight", on=timezone.localdate()).number == 2


def test_an_old_dry_run_does_not_count(subject, keepers):
    first, second = keepers
    edition = write(models_of("freight"), changed(), note="x", in_force_from=timezone.localdate(), by=first)
    try_edition(edition, by=first)

    with (
        time_machine.travel(timezone.now() + datetime.timedelta(days=8), tick=False),
        pytest.raises(NotReleased),
    ):
        release_edition(edition, by=second)


def test_a_model_of_another_sector_or_in_contradiction_is_not_written(keepers, sign_in):
    with pytest.raises(BadModel):
        write(models_of("hazardous"), changed(), note="x", in_force_from=timezone.localdate(), by=keepers[0])
    document = changed()
    document["dimensions"][0]["weight"] = "31"

    answer = sign_in(keepers[0]).post(
        reverse("codes:write", args=["freight"]),
        {"note": "x", "in_force_from": timezone.localdate().isoformat(), "document": json.dumps(document)},
    )

    assert answer.status_code == 422
    assert "sum to 100" in words(answer)


@pytest.mark.parametrize(
    ("vehicles", "size"), [(None, "?"), (0, "0–4"), (4, "0–4"), (5, "5–19"), (50, "≥ 50"), (9000, "≥ 50")]
)
def test_sizes_cover_every_fleet(vehicles, size):
    assert size_of(vehicles) == size


def test_a_silent_registry_is_kept_as_silence_and_nobody_becomes_green(world, subject, officer, sign_in):
    world.fail("down")
    sign_in(officer).post(reverse("codes:look_up", args=[subject.pk]))

    assert FactInquiry.objects.get().outcome == "unavailable"
    run(subject)
    assert subject.colour == "none"
    world.mend()
    ask_registries(subject.company, by="test")
    run(subject, on=timezone.localdate() + datetime.timedelta(days=1))
    assert subject.colour == "green"


def test_what_the_credit_registry_knows_becomes_a_fact_and_ends_with_it(world, officer):
    from tests.registry_server import WORLD

    bad = next(
        r["fields"]["uscc"] for r in WORLD["records"]["credit-standing"] if r["fields"]["serious-bad-record"] == "yes"
    )
    listed = subject_of(company_of(bad))

    ask_registries(listed.company, by=officer)
    ask_registries(listed.company, by=officer)

    assert CreditFact.objects.get(indicator="serious-list").source == "credit-china"
    run(listed)
    assert open_change(listed).becomes == "red"
