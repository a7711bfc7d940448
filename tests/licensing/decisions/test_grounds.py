"""The standard grounds of a refusal and of the four ends: each rests on an article that provides for it."""

import re

from licensing.decisions.writing.reasons import reason, standard_reasons

CANCELS = {
    "《中华人民共和国道路运输条例》第六十七条",
    "《中华人民共和国道路运输条例》第六十八条",
    "《中华人民共和国安全生产法》第一百一十三条第二项",
}
"""The articles that cancel an operating licence; letting one out (art. 66) and bad maintenance (69) cost a fine."""


def test_a_licence_is_cancelled_only_by_an_article_that_says_so():
    assert {ground.articles for ground in standard_reasons("penalty")} == CANCELS


def test_every_case_in_which_the_law_strikes_off_has_its_ground():
    articles = " ".join(ground.articles for ground in standard_reasons("striking-off"))

    assert set(re.findall("第七十条第(.)项", articles)) == set("一二三四五六")


def test_a_person_who_died_is_struck_off_on_a_ground_that_is_checked():
    assert reason("so-died").check == "a-person"


def test_a_closed_commitment_alone_refuses_nobody_a_licence():
    ground = reason("commitment-closed")

    assert "没有按照一般程序提交" in ground.zh
    assert "《中华人民共和国行政许可法》" in ground.articles
