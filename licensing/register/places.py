"""The names of the places a certificate holds."""

from __future__ import annotations

PLATES, VINS = "plate/", "vin/"
VEHICLE = "vehicle"
"""The kind of licence of a vehicle's certificate, whatever business it is for."""


def licence_place(licence: str, company_id: int, number: str = "") -> str:
    """A company's licence of a kind; with `number` one of those it may hold several of."""
    return f"licence/{licence}/{company_id}" + (f"/{number}" if number else "")


def plate_place(plate: str, colour: str) -> str:
    return f"{PLATES}{plate.strip().upper()}/{colour}"


def vehicle_at(key: str) -> tuple[str, str]:
    """The plate and its colour that hold a place."""
    plate, _slash, colour = key.removeprefix(PLATES).rpartition("/")
    return plate, colour


def vin_place(vin: str) -> str:
    return f"{VINS}{vin.strip().upper()}"


def vehicle_places(plate: str, colour: str, vin: str) -> list[str]:
    """A vehicle is known by its plate and by its VIN: either is enough to find it again under another plate."""
    found = [plate_place(plate, colour)] if plate and colour else []
    return [*found, vin_place(vin)] if vin else found
