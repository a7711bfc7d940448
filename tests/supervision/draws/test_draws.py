"""A random draw is frozen before its seed exists, comes out again for anybody, and is never changed."""

import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.authorities import Authority
from supervision.credit.subjects.models import Subject
from supervision.draws import actions
from supervision.draws.models import Draw, DrawObject, DrawResult, Replacement
from supervision.draws.proving import faults_of
from supervision.draws.queries import lines_of, result_of
from supervision.draws.recompute import drawn, number_below, result
from supervision.draws.rules import digest_of, going, next_of
from supervision.limits.actions import take_place
from supervision.officers.actions import declare_interest, end_certificate
from tests.conftest import SHUNDA, YUNTAI
from tests.factories import company_of, principal_of, staff
from tests.supervision.conftest import subject_of
from tests.supervision.inspecting import officers
from trail import checkpoints, triggers
from trail.append_only import AppendOnlyViolated
from trail.models import Checkpoint, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(catalogue):
    return officers(5)


@pytest.fixture
def listed(taihang, team):
    """Three companies: one that is drawn, one with another colour, and one its green code exempts."""
    found = [
        subject_of(taihang, colour="red"),
        subject_of(company_of(YUNTAI), colour="yellow"),
        subject_of(company_of(SHUNDA), colour="green"),
    ]
    Subject.objects.update(authority=Authority.objects.get(division="410802"))
    return found


def frozen(team, *, wanted=2, on_site=True):
    authority = Authority.objects.get(division="410802")
    return actions.freeze(authority, "freight", wanted=wanted, purpose="源头治超", on_site=on_site, by=team[0].person)


def checkpoint():
    return checkpoints.make(upto=Event.objects.latest("pk").pk)


def carried_out(team, **more):
    draw = frozen(team, **more)
    checkpoint()
    actions.carry_out_due()
    return draw, result_of(draw)


class TestAlgorithm:
    @given(
        weights=st.dictionaries(st.text("abcdef0123456789", min_size=1, max_size=6), st.integers(0, 1000), max_size=30),
        count=st.integers(0, 40),
        seed=st.text(max_size=64),
    )
    def test_a_draw_takes_each_once_nobody_of_weight_zero_and_as_many_as_there_are(self, weights, count, seed):
        found = drawn(weights, count, seed, "objects")

        assert len(found) == len(set(found)) == min(count, sum(weight > 0 for weight in weights.values()))
        assert all(weights[name] > 0 for name in found)
        assert found == drawn(dict(reversed(weights.items())), count, seed, "objects")

    @given(st.integers(1, 2**200), st.text(max_size=64), st.integers(0, 9))
    def test_a_number_is_below_its_limit(self, limit, seed, turn):
        assert 0 <= number_below(limit, seed, "objects", turn) < limit

    def test_who_weighs_more_is_drawn_more_often(self):
        first = [drawn({"red": 500, "yellow": 100}, 1, str(seed), "objects")[0] for seed in range(600)]

        assert 450 <= first.count("red") <= 550  # five of six, give or take

    @given(st.permutations("abcdef"), st.integers(0, 4))
    def test_who_steps_in_is_always_the_next_of_the_draw_and_nobody_goes_twice(self, order, times):
        replaced = {}
        for _each in range(times):
            replaced[going(order, replaced)[0]] = next_of(order, replaced)

        assert set(going(order, replaced)) | set(replaced) == set(order[: 2 + times])
        assert len(set(going(order, replaced))) == 2


class TestFreezing:
    def test_the_digest_is_in_the_trail_before_there_is_a_seed(self, listed, team):
        declare_interest(listed[0].company, words="亲属", by=team[0].person)
        before = checkpoint()

        draw = frozen(team)

        event = Event.objects.get(pk=draw.event)
        assert event.values["digest"] == draw.digest == digest_of(draw.listed)
        assert actions.carry_out(draw) is None
        assert checkpoint().number == before.number + 1
        assert actions.carry_out(draw).checkpoint.number == before.number + 1

    def test_weights_are_the_sampling_rates_of_the_colours_and_green_is_exempt_on_site_only(self, listed, team):
        on_site, elsewhere = frozen(team), frozen(team, on_site=False)

        assert weights_of(on_site) == {"red": 500, "yellow": 100, "green": 0}
        assert weights_of(elsewhere) == {"red": 500, "yellow": 100, "green": 10}

    def test_who_has_had_its_visits_of_the_year_is_listed_and_not_drawn(self, listed, team):
        take_place(listed[1].company, listed[1].authority, about="1", on=timezone.localdate())

        assert weights_of(frozen(team)) == {"red": 500, "yellow": 0, "green": 0}

    def test_an_officer_with_an_interest_is_barred_from_that_company_and_no_other(self, listed, team):
        declare_interest(listed[0].company, words="亲属任职", by=team[0].person)

        draw, found = carried_out(team)

        key = DrawObject.objects.get(draw=draw, subject=listed[0]).key
        by_key = {line["object"]: line["officers"] for line in found.drawn}
        assert team[0].number not in by_key.pop(key)
        assert all(team[0].number in order for order in by_key.values())

    def test_without_two_valid_certificates_nothing_is_frozen(self, listed, team):
        for certificate in team[1:]:
            end_certificate(certificate, reason="收回", by=team[0].person)

        with pytest.raises(actions.NotDrawn, match="two officers"):
            frozen(team)

    def test_the_public_list_names_no_company_and_nobody(self, listed, team, client):
        draw, _result = carried_out(team)

        texts = [client.get(reverse(f"draws:{name}", args=[draw.number])).content.decode() for name in PUBLIC]

        for text in texts:
            assert not any(one.company.name in text or one.company.uscc in text for one in listed)
        assert not any(one.person.name in draw.listed for one in team)


PUBLIC = ("draw", "frozen", "result")


def weights_of(draw):
    rows = DrawObject.objects.filter(draw=draw)
    told = {one["key"]: one["weight"] for one in json.loads(draw.listed)["objects"]}
    return {row.colour: told[row.key] for row in rows}


class TestRecomputing:
    def test_the_downloaded_script_gives_the_same_result_in_a_process_of_its_own(self, listed, team, client, tmp_path):
        draw, _found = carried_out(team)
        for name, file in (("frozen", "list.json"), ("result", "result.json")):
            (tmp_path / file).write_bytes(client.get(reverse(f"draws:{name}", args=[draw.number])).content)
        (tmp_path / "recompute.py").write_bytes(client.get(reverse("draws:script")).content)
        published = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))

        told = subprocess.run(
            [sys.executable, "-I", "-S", "recompute.py", "list.json", published["seed"]],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )

        again = json.loads(told.stdout)
        assert again["list"] == published["list"] == draw.digest
        assert again["drawn"] == published["drawn"]
        assert len(published["drawn"]) == 2

    def test_the_script_is_short_enough_to_be_read(self, client):
        lines = client.get(reverse("draws:script")).content.decode().splitlines()

        code = [line for line in lines if line.strip() and not line.startswith(("import", "from", '"""'))]
        assert len(code) <= 45

    def test_redraw_proves_it(self, listed, team, capsys):
        draw, found = carried_out(team)

        call_command("redraw", draw.number)

        assert found.seed in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("table", "column", "value", "told"),
        [
            (Draw, "listed", "{}", "not the one whose digest"),
            (DrawResult, "drawn", "[]", "comes out differently"),
            (DrawObject, "salt", "0", "not the key of its company"),
            (Checkpoint, "digest", "0", "the trail was changed"),
            (Event, "by_name", "别人", "the trail was changed"),
        ],
    )
    def test_whoever_changes_something_behind_the_portals_back_is_found_out(
        self, listed, team, table, column, value, told
    ):
        draw, _found = carried_out(team)
        if table is Draw:
            value = draw.listed.replace("500", "499")
        quote = connection.ops.quote_name
        with triggers.lifted(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {quote(table._meta.db_table)} SET {quote(column)} = %s", [value])  # noqa: S608

        assert any(told in fault for fault in faults_of(Draw.objects.get(pk=draw.pk)))
        with pytest.raises(CommandError):
            call_command("redraw", draw.number)

    def test_a_draw_is_drawn_once_and_its_rows_are_never_changed(self, listed, team):
        draw, found = carried_out(team)
        checkpoint()

        assert actions.carry_out_due() == 0
        assert actions.carry_out(draw) == found
        for row in (draw, found, DrawObject.objects.filter(draw=draw)[0]):
            with pytest.raises(AppendOnlyViolated):
                row.save()


class TestReplacing:
    def test_a_challenged_officer_is_replaced_by_the_next_of_the_draw_with_the_reason(self, listed, team):
        draw, found = carried_out(team)
        line = found.drawn[0]
        out = next(one for one in team if one.number == line["officers"][0])

        made = replaced(draw, line["object"], out, team)

        assert made.into.number == line["officers"][2]
        shown = next(row for row in lines_of(draw, found, with_companies=False) if row.key == line["object"])
        assert [one.number for one in shown.officers] == [line["officers"][2], line["officers"][1]]
        assert not list(faults_of(draw))

    def test_nobody_else_can_step_in_and_nobody_twice(self, listed, team):
        draw, found = carried_out(team)
        line = found.drawn[0]
        by_number = {one.number: one for one in team}
        replaced(draw, line["object"], by_number[line["officers"][0]], team)

        with pytest.raises(actions.NotDrawn, match="assigned to it"):
            replaced(draw, line["object"], by_number[line["officers"][0]], team)
        with pytest.raises(IntegrityError), transaction.atomic():
            Replacement.objects.create(
                draw=draw,
                key=line["object"],
                out=by_number[line["officers"][1]],
                into=by_number[line["officers"][2]],
                reason="absent",
                by=team[0].person,
            )

    def test_when_nobody_is_left_it_says_so(self, listed, team):
        draw, found = carried_out(team)
        line, by_number = found.drawn[0], {one.number: one for one in team}
        for place in (0, 2, 3):
            replaced(draw, line["object"], by_number[line["officers"][place]], team)

        with pytest.raises(actions.NotDrawn, match="Nobody is left"):
            replaced(draw, line["object"], by_number[line["officers"][4]], team)


def replaced(draw, key, out, team):
    reason = Replacement.Reason.CHALLENGED
    return actions.replace(draw, key, out=out, reason=reason, words="企业申请回避", by=team[0].person)


class TestPages:
    def test_an_officer_freezes_on_the_page_and_sees_the_companies_the_public_does_not(self, listed, team, sign_in):
        client = sign_in(team[0].person)
        sent = {"sector": "freight", "wanted": "2", "purpose": "源头治超", "on_site": "on"}

        answer = client.post(reverse("draws:freeze"), sent, follow=True)
        checkpoint()
        actions.carry_out_due()

        draw = Draw.objects.get()
        assert "frozen" in answer.content.decode()
        page = client.get(reverse("draws:office_draw", args=[draw.number])).content.decode()
        assert listed[0].company.name in page
        assert listed[1].company.name in page

    def test_the_number_of_the_other_platform_is_kept_beside_ours_once_and_the_newest_counts(
        self, listed, team, sign_in
    ):
        draw, _result = carried_out(team)
        client, address = sign_in(team[0].person), reverse("draws:platform_number", args=[draw.number])

        for number in ("SSJ-001", "SSJ-001", "SSJ-002"):
            client.post(address, {"number": f" {number} "})

        assert [one.number for one in draw.platform_numbers.all()] == ["SSJ-001", "SSJ-002"]
        assert client.post(address, {"number": " "}).status_code == 422
        assert "SSJ-002" in client.get(reverse("draws:office_draw", args=[draw.number])).content.decode()

    def test_what_is_refused_is_told_on_the_form_and_nothing_typed_is_lost(self, team, sign_in):
        sent = {"sector": "freight", "wanted": "2", "purpose": "源头治超", "on_site": "on"}

        answer = sign_in(team[0].person).post(reverse("draws:freeze"), sent)

        assert answer.status_code == 422
        assert "Nobody can be drawn" in answer.content.decode()
        assert "源头治超" in answer.content.decode()

    def test_a_company_finds_itself_on_the_list_and_nobody_else(self, listed, team, sign_in):
        draw = frozen(team)
        mine = DrawObject.objects.get(draw=draw, subject=listed[0])

        page = sign_in(principal_of(listed[0].company)).get(reverse("draws:ours")).content.decode()

        assert mine.key in page
        assert mine.salt in page
        assert DrawObject.objects.get(draw=draw, subject=listed[1]).key not in page

    def test_officers_are_checked_by_anybody(self, team, client):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        good = client.get(reverse("officers:check"), {"number": team[0].number}).content.decode()
        end_certificate(team[0], reason="收回", by=team[1].person)
        bad = client.get(reverse("officers:check"), {"number": team[0].number}).content.decode()
        nobody = client.get(reverse("officers:check"), {"number": "X99999999"}).content.decode()

        assert team[0].person.name in good
        assert "no longer valid" in bad
        assert "No officer with this number" in nobody

    def test_the_head_enters_a_certificate_and_an_officer_does_not(self, team, sign_in):
        head = staff("boss", "head")
        sent = {
            "person": team[0].person.pk,
            "number": "henan12345",
            "issuer": "河南省人民政府",
            "valid_from": "2026-01-01",
            "valid_to": "2030-01-01",
        }

        assert sign_in(team[0].person).post(reverse("officers:enter"), sent).status_code == 403
        assert sign_in(head).post(reverse("officers:enter"), sent).status_code == 302
        again = sign_in(head).post(reverse("officers:enter"), sent)
        assert again.status_code == 422
        assert "already been entered" in again.content.decode()


class TestCheckpoints:
    def test_each_covers_the_one_before_and_all_that_happened_since(self, team):
        declare_interest(company_of(SHUNDA), words="亲属", by=team[0].person)
        first = checkpoint()
        declare_interest(company_of(YUNTAI), words="亲属", by=team[0].person)
        second = checkpoint()

        assert checkpoints.make(upto=second.upto) is None
        assert (second.before, second.count) == (first.digest, 1)
        assert list(checkpoints.changed()) == []

    def test_the_timer_makes_the_next_one_when_it_is_time(self, team, settings):
        settings.CHECKPOINT_MINUTES = 5
        declare_interest(company_of(SHUNDA), words="亲属", by=team[0].person)
        first = checkpoints.tick()
        declare_interest(company_of(YUNTAI), words="亲属", by=team[0].person)

        assert checkpoints.tick() is None
        settings.CHECKPOINT_MINUTES = 0
        assert checkpoints.tick().number == first.number + 1


def test_the_seed_decides(listed, team):
    draw = frozen(team)
    found = {json.dumps(result(json.loads(draw.listed), str(seed))) for seed in range(40)}

    assert len(found) > 20
