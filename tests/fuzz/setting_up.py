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
    from django.test import Client

    from sixin.registers.actions import enrolling
    from sixin.registers.models import Role
    from sixin.site import places

    own = Role.objects.get(member__user__username="liwei").area
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
    accounts = json.loads((places.home() / "demo-accounts.json").read_text())
    password = next(one["password"] for one in accounts if one["username"] == "liwei")
    client = Client(SERVER_NAME="127.0.0.1")
    client.post("/sign-in/", {"login": "liwei", "password": password})
    foreign = [area.name, *NAMES, *(str(person.pk) for person in people)]
    told = {"session": client.cookies["sessionid"].value, "own": own.code, "foreign": foreign}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
