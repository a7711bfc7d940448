"""How it is shown that something is new to its reader."""

from django.utils.translation import gettext_lazy as _

from pages.looks import Tone, look

NEW = look(_("New"), Tone.INFO, "bell")
