"""Identifiers of the field, with the synthetic vectors of the standards (F-5)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.sealing import blind_index, mask, mask_if_id, seal, unseal
from accounts.typed.identifiers import (
    age_on,
    is_valid_citizen_id,
    is_valid_uscc,
    normalise_citizen_id,
    normalise_mobile,
    normalise_uscc,
)
from materials.identifiers import is_valid_plate, is_valid_vin, normalise_plate, vin_check_digit_ok

USCC = ["91410800MA3X00001F", "91410800MA9K12345J", "92410802MA40ABCDEB", "12410800000012345U"]
CITIZEN = ["410802199001010010", "410821198506151235", "410803199911119994", "410882197512310026"]
VIN = ["LZZ5ELND3NA000001", "LGAG4DY30P1234567", "LFWSRXSJ4R1E00042"]


@pytest.mark.parametrize("code", USCC)
def test_credit_codes_of_the_standard_are_valid(code):
    assert is_valid_uscc(code)


@pytest.mark.parametrize("number", CITIZEN)
def test_citizen_numbers_are_valid_also_of_younger_counties(number):
    assert is_valid_citizen_id(number)


@pytest.mark.parametrize("number", VIN)
def test_vehicle_numbers_are_valid(number):
    assert is_valid_vin(number)
    assert vin_check_digit_ok(number)


@given(code=st.sampled_from(USCC), place=st.integers(0, 17), char=st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_changed_character_of_a_credit_code_is_noticed(code, place, char):
    changed = code[:place] + char + code[place + 1 :]

    assert is_valid_uscc(changed) == (changed == code)


@given(number=st.sampled_from(CITIZEN), place=st.integers(0, 17), char=st.sampled_from("0123456789X"))
def test_one_changed_place_of_a_citizen_number_is_noticed(number, place, char):
    changed = number[:place] + char + number[place + 1 :]

    assert is_valid_citizen_id(changed) == (changed == number)


@given(st.text(max_size=30))
def test_any_text_is_valid_or_not_and_never_breaks_a_check(text):
    for check in (is_valid_uscc, is_valid_citizen_id, is_valid_vin, vin_check_digit_ok):
        assert check(text) in (True, False)


@pytest.mark.parametrize(
    ("plate", "colour", "right"),
    [
        ("豫H12345", "blue", True),
        ("豫H12345", "yellow", True),
        ("豫H1234挂", "yellow", True),
        ("豫HD12345", "green-gradient", True),
        ("豫HF12345", "green-gradient", True),
        ("豫H12345D", "yellow-green", True),
        ("豫H12345F", "yellow-green", True),
        ("豫HI2345", "blue", False),
        ("豫H1O345", "yellow", False),
        ("豫HD12345", "blue", False),
        ("豫H12345", "green-gradient", False),
        ("豫H12345", "pink", False),
    ],
)
def test_a_plate_fits_its_colour_or_not(plate, colour, right):
    assert is_valid_plate(plate, colour) is right


def test_what_people_type_is_brought_into_the_form_of_the_register():
    assert normalise_uscc(" 91410800ma3x00001f ") == USCC[0]
    assert normalise_citizen_id("４１０８０２ 19900101 0010") == CITIZEN[0]
    assert normalise_plate("豫h·12345") == "豫H12345"
    assert normalise_mobile("+86 139-0391-0001") == "13903910001"


def test_a_birthday_on_the_leap_day_counts_from_the_first_of_march():
    number = "41080219960229001X"

    assert age_on(number, datetime.date(2026, 2, 28)) == 29
    assert age_on(number, datetime.date(2026, 3, 1)) == 30


@given(st.text(max_size=60))
def test_what_is_sealed_comes_back_and_does_not_show(text):
    sealed = seal(text)

    assert unseal(sealed) == text
    assert sealed != seal(text)
    assert blind_index(text) == blind_index(text)


def test_a_masked_number_shows_three_and_four_places():
    assert mask("410802199001010010") == "410***********0010"
    assert mask_if_id("410802199001010010") == "410***********0010"
    assert mask_if_id("豫交运管许可焦字410802000001号") == "豫交运管许可焦字410802000001号"
