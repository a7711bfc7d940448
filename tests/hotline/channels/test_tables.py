"""Tickets of 12345 as a table: shown first, read by the rules of the door for machines, the results back as a table."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from hotline.tickets.doing import sorting
from hotline.tickets.models import Caller, Ticket
from hotline.tickets.step_models import SourceNotice
from tests.hotline.crew import Crew
from trail.models import Event

pytestmark = pytest.mark.django_db

HEAD = [
    "序号",
    "工单编号",
    "诉求类型",
    "诉求主题",
    "来电人",
    "联系电话",
    "所属区县",
    "诉求内容",
    "办理方式",
    "办理期限",
]
ROW = [
    1,
    "J2026-1",
    "投诉",
    "运费拖欠",
    "马师傅",
    13839112233,
    "解放区",
    "运费三十天未付。",
    "转办",
    "2026-12-01 18:00",
]
MORE = [2, "J2026-2", "咨询", "办证、审验", "", "", "", "换证在哪里办？", "", ""]


@pytest.fixture
def crew() -> Crew:
    return Crew()


@pytest.fixture
def dispatcher(client, crew):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(crew.dispatcher)
    return client


def handed_in(client, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("12345.xlsx", content.getvalue())
    return client.post("/hotline/channels/table/", {"source": "12345", "table": file}).url


def test_a_table_is_shown_row_by_row_before_anything_is_stored_and_is_taken_in_once(dispatcher, crew):
    address = handed_in(dispatcher, HEAD, ROW, MORE)

    shown = dispatcher.get(address).text
    assert shown.count("a new ticket") == 3, "two rows, and how many"
    assert not Ticket.objects.exists()
    dispatcher.post(address, {"checked": "1"})

    first = Ticket.objects.get(external="J2026-1")
    assert (first.channel, first.theme, first.division_id, first.kind) == (
        "12345", "freight-unpaid", "410802", "complaint",
    )  # fmt: skip
    assert first.notices.get().due_at.isoformat() == "2026-12-01T10:00:00+00:00"
    assert Caller.objects.get(ticket=first).phone == "13839112233"
    assert Event.objects.get(kind="hotline.table_taken").values["taken"] == 2

    again = handed_in(dispatcher, HEAD, ROW, [*MORE[:7], "换证在哪里办，要多久？", "督办", ""])
    told = dispatcher.get(again).text
    assert "told before" in told
    assert "changes what was told" in told
    dispatcher.post(again, {"checked": "1"})

    assert Ticket.objects.count() == 2
    assert [row.version for row in SourceNotice.objects.filter(ticket__external="J2026-2")] == [1, 2]
    assert Ticket.objects.get(external="J2026-2").facts == "换证在哪里办？"


def test_every_row_with_an_error_is_named_and_nothing_is_taken_in(dispatcher):
    wrong = [3, "J2026-3", "诗歌", "天气", "", "", "某县", "", "", "明天"]
    address = handed_in(dispatcher, HEAD, ROW, wrong, [*ROW[:1], "J2026-1", *ROW[2:]])

    shown = dispatcher.get(address).text
    assert "Row 3: " in shown
    for told in ("What the caller tells: is missing", "The same number stands twice."):
        assert told in shown
    dispatcher.post(address, {"checked": "1"})

    assert not Ticket.objects.exists()
    other = handed_in(dispatcher, HEAD, [*wrong[:7], "下雨。", "", "明天"])
    said = dispatcher.get(other).text
    for told in (
        "Kind: is a code nobody knows",
        "Theme: is a code",
        "County: is a code",
        "Limit of the sender: is not",
    ):
        assert told in said


def test_a_column_nobody_understands_is_asked_about_and_poured_into_no_field(dispatcher):
    address = handed_in(dispatcher, [*HEAD, "工单状态"], [*ROW, "办理中"])

    shown = dispatcher.get(address).text
    assert "These columns are not understood: 工单状态." in shown
    assert 'name="checked"' not in shown
    chosen = {"shown": "0", "column-1": "external", "column-2": "kind", "column-7": "facts", "column-10": ""}
    dispatcher.post(address, {**chosen, "checked": "1"})

    ticket = Ticket.objects.get()
    assert (ticket.theme, ticket.notices.get().due_at) == ("other", None), "what was not chosen was not taken"


def test_results_go_back_in_the_columns_12345_counts_and_name_no_caller(dispatcher, crew):
    address = handed_in(dispatcher, HEAD, ROW, MORE)
    dispatcher.post(address, {"checked": "1"})
    sorting.answer_at_once(Ticket.objects.get(external="J2026-2"), words="在政务大厅。", by=crew.operator)
    day = Ticket.objects.get(external="J2026-1").day

    answer = dispatcher.get("/hotline/channels/results/", {"source": "12345", "since": day, "until": day})

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, open_one, answered = ([cell.value for cell in row] for row in sheet.iter_rows())
    told = dict(zip(head, open_one, strict=True))
    assert (told["工单编号"], told["办理结果"], told["答复内容"]) == ("J2026-1", None, None), (
        "an open one is not solved"
    )
    assert dict(zip(head, answered, strict=True))["答复内容"] == "在政务大厅。"
    assert "13839112233" not in str(list(sheet.values))
    assert "马师傅" not in str(list(sheet.values))
    assert Event.objects.get(kind="hotline.results_taken").values["rows"] == 2
