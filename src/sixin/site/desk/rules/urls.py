"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.rules import views

urlpatterns: list[URLPattern] = [path("rules/", views.rules, name="rules")]
