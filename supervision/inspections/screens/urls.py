"""Addresses of inspections: officials', the company's, everybody's."""

from django.urls import path

from supervision.inspections.screens import company_views, programme_views, views

app_name = "inspections"
urlpatterns = [
    path("", views.inspections, name="list"),
    path("draft/", views.draft, name="draft"),
    path("draft/<slug:draw>/<slug:key>/", views.from_draw, name="from_draw"),
    path("papers/<row:pk>/", views.letter, name="letter"),
    path("files/<row:pk>/", views.file, name="file"),
    path("turned-away/", views.turned_away, name="turned_away"),
    path("programme/", programme_views.programme, name="programme"),
    path("programme/editions/", programme_views.editions, name="editions"),
    path("programme/write/", programme_views.write, name="write"),
    path("programme/<row:pk>/release/", programme_views.release, name="release"),
    path("results/", programme_views.results, name="results"),
    path("ours/", company_views.ours, name="ours"),
    path("ours/door/", company_views.at_the_door, name="at_the_door"),
    path("ours/papers/<row:pk>/", company_views.letter, name="our_letter"),
    path("ours/files/<row:pk>/", company_views.file, name="our_file"),
    path("ours/<slug:number>/", company_views.our, name="our"),
    path("ours/<slug:number>/report/", company_views.report, name="report"),
    path("ours/<slug:number>/rate/", company_views.rate, name="rate"),
    path("<slug:number>/", views.inspection, name="inspection"),
    path("<slug:number>/<slug:name>/", views.act, name="act"),
]
