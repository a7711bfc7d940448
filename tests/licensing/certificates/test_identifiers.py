"""Identifiers of e-certificates by GB/T 36904: ministry's prefix, type inside the check (domain F-6.1, F-11.4)."""

import pytest
from stdnum.iso7064 import mod_37_36

from licensing.certificates.granted.identifiers import certificate_identifier, type_of
from licensing.certificates.models import Certificate

AUTHORITY = "11410802000080201D"


@pytest.mark.parametrize(
    ("kind", "digits", "check"),
    [("licence", "008", "V"), ("vehicle", "013", "N"), ("hazardous", "016", "V"), ("driver", "071", "A")],
)
def test_identifiers_follow_the_vectors(kind, digits, check):
    expected = f"1.2.156.3005.2.11100000000019713D{digits}.{AUTHORITY}.000000001.001.{check}"

    assert certificate_identifier(AUTHORITY, kind, 1) == expected


@pytest.mark.parametrize("version", [1, 2, 17])
def test_the_check_covers_type_authority_serial_and_version(version):
    parts = certificate_identifier(AUTHORITY, "licence", 42, version).removeprefix("1.2.156.3005.2.").split(".")

    assert mod_37_36.is_valid("".join(parts))


def test_a_result_of_a_type_the_ministry_lists_has_its_code():
    assert type_of(Certificate.Kind.RESULT, "道路运输从业人员从业资格证") == "driver"
    assert type_of(Certificate.Kind.RESULT, "备案回执") == "result"
    assert type_of(Certificate.Kind.LICENCE, "licence") == "licence"
