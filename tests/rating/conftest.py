"""A case that was granted and rated; who handles ratings there."""

import pytest

from rating.giving import rate
from rating.service_models import Rating, Service
from tests.factories import granted, staff


@pytest.fixture
def case(taihang, clerk):
    return granted(taihang, clerk=clerk)


@pytest.fixture
def service(case):
    return Service.objects.get(subject=case.subject)


@pytest.fixture
def bad(service, chen):
    told = {"grade": "very-dissatisfied", "words": "等了三小时", "phone": "13839110001"}
    return rate(service, channel=Rating.Channel.PC, by=chen, **told)


@pytest.fixture
def officer(catalogue):
    return staff("rating-one", "rating-officer")


@pytest.fixture
def second(catalogue):
    return staff("rating-two", "rating-officer")
