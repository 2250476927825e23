"""The kinds of deeds that may be posted, and the variants of each."""

KINDS: dict[str, frozenset[str]] = {
    "visit.completed": frozenset({"home", "phone", "video", "third_party"}),
    "certification.done": frozenset({"home", "remote", "silent", "proxy"}),
    "event.held": frozenset({"lecture", "clinic", "festival", "study"}),
    "volunteer.served": frozenset({"home", "community"}),
}
