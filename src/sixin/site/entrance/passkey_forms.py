"""What browsers hand in for a passkey. It is foreign matter until it has been verified."""

import contextlib
import struct
from collections.abc import Iterator
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils.translation import gettext_lazy

NAME_LENGTH = 40
# What the parser of the library raises at matter that is no credential.
_NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error)


@contextlib.contextmanager
def _verified() -> Iterator[None]:
    """Turns what cannot be read into "not verified". Raises ValidationError."""
    try:
        yield
    except _NONSENSE:
        raise get_adapter().validation_error("incorrect_code") from None


def verify_new(credential: dict[str, Any]) -> None:
    """That a browser just made this passkey as it was asked to. Raises ValidationError."""
    with _verified():
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)


class NewPasskey(webauthn.AddWebAuthnForm):
    """A new passkey, under a name by which its owner knows it again."""

    name = forms.CharField(
        label=gettext_lazy("给它起个名字"),
        help_text=gettext_lazy("写下它在哪里，例如“办公室电脑”“我的手机”。"),
        max_length=NAME_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Ours always prove who holds them and are always enough to sign in: there is no choice.
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        with _verified():
            return dict(super().clean())


class PasskeyName(webauthn.EditWebAuthnForm):
    """What a passkey is called."""

    name = forms.CharField(label=gettext_lazy("名字"), max_length=NAME_LENGTH)


class _Verified:
    def clean_credential(self) -> Authenticator:
        with _verified():
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        return found


class PasskeyToSignIn(_Verified, webauthn.LoginWebAuthnForm):
    """A passkey instead of a password."""


class PasskeyAtSignIn(_Verified, webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyToConfirm(_Verified, webauthn.ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""
