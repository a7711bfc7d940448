"""Addresses of the draws: what everybody sees, what the company sees of itself, what officials do."""

from django.urls import path

from supervision.draws.screens import office_views, public_views

app_name = "draws"
urlpatterns = [
    path("", public_views.draws, name="list"),
    path("recompute.py", public_views.script, name="script"),
    path("checkpoints/", public_views.checkpoints, name="checkpoints"),
    path("ours/", public_views.ours, name="ours"),
    path("office/", office_views.draws, name="office"),
    path("office/freeze/", office_views.freeze, name="freeze"),
    path("office/<slug:number>/", office_views.draw, name="office_draw"),
    path("office/<slug:number>/platform-number/", office_views.platform_number, name="platform_number"),
    path("office/<slug:number>/<slug:key>/replace/<row:certificate>/", office_views.replace, name="replace"),
    path("<slug:number>/", public_views.draw, name="draw"),
    path("<slug:number>/list.json", public_views.frozen, name="frozen"),
    path("<slug:number>/result.json", public_views.result, name="result"),
]
