"""An act is judged by the list of its day, or that of the decision where it is lighter (Penalty Law art. 37)."""

import copy

import pytest
from django.utils import timezone

from accounts.editions.actions import release, write
from supervision.encounters import actions, ruling
from supervision.encounters.actions import NotMet
from supervision.encounters.no_penalty.editions import NO_PENALTY, act_not_punished
from tests.factories import staff
from tests.supervision.encounters.conftest import DRIVER, head, met, sparing

pytestmark = pytest.mark.django_db


def in_force_today(change):
    """A next edition, in force from today, as `change` makes it of the one that ships."""
    document = copy.deepcopy(NO_PENALTY.shipped_document())
    change(document)
    today = timezone.localdate()
    edition = write(NO_PENALTY, document, note="修订", in_force_from=today, by=staff("writes", "enforcement-officer"))
    release(NO_PENALTY, edition, by=staff("releases", "head"))
    return edition


def spill(document):
    return next(one for one in document["entries"] if one["code"] == "cargo-spill")


def another_act(document):
    document["entries"].append({**copy.deepcopy(spill(document)), "code": "cover-missing", "zh": "未苫盖"})


def asks_less(document):
    spill(document)["conditions"] = [one for one in spill(document)["conditions"] if one["code"] != "slight"]


def asks_more(document):
    spill(document)["conditions"].append({**spill(document)["conditions"][-1], "code": "witness"})


def spares_no_more(document):
    document["entries"].remove(spill(document))


def test_an_act_that_was_put_on_the_list_since_is_not_punished(team):
    found = met(team, "豫H73001")
    with pytest.raises(NotMet, match="not on the no-penalty list"):
        actions.spare(found, DRIVER, sparing(entry="cover-missing"), by=team[0].person)
    in_force_today(another_act)

    outcome = actions.spare(found, DRIVER, sparing(entry="cover-missing"), by=team[0].person)

    assert ruling.confirm(outcome, by=head()).how == "spared"
    assert "第2版" in str(outcome.promise.paragraphs)


def test_a_list_that_asks_less_since_is_enough(team):
    found = met(team, "豫H73001")
    in_force_today(asks_less)
    answers = dict.fromkeys(("first", "no-obstruction", "cleaned"), (True, "记录仪"))

    outcome = actions.spare(found, DRIVER, sparing(answers=answers), by=team[0].person)

    assert outcome.conditions == 3


@pytest.mark.parametrize("change", [asks_more, spares_no_more], ids=lambda one: one.__name__)
def test_a_list_that_is_stricter_since_counts_for_what_is_met_from_then_on_alone(team, change):
    found = met(team, "豫H73001")
    in_force_today(change)
    later = met(team, "豫H73002")

    outcome = actions.spare(found, DRIVER, sparing(), by=team[0].person)
    with pytest.raises(NotMet):
        actions.spare(later, DRIVER, sparing(), by=team[0].person)

    assert (outcome.way, outcome.conditions) == ("spared", 4)
    assert ruling.confirm(outcome, by=head()).how == "spared"
    listed = act_not_punished(found.edition, "cargo-spill", on=timezone.localdate())
    assert listed.edition == found.edition
