"""The stages' models, listed for Django; import them from their own modules."""

from licensing.clock.models import CalendarDay

__all__ = ["CalendarDay"]
