"""What a list shows, chosen by filters that live in its address: a view can be kept, sent and opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import BoundField, DateInput, HiddenInput, Select, TextInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pages.days import CountableDay, since, until

LONGEST_WORDS = 60


class Words(django_filters.CharFilter):
    """What somebody types to find rows; it may name a person, so nobody but the list is told it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_WORDS, widget=TextInput(attrs={"class": "form-control"}), **kwargs)


class OneOf(django_filters.ChoiceFilter):
    """One of a few, or all."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {"empty_label": _("All"), "widget": Select(attrs={"class": "form-select"})}
        super().__init__(**{**usual, **kwargs})


class Among(django_filters.ModelChoiceFilter):
    """One of the rows a reader may choose among (`queryset`: a function of the reader), or all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_label=_("All"), widget=Select(attrs={"class": "form-select"}), **kwargs)

    def get_queryset(self, request: object) -> QuerySet[Any]:
        return super().get_queryset(self.parent.person)


class Day(django_filters.DateFilter):
    """A day of the calendar, of these decades: the day after it is asked for, too."""

    field_class = CountableDay

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateInput(attrs={"type": "date", "class": "form-control"}), **kwargs)


class Since(Day):
    """Those whose moment is of a day or later; by its first moment, so that an index serves."""

    def filter(self, rows: Any, day: Any) -> Any:
        return since(rows, self.field_name, day) if day else rows


class Until(Day):
    """Those whose moment is of a day or earlier."""

    def filter(self, rows: Any, day: Any) -> Any:
        return until(rows, self.field_name, day) if day else rows


class Tab(OneOf):
    """One of a few that stand above the list as tabs, and is no narrowing of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=HiddenInput(), **kwargs)


class ListFilters(django_filters.FilterSet):
    """The filters of one list, and all the rows its reader may see: nobody begins anywhere else."""

    def __init__(self, data: QueryDict | Mapping[str, str], *, person: Any) -> None:
        self.person = person
        super().__init__(data, queryset=self.every())

    def every(self) -> QuerySet[Any]:
        """Every row the reader may see, without filters."""
        raise NotImplementedError

    @property
    def rows(self) -> QuerySet[Any]:
        """The rows that were chosen; none while a filter says what cannot be."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as it stands in the address."""
        typed = {name: self.data.get(name, "") for name in self.filters}
        return {name: text for name, text in typed.items() if text.strip()}

    @property
    def tabs(self) -> list[str]:
        """The chosen tabs: they stay when the filters are cleared."""
        return [name for name in self.chosen if isinstance(self.filters[name], Tab)]

    @property
    def narrowing(self) -> list[str]:
        """The filters that show fewer rows than there are, as somebody would clear them."""
        return [name for name in self.chosen if name not in self.tabs]

    @property
    def is_narrowed(self) -> bool:
        """Whether fewer are shown than there are."""
        return bool(self.narrowing)

    @property
    def first_field(self) -> list[BoundField]:
        """The field that is always in view."""
        return self.form.visible_fields()[:1]

    @property
    def more_fields(self) -> list[BoundField]:
        """The fields a telephone folds away."""
        return self.form.visible_fields()[1:]

    @property
    def more_are_used(self) -> bool:
        """Whether one of them narrows the list, or has an error to be seen."""
        return any(field.name in self.narrowing or field.errors for field in self.more_fields)

    @property
    def told(self) -> str:
        """What was chosen, for whoever reads the trail: that words were searched, not which."""
        known = {name: text for name, text in self.chosen.items() if name not in self.form.errors}
        hidden = {name: "…" for name in known if isinstance(self.filters[name], Words)}
        return ", ".join(f"{name}={text}" for name, text in {**known, **hidden}.items())
