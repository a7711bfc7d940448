"""The table of grants for the credit platforms: every certificate a row, what became of it another, no refusal."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from licensing.certificates.ends import change_state
from licensing.certificates.models import Certificate, State
from licensing.moving import cases as flow
from licensing.reporting.editions import editions
from licensing.reporting.exporting import refused, rows_in, table
from tests.factories import accepted, granted, staff
from trail.models import Event

pytestmark = pytest.mark.django_db
NEW = editions()["2019"]


def lines(authority, first, last, edition=NEW):
    heads, _titles, *rows = table(rows_in([authority.pk], first, last, is_open=False), edition)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_each_certificate_of_a_grant_is_a_row_of_its_own_and_a_refusal_is_none(taihang, clerk):
    no = accepted(taihang, clerk=clerk)
    flow.decide(no, "refused", by=clerk, reasons="不符合条件。", articles="《道路运输条例》第二十二条")
    case = granted(taihang, clerk=clerk)
    today = timezone.localdate()

    told = lines(case.authority, today, today)

    assert [row["XK_XKBH"] for row in told] == list(Certificate.objects.order_by("pk").values_list("number", flat=True))
    licence = next(row for row in told if row["XK_XKZS"] == "道路运输经营许可证")
    assert (licence["XK_XDR_MC"], licence["XK_XDR_SHXYM"]) == (taihang.name, taihang.uscc)
    assert licence["XK_WSH"] == case.decision.letter.number
    assert (licence["XK_XKJGDM"], licence["XK_ZT"], licence["XK_JDRQ"]) == (case.authority.code, "1", today.isoformat())
    assert licence["XK_FR_ZJHM"] == licence["XK_XDR_ZJHM"] == "", "of a representative no number leaves"
    assert list(refused(rows_in([case.authority_id], today, today, is_open=False), NEW)) == []
    assert lines(case.authority, today - datetime.timedelta(days=9), today - datetime.timedelta(days=1)) == []


def test_what_became_of_a_certificate_is_a_row_in_the_days_it_became_so(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    later = timezone.now() + datetime.timedelta(days=30)

    with time_machine.travel(later, tick=False):
        change_state([licence], State.SUSPENDED, reason="暂停")
        day = timezone.localdate()
    with time_machine.travel(later + datetime.timedelta(days=30), tick=False):
        change_state([licence], State.IN_FORCE, reason="恢复")
        # Taken out later, a day tells what was then.
        [row] = lines(case.authority, day, day)

    assert (row["XK_XKBH"], row["XK_ZT"], row["BZ"]) == (licence.number, "2", "状态变更")


def test_a_platform_would_refuse_what_is_missing_or_too_long(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    type(taihang).objects.filter(pk=taihang.pk).update(name="名" * 100)
    type(case.authority).objects.filter(pk=case.authority_id).update(name_zh="")
    today = timezone.localdate()

    rows = rows_in([case.authority_id], today, today, is_open=False)
    found = {(one.column.code, one.is_missing) for one in refused(rows, NEW)}

    assert found == {("XK_XKJG", True), ("XK_LYDW", True)}


@pytest.mark.parametrize("edition", editions())
def test_every_column_of_every_edition_is_filled_from_something(edition, taihang, clerk):
    case = granted(taihang, clerk=clerk)
    today = timezone.localdate()

    told = lines(case.authority, today, today, editions()[edition])

    assert told
    assert all(row[column.code] for row in told for column in editions()[edition].columns if column.needed)


def test_page_file_and_command_write_the_same_rows_and_what_leaves_is_remembered(taihang, clerk, sign_in, tmp_path):
    granted(taihang, clerk=clerk)
    client = sign_in(staff("head", "supervisor"))

    page = client.get(reverse("reporting:page")).content.decode()
    answer = client.get(reverse("reporting:file", args=["csv"]))
    by_page = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    call_command("publicity_export", str(tmp_path / "grants.json"))
    by_command = json.loads((tmp_path / "grants.json").read_text(encoding="utf-8"))

    assert "<strong>1</strong>" in page
    assert [dict(zip(by_page[0], row, strict=True)) for row in by_page[2:]] == by_command
    assert list(Event.objects.filter(kind="grants.taken").values_list("by_name", flat=True))[1:] == [""], "a command"
    with pytest.raises(CommandError, match="no authority"):
        call_command("publicity_export", str(tmp_path / "none.csv"), "--authority", "999999")
    with pytest.raises(CommandError, match="cannot write"):
        call_command("publicity_export", str(tmp_path / "grants.json"))
    with pytest.raises(CommandError, match="between the years"):
        call_command("publicity_export", str(tmp_path / "far.csv"), "--until", "9999-12-31")
    assert client.get(reverse("reporting:file", args=["exe"])).status_code == 404
    assert client.get(reverse("reporting:file", args=["csv"]), {"edition": "2031"}).status_code == 404


def test_nobody_takes_another_authoritys_grants(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    elsewhere = sign_in(staff("elsewhere", "supervisor", division="410803"))

    answer = elsewhere.get(reverse("reporting:file", args=["csv"]))

    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 2, "the heads alone"
