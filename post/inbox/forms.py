"""By which ways messages come."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.choices.choice import CHANNELS, LANGUAGE, choice_of
from accounts.people import Person
from accounts.roles import is_staff_member
from accounts.versions import Difference, Stale, is_stale, version_of
from pages.sentences import listed
from post.contract import rules, topics
from post.telling.models import Channel

OUTSIDE = (Channel.EMAIL, Channel.SMS)
"""What can be switched off; the portal's own inbox keeps everything."""


class ChoicesForm(forms.Form):
    """One row of boxes a topic, and the language messages are sent in."""

    use_required_attribute = False
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        chosen = choice_of(person, CHANNELS, {})
        kwargs["initial"] = {"language": choice_of(person, LANGUAGE, person.language)}
        super().__init__(*args, **kwargs)
        self.person = person
        self.topics = topics_of(person)
        for topic, title in self.topics.items():
            ways = ways_of(topic)
            self.fields[topic] = forms.MultipleChoiceField(
                label=title,
                required=False,
                choices=[(way.value, way.label) for way in ways],
                widget=forms.CheckboxSelectMultiple,
                initial=chosen.get(topic, [way.value for way in ways]),
            )

    @property
    def version(self) -> str:
        """What a page with these boxes says it stands on: the choice as it is stored now."""
        return version_of(self._stored())

    def refuse_stale(self, seen: str) -> None:
        """Refuse a page that has not seen what was chosen elsewhere meanwhile. Raises Stale."""
        stored, mine = self._stored(), {**self.channels, "language": self.cleaned_data["language"]}
        if not is_stale(seen, version_of(stored)) or stored == mine:
            return
        said = [(name, self._said(name, stored[name]), self._said(name, mine[name])) for name in stored]
        differences = [
            Difference(label=str(self.fields[name].label), theirs=theirs, mine=typed)
            for name, theirs, typed in said
            if theirs != typed
        ]
        raise Stale(version=version_of(stored), differences=differences)

    def _stored(self) -> dict[str, Any]:
        chosen = choice_of(self.person, CHANNELS, {})
        ways = {topic: chosen.get(topic, [way.value for way in ways_of(topic)]) for topic in self.topics}
        return {**ways, "language": choice_of(self.person, LANGUAGE, self.person.language)}

    def _said(self, name: str, value: Any) -> str:
        if name == "language":
            return str(dict(settings.LANGUAGES).get(value, value))
        return listed(str(way.label) for way in OUTSIDE if way.value in value)

    @property
    def channels(self) -> dict[str, list[str]]:
        """What was chosen, topic by topic."""
        return {topic: self.cleaned_data[topic] for topic in self.topics}


def topics_of(person: Person) -> dict[str, Any]:
    """What somebody is told of: officials of their work, applicants of their matters."""
    of_staff = {rule.topic for rule in rules() if rule.to != "applicant"}
    may_be_left = {rule.topic for rule in rules() if not rule.obligatory}
    mine = {name for name in may_be_left if (name in of_staff) == is_staff_member(person)}
    return {name: title for name, title in topics().items() if name in mine}


def ways_of(topic: str) -> list[Channel]:
    """By which ways outside the portal messages of a topic come."""
    used = {channel for rule in rules() if rule.topic == topic for channel in rule.channels}
    return [way for way in OUTSIDE if way.value in used]
