"""What is asked when somebody is registered or changed: one topic, one short form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.registers.models import Area, Sex, Tag, TagSource
from sixin.registers.models.people import LeftReason
from sixin.registers.models.ties import ConsentWay, Purpose

# Typed dates may be what people write; a day chosen from a calendar is ISO.
_DAY_BAD = {"required": _("请填日期。"), "invalid": _("日期看不懂。请写成 2026-11-23 这样。")}
_CHOICE_BAD = _("请从列出的几项里选一项。")


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DAY_BAD, **more)


def _choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    bad = {"required": _CHOICE_BAD, "invalid_choice": _CHOICE_BAD}
    more.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=choices, error_messages=bad, **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    return forms.CharField(label=label, error_messages={"required": _("这一项要填。")}, **more)


class IdentityForm(forms.Form):
    """Who she is. An ID number tells birth date and sex by itself."""

    name = _text(_("姓名"), required=True, help_text=_("照证件写。"))
    id_number = _text(
        _("身份证号"), help_text=_("18 位，老证 15 位也行。填了它，出生日期和性别就不用填。")
    )
    birth = _text(
        _("出生日期"),
        help_text=_("如 1941-03-05；只知道年份就写 1941，农历写“农历一九四一年三月初五”。"),
    )
    sex = _choice(
        _("性别"), [("f", Sex.FEMALE.label), ("m", Sex.MALE.label), ("", Sex.UNKNOWN.label)],
        required=False,
    )  # fmt: skip


class PhoneForm(forms.Form):
    phone = _text(
        _("电话"), help_text=_("手机 11 位，座机写上区号，如 0979-8412345。没有就留空。"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip


class DoorForm(forms.Form):
    area = _choice(_("网格"), [], widget=forms.Select, help_text=_("不知道哪个网格，就选社区。"))
    address = _text(_("住址"), help_text=_("写到门牌，如 3号楼2单元501。不知道就留空。"))

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        choices = [("", _("请选一项")), *((area.code, area.name) for area in areas)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    def clean_area(self) -> Area:
        """The area itself, not its code."""
        return self.areas[self.cleaned_data["area"]]


class NoteForm(forms.Form):
    note = _text(
        _("备注"), help_text=_("敲门前要知道的，如耳背、养狗。不写病情和隐私。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class GoneForm(forms.Form):
    reason = _choice(_("怎么了"), LeftReason.choices)
    on = _day(_("哪一天"), help_text=_("不知道准日子，就写知道的那一天。"))


class TagForm(forms.Form):
    tag = _choice(_("哪一项"), [], widget=forms.Select)
    since = _day(_("从哪天起"), help_text=_("证件上的日子，或知道的那一天。"))
    source = _choice(_("怎么知道的"), TagSource.choices)
    evidence = _text(_("凭据"), help_text=_("如证号，或一句话。"))

    def __init__(self, *args: Any, held: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [(tag.value, tag.label) for tag in Tag if tag.value not in held]
        self.fields["tag"].choices = [("", _("请选一项")), *free]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    until = _day(_("到哪天为止"))


class ContactForm(forms.Form):
    name = _text(_("姓名"), required=True)
    relation = _text(_("是老人的什么人"), help_text=_("如女儿、侄子、邻居。"))
    phone = _text(
        _("电话"), required=True,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    place = _text(_("住在哪里"), help_text=_("如上海，或同楼 301。"))
    priority = forms.TypedChoiceField(
        label=_("先打给谁"), coerce=int, initial=1,
        choices=[(1, _("第一个打")), (2, _("第二个打")), (3, _("都打不通再打"))],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOICE_BAD, "invalid_choice": _CHOICE_BAD},
    )  # fmt: skip


class ConsentForm(forms.Form):
    purpose = _choice(_("同意什么"), Purpose.choices)
    given_on = _day(_("哪天同意的"))
    way = _choice(_("怎么说的"), ConsentWay.choices)
    scope = _text(_("说到哪一步"), help_text=_("用老人自己的话，如“只告诉女儿，不告诉儿子”。"))
    guardian = _text(
        _("监护人"), max_length=60,
        help_text=_("由监护人代为同意的，写监护人的姓名。孩子太小不能自己同意，这一项要写。"),
    )  # fmt: skip
    until = _day(
        _("到哪天为止"), required=False,
        help_text=_("没有说好日子就留空：一直有效，什么时候都可以撤回。"),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    on = _day(_("哪天撤回的"), help_text=_("从这天起就不再照这项同意办事，以前办的不变。"))


class TakeBackForm(forms.Form):
    because = _text(
        _("为什么撤销"), required=True, max_length=200,
        help_text=_("如记错了人、记了两次。会留在经过里。"),
        widget=forms.TextInput(attrs={"maxlength": 200}),
    )  # fmt: skip


class NewPersonForm(DoorForm, IdentityForm):
    """All that is needed to begin; the rest comes with the first visits."""

    phone = PhoneForm.base_fields["phone"]
    tags = forms.MultipleChoiceField(
        label=_("情况"), choices=Tag.choices, required=False,
        help_text=_("本人说的先勾上，有证件的以后再补。"), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    another = forms.BooleanField(label=_("是另一个人，照样登记"), required=False)
    field_order = ["name", "id_number", "birth", "sex", "area", "address", "phone", "tags"]
