"""The day of those who handle cases: clerk, reviewers, decider, verifier."""

from __future__ import annotations

from bench.office.desk import Desk

CORRECTED, VERIFIED, ORDERED = 10, 20, 3
"""So many cases of the day are sent back, verified, and of those found wanting at first."""


def clerk(desk: Desk, password: str) -> None:
    """Each case from the top of the desk: granted by rule at once, sent back once, or accepted."""
    sent_back = 0
    while desk.next_case():
        with desk.one():
            at_once = desk.page.query_selector("input[name=outcome][value=granted]")
            may_ask = desk.page.query_selector("a[href$='/correction/']")
            if may_ask and sent_back < CORRECTED and desk.handled % 10 == 3:
                send_back(desk)
                sent_back += 1
            elif at_once:
                grant(desk, password)
            else:
                desk.hand.click("button[value=accept] >> nth=0")


def send_back(desk: Desk) -> None:
    """Everything that is missing, told at once."""
    desk.hand.click("a[href$='/correction/']")
    desk.hand.tick("input[name=point] >> nth=1")
    desk.page.fill("input.words >> nth=1", "请核对。")
    desk.hand.click("button[value=send]")


def grant(desk: Desk, password: str) -> None:
    outcome = "input[name=outcome][value=granted]"
    if not desk.page.is_visible(outcome):  # completeness and decision in one, folded away below the check
        desk.hand.click(f"details:has({outcome}) > summary")
    desk.hand.tick(outcome)
    desk.page.fill("#password", password)
    desk.hand.click("button[value=decide] >> nth=0")


def reviewer(desk: Desk, second: str) -> None:
    """What a reviewer has: an opinion, a check on site with a second officer, its confirmation."""
    while desk.next_case():
        for form, act in (
            ("form:has([name=agrees])", confirm),
            ("form[action$='/do/site-check/']", lambda at, form: site_check(at, form, second)),
            ("form:has([name=opinion])", give_opinion),
        ):
            if desk.page.query_selector(form) and (form, desk.page.url) not in desk.done:
                desk.done.add((form, desk.page.url))
                with desk.one():
                    act(desk, form)
                break


def give_opinion(desk: Desk, form: str) -> None:
    desk.hand.tick("[name=recommendation][value=grant]")
    desk.page.fill("textarea[name=opinion]", "材料齐全，符合条件，建议准予。")
    desk.hand.click(f"{form} button.btn-primary")


def confirm(desk: Desk, form: str) -> None:
    desk.hand.tick(f"{form} [name=agrees] >> nth=0")
    desk.hand.click(f"{form} button.btn-primary")


def site_check(desk: Desk, form: str, second: str) -> None:
    from django.utils import timezone

    desk.hand.choose("second", second)
    desk.page.fill("[name=checked_on]", timezone.localdate().isoformat())
    desk.hand.tick("[name=passed] >> nth=0")
    desk.page.fill("textarea[name=findings]", "场所、停车场地与申请一致。")
    desk.hand.click(f"{form} button.btn-primary")


def decider(desk: Desk, password: str) -> None:
    while desk.next_case():
        with desk.one():
            grant(desk, password)


def verifier(desk: Desk, second: str) -> None:
    """Each statement that was affirmed, as the registries answered it or as it was seen; the first are not kept."""
    while desk.handled < VERIFIED and desk.next_case(lists=AFTER_GRANTS, often=1):
        with desk.one():
            verify(desk, second, is_kept=desk.handled >= ORDERED)


def verifier_again(desk: Desk, second: str) -> None:
    """What was reported as put right, looked at again, and what the day before left."""
    while desk.next_case(lists=(f"{AFTER_GRANTS[0]}?step=verify",), often=1):
        with desk.one():
            verify(desk, second, is_kept=True)


AFTER_GRANTS = ("/desk/verifications/",)


def verify(desk: Desk, second: str, *, is_kept: bool) -> None:
    form = "form[action$='/inspect/']"
    desk.hand.tick(f"{form} input[name^=kept-][value=yes]")
    if not is_kept:
        desk.hand.tick(f"{form} input[name^=kept-][value=no] >> nth=0")
        desk.page.fill(f"{form} input[name^=note-] >> nth=0", "制度不全。")
    desk.hand.tick(f"{form} input[name=outcome][value={'kept' if is_kept else 'rectify'}]")
    if desk.page.query_selector("select[name=second]"):
        desk.hand.choose("second", second)
    desk.hand.click(f"{form} button.btn-primary")
