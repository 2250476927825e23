"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.site.entrance import limits

TOO_MANY = "too_many_login_attempts"


def password_rules() -> str:
    """The framework's rules for passwords in one sentence, with a way to meet them."""
    return _(
        "至少 %(n)d 个字，不能是电话、证件号这样的数字，不能是常见的密码，也不能和用户名差不多。"
        "一句只有您知道的话就很好记。"
    ) % {"n": settings.PASSWORD_MIN_LENGTH}


def _plain(field: forms.Field, label: Any, hint: Any = "", **attributes: str) -> None:
    """Our label above the field instead of a grey word inside it."""
    field.label, field.help_text = label, hint
    kept = {"autocomplete": field.widget.attrs.get("autocomplete", "off")}
    field.widget.attrs = kept | attributes


class SignIn(account.LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = {"autocapitalize": "none", "spellcheck": "false"}
        _plain(self.fields["login"], gettext_lazy("用户名"), **typed)
        _plain(self.fields["password"], gettext_lazy("密码"))


class ChangePassword(account.ChangePasswordForm):
    """The password as it is, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], gettext_lazy("现在的密码"))
        _plain(self.fields["password1"], gettext_lazy("新密码"), lazystr(password_rules()))
        _plain(self.fields["password2"], gettext_lazy("新密码，再写一遍"))

    def clean(self) -> dict[str, Any]:
        return _same_twice(self)


class SetPassword(account.SetPasswordForm):
    """A first password for somebody who came in with a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password1"], gettext_lazy("密码"), lazystr(password_rules()))
        _plain(self.fields["password2"], gettext_lazy("密码，再写一遍"))

    def clean(self) -> dict[str, Any]:
        return _same_twice(self)


def _same_twice(form: forms.Form) -> dict[str, Any]:
    given = form.cleaned_data
    if {"password1", "password2"} <= given.keys() and given["password1"] != given["password2"]:
        form.add_error("password2", _("两遍写得不一样。请再写一遍。"))
    return given


class ConfirmPassword(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], gettext_lazy("密码"))


class _Code(second_step.BaseAuthenticateForm):
    """Six digits from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("手机验证器上的六位数。手机不在身边，就写一个备用码。")
        _plain(self.fields["code"], gettext_lazy("验证码"), hint, inputmode="numeric")

    def clean_code(self) -> str:
        return _code_or_sentence(super().clean_code, f"mfa-auth-user-{self.user.pk}")


class CodeAtSignIn(_Code, second_step.AuthenticateForm):
    """The second step of signing in."""


class CodeToConfirm(_Code, second_step.ReauthenticateForm):
    """The code once more, before something that matters."""


class SetUpCodes(totp.ActivateTOTPForm):
    """The first code of a new app: proof that it took the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self.fields["code"],
            gettext_lazy("手机上显示的六位数"),
            inputmode="numeric",
            maxlength="7",
        )

    def clean_code(self) -> str:
        return _code_or_sentence(super().clean_code, f"mfa-auth-user-{self.user.pk}")


def _code_or_sentence(clean: Any, key: str) -> str:
    try:
        code: str = clean()
    except ValidationError as error:
        if error.code in {TOO_MANY, "rate_limited"}:
            raise ValidationError(limits.sentence(context.request, key), code=TOO_MANY) from None
        if error.code == "incorrect_code":
            raise ValidationError(
                _("这个验证码不对，或者已经用过、过期了。请看手机上最新的那个。"), code=error.code
            ) from None
        raise
    return code
