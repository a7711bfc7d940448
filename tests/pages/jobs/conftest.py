"""Many certificates of one company."""

import pytest

from licensing.certificates.models import Certificate
from tests.factories import granted
from tests.many_certificates import more_like


@pytest.fixture
def many(taihang, clerk):
    """Makes so many certificates of 太行货运 more than one case has; returns all of them, newest first."""

    def made(number: int) -> list[Certificate]:
        case = granted(taihang, clerk=clerk)
        more_like(Certificate.objects.filter(decision__application=case, kind="vehicle").first(), number)
        return list(Certificate.objects.filter(company=taihang).order_by("-pk"))

    return made
