"""Traditional characters as people write them, and one converter for pages and catalogue."""

import pytest
from django.utils.translation import override

from accounts.authorities import Authority
from hotline.tickets.screens.ticket_list import TicketFilters
from pages.characters import PHRASES, simplified, traditional, traditional_on_pages
from supervision.encounters.no_penalty.reading import shipped_list
from supervision.visits.reference import name_of


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("审签表、核查、台账", "審簽表、核查、臺帳"),
        ("行政复议", "行政復議"),
        ("答复与批复", "答覆與批覆"),
        ("换发道路运输证", "換發道路運輸證"),
        ("准予行政许可，许准字", "准予行政許可，許准字"),
        ("登记并发证，一并注销", "登記並發證，一併註銷"),
        ("联系干部，发现然后处理", "聯繫幹部，發現然後處理"),
        ("标签、签名、签署", "標籤、簽名、簽署"),
        ("网络、信息", "網絡、信息"),
    ],
)
def test_words_of_administration_are_written_as_people_write_them(hans, hant):
    assert traditional(hans) == hant


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("登录后上传文件", "登入後上傳檔案"),
        ("导出为文件：PDF 文件", "匯出為檔案：PDF 檔案"),
        ("依据文件和文号", "依據文件和文號"),
        ("政府信息公开、个人信息保护法", "政府信息公開、個人信息保護法"),
        ("搜索、打印、短信、链接", "搜尋、列印、簡訊、連結"),
        ("登记信息", "登記資訊"),
        ("点击“打印”", "點選「列印」"),
        ("行政复议，准予，一并注销", "行政復議，准予，一併註銷"),
    ],
)
def test_the_pages_own_words_are_those_of_hong_kong_and_taiwan(hans, hant):
    assert traditional_on_pages(hans) == hant


def test_every_phrase_of_ours_reads_back_as_it_was():
    assert {phrase: simplified(traditional(phrase)) for phrase in PHRASES} == {phrase: phrase for phrase in PHRASES}


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("决定准予许可", "決定准予許可"),
        ("视为准予", "視為准予"),
        ("申请未获准", "申請未獲准"),
        ("以通知为准", "以通知為準"),
        ("待制证", "待製證"),
    ],
)
def test_to_permit_and_a_standard_are_two_words(hans, hant):
    assert traditional(hans) == hant


@pytest.mark.django_db
def test_names_of_data_are_said_in_traditional_characters_too():
    county = Authority.objects.get(division="410802")
    with override("zh-hant"):
        named = [county.name, county.division.name, name_of("annual-review"), shipped_list().exclusions[0].name]
        themes = dict(TicketFilters.base_filters["theme"].extra["choices"]())

    assert named[:3] == ["焦作市解放區交通運輸局", "解放區", "車輛年審和技術等級"]
    assert named[3] == traditional(shipped_list().exclusions[0].zh)
    assert themes["freight-unpaid"] == "運費拖欠"


def test_quotation_marks_are_those_of_traditional_print():
    assert traditional("您的“道路货物运输经营许可”申请") == "您的「道路貨物運輸經營許可」申請"
