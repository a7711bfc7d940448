"""Tickets of 12345 as a table: shown first, read by the rules of the door for machines, the results back as a table."""

from __future__ import annotations

import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from hotline.channels.tables import importing, results
from hotline.channels.tables.columns import columns
from hotline.tickets.doing import sorting
from hotline.tickets.doing.relaying import Outcome
from hotline.tickets.models import Caller, Ticket
from hotline.tickets.step_models import SourceNotice
from materials.tables.layout import layout_of
from materials.tables.reading import read_table
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


def table(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("12345.xlsx", content.getvalue())


def read(*rows):
    """The sheet of a table, and how it is understood."""
    sheets = read_table(table(*rows))
    return sheets[0], layout_of(sheets, columns())


def handed_in(client, *rows):
    return client.post("/hotline/channels/table/", {"source": "12345", "table": table(*rows)}).url


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
    for told in ("What the caller reports: is missing", "The same number appears twice."):
        assert told in shown
    dispatcher.post(address, {"checked": "1"})

    assert not Ticket.objects.exists()
    other = handed_in(dispatcher, HEAD, [*wrong[:7], "下雨。", "", "明天"])
    said = dispatcher.get(other).text
    for told in (
        "Kind: “诗歌” is a code nobody knows. Known here: ",
        "Theme: “天气” is a code nobody knows. Known here: ",
        "County: “某县” is a code nobody knows.",
        "Limit of the sender: “明天” is not written as agreed.",
    ):
        assert told in said


def test_what_is_known_instead_is_named_in_words_a_cell_may_hold(dispatcher):
    wrong = [3, "J2026-3", "诗歌", "天气", "", "", "某县", "下雨。", "", ""]
    said = dispatcher.get(handed_in(dispatcher, HEAD, wrong)).text

    kinds = re.search("“诗歌” is a code nobody knows. Known here: (.+?)\\.", said)[1].split(", ")
    right = [[n, f"J2026-{n}", kind, "", "", "", "", "下雨。", "", ""] for n, kind in enumerate(kinds, start=10)]

    assert "Consultation" in kinds
    assert dispatcher.get(handed_in(dispatcher, HEAD, *right)).text.count("a new ticket") == len(kinds) + 1


def test_a_column_nobody_understands_is_asked_about_and_poured_into_no_field(dispatcher):
    address = handed_in(dispatcher, [*HEAD, "工单状态"], [*ROW, "办理中"])

    shown = dispatcher.get(address).text
    assert "These columns were not recognised: 工单状态." in shown
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


def test_what_was_told_otherwise_meanwhile_is_named_and_the_other_rows_are_taken_in(crew):
    told = {"source": "12345", "authority": crew.dispatcher.authority}
    first, other = (read(HEAD, [1, "J2026-1", "投诉", "运费拖欠", "", "", "", facts], MORE) for facts in ("甲", "乙"))
    before, stale = (importing.read(sheet, layout, **told)[0] for sheet, layout in (first, other))
    importing.take_in(before[:1], file="a.xlsx", by=crew.dispatcher, **told)

    done = importing.take_in(stale, file="b.xlsx", by=crew.dispatcher, **told)

    assert [number for number, _why in done.refused] == ["J2026-1"]
    assert (done.counts[Outcome.TAKEN], Ticket.objects.get(external="J2026-1").facts) == (1, "甲")
    assert Event.objects.filter(kind="hotline.table_taken").last().values["refused"] == 1


def test_a_table_of_many_rows_is_read_by_as_many_queries_as_one_of_a_row(crew):
    told = {"source": "12345", "authority": crew.dispatcher.authority}
    rows = [[nth, f"J2026-{nth}", "投诉", "运费拖欠", "单位", crew.bureau.name, "解放区", "压车"] for nth in range(5)]
    head = (*HEAD[:4], "被反映对象类型", "被反映对象", "行政区划", "诉求内容")
    for known in (False, True):
        counted = []
        for some in (rows[:1], rows):
            sheet, layout = read(head, *some)
            with CaptureQueriesContext(connection) as asked:
                lines, _taken = importing.read(sheet, layout, **told)
            assert not [one for line in lines for one in line.errors], known
            counted.append(len(asked))
        assert counted[0] == counted[1], "however many rows, also of tickets that are there"
        importing.take_in(lines, file="a.xlsx", by=crew.dispatcher, **told)


def test_a_result_is_told_of_what_is_over_and_never_of_what_is_open(crew):
    with time_machine.travel("2026-11-18 09:00:00+08:00", tick=False) as clock:
        tickets = [crew.reviewed(channel="12345", external=f"J2026-{number}") for number in range(4)]
        solved, again, open_one, _waits = tickets
        crew.call_back(solved)
        crew.strike_off(solved)
        crew.call_back(again, stars=1, solved="no", words="没解决")
        crew.transferred(channel="12345", external="J2026-late")
        clock.move_to("2026-12-18 09:00:00+08:00")
        rows = results.tickets_of(crew.dispatcher, "12345", open_one.day, open_one.day)
        head, *told = results.lines(rows, now=timezone.now())

    found = {line[0]: dict(zip(head, line, strict=True)) for line in told}
    assert [found[one.external]["办理结果"] for one in tickets] == [0, "", "", ""], "to be redone, or to be called back"
    assert found["J2026-1"]["不满意原因"] == "没解决"
    assert (found["J2026-0"]["是否按期"], found["J2026-late"]["是否按期"]) == ("是", "否"), "nobody answered in time"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20 08:30", "2026/11/20 8:30:00", "2026年11月20日 08:30", "2026年11月20日8时30分", "2026.11.20 8:30",
        "20261120 08:30", "二〇二六年十一月二十日 08:30", "2026-11-20T08:30:00+08:00",
        "２０２６－１１－２０　０８：３０",
    ],
)  # fmt: skip
def test_the_time_of_day_is_kept_in_whatever_form_the_day_is_written(written):
    assert importing._moment(written) == "2026-11-20T08:30:00+08:00"


def test_a_day_alone_is_over_at_its_end_and_what_is_no_moment_stays_as_written():
    assert importing._moment("2026年11月20日") == "2026-11-20T23:59:59+08:00"
    assert importing._moment("明天 8:30") == "明天 8:30"
    assert importing._moment("20261120083000") == "20261120083000"
