"""What accounts add to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import ACCEPT, FILE, MANAGE_ACCOUNTS
from pages.menu import Entry

MY_COMPANIES = Entry(
    title=_("My companies"),
    address="accounts:companies",
    permissions=(FILE,),
    pages=("accounts:add_company", "accounts:as_myself", "accounts:company", "accounts:prove", "accounts:prove_code"),
)
IDENTITY_AT_THE_COUNTER = Entry(
    title=_("Confirm an identity"), address="accounts:counter_identity", permissions=(ACCEPT,)
)
PEOPLE = Entry(
    title=_("People"),
    address="accounts:people",
    permissions=(MANAGE_ACCOUNTS,),
    pages=("accounts:person", "accounts:add_person"),
)
