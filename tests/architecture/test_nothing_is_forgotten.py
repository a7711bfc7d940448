"""What was written is also where it is used: a table that names it, a step that leads to it, somebody who is told.

Each of these was silent before: everything ran, and what was new was nowhere. The messages say what to do.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from viewflow.workflow import flow

from licensing import events
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.case_acts import ACTS
from licensing.casework.acts.holding_acts import HOLDING_ACTS
from licensing.casework.acts.licence_acts import AFTER_ACTS
from licensing.flow.after_grant import AfterGrantFlow
from licensing.flow.flows import LicensingFlow
from licensing.flow.steps import IN_HAND, STEPS, STEPS_AFTER_GRANT
from licensing.telling.post_set import POST
from materials.catalogue.guides import FORM_KEYS
from materials.catalogue.loading.files import CatalogueFiles
from pages.lists.definition import List
from pages.menu import Entry, Room
from portal.menu import MENU
from post.contract import rules_of
from tests.conftest import OTHERS
from trail.events import EventKind

ROOT = Path(settings.BASE_DIR)
SAMPLES = {"pages.lists.sample.SAMPLE"}
TOLD_OTHERWISE = {"letter.served", "letter.not_served", "remedy.decided_anew"}
"""That a letter was served, or not yet, is on its own page; a decision made anew tells by the event of the decision."""


def _values(pattern, kind):
    """Dotted name → value, for every value of a kind at the top of the modules that match."""
    found = {}
    for path in ROOT.glob(pattern):
        inside = path.relative_to(ROOT).with_suffix("").parts
        if inside[0] in {"tests", "bench", "static", "var"} or inside[0].startswith("."):
            continue
        if kind.__name__ not in path.read_text(encoding="utf-8"):
            continue
        module = importlib.import_module(".".join(inside))
        for name, value in vars(module).items():
            for place, one in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(one, kind):
                    found[f"{module.__name__}.{name}" + (f"[{place}]" if isinstance(value, tuple) else "")] = one
    return found


def test_every_list_is_named_in_the_settings():
    named = {id(one) for one in (_value_at(path) for path in settings.LISTS.values())}

    forgotten = {where for where, one in _values("*/**/*list*.py", List).items() if id(one) not in named} - SAMPLES

    assert not forgotten, f"name in LISTS of portal/settings.py: {sorted(forgotten)}"


def _value_at(path):
    module, _dot, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def test_every_line_an_app_adds_to_the_menu_is_in_the_menu():
    shown = {id(entry) for part in MENU for entry in (part.entries if isinstance(part, Room) else (part,))}

    forgotten = {where for where, one in _values("*/**/menu.py", Entry).items() if id(one) not in shown}

    assert not forgotten, f"put into MENU of portal/menu.py: {sorted(forgotten)}"


def test_every_act_is_in_a_table():
    offered = {act.name for act in (*ACTS, *AFTER_ACTS, *HOLDING_ACTS)}

    acts = _values("licensing/casework/acts/*.py", CaseAct)
    forgotten = {where for where, act in acts.items() if act.name not in offered}

    assert acts
    assert not forgotten, f"put into ACTS of case_acts.py or AFTER_ACTS of licence_acts.py: {sorted(forgotten)}"


@pytest.mark.parametrize("flow_class", [LicensingFlow, AfterGrantFlow], ids=lambda one: one.__name__)
def test_every_human_step_is_led_to(flow_class):
    led_to = {edge.dst.name for node in flow_class.instance.nodes() for edge in node._outgoing()}

    alone = {node.name for node in flow_class.instance.nodes() if isinstance(node, flow.View)} - led_to

    assert not alone, f"no node leads to {sorted(alone)}: a .Case(this.…, this.needs_…) of next_step, or a .Next(…)"


@pytest.mark.parametrize(("steps", "acts"), [(STEPS, ACTS), (STEPS_AFTER_GRANT, AFTER_ACTS)], ids=["case", "after"])
def test_every_step_of_an_authority_can_be_carried_out(steps, acts):
    # What is offered wherever a case is in hand, a hearing held or decided on, carries no other step out.
    carried_out = {node for act in acts if act.is_main and act.nodes != IN_HAND for node in act.nodes} | {"hearing"}

    stuck = {step.name for step in steps if step.is_official} - carried_out

    assert not stuck, f"no act carries out {sorted(stuck)}: a row with is_main=True and the step in nodes"


def test_whoever_gets_a_letter_is_told_of_it():
    told = {rule.event for rule in rules_of(POST)}
    kinds = [kind for kind in vars(events).values() if isinstance(kind, EventKind)]
    with_letter = {kind.code for kind in kinds if "%(letter)s" in str(kind.sentence)}

    assert with_letter
    untold = with_letter - told - TOLD_OTHERWISE

    assert not untold, f"a message in licensing/telling/data/messages.json told on {sorted(untold)}"


def test_every_registry_of_the_catalogue_is_asked_somewhere():
    asked = {*settings.REGISTRIES, *settings.EXCHANGED}
    registries = {row["code"] for row in CatalogueFiles()["materials"]["registries"]}

    assert not registries - asked, (
        f"name in portal/settings.py, in REGISTRIES (our own) or EXCHANGED (asked over HTTP): {registries - asked}"
    )


def test_every_authority_a_form_asks_answers_in_the_journeys():
    rows = CatalogueFiles()["materials"]["materials"]
    asked = {row["registry"] for row in rows if not FORM_KEYS.isdisjoint(row["lookup_keys"])} & set(settings.EXCHANGED)

    assert asked
    assert not asked - set(OTHERS), f"name in OTHERS of tests/conftest.py: {sorted(asked - set(OTHERS))}"


def test_the_demos_authorities_hold_a_record_of_every_material_they_are_asked_for():
    materials = [row for row in CatalogueFiles()["materials"]["materials"] if row["registry"] in settings.EXCHANGED]
    held = json.loads((ROOT / "registry/data.json").read_text(encoding="utf-8"))["records"]

    without = {row["code"] for row in materials} - set(held)

    assert materials
    assert not without, f"add records to registry/make_data.py and run python -m registry.make_data: {without}"


def test_every_material_of_a_registry_is_asked_by_a_key_some_form_has():
    materials = [row for row in CatalogueFiles()["materials"]["materials"] if row["registry"]]

    never = {row["code"] for row in materials if FORM_KEYS.isdisjoint(row["lookup_keys"])}

    assert not never, f"lookup_keys has none of {sorted(FORM_KEYS)}, so nobody is ever asked: {never}"


@pytest.mark.parametrize("name", ["procedure", "after-grant", "one-thing"])
def test_the_picture_of_a_flow_is_the_one_the_code_draws(name, tmp_path):
    call_command("flow_picture", str(tmp_path / "drawn.svg"), flow=name)

    drawn = (tmp_path / "drawn.svg").read_text(encoding="utf-8")
    kept = (ROOT / f"docs/pictures/{name}.svg").read_text(encoding="utf-8")
    assert drawn == kept, f"python manage.py flow_picture docs/pictures/{name}.svg --flow {name}"
