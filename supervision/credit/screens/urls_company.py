"""Addresses of the company's own code."""

from django.urls import path

from supervision.credit.screens import company_views as views

app_name = "credit"
urlpatterns = [
    path("", views.own, name="own"),
    path("letters/<row:pk>/", views.letter, name="letter"),
    path("changes/<row:pk>/object/", views.object_code, name="object_code"),
    path("<row:subject>/facts/<row:pk>/object/", views.object_fact, name="object_fact"),
    path("<row:subject>/facts/<row:pk>/repair/", views.repair, name="repair"),
]
