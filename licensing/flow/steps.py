"""Which steps an application goes through: the catalogue's step list, read as steps of the flow."""

from __future__ import annotations

from licensing.applications.models import Application, Procedure
from licensing.decisions.models import Delivery, Pause

STEPS_OF_NODE: dict[str, frozenset[str]] = {
    "review": frozenset({"first-review"}),
    "consult": frozenset({"coordinate", "police-consult"}),
    "site_check": frozenset(
        {"site-check", "joint-check", "vehicle-measure", "route-survey", "bridge-check", "route-check"}
    ),
    "expert_review": frozenset({"expert-review", "exam-schedule", "exam", "score-publish"}),
    "second_review": frozenset({"second-review", "joint-review"}),
}
"""Steps of the flow between acceptance and decision → the catalogue's steps they carry out.

The others are the flow's own: submitting, checking, signing off, issuing, collecting.
"""


def step_codes(application: Application) -> list[str]:
    """The catalogue's steps for the chosen procedure.

    An item with a commitment has its full list in the ordinary procedure; where there is no commitment to choose,
    the streamlined list is the procedure.
    """
    item = application.item
    full = item.commitment_applies and application.procedure == Procedure.ORDINARY
    return list(item.conventional_steps if full else item.streamlined_steps)


def nodes_of(application: Application) -> list[str]:
    """The steps of the flow between acceptance and decision, in the order they are taken."""
    codes = set(step_codes(application))
    return [node for node, carried in STEPS_OF_NODE.items() if carried & codes]


def is_owed(application: Application, node: str) -> bool:
    """Whether a step is on the list and not done yet."""
    return node in nodes_of(application) and not _is_done(application, node)


def _is_done(application: Application, node: str) -> bool:
    if node == "site_check":
        return hasattr(application, "site_check")
    if node == "expert_review":
        return application.pauses.filter(ground=Pause.Ground.EXPERT_REVIEW, resumption__isnull=False).exists()
    return application.reviews.filter(step=node).exists()


def is_delivered_electronically(application: Application) -> bool:
    """Paper is delivered only when the applicant asked for it; in a bundle all of it is delivered together."""
    way = application.answers.fields.get("delivery-way") or Delivery.Way.ELECTRONIC
    return bool(application.parent_id) or way == Delivery.Way.ELECTRONIC
