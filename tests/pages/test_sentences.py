"""What something is and what is said of it, side by side in each language."""

import pytest
from django.utils.translation import override

from pages.sentences import bracketed, closed_up, labelled


@pytest.mark.parametrize(
    ("language", "label", "text", "told"),
    [
        ("zh-hans", "电话", "此项必填。", "电话：此项必填。"),
        ("zh-hans", "发生了什么？", "请写明。", "发生了什么？请写明。"),
        ("en", "Telephone", "Required.", "Telephone: Required."),
        ("en", "What happened?", "Write it down.", "What happened? Write it down."),
    ],
)
def test_a_label_has_a_colon_and_a_question_none(language, label, text, told):
    with override(language):
        assert labelled(label, text) == told


def test_no_gap_parts_a_chinese_bracket_or_an_article_from_the_word_before():
    assert closed_up("4分钟\n  （目标10分钟）") == "4分钟（目标10分钟）"
    assert closed_up("《道路运输条例》 <b>第二十二条</b>") == "《道路运输条例》<b>第二十二条</b>"
    assert closed_up("甲、 乙，\n丙") == "甲、乙，丙"
    assert closed_up("4 minutes (target 10)") == "4 minutes (target 10)"


def test_a_gap_behind_chinese_punctuation_closes_across_a_closing_tag():
    assert closed_up("<strong>撤销：</strong>\n  <span>甲</span>") == "<strong>撤销：</strong><span>甲</span>"
    assert closed_up("<strong>Undone:</strong> <span>A</span>") == "<strong>Undone:</strong> <span>A</span>"


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "已过户（2026-11-28）"), ("en", "已过户 (2026-11-28)")])
def test_a_remark_stands_in_the_brackets_of_the_language(language, told):
    with override(language):
        assert f"已过户{bracketed('2026-11-28')}" == told
