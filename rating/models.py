"""The app's models, listed for Django; import them from their own modules."""

from rating.handling.models import HandlingStep, RatingDue
from rating.service_models import Invitation, Rating, Service, Settlement

__all__ = ["HandlingStep", "Invitation", "Rating", "RatingDue", "Service", "Settlement"]
