"""Settings of signing in: who is let in, for how long, and after how many mistakes not for a while.

Sources: OWASP ASVS 5.0, chapters V6 (passwords, lock-out, second step) and V7 (sessions).
"""

from datetime import timedelta

import environ

env = environ.Env()

APPS = ["allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

PASSWORD_MIN_LENGTH = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sixin.site.entrance.guessable.GuessableValidator"},
]

# A member is known by a user name alone: nobody signs up, nothing is sent by e-mail.
ACCOUNT_ADAPTER = "sixin.site.entrance.adapters.Entrance"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds for which a password just given counts
ACCOUNT_LOGIN_TIMEOUT = 10 * 60  # seconds between the password and the second step

# An office of thirty may share one address, so an address is given more mistakes than a name.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "sixin.site.entrance.forms.SignIn",
    "change_password": "sixin.site.entrance.forms.ChangePassword",
    "set_password": "sixin.site.entrance.forms.SetPassword",
    "reauthenticate": "sixin.site.entrance.forms.ConfirmPassword",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
# How many proxies stand in front and add to X-Forwarded-For; 0: the connection tells the address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SIXIN_PROXIES", 0)

MFA_ADAPTER = "sixin.site.entrance.adapters.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN, never a mere touch
MFA_TOTP_TOLERANCE = 1  # steps of 30 s: telephones in the field run fast or slow
MFA_FORMS = {
    "authenticate": "sixin.site.entrance.forms.CodeAtSignIn",
    "reauthenticate": "sixin.site.entrance.forms.CodeToConfirm",
    "activate_totp": "sixin.site.entrance.forms.SetUpCodes",
    "add_webauthn": "sixin.site.entrance.passkey_forms.NewPasskey",
    "edit_webauthn": "sixin.site.entrance.passkey_forms.PasskeyName",
    "login_webauthn": "sixin.site.entrance.passkey_forms.PasskeyToSignIn",
    "authenticate_webauthn": "sixin.site.entrance.passkey_forms.PasskeyAtSignIn",
    "reauthenticate_webauthn": "sixin.site.entrance.passkey_forms.PasskeyToConfirm",
}

# However busy, a session ends after a fortnight; left alone, after half a day.
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_IDLE = timedelta(hours=12)
SESSION_NOTED_EVERY = timedelta(minutes=5)  # how exactly "last seen" is kept
