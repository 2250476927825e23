"""Run in a data folder: a second community with people, and a session of the first one's desk."""

import json
import sys
from datetime import date

from sixin.site import cli

SINCE = date(2026, 1, 1)
NAMES = ("隔壁甲", "隔壁乙", "隔壁丙")


def main() -> None:
    """Print {session, own, foreign} as one line of JSON."""
    cli.start()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    from sixin.registers.actions import enrolling
    from sixin.registers.models import Role
    from sixin.site.sessions import SessionStore

    user = User.objects.get(username="liwei")
    own = Role.objects.get(member__user=user).area
    area = enrolling.add_area(
        code=f"{own.code[:9]}990",
        name="隔壁社区",
        level="community",
        valid_from=SINCE,
        source="测试",
    )
    people = [
        enrolling.add_person(area=area, name=name, registered_on=SINCE, birth_date=date(1940, 1, 1))
        for name in NAMES
    ]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    foreign = [area.name, *NAMES, *(str(person.pk) for person in people)]
    told = {"session": session.session_key, "own": own.code, "foreign": foreign}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
