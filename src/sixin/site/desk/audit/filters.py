"""What the address of the trail's page asks for."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.audit import queries, verbs
from sixin.audit.models import Entry
from sixin.base import clock
from sixin.registers import rules
from sixin.registers.models import Member, Person
from sixin.registers.powers import Power
from sixin.registers.queries import people
from sixin.site import asking

# Reading the trail is told too; it would hide the rest, so it is shown when asked for.
READ = "audit.read"
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class FilterForm(forms.Form):
    """Verb, member, person, days."""

    verb = forms.ChoiceField(label=gettext_lazy("做了什么"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("谁做的"), required=False)
    about = forms.CharField(
        label=gettext_lazy("关于谁（老人页面的地址）"), required=False, max_length=200
    )  # fmt: skip
    since = _day(gettext_lazy("从哪天"))
    until = _day(gettext_lazy("到哪天"))

    def __init__(self, data: Any, members: list[Member]) -> None:
        super().__init__(data)
        kinds = sorted((code, str(word)) for code, word in verbs.WORDS.items())
        self._offer("verb", kinds)
        self._offer("by", [(str(one.pk), one.name) for one in members])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("不限")), *choices]  # type: ignore[attr-defined]

    def clean_about(self) -> UUID | None:
        """The id in what was pasted."""
        text = self.cleaned_data["about"].strip().lower()
        found = _ID.search(text)
        if text and not found:
            raise forms.ValidationError(_("这里面没有编号。请从老人的页面复制地址。"))
        return UUID(found[0]) if found else None


def seen(request: HttpRequest) -> QuerySet[Entry]:
    """The entries about the areas whose trail who asks may read, and about the instance."""
    mine = rules.areas_of(asking.member(request), asking.today(request), Power.SEE_AUDIT)
    inside = Q(pk__in=[])
    for path in _tops(mine.order_by("path").values_list("path", flat=True)):
        inside |= rules.below(path, "area")
    return queries.within(inside)


def chosen(request: HttpRequest, form: FilterForm) -> QuerySet[Entry]:
    """Those that the filters leave, the latest first. What makes no sense filters nothing."""
    form.is_valid()
    asked = form.cleaned_data
    found = seen(request)
    found = found.filter(verb=asked["verb"]) if asked.get("verb") else found.exclude(verb=READ)
    if asked.get("by"):
        found = found.filter(by=asked["by"])
    if asked.get("about"):
        found = queries.about(found, rows_about(asked["about"]))
    if asked.get("since"):
        found = found.filter(at__gte=clock.at(asked["since"]))
    if asked.get("until"):
        found = found.filter(at__lt=clock.at(asked["until"] + timedelta(days=1)))
    return found


def members_told(request: HttpRequest) -> list[Member]:
    """Who ever worked in the areas whose trail who asks may read."""
    mine = rules.areas_of(asking.member(request), asking.today(request), Power.SEE_AUDIT)
    return list(Member.objects.filter(roles__area__in=mine).distinct().order_by("name"))


def rows_about(pk: UUID) -> list[UUID]:
    """The ids under which the trail may speak of this person: rows merged into hers as well."""
    person = Person.objects.filter(pk=pk).first()
    return people.rows_of(person) if person else [pk]


def in_words(form: FilterForm) -> dict[str, str]:
    """What was asked for, as the trail keeps it."""
    asked = {name: one for name, one in form.cleaned_data.items() if one}
    return {k: v.isoformat() if isinstance(v, date) else str(v) for k, v in asked.items()}


def _tops(paths: Any) -> list[str]:
    """Of some paths in their order those that stand below none of the others."""
    tops: list[str] = []
    for path in paths:
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tops
