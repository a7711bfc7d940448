"""A step is called in the reader's language: in English plainly, in Chinese in Chinese."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.translation import override
from viewflow.workflow.flow import Flow

ROOMS = ("licensing.flow.flows", "licensing.flow.after_grant", "licensing.flow.bundle_flow")
ROOMS += ("hotline.tickets.flow.flows", "supervision.inspections.flow.flows")
FLOWS = sorted(
    {found for room in ROOMS for found in vars(import_module(room)).values() if isinstance(found, type)}
    & set(Flow.__subclasses__()),
    key=lambda found: found.__name__,
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_flow_of_the_portal_is_looked_at():
    ours = {found for found in Flow.__subclasses__() if apps.get_containing_app_config(found.__module__)}

    assert ours == set(FLOWS)


@pytest.mark.parametrize("flow_class", FLOWS, ids=lambda found: found.__name__)
def test_every_node_has_a_title_in_three_languages(flow_class):
    for node in flow_class.instance.nodes():
        told = {}
        for language in ("en", "zh-hans", "zh-hant"):
            with override(language):
                told[language] = str(node.task_title)

        assert re.fullmatch(r"[A-Z][^_]+", told["en"]), node.name
        assert not CHINESE.search(told["en"]), node.name
        assert all(CHINESE.search(told[language]) for language in ("zh-hans", "zh-hant")), node.name
        assert not re.search(r"[A-Za-z]", told["zh-hans"]), node.name
