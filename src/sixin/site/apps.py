"""The site, and what it does when it is loaded."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Notes on every session when it began."""

    name = "sixin.site"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from sixin.site.entrance import staying

        user_logged_in.connect(staying.begin, dispatch_uid="sixin.site.entrance.staying")
