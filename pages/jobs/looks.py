"""How the state of long work is shown."""

from __future__ import annotations

from pages.jobs.models import State
from pages.looks import Look, Tone, look

JOBS: dict[str, Look] = {
    State.WAITING: look(State.WAITING.label, Tone.QUIET, "clock"),
    State.RUNNING: look(State.RUNNING.label, Tone.INFO),
    State.DONE: look(State.DONE.label, Tone.SUCCESS, "check-circle"),
    State.FAILED: look(State.FAILED.label, Tone.DANGER, "x-circle"),
    State.CANCELLED: look(State.CANCELLED.label, Tone.QUIET, "x-circle"),
    State.EXPIRED: look(State.EXPIRED.label, Tone.QUIET, "clock"),
}
