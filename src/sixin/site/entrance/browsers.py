"""A browser in two words, from what it says of itself. Only to be recognised by its owner."""

from django.utils.translation import gettext as _

# The first that is found counts: each of these also names those below it.
_PROGRAMS = [
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("HuaweiBrowser", "Huawei"),
    ("MiuiBrowser", "Xiaomi"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
_SYSTEMS = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def words(agent: str) -> str:
    """ "Chrome · Windows"."""
    found = [_first(agent, table) for table in (_PROGRAMS, _SYSTEMS)]
    return " · ".join(word for word in found if word) or _("认不出的浏览器")


def _first(agent: str, table: list[tuple[str, str]]) -> str:
    return next((word for sign, word in table if sign in agent), "")
