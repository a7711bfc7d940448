"""Addresses of service: officials' list, the company's word, scanned acknowledgements."""

from django.urls import path

from supervision.serving.screens import views

app_name = "serving"
urlpatterns = [
    path("", views.unserved, name="unserved"),
    path("letters/<slug:key>/", views.letter, name="letter"),
    path("letters/<slug:key>/<slug:name>/", views.letter_act, name="letter_act"),
    path("papers/<row:pk>/", views.acknowledgement, name="acknowledgement"),
    path("ours/", views.agree, name="agree"),
    path("ours/papers/<row:pk>/", views.our_acknowledgement, name="our_acknowledgement"),
]
