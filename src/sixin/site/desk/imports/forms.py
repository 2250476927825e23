"""What is asked on these pages."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sixin.registers.models import Area
from sixin.registers.models.rosters import PairReason
from sixin.registers.roster import kinds, reading
from sixin.registers.roster.actions import ALL, VALID
from sixin.registers.roster.problems import UnreadableFile
from sixin.site.desk.imports import comparing, files
from sixin.site.desk.imports.comparing import Fact


class UploadForm(forms.Form):
    """A roster, and the community that it belongs to. A file that is none is refused here."""

    community = forms.ModelChoiceField(
        label=_("导入到哪个社区"),
        queryset=Area.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("您不能往这个社区导入名册。请选一个您负责的社区。")},
    )
    file = forms.FileField(
        label=_("名册文件"),
        widget=forms.FileInput(attrs={"accept": ",".join(files.ENDINGS)}),
        error_messages={
            "required": _("还没有选文件。请选一份 .xlsx、.xls 或 .csv。"),
            "missing": _("还没有选文件。请选一份 .xlsx、.xls 或 .csv。"),
            "empty": _("这个文件是空的。请确认选对了文件，再传一次。"),
        },
    )

    def __init__(self, *args: Any, communities: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = communities
        if len(communities) == 1:
            field.initial = communities[0]
            field.widget = field.hidden_widget()
        self.fields["file"].help_text = gettext(
            "Excel（.xlsx、.xls）或 .csv，最大 %(most)s MB。"
        ) % {"most": reading.MOST_MEGABYTES}

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, if it may be a roster by its size, its ending and its content."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if Path(upload.name or "").suffix.lower() not in files.ENDINGS:
                raise UnreadableFile("file_not_a_spreadsheet")
            if (upload.size or 0) > reading.MOST_MEGABYTES * 1024 * 1024:
                raise UnreadableFile("file_too_big", most=reading.MOST_MEGABYTES)
            kind = kinds.kind_of(upload.read())
            if kind.startswith("file_"):
                raise UnreadableFile(kind)
        except UnreadableFile as why:
            raise forms.ValidationError(why.sentence, code=why.code) from why
        upload.seek(0)
        return upload


class ConfirmForm(forms.Form):
    """All or nothing, or what is valid."""

    mode = forms.ChoiceField(
        choices=[(VALID, VALID), (ALL, ALL)],
        error_messages={"required": _("请选一种导入办法。")},
    )


class PairFilters(forms.Form):
    """Which pairs to show."""

    reason = forms.ChoiceField(
        label=_("为什么像"), required=False, choices=[("", _("任何原因")), *PairReason.choices]
    )
    q = forms.CharField(label=_("姓名或拼音"), required=False, max_length=60)


class MergeForm(forms.Form):
    """Who is kept, and for each fact that differs whose word counts."""

    keep = forms.ChoiceField(choices=[(side, side) for side in comparing.SIDES])

    def __init__(self, *args: Any, facts: list[Fact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = [fact.code for fact in facts if fact.asks]
        for code in self._codes:
            self.fields[code] = forms.ChoiceField(choices=self.fields["keep"].choices)  # type: ignore[attr-defined]

    def take(self) -> frozenset[str]:
        """The facts whose value comes from the row that is not kept."""
        keep = self.cleaned_data["keep"]
        return frozenset(code for code in self._codes if self.cleaned_data[code] != keep)
