"""Where a member is signed in."""

import importlib

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings

from sixin.registers.models import Member


@pytest.fixture
def session(wang_fang: Member) -> UserSession:
    """A place where 王芳 is signed in."""
    store = importlib.import_module(settings.SESSION_ENGINE).SessionStore()
    store.create()
    return UserSession.objects.create(
        user=wang_fang.user, session_key=store.session_key, ip="127.0.0.1", user_agent=""
    )
