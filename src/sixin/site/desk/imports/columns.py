"""What a column can be, in words, and the form in which a person corrects it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.registers.models import Tag
from sixin.registers.roster.layouts import IGNORED, REPEATABLE, REPEATED, UNKNOWN

WHO = [
    ("name", gettext_lazy("姓名")),
    ("id_number", gettext_lazy("身份证号")),
    ("sex", gettext_lazy("性别")),
    ("birth_date", gettext_lazy("出生日期")),
    ("age", gettext_lazy("年龄（只用来核对）")),
    ("phone", gettext_lazy("本人电话")),
    ("relation_to_owner", gettext_lazy("与户主关系")),
    ("household_number", gettext_lazy("户号")),
    ("note", gettext_lazy("备注")),
]
WHERE = [
    ("address", gettext_lazy("住址")),
    ("estate", gettext_lazy("小区")),
    ("building", gettext_lazy("楼栋")),
    ("entrance", gettext_lazy("单元")),
    ("floor", gettext_lazy("楼层")),
    ("door", gettext_lazy("门牌")),
    ("grid", gettext_lazy("网格")),
    ("community", gettext_lazy("社区（只用来核对）")),
]
CALL = [
    ("contact_name", gettext_lazy("联系人姓名")),
    ("contact_phone", gettext_lazy("联系人电话")),
    ("contact_relation", gettext_lazy("联系人关系")),
    ("contact_place", gettext_lazy("联系人住处")),
]
TAGS = [
    ("tags", gettext_lazy("情况（一格里写几样）")),
    *((f"tag:{tag.value}", tag.label) for tag in Tag),
]
UNREAD = (IGNORED, gettext_lazy("不读取"))
REFUSED = "refused"
_MANY = {*REPEATABLE, "contact_name", "contact_relation", "contact_place"}


def shown(field: str) -> str:
    """The choice that stands for a field as it was read."""
    if field.startswith(REFUSED):
        return REFUSED
    return IGNORED if field in (UNKNOWN, REPEATED) else field


def label(field: str) -> str:
    """A field in words."""
    known = dict([UNREAD, *WHO, *WHERE, *CALL, *TAGS])
    return _("不收集") if field.startswith(REFUSED) else str(known.get(shown(field), ""))


def _choices(field: str) -> list[Any]:
    refused = [(REFUSED, gettext_lazy("不收集"))] if field == REFUSED else []
    return [
        *refused,
        UNREAD,
        (gettext_lazy("本人"), WHO),
        (gettext_lazy("住处"), WHERE),
        (gettext_lazy("情况"), TAGS),
        (gettext_lazy("联系人"), CALL),
    ]


class ColumnsForm(forms.Form):
    """One select for each column of one sheet. columns: as in the report of the import."""

    def __init__(self, *args: Any, columns: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        for column in columns:
            field = shown(column["field"])
            self.fields[f"c{column['index']}"] = forms.ChoiceField(
                label=f"{column['letter']} {column['header']}".strip(),
                choices=_choices(field),
                initial=field,
            )

    def clean(self) -> dict[str, Any]:
        """A name is needed, and of most things a single column can speak."""
        cleaned: dict[str, Any] = self.cleaned_data
        seen: dict[str, str] = {}
        for column in self.columns:
            name = f"c{column['index']}"
            field = cleaned.get(name, IGNORED)
            if field in seen and field not in _MANY and name in self.changed_data:
                words = {"field": label(field), "column": seen[field]}
                self.add_error(
                    name, _("“%(field)s”已经是 %(column)s 列。先把那一列改成“不读取”。") % words
                )
            seen.setdefault(field, column["letter"])
        if "name" not in seen and not self.errors:
            raise forms.ValidationError(_("要有一列是“姓名”，不然认不出谁是谁。"))
        return cleaned

    def corrections(self) -> dict[str, str]:
        """{column index: field} of the columns that a person set otherwise than they were read."""
        return {
            name[1:]: self.cleaned_data[name]
            for name in self.changed_data
            if self.cleaned_data[name] != REFUSED
        }


def as_mapping(kept: dict[str, dict[str, str]]) -> dict[str, dict[int, str]]:
    """What JSON keeps, as the import reads it."""
    return {sheet: {int(k): v for k, v in held.items()} for sheet, held in kept.items()}
