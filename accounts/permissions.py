"""What a person may be allowed to do: the portal's own permissions, by the names code uses."""

from __future__ import annotations

from typing import Final

FILE: Final = "accounts.file_applications"
ACCEPT: Final = "accounts.accept_applications"
REVIEW: Final = "accounts.review_applications"
DECIDE: Final = "accounts.decide_applications"
APPROVE_EXTENSIONS: Final = "accounts.approve_extensions"
VERIFY: Final = "accounts.verify_commitments"
HAND_OVER: Final = "accounts.hand_over_steps"
READ_REGISTER: Final = "accounts.read_register"
READ_PERSONAL: Final = "accounts.read_personal_data"
READ_EVENTS: Final = "accounts.read_events"
SEE_STATISTICS: Final = "accounts.see_statistics"
MANAGE_ACCOUNTS: Final = "accounts.manage_accounts"
MANAGE_LEDGERS: Final = "accounts.manage_ledgers"
SEE_POST: Final = "accounts.see_post"
SHARE_VIEWS: Final = "accounts.share_views"
EDIT_CATALOGUE: Final = "accounts.edit_catalogue"
READ_CREDIT: Final = "accounts.read_credit"
HANDLE_CREDIT: Final = "accounts.handle_credit"
CONFIRM_CREDIT: Final = "accounts.confirm_credit"
DECIDE_OBJECTIONS: Final = "accounts.decide_credit_objections"
KEEP_CREDIT_MODELS: Final = "accounts.keep_credit_models"
VISIT: Final = "accounts.visit_companies"
KEEP_GRIDS: Final = "accounts.keep_grids"
SEE_GRIDS: Final = "accounts.see_grids"
INSPECT: Final = "accounts.inspect_companies"
APPROVE_INSPECTIONS: Final = "accounts.approve_inspections"
READ_INSPECTIONS: Final = "accounts.read_inspections"
TAKE_CALLS: Final = "accounts.take_calls"
DISPATCH_TICKETS: Final = "accounts.dispatch_tickets"
HANDLE_TICKETS: Final = "accounts.handle_tickets"
LEAD_UNIT: Final = "accounts.lead_unit"
REVIEW_REPLIES: Final = "accounts.review_replies"
CALL_BACK: Final = "accounts.call_back"
SUPERVISE_TICKETS: Final = "accounts.supervise_tickets"
LEAD_HOTLINE: Final = "accounts.lead_hotline"
READ_TICKETS: Final = "accounts.read_tickets"
SEE_HOTLINE: Final = "accounts.see_hotline_figures"
KEEP_PLATFORMS: Final = "accounts.keep_platforms"
KEEP_KNOWLEDGE: Final = "accounts.keep_knowledge"
HANDLE_CARE: Final = "accounts.handle_care"
APPROVE_CARE: Final = "accounts.approve_care"
HANDLE_RATINGS: Final = "accounts.handle_ratings"
SEE_RATINGS: Final = "accounts.see_ratings"

HANDLING: Final = (APPROVE_EXTENSIONS, ACCEPT, REVIEW, DECIDE, VERIFY)
"""Any of these makes somebody a handler of cases."""

NAMES: dict[str, str] = {
    FILE: "file applications",
    ACCEPT: "receive, check and accept applications",
    REVIEW: "review applications",
    DECIDE: "decide applications",
    APPROVE_EXTENSIONS: "approve, as head of the authority, that a limit is extended",
    VERIFY: "verify commitments after the grant",
    HAND_OVER: "hand over steps of the authority and enter absences",
    READ_REGISTER: "read the whole register and its dossiers",
    READ_PERSONAL: "read personal data unmasked",
    READ_EVENTS: "read the trail of events",
    SEE_STATISTICS: "see the figures of the authority",
    MANAGE_ACCOUNTS: "manage people and roles",
    MANAGE_LEDGERS: "manage ledgers, registries and the calendar",
    SHARE_VIEWS: "share views of lists with a role of the authority",
    SEE_POST: "see what could not be delivered, and have it sent again",
    VISIT: "visit the companies of one's own grids and note what they need",
    KEEP_GRIDS: "open and end grids, give seats, assign companies",
    SEE_GRIDS: "see every grid, its members and its companies",
    INSPECT: "draft and carry out approved inspections, freeze random draws",
    APPROVE_INSPECTIONS: "approve inspections before they begin, and release their items, plan and limits",
    READ_INSPECTIONS: "read inspections, their papers and draws",
    TAKE_CALLS: "take calls of the hotline, answer at once, refuse or accept",
    DISPATCH_TICKETS: "classify, transfer and join tickets",
    HANDLE_TICKETS: "sign for, handle and answer the tickets of one's own desk",
    LEAD_UNIT: "answer, as head of a unit, for its tickets: extensions, final answers, supervision",
    REVIEW_REPLIES: "review replies somebody else wrote",
    CALL_BACK: "call drivers back and note whether it is solved",
    SUPERVISE_TICKETS: "supervise tickets and strike them off",
    LEAD_HOTLINE: "lead the hotline: listed tickets, extensions of platforms",
    READ_TICKETS: "read every ticket of the authority, its callers masked",
    SEE_HOTLINE: "see the figures of the hotline, without names",
    KEEP_PLATFORMS: "keep the platforms and the desks that handle tickets",
    KEEP_KNOWLEDGE: "write the answers of the hotline, and release what another wrote",
    HANDLE_CARE: "handle care for drivers: programmes, applications, receipts, accounts",
    APPROVE_CARE: "approve programmes of care as one of two",
    EDIT_CATALOGUE: "draft and release the catalogue and the texts of letters",
    HANDLE_RATINGS: "give, look into, mend, answer and close ratings of the authority, never one's own",
    SEE_RATINGS: "read how the authority was rated, and the figures of it",
    READ_CREDIT: "read the credit codes of companies and what they rest on",
    HANDLE_CREDIT: "enter credit facts, propose changes of codes, handle credit repair",
    CONFIRM_CREDIT: "confirm, as the second person, that a code becomes worse",
    DECIDE_OBJECTIONS: "decide objections against codes and facts",
    KEEP_CREDIT_MODELS: "write, try and release editions of the credit models",
}
"""Each with what it allows, as it stands in the database."""


def codename(permission: str) -> str:
    """The name of a permission within its app."""
    return permission.partition(".")[2]
