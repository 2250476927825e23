"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.rights import views

urlpatterns: list[URLPattern] = [
    path("rights/", views.find, name="rights"),
    path("rights/<uuid:pk>/", views.person, name="rights-person"),
    path("rights/<uuid:pk>/copy/", views.copy, name="rights-copy"),
    path("rights/<uuid:pk>/erase/", views.erase, name="rights-erase"),
]
