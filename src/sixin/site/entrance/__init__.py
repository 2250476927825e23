"""The way in: name and password, second step, passkeys, sessions, and a member's own account.

The ceremonies are django-allauth's; here stand our words, our pages, and how long a lock-out lasts.
"""
