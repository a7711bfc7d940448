"""When an encounter is older than “first time” looks back, what tells who was met is taken away (F-9.21).

Number, officers, what was found and how it ended stay, as numbers for figures: nobody is found by them. The words of
its papers, their files and the links to them go with vehicle, driver, place, evidence and references.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from clock.months import months_later
from pages.days import midnight
from pages.one_by_one import one_by_one
from papers.forgetting import forget
from supervision.credit.letters.writing import letter_paper
from supervision.encounters import events
from supervision.encounters.captures.asides import ASIDES
from supervision.encounters.captures.models import CaptureFile, CaptureWords, EncounterAside
from supervision.encounters.follow_up_models import ClueReference, HeadReasons
from supervision.encounters.letters.models import EncounterLetter, LetterWords
from supervision.encounters.models import Anonymised, Encounter, Met, Said
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.opening import tell
from supervision.phones.files import forget_files

AT_ONCE = 50


def anonymise_old() -> int:
    """Timer: the next encounters whose time is over; returns how many. Harmless to repeat."""
    today = timezone.localdate()
    before = months_later(today, -list_in_force(on=today).content.kept_months)
    over = Encounter.objects.filter(opened_at__lt=midnight(before), anonymised__isnull=True)
    gone = one_by_one(over.select_related("authority").order_by("pk")[:AT_ONCE], anonymise, what="forgetting")
    # Nothing is told “first time” by what was not taken in: it goes once a person has had time to come back to it.
    asides = ASIDES.settled_long_ago() | EncounterAside.objects.filter(received_at__lt=midnight(before))
    return gone + ASIDES.forget(asides)


def anonymise(encounter: Encounter) -> bool:
    """Take away whatever tells who was met; whether it was still there."""
    with transaction.atomic():
        Encounter.objects.select_for_update().get(pk=encounter.pk)
        if Anonymised.objects.filter(encounter=encounter).exists():
            return False
        letters = EncounterLetter.objects.filter(about=encounter.number).exclude(kind=EncounterLetter.Kind.PLEDGE)
        for letter in letters.select_related("said", "authority"):
            if letter.is_kept:
                forget(letter_paper(letter), signer=letter.authority.division_id)
        LetterWords.objects.filter(letter__in=letters).delete()
        HeadReasons.objects.filter(follow_up__outcome__encounter=encounter).delete()
        ClueReference.objects.filter(answer__follow_up__outcome__encounter=encounter).delete()
        forget_files(CaptureFile.objects.filter(capture__encounter=encounter))
        CaptureWords.objects.filter(capture__encounter=encounter).delete()
        Said.objects.filter(outcome__encounter=encounter).delete()
        Met.objects.filter(encounter=encounter).delete()
        Anonymised.objects.create(encounter=encounter)
        tell(events.ANONYMISED, encounter, by="timer")
    return True
