"""Addresses of the way in. Names with account_ and mfa_ are those by which allauth finds its pages.

Nobody signs up here, and nothing goes by e-mail, so allauth's pages for those have no address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from sixin.site.entrance import joining, mine, second_step, views

MINE = "my-account/"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-step/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/stopped/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("join/<str:code>/", joining.page, name="join"),
    path("second-step/", second_step.page, name="second-step"),
    path(MINE, mine.page, name="my-account"),
    path(f"{MINE}sessions/end-others/", mine.end_others, name="my-sessions-end"),
    path(f"{MINE}sessions/<int:pk>/end/", mine.end, name="my-session-end"),
    path(f"{MINE}devices/<uuid:pk>/forget/", mine.forget, name="my-device-forget"),
    path(f"{MINE}confirm/", account.reauthenticate, name="account_reauthenticate"),
    path(f"{MINE}confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        f"{MINE}confirm/passkey/",
        views.ConfirmByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{MINE}password/", views.ChangePassword.as_view(), name="account_change_password"),
    path(f"{MINE}password/new/", views.SetPassword.as_view(), name="account_set_password"),
    path(f"{MINE}codes/", views.SetUpCodes.as_view(), name="mfa_activate_totp"),
    path(f"{MINE}codes/stop/", views.TakeCodesAway.as_view(), name="mfa_deactivate_totp"),
    path(f"{MINE}passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(f"{MINE}passkeys/<int:pk>/", views.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path(
        f"{MINE}passkeys/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(f"{MINE}recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        f"{MINE}recovery-codes/new/",
        views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
