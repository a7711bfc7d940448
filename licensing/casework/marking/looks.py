"""How flags are shown: a colour, the same sign, and the colour's name."""

from __future__ import annotations

from licensing.casework.marking.models import CaseMark
from pages.looks import Look, Tone, look

FLAGS: dict[str, Look] = {
    CaseMark.Flag.RED: look(CaseMark.Flag.RED.label, Tone.DANGER, "flag"),
    CaseMark.Flag.YELLOW: look(CaseMark.Flag.YELLOW.label, Tone.WARNING, "flag"),
    CaseMark.Flag.BLUE: look(CaseMark.Flag.BLUE.label, Tone.INFO, "flag"),
    CaseMark.Flag.GREEN: look(CaseMark.Flag.GREEN.label, Tone.SUCCESS, "flag"),
}
