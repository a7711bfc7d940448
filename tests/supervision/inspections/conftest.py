"""Two officers and one more, the head, and a company with a yellow code."""

import pytest

from tests.factories import staff
from tests.supervision.conftest import subject_of
from tests.supervision.inspecting import officers


@pytest.fixture
def team(catalogue):
    return officers(3)


@pytest.fixture
def head(catalogue):
    return staff("head-1", "head")


@pytest.fixture
def yellow(taihang):
    return subject_of(taihang, colour="yellow")
