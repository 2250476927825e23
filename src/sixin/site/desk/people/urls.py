"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.people import edit_views, reveal_views, story_views, views

urlpatterns: list[URLPattern] = [
    path("search/", views.suggest, name="search"),
    path("people/", views.people_list, name="people"),
    path("people/export/", views.export, name="people-export"),
    path("people/new/", edit_views.new, name="person-new"),
    path("people/<uuid:pk>/", story_views.person, name="person"),
    path(
        "people/<uuid:pk>/visits/<uuid:visit_pk>/take-back/",
        story_views.take_back,
        name="person-take-back",
    ),
    path("people/<uuid:pk>/reveal/", reveal_views.reveal, name="person-reveal"),
    path("people/<uuid:pk>/edit/", edit_views.edit, name="person-edit"),
    path("people/<uuid:pk>/edit/back/", edit_views.come_back, name="person-come-back"),
    path("people/<uuid:pk>/edit/<slug:topic>/", edit_views.edit_topic, name="person-topic"),
    path(
        "people/<uuid:pk>/edit/<slug:topic>/<int:row_pk>/",
        edit_views.edit_row,
        name="person-row",
    ),
    path(
        "people/<uuid:pk>/edit/contact/<int:row_pk>/remove/",
        edit_views.remove_contact,
        name="person-contact-remove",
    ),
]
