"""What is asked before somebody's data are looked for, handed over or erased: always why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.registers.models.rights import Ground


def _because(**more: Any) -> forms.CharField:
    return forms.CharField(
        label=_("依据"), max_length=200,
        help_text=_("如“本人 11月20日书面申请”。会一直留着，不写姓名和证件号。"),
        error_messages={
            "required": _("请写一下依据，如“本人 11月20日书面申请”。"),
            "max_length": _("依据最多写 200 个字。请写短一些。"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}), **more,
    )  # fmt: skip


class FindForm(forms.Form):
    text = forms.CharField(
        label=_("找谁"), max_length=60,
        help_text=_("姓名、身份证号或电话。"),
        error_messages={"required": _("请写姓名、身份证号或电话。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    because = _because()


class CopyForm(forms.Form):
    form = forms.ChoiceField(
        label=_("哪一种"), initial="pdf", widget=forms.RadioSelect,
        choices=[("pdf", _("给人看的 PDF")), ("json", _("给机器读的 JSON，一行不少"))],
        error_messages={"required": _("请从列出的几项里选一项。")},
    )  # fmt: skip
    because = _because()


class EraseForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("为什么要删除"), choices=Ground.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选一下为什么要删除。")},
    )  # fmt: skip
    because = _because()


class SureForm(EraseForm):
    """The second step: the same, out of sight, and a tick."""

    sure = forms.BooleanField(
        label=_("核对过是这个人，也知道删了不能恢复"),
        error_messages={"required": _("请先核对，再打上勾。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ground", "because"):
            self.fields[name].widget = forms.HiddenInput()
