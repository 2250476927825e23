"""A photo of a hazard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.base import uploads
from sixin.base.uploads import Picture


class PhotoForm(forms.Form):
    """A picture, made anew before anybody keeps it."""

    picture = forms.FileField(
        label=_("照片"),
        help_text=_("只拍隐患，不拍人脸、证件和药盒。照片里带的地点、时间会去掉。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": _("还没有选照片。请拍一张，或从相册里选。"),
            "missing": _("还没有选照片。请拍一张，或从相册里选。"),
            "empty": _("这张照片是空的。请重拍一张。"),
        },
    )  # fmt: skip

    def clean_picture(self) -> Picture:
        """The picture without anything that came along with it."""
        try:
            return uploads.picture(self.cleaned_data["picture"].read())
        except uploads.BadPicture as why:
            raise forms.ValidationError(why.sentence) from why
