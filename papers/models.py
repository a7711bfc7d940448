"""The app's models, listed for Django; import them from their own modules."""

from papers.documents import Document, PassingDocument
from papers.letters.models import LetterEdition, LetterText, LetterTextApproval
from papers.numbers import NumberSeries

__all__ = ["Document", "LetterEdition", "LetterText", "LetterTextApproval", "NumberSeries", "PassingDocument"]
