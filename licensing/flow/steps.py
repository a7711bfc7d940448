"""The human steps of the procedures, one row each: everything else that knows steps is derived from this table.

The flow classes say the order; a test compares them with these rows, title by title and duty by duty. Names are
stored in rows of the database: renaming one needs a data migration.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import ACCEPT, DECIDE, FILE, REVIEW, VERIFY
from licensing.applications.counter.rules import is_served_in_person
from licensing.applications.models.application import Application, Procedure
from licensing.decisions.models.ends import Delivery
from licensing.decisions.models.limits import Pause
from trail.events import words

When = datetime.datetime | None


def _opinion_of(node: str) -> Callable[[Application], When]:
    def given_at(application: Application) -> When:
        review = application.reviews.filter(step=node).first()
        return review.reviewed_at if review else None

    return given_at


def _checked_at(application: Application) -> When:
    check = getattr(application, "site_check", None)
    return check.recorded_at if check else None


def _experts_done_at(application: Application) -> When:
    pauses = application.pauses.filter(ground=Pause.Ground.EXPERT_REVIEW, resumption__isnull=False)
    ended = [pause.resumption.at for pause in pauses.select_related("resumption")]
    return ended[-1] if ended else None


@dataclass(frozen=True, kw_only=True)
class Step:
    """`name` is its node in the flow, `permission` whose duty it is.

    `carries`: the steps of the catalogue's lists it carries out, for those between acceptance and decision; such a
    step has a name when passed (`passed`) and before (`ahead`), and `done_at` tells when it was.
    `is_in_hand`: accepted and undecided; `is_official`: an authority's to do.
    """

    name: str
    title: Promise
    permission: str
    carries: frozenset[str] = frozenset()
    passed: Promise | str = ""
    ahead: Promise | str = ""
    done_at: Callable[[Application], When] | None = None
    is_in_hand: bool = False
    is_before_decision: bool = True

    @property
    def is_official(self) -> bool:
        return self.permission != FILE


STEPS: tuple[Step, ...] = (
    Step(name="check", title=_("Check completeness"), permission=ACCEPT),
    Step(name="correct", title=_("Answer the correction request"), permission=FILE),
    Step(
        name="review",
        title=_("Review"),
        permission=REVIEW,
        carries=frozenset({"first-review"}),
        passed=_("Reviewed"),
        ahead=_("To be reviewed"),
        done_at=_opinion_of("review"),
        is_in_hand=True,
    ),
    Step(
        name="consult",
        title=_("Hear other authorities"),
        permission=REVIEW,
        carries=frozenset({"coordinate", "police-consult"}),
        passed=_("Other authorities heard"),
        ahead=_("Other authorities to be heard"),
        done_at=_opinion_of("consult"),
        is_in_hand=True,
    ),
    Step(
        name="site_check",
        title=_("Check on site (two officers)"),
        permission=REVIEW,
        carries=frozenset(
            {"site-check", "joint-check", "vehicle-measure", "route-survey", "bridge-check", "route-check"}
        ),
        passed=_("Checked on site"),
        ahead=_("To be checked on site"),
        done_at=_checked_at,
        is_in_hand=True,
    ),
    Step(
        name="expert_review",
        title=_("Expert review or examination"),
        permission=REVIEW,
        carries=frozenset({"expert-review", "exam-schedule", "exam", "score-publish"}),
        passed=_("Expert review done"),
        ahead=_("Expert review to be done"),
        done_at=_experts_done_at,
        is_in_hand=True,
    ),
    Step(
        name="second_review",
        title=_("Second review by somebody else"),
        permission=REVIEW,
        carries=frozenset({"second-review", "joint-review"}),
        passed=_("Reviewed a second time"),
        ahead=_("To be reviewed a second time"),
        done_at=_opinion_of("second_review"),
        is_in_hand=True,
    ),
    Step(name="decide", title=_("Decide"), permission=DECIDE, is_in_hand=True),
    Step(name="hearing", title=_("Hearing"), permission=DECIDE, is_in_hand=True),
    Step(name="deliver", title=_("Deliver on paper"), permission=ACCEPT, is_before_decision=False),
)
"""The procedure of one item, in the order of the law."""

STEPS_AFTER_GRANT: tuple[Step, ...] = (
    Step(name="verify", title=_("Verify the commitment"), permission=VERIFY, is_before_decision=False),
    Step(name="rectify", title=_("Rectify within the time set"), permission=FILE, is_before_decision=False),
    Step(name="defend", title=_("State your case"), permission=FILE, is_before_decision=False),
    Step(name="decide_end", title=_("Decide on the end of the licence"), permission=DECIDE, is_before_decision=False),
)

BY_NAME = {step.name: step for step in STEPS}
_TITLES = {step.name: step.title for step in STEPS + STEPS_AFTER_GRANT}


def title_of(name: str) -> str:
    """What a step is called in the reader's language; the name itself when it is none of these."""
    return str(_TITLES.get(name, name))


BETWEEN = tuple(step for step in STEPS if step.carries)
"""What an item's list may put between acceptance and decision."""
IN_HAND = frozenset(step.name for step in STEPS if step.is_in_hand)
BEFORE_DECISION = frozenset(step.name for step in STEPS if step.is_before_decision)
OFFICIAL = frozenset(step.name for step in STEPS if step.is_before_decision and step.is_official)
"""Where an authority has the case and has not decided it."""

words({step.name: step.title for step in (*STEPS, *STEPS_AFTER_GRANT)})


def step_codes(application: Application) -> list[str]:
    """The catalogue's steps for the chosen procedure.

    An item with a commitment has its full list in the ordinary procedure; where there is no commitment to choose,
    the streamlined list is the procedure.
    """
    item = application.item
    full = item.commitment_applies and application.procedure == Procedure.ORDINARY
    return list(item.conventional_steps if full else item.streamlined_steps)


def steps_of(application: Application) -> list[Step]:
    """The steps of the flow between acceptance and decision, in the order they are taken."""
    codes = set(step_codes(application))
    return [step for step in BETWEEN if step.carries & codes]


def nodes_of(application: Application) -> list[str]:
    """Their names."""
    return [step.name for step in steps_of(application)]


def is_owed(application: Application, node: str) -> bool:
    """Whether a step is on the list and not done yet."""
    return any(step.name == node and not (step.done_at and step.done_at(application)) for step in steps_of(application))


def is_delivered_electronically(application: Application) -> bool:
    """Paper is delivered when the applicant asked for it, or cannot sign in; a bundle is delivered together."""
    way = application.answers.fields.get("delivery-way") or Delivery.Way.ELECTRONIC
    if application.parent_id:
        return True
    return way == Delivery.Way.ELECTRONIC and not is_served_in_person(application)
