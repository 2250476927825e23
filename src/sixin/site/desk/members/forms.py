"""Forms of the members' pages. What may be chosen follows from what whoever asks may give."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.registers import keeping
from sixin.registers.actions import inviting
from sixin.registers.models import Area, Member, Role, RoleName
from sixin.site.desk.members import listing
from sixin.site.desk.members.listing import Asked

_DAY = {"invalid": _("日期看不懂。请写成 2026-11-23 这样。"), "required": _("请选最后一天。")}


def _day(label: Any, hint: Any, *, required: bool) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=widget, error_messages=_DAY
    )


class Filter(forms.Form):
    """Whom to list."""

    q = forms.CharField(label=_("姓名或用户名"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("角色"), required=False)
    area = forms.ChoiceField(label=_("片区"), required=False)

    def __init__(self, asked: Asked, places: list[Area]) -> None:
        super().__init__(initial={"q": asked.q, "role": asked.role, "area": asked.area})
        self.fields["role"].choices = [("", _("全部")), *RoleName.choices]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("全部")), *_choices(places)]  # type: ignore[attr-defined]


class GiveRole(forms.Form):
    """A role, where, and until when."""

    role = forms.ChoiceField(label=_("角色"), error_messages={"required": _("请选一个角色。")})
    area = forms.ChoiceField(label=_("片区"), help_text=_("在这里和它下面都管用。"))
    until = _day(_("到哪天"), _("那天还管用。一直做就不填。"), required=False)

    def __init__(self, data: Any, by: Member, places: list[Area], on: date) -> None:
        super().__init__(data)
        self.places = {place.code: place for place in places}
        given = {
            role for place in listing.tops(places) for role in keeping.roles_given(by, place, on)
        }
        names = [choice for choice in RoleName.choices if choice[0] in given]
        self.fields["role"].choices = [("", _("请选")), *names]  # type: ignore[attr-defined]
        self.fields["area"].choices = _choices(places)  # type: ignore[attr-defined]

    def clean_area(self) -> Area:
        """The area with that code."""
        return self.places[self.cleaned_data["area"]]


class Invite(GiveRole):
    """Somebody new, with a first role."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=inviting.NAME,
        error_messages={"required": _("请写名字。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "role", "area", "until"]


class Cover(forms.Form):
    """Whose role to take over for a while, and until when."""

    colleague = forms.ChoiceField(
        label=_("替谁"), error_messages={"required": _("请选替哪一位同事。")}
    )
    until = _day(_("替到哪天"), _("那天还管用，第二天自己就停了。"), required=True)

    def __init__(self, data: Any, roles: list[Role]) -> None:
        super().__init__(data)
        self.roles = {str(role.pk): role for role in roles}
        choices = [
            (pk, f"{role.member.name} · {RoleName(role.role).label} · {role.area.name}")
            for pk, role in self.roles.items()
        ]
        self.fields["colleague"].choices = [("", _("请选")), *choices]  # type: ignore[attr-defined]

    def clean_colleague(self) -> Role:
        """The role to cover."""
        return self.roles[self.cleaned_data["colleague"]]


def _choices(places: list[Area]) -> list[tuple[str, str]]:
    return [(place.code, place.name) for place in places]
