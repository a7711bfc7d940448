"""One cleaning function for all text that comes from people, at every door."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts.typed.cleaned_input import CleanedInput
from accounts.typed.identifiers import normalise_citizen_id, normalise_mobile
from accounts.typed.text import code, one_line, plain, spellings, visible
from materials.identifiers import normalise_plate, normalise_vin

DOTS = "·・‧∙•⋅･.． "
DASHES = "-－–—‑−﹣"


@pytest.mark.parametrize("mark", [*DOTS, *DASHES, "\u200b", "\u202e", "\ufeff", "\u00ad", "\x00", "\u3000", "\ufe0f"])
def test_a_plate_is_the_same_whatever_stands_between_its_places(mark):
    assert normalise_plate(f"豫h{mark}51001") == "豫H51001"


@pytest.mark.parametrize(("typed", "kept"), [("贛h51001", "赣H51001"), ("雲Ａ1234掛", "云A1234挂")])
def test_a_plate_in_traditional_script_is_the_same_plate(typed, kept):
    assert normalise_plate(typed) == kept


def test_text_marks_of_excel_leave_a_number():
    assert normalise_citizen_id("'410802199001010010") == "410802199001010010"
    assert normalise_citizen_id("＂410802 19900101 0010＂") == "410802199001010010"
    assert normalise_vin("‘lzz5elnd3na000001’") == "LZZ5ELND3NA000001"


@pytest.mark.parametrize(
    "typed", ["+86 139-0391-0001", "0086 13903910001", "(+86)13903910001", "１３９ ０３９１ ０００１"]
)
def test_a_mobile_number_is_found_in_its_spellings(typed):
    assert normalise_mobile(typed) == "13903910001"


def test_a_name_keeps_its_rare_characters_and_loses_what_cannot_be_seen():
    assert one_line("  张\u200b䶮\u202e\x00\u3000\U00030000 ") == "张䶮 \U00030000"
    assert visible("一行\r\n二行\tx") == "一行\r\n二行\tx"


def test_a_search_is_tried_in_the_spellings_of_the_register():
    assert "焦作（中国）货运" in spellings("焦作(中國)貨運")
    assert "焦作(中国)货运" in spellings("焦作（中国）货运")


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_and_any_text_can_be_cleaned(text):
    for clean in (visible, one_line, plain, code):
        once = clean(text)
        assert clean(once) == once
        once.encode()


def test_every_parameter_of_a_request_is_cleaned_but_a_password_is_taken_as_typed():
    request = RequestFactory().post(
        "/?q=%E8%B1%ABH%E2%80%8B51001%00", {"plate": "豫H\u200b51001", "password": "a\u200bb", "many": ["x\x00", "y"]}
    )
    CleanedInput(lambda _request: HttpResponse()).process_view(request, None, (), {})

    assert request.GET["q"] == "豫H51001"
    assert request.POST["plate"] == "豫H51001"
    assert request.POST["password"] == "a\u200bb"
    assert request.POST.getlist("many") == ["x", "y"]
    assert isinstance(request.POST, QueryDict)
