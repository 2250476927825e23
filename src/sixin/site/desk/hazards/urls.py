"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.hazards import views

urlpatterns: list[URLPattern] = [
    path("hazards/<uuid:pk>/photos/", views.photos, name="hazard-photos"),
    path("photos/<uuid:pk>/", views.photo, name="photo"),
    path("photos/<uuid:pk>/remove/", views.remove, name="photo-remove"),
]
