"""What a file chooser offers: one list for every page, beside the checks that decide."""

from django import template

from materials.tables.reading import ACCEPTED as TABLES
from materials.uploads.rules import ACCEPTED as UPLOADS

register = template.Library()


@register.simple_tag
def accepted_tables() -> str:
    """The endings of tables that can be read."""
    return TABLES


@register.simple_tag
def accepted_uploads() -> str:
    """The kinds of files taken in as materials and proofs."""
    return UPLOADS
