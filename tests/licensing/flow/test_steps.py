"""The one table of steps says what the flow classes say."""

import pytest
from viewflow.workflow import flow

from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.flows import LicensingFlow
from licensing.flow.steps import BETWEEN, STEPS, STEPS_AFTER_GRANT
from materials.catalogue.models.items import ServiceItem


@pytest.mark.parametrize(
    ("flow_class", "table"), [(LicensingFlow, STEPS), (AfterGrantFlow, STEPS_AFTER_GRANT)], ids=["case", "after grant"]
)
def test_every_human_step_of_the_flow_is_a_row_with_its_title_and_duty(flow_class, table):
    nodes = {node.name: node for node in flow_class.instance.nodes() if isinstance(node, flow.View)}

    assert set(nodes) == {step.name for step in table}
    for step in table:
        assert str(nodes[step.name].task_title) == str(step.title)
        assert nodes[step.name]._owner_permission == step.permission


def test_every_step_between_acceptance_and_decision_carries_steps_of_the_catalogue_and_can_tell_when_it_was_done():
    for step in BETWEEN:
        assert step.done_at
        assert str(step.passed) != str(step.ahead)


@pytest.mark.django_db
def test_no_step_of_the_catalogue_is_carried_by_two(catalogue):
    carried = [code for step in BETWEEN for code in step.carries]
    listed = {
        code for item in ServiceItem.objects.all() for code in (*item.conventional_steps, *item.streamlined_steps)
    }

    assert len(carried) == len(set(carried))
    assert set(carried) <= listed
