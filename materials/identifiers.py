"""Identifiers of vehicles: VIN (GB 16735, ISO 3779) and number plates (GA 36)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.typed.text import latin_code

_VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)], strict=True
    )
)
_VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

PLATE_COLOURS = {
    "blue": _("blue"),
    "yellow": _("yellow"),
    "green-gradient": _("green gradient (small new-energy vehicle)"),
    "yellow-green": _("yellow and green (large new-energy vehicle)"),
}
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_SIMPLIFIED = str.maketrans("晉遼滬蘇閩贛魯粵瓊貴雲陝寧掛", "晋辽沪苏闽赣鲁粤琼贵云陕宁挂")
_LETTER = "[A-HJ-NP-Z]"
_PLACE = "[0-9A-HJ-NP-Z]"
_START = f"[{_PROVINCES}]{_LETTER}"
# The letter of a new-energy plate tells the drive: A–E battery, F–K (without I) other.
_PLATES = {
    "blue": re.compile(f"{_START}{_PLACE}{{5}}"),
    "yellow": re.compile(f"{_START}(?:{_PLACE}{{5}}|{_PLACE}{{4}}挂)"),
    "green-gradient": re.compile(f"{_START}[A-HJK]{_PLACE}[0-9]{{4}}"),
    "yellow-green": re.compile(f"{_START}[0-9]{{5}}[A-HJK]"),
}


def normalise_vin(text: str) -> str:
    return latin_code(text)


def is_valid_vin(text: str) -> bool:
    """Whether this has the form of a VIN: 17 places without I, O and Q."""
    return re.fullmatch(r"[0-9A-HJ-NPR-Z]{17}", text, re.ASCII) is not None


def vin_check_digit_ok(text: str) -> bool:
    """Whether place 9 fits the others; vehicles built abroad may lawfully fail, so warn and do not block."""
    if not is_valid_vin(text):
        return False
    total = sum(_VIN_VALUES[char] * weight for char, weight in zip(text, _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == text[8]


def normalise_plate(text: str) -> str:
    """A plate as it is keyed: simplified, capital letters, no dots, hyphens or spaces (豫H·12345 becomes 豫H12345)."""
    return latin_code(text).translate(_SIMPLIFIED)


def is_valid_plate(number: str, colour: str) -> bool:
    """Whether a plate number has the form its colour asks for."""
    pattern = _PLATES.get(colour)
    return pattern is not None and pattern.fullmatch(number) is not None


def plate_colours_of(number: str) -> list[str]:
    """The colours a plate of this form may have."""
    return [colour for colour, form in _PLATES.items() if form.fullmatch(number)]


def validate_vin(text: str) -> None:
    if not is_valid_vin(normalise_vin(text)):
        raise ValidationError(
            _("Check the VIN: it has 17 characters and never contains the letters I, O or Q."), code="vin"
        )


def validate_plate(number: str, colour: str) -> None:
    if colour not in PLATE_COLOURS:
        raise ValidationError(_("Choose the colour of the number plate."), code="plate-colour")
    plate = normalise_plate(number)
    if re.search(r"[IO]", plate[1:]):
        raise ValidationError(
            _("Check the number plate: it never contains the letters I and O; these are the digits 1 and 0."),
            code="plate",
        )
    if not is_valid_plate(plate, colour):
        raise ValidationError(
            _("Check the number plate: it does not fit plates of this colour (%(colour)s)."),
            code="plate",
            params={"colour": PLATE_COLOURS[colour]},
        )
