"""How what became of a delivery is shown."""

from __future__ import annotations

from pages.looks import Look, Tone, look
from post.telling.models import Delivery

DELIVERIES: dict[str, Look] = {
    Delivery.State.QUEUED: look(Delivery.State.QUEUED.label, Tone.QUIET, "clock"),
    Delivery.State.SENT: look(Delivery.State.SENT.label, Tone.INFO, "paper-airplane"),
    Delivery.State.DELIVERED: look(Delivery.State.DELIVERED.label, Tone.SUCCESS, "check-circle"),
    Delivery.State.OPENED: look(Delivery.State.OPENED.label, Tone.SUCCESS, "envelope-open"),
    Delivery.State.FAILED: look(Delivery.State.FAILED.label, Tone.DANGER, "x-circle"),
    Delivery.State.GIVEN_UP: look(Delivery.State.GIVEN_UP.label, Tone.QUIET, "x-circle"),
}
