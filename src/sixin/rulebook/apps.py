"""Shipped rules follow every migration, so an upgraded instance has its new rows at once."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load(**_kwargs: Any) -> None:
    from sixin.rulebook import loading

    loading.load_shipped()


class RulebookConfig(AppConfig):
    name = "sixin.rulebook"

    def ready(self) -> None:
        post_migrate.connect(_load, sender=self, dispatch_uid="sixin.rulebook.load")
