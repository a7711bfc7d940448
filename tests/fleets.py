"""Fleets as large as a test wants: vehicles every registry of the test world knows, the bureau's own among them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from materials.identifiers import vin_check_digit_ok
from materials.lookups.ledger import enter, newest
from registry.make_data import uscc
from tests.registry_server import WORLD

Entry = dict[str, Any]


def grow_fleet(uscc: str, *, to: int) -> None:
    """Let a company own this many vehicles, each known like its first one to every registry."""
    vehicles = WORLD["fleets"][uscc]["vehicles"]
    first, company = vehicles[0], list(WORLD["fleets"]).index(uscc)
    for number in range(len(vehicles), to):
        other = {"plate": f"豫H{company:02d}{number:03d}", "vin": _vin(company * 1000 + number)}
        for entries in WORLD["records"].values():
            entries += [_like(entry, other) for entry in entries if _is_about(entry, first)]
        vehicles.append(first | other)
    for vehicle in vehicles:
        _enter_in_ledgers(first, {"plate": vehicle["plate"], "vin": vehicle["vin"]})


def _vin(number: int) -> str:
    """A VIN whose check digit fits."""
    return next(vin for digit in "0123456789X" if vin_check_digit_ok(vin := f"LZZ5ELND{digit}NB{number:06d}"))


def _is_about(entry: Entry, vehicle: Entry) -> bool:
    keys = entry["keys"]
    return keys.get("vin") == vehicle["vin"] or keys.get("plate") == vehicle["plate"]


def _like(entry: Entry, other: Entry) -> Entry:
    """The same record about another vehicle."""
    return entry | {part: _renamed(entry[part], other) for part in ("keys", "fields")}


def _renamed(values: Entry, other: Entry) -> Entry:
    return values | {name: other[name] for name in other.keys() & values.keys()}


def _enter_in_ledgers(first: Entry, other: Entry) -> None:
    for material, entries in WORLD["ledgers"].items():
        for entry in entries:
            keys = _renamed(entry["keys"], other)
            if _is_about(entry, first) and not newest(material, keys):
                fields = _renamed(entry["fields"], other)
                enter(material=material, keys=keys, fields=fields, source="test", as_of=timezone.now())


def found_companies(number: int, *, like: str) -> list[str]:
    """So many more companies, each known to every registry as the one it is like, with its vehicles under new plates.

    Returns their codes. The people who drive for it drive for all of them: no registry asks for whom.
    """
    codes = []
    for serial in range(number):
        code = uscc(f"91{like[2:8]}MA7{serial:06d}"[:17])
        names = {"uscc": code, "name": f"焦作第{serial + 1}运输有限公司"}
        fleet = WORLD["fleets"][like]
        vehicles = [_vehicle_like(one, serial, place, names) for place, one in enumerate(fleet["vehicles"])]
        for entries in WORLD["records"].values():
            entries += [_like(entry, names) for entry in entries if entry["keys"].get("uscc") == like]
            for first, other in zip(fleet["vehicles"], vehicles, strict=True):
                entries += [
                    _like(entry, {**other, "owner": names["name"]}) for entry in entries if _is_about(entry, first)
                ]
        for first, other in zip(fleet["vehicles"], vehicles, strict=True):
            _enter_in_ledgers(first, {"plate": other["plate"], "vin": other["vin"]})
        WORLD["fleets"][code] = {**fleet, "vehicles": vehicles}
        codes.append(code)
    return codes


def _vehicle_like(one: Entry, serial: int, place: int, names: Entry) -> Entry:
    number = 500_000 + serial * 10 + place
    return {**one, "plate": f"豫H{serial:04d}{place}", "vin": _vin(number), "owner": names["name"]}
