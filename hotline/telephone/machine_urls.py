"""The address for telephone exchanges: no slash at the end, as the other machines of the hotline write theirs."""

from django.urls import path

from hotline.telephone import machine_views

app_name = "exchanges"
urlpatterns = [path("calls/<slug:exchange>", machine_views.calls, name="calls")]
