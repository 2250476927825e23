"""The site, and what it does when it is loaded."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Listens to those who know of sessions, second steps and rows of background work."""

    name = "sixin.site"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, pre_save
        from django_tasks_db.models import DBTaskResult

        from sixin.site import queueing
        from sixin.site.entrance import adapters, staying

        user_logged_in.connect(staying.begin, dispatch_uid="sixin.site.entrance.staying")
        post_delete.connect(
            adapters.forget_secrets, sender=Authenticator, dispatch_uid="sixin.site.step_secrets"
        )
        pre_save.connect(queueing.keep_clean, DBTaskResult, dispatch_uid="sixin.site.queueing")
