"""Addresses of these pages."""

from django.urls import URLPattern, path

from sixin.site.desk.members import views

ONE = "members/<uuid:pk>/"
urlpatterns: list[URLPattern] = [
    path("members/", views.members, name="members"),
    path("members/new/", views.new, name="member-new"),
    path(ONE, views.member, name="member"),
    path(f"{ONE}invite/", views.invite, name="member-invite"),
    path(
        f"{ONE}invitations/<uuid:invitation_pk>/withdraw/",
        views.withdraw,
        name="member-invitation-withdraw",
    ),
    path(f"{ONE}role/", views.give_role, name="member-role"),
    path(f"{ONE}cover/", views.cover, name="member-cover"),
    path(f"{ONE}roles/<int:role_pk>/end/", views.end_role, name="member-role-end"),
    path(f"{ONE}devices/<uuid:device_pk>/forget/", views.forget, name="member-device-forget"),
    path(f"{ONE}sign-out/", views.sign_out, name="member-sign-out"),
    path(f"{ONE}second-step/take/", views.take_second_step, name="member-second-step-take"),
]
