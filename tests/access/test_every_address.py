"""Every address × everybody × every method: what opens, what is refused, what is in it.

An address that is not in the table fails.

A page for everybody is asked for by everybody in turn, a fourth of them at each address; `make access` asks all.
`pytest -s tests/access/test_every_address.py` prints how many were tried.
"""

import os
import re
from functools import cache

import pytest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts.represented.delegations import delegate, end_delegation
from accounts.roles import Role, incompatible
from licensing.certificates.models import Certificate
from supervision.grids.models import Grid
from tests.access.everything import CITY, COUNTY, NOTED, STAFF_ROLES, Visitor, all_names, everything
from tests.access.leaving import EXPORTS, is_export, kind_of
from tests.factories import PASSWORD, applicant, draft, granted, principal_of, staff

OPEN, NO, HIDDEN, NO_METHOD = 200, 403, 404, 405
METHODS = tuple(os.environ.get("ACCESS_METHODS", "GET POST").split())
"""`make access` sends HEAD, PUT and DELETE too; test_methods.py shows that all but reading and forms is 405."""
IN_TURN = 1 if "ACCESS_METHODS" in os.environ else 4
FEW = 3
"""So many officials who have business at an address all come; `make access` sends everybody."""
TOGETHER = "together"
ELSEWHERE = " elsewhere"
"""Who has the right role in the right county, in another grid, at another desk or platform."""
PLACES = {" here": "410802", " county": COUNTY, " city": CITY}
OUTSIDE = {"stranger", "owner", "delegate", "delegate of yesterday", "other company", "no company", "platform desk"}

PUBLIC = {
    "hear:tell", "hear:told", "hear:follow",
    "home", "health", "design", "statistics", "set_language", "services:list", "services:guide", "services:eligible",
    "sitemap", "site:map", "site:help", "site:glossary", "site:accessibility", "site:reading",
    "draws:list", "draws:draw", "draws:frozen", "draws:result", "draws:script", "draws:checkpoints", "officers:check",
    "inspections:programme", "inspections:results", "encounters:published", "encounters:paper",
    "knowledge:answers", "care:programmes", "care:programme", "care:apply", "care:track",
    "insurance:report", "insurance:track", "chain:tell", "chain:follow", "afterwards:answer", "rating:code",
    "applications:cosign", "rated:list",
    "verify:verify", "verify:publicity", "applications:track", "applications:picture", "account_login",
    "accounts:set_up", "accounts:sessions",
    "account_signup", "account_inactive", "account_logout", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
}  # fmt: skip
OWN_ACCOUNT = {
    "applications:look_ups", "mfa_authenticate",
    "account_change_password", "account_set_password", "account_reauthenticate", "usersessions_list", "mfa_index",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "chain:mine", "post:inbox", "post:read_all", "post:choices", "post:address", "work:mine", "profile",
}  # fmt: skip
WITH_SECOND_FACTOR = {
    "mfa_authenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_reauthenticate",
}  # fmt: skip
APPLICANTS = {
    "accounts:prove", "accounts:companies", "accounts:add_company", "accounts:as_myself",
}  # fmt: skip
ANY_COMPANY = {
    "certificates:wallet", "certificates:pack", "fleet:list", "fleet:pack", "fleet:compare",
    "mine",
    "applications:list", "applications:new", "grids:mine", "credit:own",
    "visits:mine",
    "promises:own",
    "draws:ours", "inspections:ours", "inspections:at_the_door",
    "reviews:own", "care:nominate", "rating:mine", "serving:agree",
}  # fmt: skip
THE_OWNER = {
    "accounts:prove_code", "post:message", "post:read", "post:follow", "work:download", "work:cancel", "work:retry",
    "accounts:forget_view",
    "chain:enter", "chain:demand", "chain:act", "chain:consent", "chain:leave", "chain:ask",  # who sits there
}  # fmt: skip
THE_COMPANY = {
    "accounts:company", "accounts:act_for", "accounts:end_delegation", "certificates:one",
    "applications:overview", "applications:section",
    "applications:section_save", "applications:section_row", "applications:ask_cosigner",
    "applications:section_import", "applications:import_check",
    "applications:materials", "applications:run_lookups",
    "applications:lookup_rows", "applications:attach", "applications:attachment", "applications:detach",
    "applications:choose_procedure", "applications:commitment", "applications:commitment_pdf", "applications:check",
    "applications:submit", "applications:submitted", "applications:progress", "applications:withdraw",
    "applications:service",
    "applications:discard", "applications:again", "applications:offer",
    "applications:receipt", "applications:letter", "applications:correct",
    "applications:hearing", "applications:to_ordinary", "applications:rectify", "applications:defend",
    "applications:proof", "applications:external_done", "talks:own", "talks:own_file",
    "inspections:our", "inspections:our_letter", "inspections:our_file", "inspections:report", "inspections:rate",
    "credit:letter", "credit:object_code", "credit:object_fact", "credit:repair", "visits:my_file",
    "promises:ask", "promises:reply", "reviews:ask", "rating:give", "rating:reply", "serving:our_acknowledgement",
}  # fmt: skip
WITHOUT_COMPANY = ("delegate of yesterday", "no company", "platform desk")
APPLICANT_PEOPLE = {"owner", "delegate", "delegate of yesterday", "other company", "no company"}


def each(names, whose):
    return {name: set(whose) for name in names}


HANDLERS = {Role.COUNTER_CLERK, Role.REVIEWER, Role.DECIDER, Role.HEAD, Role.VERIFIER}
WATCHERS = {Role.AUDITOR, Role.SUPERVISOR}
HOTLINE = {
    Role.OPERATOR,
    Role.DISPATCHER,
    Role.REPLY_REVIEWER,
    Role.CALLER_BACK,
    Role.TICKET_SUPERVISOR,
    Role.HOTLINE_LEADER,
}
"""Who works at the centre of the hotline."""
KEEPERS = {Role.DISPATCHER, Role.REPLY_REVIEWER}
"""Who writes and releases the answers of the hotline."""
CARE = {
    Role.CARE_OFFICER,
    Role.UNIT_HEAD,
    Role.TICKET_SUPERVISOR,
    Role.HOTLINE_LEADER,
    Role.ANALYST,
}
"""Who reads the figures of care."""
AT_A_DESK = {Role.TICKET_HANDLER, Role.UNIT_HEAD}
INSPECTING = {Role.OFFICER, Role.HEAD, *WATCHERS}
CREDIT = {Role.CREDIT_OFFICER, Role.CREDIT_CONFIRMER, Role.OBJECTION_DECIDER, Role.MODEL_KEEPER}
WIDE = {*WATCHERS, Role.ADMINISTRATOR}
"""Who at the city bureau reaches the counties."""

# Pages of a role, whatever the authority; and pages about one thing of an authority, for its own people and the city's.
OF_ROLE = {
    "desk:queue": HANDLERS, "desk:chosen": HANDLERS, "desk:verifications": HANDLERS,
    **each(("counter:page", "counter:begin", "counter:delegation", "counter:end"), {Role.COUNTER_CLERK}),
    "serving:unserved": INSPECTING | CREDIT,
    "desk:by_data": {Role.VERIFIER}, "desk:steps": {Role.SUPERVISOR},
    "allocation:list": {Role.SUPERVISOR},
    "post:failures": {Role.SUPERVISOR, Role.ADMINISTRATOR},
    **each(("codes:list", "codes:waiting", "codes:models", "codes:model", "codes:edition"), CREDIT | WATCHERS),
    **each(("codes:import", "codes:import_check", "codes:template"), {Role.CREDIT_OFFICER}),
    **each(("codes:write", "codes:try", "codes:release"), {Role.MODEL_KEEPER}),
    **each(
        ("draws:office", "officers:list", "inspections:list", "inspections:turned_away", "inspections:editions"),
        INSPECTING,
    ),
    **each(("encounters:list", "encounters:editions", "encounters:pledges", "visits:clues"), INSPECTING),
    **each(("encounters:use", "reports:list", "reports:table"), {Role.HEAD, *WATCHERS}),
    "figures:list": {Role.HEAD, Role.GRID_CHIEF, *WATCHERS}, "figures:rows": {Role.GRID_CHIEF, *WATCHERS},
    **each(("encounters:meet", "encounters:write", "encounters:pledge", "officers:mine",
            "encounters:phone", "encounters:worker", "encounters:session", "encounters:today", "encounters:sync"),
           {Role.OFFICER}),
    **each(("draws:freeze", "officers:declare", "inspections:draft", "inspections:write"), {Role.OFFICER}),
    **each(("officers:enter", "inspections:release", "encounters:release"), {Role.HEAD}),
    "encounters:set_aside": {Role.HEAD, Role.OFFICER},
    **each(("desks:list", "platforms:list"), HOTLINE | WATCHERS),
    "tickets:list": HOTLINE | WATCHERS | AT_A_DESK,
    **each(("tickets:new", "tickets:beside", "tickets:calls"), {Role.OPERATOR, Role.DISPATCHER}),
    "channels:list": HOTLINE | WATCHERS,
    **each(
        ("channels:unclear", "channels:owed", "channels:table", "channels:table_check", "channels:template",
         "channels:results"),
        {Role.DISPATCHER},
    ),
    # A signature opens them, nobody's account.
    "machines:inbox": set(), "exchanges:calls": set(),
    "telephone:list": HOTLINE | WATCHERS,
    **each(("knowledge:list", "knowledge:entry"), HOTLINE | WATCHERS), "knowledge:write": KEEPERS,
    "care:office": CARE | WATCHERS, **each(("care:write", "care:applications"), {Role.CARE_OFFICER}),
    **each(("hotline_figures:list", "hotline_figures:rows"), {*HOTLINE, Role.ANALYST, *WATCHERS}),
    "bulletins:list": {*HOTLINE, Role.ANALYST, Role.UNIT_HEAD, *WATCHERS},
    "interviews:list": HOTLINE | WATCHERS,
    **each(("chain:office", "chain:branch", "chain:seat"), {Role.HOTLINE_LEADER}),
    "problems:list": {*HOTLINE, Role.ANALYST, *AT_A_DESK, *WATCHERS},
    "bulletins:tasks": {*HOTLINE, Role.ANALYST, *AT_A_DESK, *WATCHERS},
    "measures:list": {*HOTLINE, Role.ANALYST, *WATCHERS}, "measures:step": {Role.HOTLINE_LEADER},
    **each(("insurance:list", "insurance:monthly"), {Role.CARE_OFFICER}),
    "insurance:insurers": {Role.CARE_OFFICER, *CARE - {Role.UNIT_HEAD}, *WATCHERS},
    "care:nominate": {Role.GRID_MEMBER, Role.GRID_CHIEF},
    **each(("desks:open", "platforms:enter"), {Role.DISPATCHER}),
    "accounts:absences": set(STAFF_ROLES), "accounts:counter_identity": {Role.COUNTER_CLERK},
    **each(("post:texts", "post:text", "post:release"), {Role.ADMINISTRATOR}),
    **each(("register:list", "register:export", "register:look_ups", "register:overdue", "accounts:keep_view",
            "register:cases", "register:letters", "register:evidence", "register:verified", "register:looks",
            "findings:list", "findings:rows", "dashboard:page", "dashboard:report",
            "reporting:page", "reporting:file",
            "samples:list", "samples:draw"), WATCHERS),
    **each(("rating_figures:list", "rating_figures:rows"), {Role.RATING_OFFICER, Role.HEAD, *WATCHERS}),
    "rating:list": {Role.RATING_OFFICER, *HANDLERS, *WATCHERS},
    "reviews:list": {Role.VERIFIER, *WATCHERS},
    "promises:list": {Role.VERIFIER, *WATCHERS},
    "grids:list": {Role.GRID_MEMBER, Role.GRID_CHIEF, *WATCHERS}, "grids:without": {Role.GRID_CHIEF, *WATCHERS},
    **each(("grids:import", "grids:import_check", "grids:template", "visits:plan", "visits:set_aside"),
           {Role.GRID_CHIEF}),
    "visits:list": {Role.GRID_MEMBER, Role.GRID_CHIEF, *WATCHERS},
    **each(("visits:phone", "visits:worker", "visits:session", "visits:today", "visits:sync"),
           {Role.GRID_MEMBER, Role.GRID_CHIEF}),
    **each(
        ("accounts:people", "accounts:add_person", "registries:list", "registries:import", "registries:import_check",
         "registries:template", "calendar:years", "calendar:year", "calendar:release", "texts:list", "texts:text",
         "texts:release", "catalogue:editions", "catalogue:export", "catalogue:export_draft", "catalogue:draft",
         "catalogue:draft_item", "catalogue:import_part", "catalogue:send", "catalogue:discard", "catalogue:release",
         "words:list", "words:editions", "words:write", "words:add", "words:release"),
        {Role.ADMINISTRATOR},
    ),
}  # fmt: skip
OF_AUTHORITY = {
    **each(
        ("desk:case", "desk:mark", "desk:take", "desk:put_back", "desk:hand_over", "desk:letter", "desk:commitment",
         "desk:attachment", "desk:after_grant", "desk:proof", "desk:bundle", "desk:site_photo", "talks:office",
         "talks:office_file", "talks:notes", "desk:counter_paper"),
        HANDLERS,
    ),
    **each(("desk:accept", "desk:ask_correction", "desk:act"), {Role.COUNTER_CLERK}),
    **each(("desk:after_act", "desk:look_up_again"), {Role.VERIFIER}),
    "desk:review": {Role.REVIEWER}, "register:bind": {Role.AUDITOR},
    **each(("desk:decide", "desk:retry_issue"), {Role.DECIDER}),
    **each(
        ("desk:hand_over_step", "allocation:office", "allocation:write", "allocation:release", "allocation:teams",
         "allocation:make_team", "allocation:join_team", "allocation:dissolve_team", "allocation:leave_team"),
        {Role.SUPERVISOR},
    ),
    **each(("post:failure", "post:retry", "post:give_up"), {Role.SUPERVISOR, Role.ADMINISTRATOR}),
    **each(
        ("register:dossier", "register:letter", "register:commitment", "register:attachment", "register:proof",
         "register:talk_file", "register:counter_paper", "samples:sample"),
        WATCHERS,
    ),
    **each(
        ("accounts:person", "accounts:switch_person", "accounts:sign_out_person", "accounts:new_password",
         "accounts:settle_request", "accounts:reset_second_factor"),
        {Role.ADMINISTRATOR},
    ),
    # The absence is the counter clerk's own.
    **each(
        ("accounts:absences_of", "accounts:end_absence"), {Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COUNTER_CLERK}
    ),
    **each(("encounters:encounter", "encounters:letter", "encounters:file"), INSPECTING),
    "encounters:settle": {Role.HEAD},
    "encounters:aside_file": {Role.HEAD, Role.OFFICER},
    **each(("encounters:act", "encounters:spare"), {Role.OFFICER}),
    **each(("draws:office_draw", "inspections:inspection", "inspections:letter", "inspections:file"), INSPECTING),
    **each(("draws:replace", "draws:platform_number", "inspections:from_draw"), {Role.OFFICER}),
    "inspections:act": {Role.OFFICER},  # the act that is tried, to cancel; the head's is to approve
    **each(("officers:end", "officers:end_interest"), {Role.HEAD}),
    "rating:rating": {Role.RATING_OFFICER, Role.HEAD, *WATCHERS}, "rating:act": {Role.RATING_OFFICER, Role.HEAD},
    **each(("reviews:vehicle", "reviews:report"), {Role.VERIFIER, *WATCHERS}), "reviews:decide": {Role.VERIFIER},
    "promises:failing": {Role.VERIFIER, *WATCHERS}, "promises:answer": {Role.VERIFIER},
    "grids:grid": {Role.GRID_MEMBER, Role.GRID_CHIEF, *WATCHERS},
    **each(("visits:visit", "visits:file"), {Role.GRID_MEMBER, Role.GRID_CHIEF, *WATCHERS}),
    **each(("visits:answer", "visits:give_clue"), {Role.GRID_MEMBER, Role.GRID_CHIEF}),
    "serving:acknowledgement": INSPECTING | CREDIT,
    "serving:letter": CREDIT | WATCHERS, "serving:letter_act": {Role.CREDIT_OFFICER, Role.CREDIT_CONFIRMER},
    "visits:clue": INSPECTING, "visits:answer_clue": {Role.OFFICER},
    **each(("visits:settle", "visits:aside_file"), {Role.GRID_CHIEF}),
    **each(("grids:area", "grids:seat", "grids:unseat", "grids:end", "grids:assign"), {Role.GRID_CHIEF}),
    **each(
        ("codes:subject", "codes:change", "codes:objection", "codes:repair", "codes:letter", "codes:proof"),
        CREDIT | WATCHERS,
    ),
    "codes:change_act": {Role.CREDIT_OFFICER, Role.CREDIT_CONFIRMER},
    "codes:objection_act": {Role.OBJECTION_DECIDER},
    **each(("codes:repair_act", "codes:look_up"), {Role.CREDIT_OFFICER}),
    **each(("desks:desk", "platforms:platform"), HOTLINE | WATCHERS),
    **each(("tickets:ticket", "tickets:letter", "tickets:file", "tickets:disclose"), HOTLINE | WATCHERS | AT_A_DESK),
    # The act that is tried, to supervise.
    "tickets:act": {Role.TICKET_SUPERVISOR, Role.HOTLINE_LEADER},
    **each(
        ("insurance:case", "insurance:ask", "insurance:answer", "insurance:step", "insurance:file", "insurance:pledge",
         "insurance:letter",
         "insurance:withdraw"),
        {Role.CARE_OFFICER},
    ),
    **each(
        ("bulletins:bulletin", "bulletins:paper", "bulletins:rows"),
        {*HOTLINE, Role.ANALYST, Role.UNIT_HEAD, *WATCHERS},
    ),
    **each(("interviews:interview", "interviews:letter", "interviews:acknowledgement"), HOTLINE | WATCHERS),
    "interviews:act": {Role.HOTLINE_LEADER},
    "problems:problem": {*HOTLINE, Role.ANALYST, Role.TICKET_HANDLER, *WATCHERS},  # whose problem it is
    "problems:act": {Role.HOTLINE_LEADER, Role.TICKET_HANDLER},
    **each(("bulletins:sign", "bulletins:count_anew", "bulletins:decide"), {Role.HOTLINE_LEADER}),
    "bulletins:task": {Role.HOTLINE_LEADER, Role.TICKET_HANDLER},  # whose task it is
    **each(("knowledge:rewrite", "knowledge:release", "knowledge:retire"), KEEPERS),
    "care:office_programme": CARE | WATCHERS, "care:approve": {Role.UNIT_HEAD, Role.HOTLINE_LEADER},
    **each(
        ("care:open", "care:close", "care:account", "care:take_down", "care:application", "care:look_up", "care:check",
         "care:publicise", "care:grant", "care:hand_over", "care:not_collected", "care:file"),
        {Role.CARE_OFFICER},
    ),
    **each(("channels:message", "channels:take_up", "channels:settle", "channels:send_again"), {Role.DISPATCHER}),
    "telephone:call": HOTLINE | WATCHERS,
    **each(
        ("telephone:take_down", "telephone:number", "telephone:returned", "telephone:settle", "telephone:tie"),
        {Role.OPERATOR, Role.DISPATCHER},
    ),
    **each(
        ("desks:seat", "desks:unseat", "desks:end", "platforms:pledge", "platforms:breach", "platforms:leave"),
        {Role.DISPATCHER},
    ),
    "certificates:download": set(STAFF_ROLES),
}  # fmt: skip
OF_PLATFORM = {
    "bulletins:tasks",
    "problems:list",
    "tickets:list",
    "tickets:ticket",
    "tickets:letter",
    "tickets:file",
    "tickets:disclose",
}
"""What the desk of a platform may open besides its own account."""
OF_EVERY_UNIT = {"bulletins", "care", "certificates"}
"""What an office's bulletin counts, its care and its certificates are every unit's of the office."""
OWN_LISTS = {"bulletins:tasks", "problems:list", "tickets:list"}
"""Of these, what names nothing and shows everybody their own."""


def has_business(who, name):
    """Whether somebody may come to an address at all."""
    if name in PUBLIC:
        return True
    if who in ("stranger", "switched off"):
        return False
    if name in OWN_ACCOUNT:
        return True
    if who in ("platform desk", f"platform{ELSEWHERE}"):
        return (name in OF_PLATFORM and (who == "platform desk" or name in OWN_LISTS)) or name in APPLICANTS
    if who in APPLICANT_PEOPLE:
        if name in THE_COMPANY or name == "certificates:download":
            return who in ("owner", "delegate")
        if name in ANY_COMPANY:
            return who in ("owner", "delegate", "other company")
        return name in APPLICANTS or (name in THE_OWNER and who == "owner")
    role, _space, place = who.rpartition(" ")
    if name in OF_ROLE:
        return role in OF_ROLE[name] or (role == "handler" and bool(HANDLERS & OF_ROLE[name]))
    of_grids = role == Role.GRID_CHIEF and name.startswith(("grids:", "visits:"))
    reaches = place == "here" or (place == "city" and (role in WIDE or of_grids))
    return name in OF_AUTHORITY and role in OF_AUTHORITY[name] and reaches


# Nothing to issue again: everything was issued; a row that is not on the page. Both are tried where they are made.
BY_STATE = {"desk:retry_issue", "applications:section_row"}


def only_reads(who, name):
    """Whether somebody sees a page and may change nothing there."""
    if name == "desk:bundle":
        return not who.startswith(Role.COUNTER_CLERK)
    if name == "insurance:insurers":
        return not who.startswith(Role.CARE_OFFICER)
    return (who, name) == ("delegate", "accounts:company")


def is_refused(answer, who):
    """Whether an answer is a refusal: forbidden, not there, or led to sign in (or to choose a company one acts for).

    A phone is told in JSON to sign in (401).
    """
    if answer.status_code in (NO, HIDDEN, 401):
        return True
    if answer.status_code != 302:
        return False
    return answer["Location"].startswith(reverse("account_login")) or (
        who in ("delegate of yesterday", "no company", "platform desk")
        and answer["Location"].partition("?")[0] == reverse("accounts:companies")
    )


def values_for(name, world):
    """A form as somebody would send it to an address."""
    clerk = world.people["reviewer here"]
    tomorrow = (timezone.localdate() + timezone.timedelta(days=1)).isoformat()
    common = {
        "act": "do", "password": PASSWORD, "reason": "原因", "reasons": "原因", "articles": "第一条", "words": "说明",
        "to": clerk.pk, "company": world.company.pk, "version": "2098-01", "in_force_from": tomorrow, "active": "no",
        "roles": ["reviewer"], "recommendation": "grant", "opinion": "同意", "decided": "granted", "wants": "no",
        "procedure": "ordinary", "since": tomorrow, "until": tomorrow, "username": "new-one", "name": "新人",
        "phone": "13903910000", "rows": "1", "vehicle-0-plate": "豫H51009", "source": "通知",
        "days": "2027-01-01 休 元旦",
        "grid": Grid.objects.latest("pk").pk,
        "title": "标题", "body": "{statutory_until}", "way": "counter", "note": "本人领取", "lines": "豫H51001",
    }  # fmt: skip
    acts = {"accounts:settle_request": "approve", "applications:section": "continue", "applications:correct": "save"}
    return {**common, "act": acts.get(name, "do")}


def test_every_address_is_in_the_table():
    table = [PUBLIC, OWN_ACCOUNT, APPLICANTS, ANY_COMPANY, THE_OWNER, THE_COMPANY, OF_ROLE, OF_AUTHORITY]
    known = {name for part in table for name in part} | {"certificates:download"}

    assert {name for name, _arguments in all_names()} <= known


GROUPS = {
    "applicants and strangers": lambda who: who in {*APPLICANT_PEOPLE, "stranger", "switched off", "platform desk"},
    "staff of the authority": lambda who: who.endswith(" here"),
    "staff of others": lambda who: who.endswith((" county", " city", ELSEWHERE)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS)
def test_every_address_opens_for_whom_it_is_and_for_nobody_else(
    group, taihang, registry, capsys, in_one_word, known_at_the_door
):
    world = everything(taihang)
    visitors = {who: Visitor(person) for who, person in world.people.items() if GROUPS[group](who)}
    world.people["switched off"].is_active = False
    world.people["switched off"].save()
    addresses = list(all_names())
    unexpected, tried = [], 0
    for turn, (name, arguments) in enumerate(addresses):
        address, values = world.address(name, arguments), values_for(name, world)
        for who in asking(name, visitors, turn):
            answers = {method: visitors[who].comes(method, address, values) for method in METHODS}
            unexpected += judged(who, name, answers)
            unexpected += [
                f"{who} {name}: {what}"
                for answer in answers.values()
                for what in inside(visitors[who], who, name, answer)
            ]
            tried += len(answers)
    with capsys.disabled():
        print(f"\n  access, {group}: {tried} cells ({len(addresses)} addresses × {len(visitors)} people × "  # noqa: T201
              f"{len(METHODS)} methods), unexpected: {len(unexpected)}")  # fmt: skip

        print(*unexpected, sep="\n")  # noqa: T201

    assert not unexpected


def asking(name, visitors, turn):
    """Who asks for an address: whoever has business there – of many every third, in turn –, and who has none.

    Roles only ever add what one may do. So officials without business there are one person with all their roles: who is
    refused with all of them is refused with each. An eighth of them asks alone all the same, in turn.
    """
    everybody = [who for who in visitors if not who.startswith(TOGETHER) and is_worth_asking(who, name)]
    officials = any(who.endswith(tuple(PLACES)) for who in everybody)
    if IN_TURN > 1 and (name in PUBLIC or (name in OWN_ACCOUNT and officials)):
        return everybody[turn % IN_TURN :: IN_TURN]
    if IN_TURN == 1 or not officials:
        return everybody
    inside = [who for who in everybody if has_business(who, name)]
    outside = [who for who in everybody if who not in inside]
    if len(inside) > FEW:
        inside = inside[turn % 3 :: 3]
    return [*inside, *outside[turn % 8 :: 8], *together(outside, visitors)]


def is_worth_asking(who, name):
    """Somebody elsewhere where only the number keeps them out; of another county, where it does not open as here."""
    if who.endswith(ELSEWHERE):
        return in_place(who, name)
    role, _space, place = who.rpartition(" ")
    return place != "county" or role == "handler" or role in WIDE or not has_business(who, name)


def in_place(who, name):
    """Whether somebody elsewhere has the role for an address: nothing but the number in it keeps them out."""
    role = who.removesuffix(ELSEWHERE)
    if name.partition(":")[0] in OF_EVERY_UNIT:
        return False
    return name in OF_PLATFORM if role == "platform" else role in OF_AUTHORITY.get(name, ())


def together(outside, visitors):
    """At each place one person for all roles that one may hold together, of those who have no business somewhere."""
    for place in PLACES:
        roles = {role for who in outside if who.endswith(place) for role in roles_of(who)}
        for held in compatible(roles):
            who = f"{TOGETHER} {'+'.join(sorted(held))}{place}"
            if who not in visitors:
                visitors[who] = Visitor(staff(f"together-{len(visitors)}", *held, division=PLACES[place]))
            yield who


def compatible(roles):
    """Roles in as few hands as the law of roles allows."""
    hands = []
    for role in sorted(roles):
        free = next((held for held in hands if not incompatible({*held, Role(role)})), None)
        free.append(role) if free else hands.append([role])
    return hands


def roles_of(who):
    role = who.partition(" ")[0]
    return HANDLERS if role == "handler" else [role]


def inside(visitor, who, name, answer):
    """What should not be in an answer: a note of officials, a kind of file nobody has looked at for formulas."""
    if who in OUTSIDE and NOTED.encode() in answer.whole:
        yield "a note of officials"
    if is_export(answer) and EXPORTS.get(name) != kind_of(answer):
        yield f"an export that is not in the table: {kind_of(answer)}"
    yield from unguarded(answer, is_signed_in=who not in ("stranger", "switched off"))
    yield from offered_in_vain(visitor, who, answer)


LEADS_TO = re.compile(rb"""<(?:a|form)\b[^>]*\s(?:href|action)="(/[^"?#]*)""")


def offered_in_vain(visitor, who, answer):
    """Links and forms of a page that are refused to the very person it was made for.

    What the table says they have no business with may be another row than its own, or one's own: they are asked for.
    """
    if not who.endswith(" here") and who not in ("owner", "delegate"):
        return
    for address in set(LEADS_TO.findall(answer.whole)) if "text/html" in answer.get("Content-Type", "") else ():
        name = name_at(address.decode())
        if name and not has_business(who, name) and is_refused(visitor.comes("GET", address.decode(), {}), who):
            yield f"offers {name} ({address.decode()})"


@cache
def name_at(address):
    """What stands at an address; the menu leads every page to the same ones."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def unguarded(answer, *, is_signed_in):
    """What an answer does not tell browsers: trust nothing foreign, guess no type, keep nothing (ASVS 5.0, 3.4)."""
    kind, policy = answer.get("Content-Type", ""), answer.get("Content-Security-Policy", "")
    if kind.startswith("text/") and "charset=utf-8" not in kind.lower():
        yield f"no charset: {kind}"
    runs_nothing = ("object-src 'none'", "default-src 'none'", "sandbox")
    if "frame-ancestors" not in policy or not any(part in policy for part in runs_nothing):
        yield f"a policy that lets too much in: {policy}"
    if answer.get("X-Content-Type-Options") != "nosniff" or not answer.get("Referrer-Policy"):
        yield "browsers may guess its type, or tell where they came from"
    if is_signed_in and "no-store" not in answer.get("Cache-Control", ""):
        yield f"browsers may keep it: {answer.get('Cache-Control')}"


def judged(who, name, answers):
    """What of the answers somebody got is not as it should be."""
    told = {method: answer.status_code for method, answer in answers.items()}
    broken = [code for code in told.values() if code >= 500]
    if broken:
        return [f"{who} {name} {told}"]
    if name in WITH_SECOND_FACTOR and who not in ("stranger", "switched off"):
        return []  # nobody here has one, and without it there is nothing to see
    if has_business(who, name):
        wrong = told["GET"] != NO_METHOD and (is_refused(answers["GET"], who) or told["GET"] >= 400)
        refused = told["POST"] in (NO, HIDDEN)
        wrong = wrong or (not refused if only_reads(who, name) else refused and name not in BY_STATE)
        return [f"{who} {name} {told}"] if wrong else []
    refused = [method for method in METHODS if is_refused(answers[method], who)]
    # A method that does not exist proves nothing: each must be refused, or not exist, and GET or POST is refused.
    wrong = any(method not in refused and told[method] != NO_METHOD for method in METHODS)
    return [f"{who} {name} {told}"] if wrong or not {"GET", "POST"} & set(refused) else []


@pytest.mark.django_db
def test_a_certificate_file_is_the_stored_pdf(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")

    response = sign_in(principal_of(taihang)).get(reverse("certificates:download", args=[licence.pk, "original"]))

    assert b"".join(response.streaming_content).startswith(b"%PDF")


@pytest.mark.django_db
def test_an_ended_delegation_closes_the_company_at_once(taihang, sign_in):
    handler = applicant(username="handler")
    chen = principal_of(taihang)
    membership = delegate(taihang, to=handler, until=timezone.localdate(), by=chen)
    case = draft(taihang)
    client = sign_in(handler)
    url = reverse("applications:overview", args=[case.key])
    before = client.get(url).status_code

    end_delegation(membership, by=chen)

    assert before == OPEN
    assert client.get(url).status_code != OPEN
