"""What the trail remembers about accounts. Sentences name people; numbers and passwords never go in."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

SIGNED_IN = event("person.signed_in", _("%(by)s signed in"))
SIGN_IN_FAILED = event("person.sign_in_failed", _("A sign-in as %(username)s failed"))
SECOND_FACTOR_FAILED = event("person.second_factor_failed", _("A one-time code entered for %(name)s was wrong"))
CONFIRMATION_FAILED = event("person.confirmation_failed", _("%(by)s could not confirm an act with their password"))
LOCKED_OUT = event("person.locked_out", _("The account %(username)s was locked after repeated failed sign-ins"))
SIGNED_OUT = event("person.signed_out", _("%(by)s signed out"))
SESSIONS_ENDED = event("person.sessions_ended", _("%(by)s signed out %(count)s of their own sessions"))
SIGNED_OUT_BY_OTHER = event("person.signed_out_by_other", _("%(by)s signed %(name)s out everywhere"))
REGISTERED = event("person.registered", _("%(by)s registered an account"))
PERSON_ADDED = event("person.added", _("%(by)s added %(name)s as staff (%(roles)s)"))
ROLES_CHANGED = event("person.roles_changed", _("%(by)s changed the roles of %(name)s from %(before)s to %(after)s"))
DEACTIVATED = event("person.deactivated", _("%(by)s deactivated the account of %(name)s"))
REACTIVATED = event("person.reactivated", _("%(by)s reactivated the account of %(name)s"))
CREDENTIALS_ASKED = event(
    "person.credentials_asked", _("%(by)s requested for %(name)s: %(purpose)s; a second person must approve")
)
CREDENTIALS_DROPPED = event("person.credentials_dropped", _("%(by)s did not approve for %(name)s: %(purpose)s"))
SET_UP_CODE_MADE = event("person.set_up_code_made", _("%(by)s issued a set-up code for the account of %(name)s"))
PASSWORD_CHOSEN = event("person.password_chosen", _("%(by)s chose a password with a set-up code"))
SECOND_FACTOR_ADDED = event("person.second_factor_added", _("%(by)s set up a second factor"))
SECOND_FACTOR_REMOVED = event("person.second_factor_removed", _("%(by)s removed a second factor"))
SECOND_FACTOR_RESET = event("person.second_factor_reset", _("%(by)s removed the lost second factor of %(name)s"))
IDENTITY_PROVED = event("person.identity_proved", _("%(by)s proved their identity with a code to their telephone"))
IDENTITY_CONFIRMED = event(
    "person.identity_confirmed", _("%(by)s confirmed the identity of %(name)s, who showed the identity card")
)
ABSENCE_ENTERED = event(
    "person.absence_entered",
    _("%(by)s recorded the absence of %(name)s from %(since)s to %(until)s, deputy: %(deputy)s"),
)
ABSENCE_ENDED = event("person.absence_ended", _("%(by)s ended the absence of %(name)s"))
TEAM_MADE = event("team.made", _("%(by)s created the team “%(team)s”"))
TEAM_DISSOLVED = event("team.dissolved", _("%(by)s dissolved the team “%(team)s”"))
TEAM_JOINED = event("team.joined", _("%(by)s added %(name)s to the team “%(team)s” from %(since)s"))
TEAM_LEFT = event("team.left", _("%(by)s ended the membership of %(name)s in the team “%(team)s” on %(until)s"))
COMPANY_REGISTERED = event("company.registered", _("%(by)s registered %(company)s as its principal"))
COMPANY_CLAIMED = event("company.claimed", _("%(by)s became principal of %(company)s"))
COMPANY_VOUCHED = event(
    "company.vouched", _("%(by)s checked the business licence of %(company)s that %(person)s showed at the counter")
)
DELEGATED = event("delegation.granted", _("%(by)s delegated %(person)s to act for %(company)s until %(until)s"))
DELEGATION_ENDED = event("delegation.ended", _("%(by)s ended the delegation of %(person)s for %(company)s"))

VIEW_SHARED = event("view.shared", _("%(by)s shared a view of the list “%(list)s” with the role %(role)s"))
VIEW_FORGOTTEN = event("view.forgotten", _("%(by)s withdrew a view of the list “%(list)s” from the role %(role)s"))

words(
    {
        "entry": _("New account"),
        "password": _("New password"),
        "second-factor": _("Reset the second factor"),
        "roles": _("Change roles"),
    }
)
