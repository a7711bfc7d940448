"""Addresses of the demand chain."""

from django.urls import path

from hotline.chain.screens import driver_views, member_views, office_views

app_name = "chain"
urlpatterns = [
    path("", member_views.mine, name="mine"),
    path("tell/", driver_views.tell, name="tell"),
    path("follow/", driver_views.follow, name="follow"),
    path("enter/", member_views.enter_here, name="enter"),
    path("seats/<row:pk>/consent/", member_views.say, name="consent"),
    path("seats/<row:pk>/leave/", member_views.leave, name="leave"),
    path("branches/<row:pk>/ask/", member_views.ask_member, name="ask"),
    path("office/", office_views.office, name="office"),
    path("office/branch/", office_views.branch, name="branch"),
    path("office/seat/", office_views.seat, name="seat"),
    path("demands/<slug:number>/", member_views.demand, name="demand"),
    path("demands/<slug:number>/<slug:name>/", member_views.act, name="act"),
]
