"""An officer shows a certificate; whoever stands there scans its code and sees whether it is one."""

import re

import pytest
from django.urls import reverse

from supervision.officers.actions import end_certificate
from supervision.officers.queries import check_address
from tests.factories import principal_of, staff
from tests.supervision.inspecting import certified

pytestmark = pytest.mark.django_db


def followed(client, certificate):
    """The page the scanned code leads to."""
    address = re.sub(r"^https?://[^/]+", "", check_address(certificate))
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()


def test_the_code_on_the_officers_phone_tells_the_company_that_it_is_an_officer(taihang, sign_in, client):
    certificate = certified("officer-1")

    shown = sign_in(certificate.person).get(reverse("officers:mine")).content.decode()

    assert check_address(certificate) in shown
    assert 'src="data:image/png' in shown
    for reader in (client, sign_in(principal_of(taihang))):
        assert certificate.person.name in followed(reader, certificate)


def test_a_certificate_that_ended_is_shown_no_more_and_its_code_says_so(catalogue, sign_in, client):
    certificate = certified("officer-1")
    end_certificate(certificate, reason="调离", by=staff("head-1", "head"))

    page = sign_in(certificate.person).get(reverse("officers:mine")).content.decode()

    assert "no valid enforcement certificate" in page
    assert "data:image/png" not in page
    assert "no longer valid" in followed(client, certificate)
