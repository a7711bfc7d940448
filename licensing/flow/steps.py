"""The steps an application goes through, from the catalogue's step lists: data, not branches."""

from __future__ import annotations

from licensing.applications.models import Application, Procedure

REVIEW_STEPS = frozenset({"first-review", "second-review", "review-decide", "site-check", "joint-review"})


def step_codes(application: Application) -> list[str]:
    """The catalogue's steps for the chosen procedure: streamlined under commitment, else conventional."""
    item = application.item
    streamlined = application.procedure == Procedure.COMMITMENT
    return list(item.streamlined_steps if streamlined else item.conventional_steps)


def has_review(application: Application) -> bool:
    """Whether an official looks into the case between acceptance and decision."""
    return application.procedure == Procedure.ORDINARY and bool(REVIEW_STEPS & set(step_codes(application)))
