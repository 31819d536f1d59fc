from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from milestones.sitemaps import PublicPages
from milestones.views import bin, children, history, journeys, public, sessions, taps, timer, tips, today

of_a_session = [
    path("", sessions.session, name="session"),
    path("removal/", bin.remove, name="session-removal"),
    path("restoration/", bin.restore, name="session-restoration"),
    path("sightings/<slug:movement>/removal/", taps.untap, name="sighting-removal"),
]

of_a_child: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("journey/", journeys.journey_page, name="journey"),
    path("sightings/", taps.tap, name="tap"),
    path("sessions/", history.history, name="history"),
    path("sessions/new/", sessions.new, name="session-new"),
    path("sessions/bin/", bin.bin, name="bin"),
    path("sessions/<uuid:session_id>/", include(of_a_session)),
    path("timer/", timer.start, name="timer"),
    path("timer/removal/", timer.discard, name="timer-removal"),
    path("tips/", tips.for_child, name="child-tips"),
    path("tips/<slug:slug>/", tips.tip_for_child, name="child-tip"),
    path("tips/<slug:slug>/trial/", tips.mark, name="trial"),
    path("tips/<slug:slug>/trial/removal/", tips.unmark, name="trial-removal"),
    path("settings/", children.settings, name="child-settings"),
    path("removal/", children.remove, name="child-removal"),
]

urlpatterns = [
    path("", public.start, name="start"),
    path("movements/<slug:slug>/", public.movement, name="movement"),
    path("tips/", tips.index, name="tips"),
    path("tips/<slug:slug>/", tips.tip, name="tip"),
    path("notice/", public.notice, name="notice"),
    path("privacy/", public.privacy, name="privacy"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
    path("children/", children.index, name="children"),
    path("children/new/", children.new, name="child-new"),
    path("children/<int:child_id>/", include(of_a_child)),
]
