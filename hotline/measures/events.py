"""What happens to a measure, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

STEPPED = event("measure.stepped", _("%(by)s updated measure %(measure)s: %(state)s"))
words({"measure-under-way": _("under way"), "measure-done": _("done"), "measure-kept-up": _("kept up")})
