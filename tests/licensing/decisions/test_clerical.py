"""What is a clerical error and what is substance: a rule about words."""

import pytest

from licensing.decisions.writing.clerical import why_not_clerical

SITE = "经核查，车辆停放场地位于焦作市解放区解方中路128号，未建立健全的安全生产管理制度。"
GRANT = "自2026年11月24日起可以开展许可的经营活动，证件编号豫交运管许可焦字410802000001号，有效期四年。"
ARTICLE = "依据《中华人名共和国行政许可法》第三十八条第二款的规定，决定不予行政许可。"
FINE = "责令3个工作日内改正，并处罚款人民币3000元。"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (SITE, "解方中路", "解放中路"),
        (SITE, "解方中路128号", "解放中路128号"),
        (ARTICLE, "中华人名共和国", "中华人民共和国"),
        (ARTICLE, "人名共和国行政许可法》第三十八条", "人民共和国行政许可法》第三十八条"),
        (SITE, "停放场地位于", "停放场地，位于"),
        ("焦作市太航货运有限公司", "太航", "太行"),
    ],
)
def test_words_that_change_nothing_of_substance_are_a_clerical_error(text, wrong, right):
    assert why_not_clerical([text], wrong, right) == ""


@pytest.mark.parametrize(
    ("text", "wrong", "right", "why"),
    [
        (GRANT, "2026年11月24日", "2026年11月25日", "date"),
        (GRANT, "24日", "25日", "date"),
        (GRANT, "410802000001号", "410802000002号", "cannot be corrected here"),
        (GRANT, "焦字", "郑字", "cannot be corrected here"),
        (GRANT, "四年", "六年", "Sums"),
        (FINE, "3000元", "300元", "Sums"),
        (FINE, "3个工作日", "5个工作日", "Sums"),
        (FINE, "人民币", "人民币1", "cannot be corrected here"),
        (ARTICLE, "第三十八条", "第三十九条", "article"),
        (ARTICLE, "决定不予", "决定准予", "decided"),
        (ARTICLE, "决定不予行政许可", "决定予行政许可", "decided"),
        (GRANT, "可以开展", "不可以开展", "decided"),
        (SITE, SITE, "车辆合格。", "whole"),
        (SITE, SITE.rstrip("。"), "车辆合格", "whole"),
        ("告知承诺", "告知承诺", "一般程序", "whole"),
        ("车辆材料陈旧。", "车辆材料陈旧", "车辆证件缺失", "whole"),
        (SITE, "解方", "解方" + "又" * 56, "whole"),
        (SITE, "中山路", "中山东路", "do not occur"),
        (SITE, "解方", "解方", "Say which"),
        (SITE, " ", "解方", "Say which"),
    ],
)
def test_what_takes_a_decision_is_no_clerical_error(text, wrong, right, why):
    assert why in why_not_clerical(["《文书》", text], wrong, right)


def test_every_place_where_the_words_stand_counts():
    assert why_not_clerical([SITE], "解方中路", "解放中路") == ""
    assert "date" in why_not_clerical([SITE, "解方中路，2028年1月1日"], "28", "29")
    assert "whole" in why_not_clerical([SITE, "解方中路"], "解方中路", "解放中路")
