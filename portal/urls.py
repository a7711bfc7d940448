"""The portal's addresses; each app keeps its own."""

from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from portal import views
from portal.design import design
from portal.mine.views import mine
from portal.profile import profile
from portal.site.sitemaps import SITEMAPS
from portal.statistics.views import statistics

handler400 = "portal.edge.pages.bad_request"
handler403 = "portal.edge.pages.permission_denied"
handler404 = "portal.edge.pages.not_found"
handler500 = "portal.edge.pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("mine/", mine, name="mine"),
    path("profile/", profile, name="profile"),
    path("statistics/", statistics, name="statistics"),
    path("health/", views.health, name="health"),
    path("design/", design, name="design"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("portal.site.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.signing_in.urls")),
    path("accounts/", include("accounts.urls")),
    path("services/", include("materials.catalogue.urls")),
    path("catalogue/", include("materials.catalogue.editing.urls")),
    path("words/", include("materials.catalogue.finding.urls")),
    path("registries/", include("materials.lookups.urls")),
    path("messages/", include("post.urls")),
    path("work/", include("pages.jobs.urls")),
    path("statistics/ratings/", include("rating.screens.urls_public")),
    path("rating/figures/", include("rating.figures.urls")),
    path("rating/", include("rating.urls")),
    path("reviews/", include("supervision.reviews.urls")),
    path("promises/", include("supervision.promises.urls")),
    path("grids/", include("supervision.grids.urls")),
    path("visits/", include("supervision.visits.urls")),
    path("hotline/", include("hotline.urls")),
    path("", include("supervision.urls")),
    path("", include("licensing.urls")),
]
