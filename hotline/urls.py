"""Addresses of the hotline."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/", include("hotline.figures.urls")),
    path("bulletins/", include("hotline.bulletins.screens.urls")),
    path("interviews/", include("hotline.interviews.screens.urls")),
    path("problems/", include("hotline.problems.screens.urls")),
    path("chain/", include("hotline.chain.screens.urls")),
    path("afterwards/", include("hotline.afterwards.urls")),
    path("knowledge/", include("hotline.knowledge.urls")),
    path("care/", include("hotline.care.screens.urls")),
    path("insurance/", include("hotline.insurance.screens.urls")),
    path("measures/", include("hotline.measures.urls")),
    path("channels/", include("hotline.channels.urls")),
    path("", include("hotline.channels.exchange.urls")),
    path("", include("hotline.telephone.machine_urls")),
    path("telephone/", include("hotline.telephone.urls")),
    path("tickets/", include("hotline.tickets.screens.urls")),
    path("tell/", include("hotline.tickets.screens.urls_own")),
    path("desks/", include("hotline.desks.urls")),
    path("platforms/", include("hotline.platforms.urls")),
]
