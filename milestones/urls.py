from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from milestones.sitemaps import PublicPages
from milestones.views import (
    app,
    bin,
    book,
    carers,
    children,
    exports,
    gallery,
    guest_links,
    history,
    invitations,
    journeys,
    leaving,
    outbox,
    photo_files,
    public,
    sessions,
    summaries,
    taps,
    timer,
    tips,
    today,
    waiting,
)

of_a_session = [
    path("", sessions.session, name="session"),
    path("removal/", bin.remove, name="session-removal"),
    path("restoration/", bin.restore, name="session-restoration"),
    path("sightings/<slug:movement>/removal/", taps.untap, name="sighting-removal"),
]

of_a_photo = [
    path("<str:size>", photo_files.photo_file, name="photo-file"),
]

of_the_carers = [
    path("", carers.carers, name="carers"),
    path("me/removal/", carers.leave, name="leaving"),
    path("<int:carer_id>/role/", carers.role, name="carer-role"),
    path("<int:carer_id>/removal/", carers.remove, name="carer-removal"),
    path("invitations/new/", invitations.new, name="invitation-new"),
    path("invitations/<int:invitation_id>/", invitations.made, name="invitation-made"),
    path("invitations/<int:invitation_id>/removal/", invitations.revoke, name="invitation-removal"),
]

of_a_child: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("journey/", journeys.journey_page, name="journey"),
    path("book/", book.book_page, name="book"),
    path("sightings/", taps.tap, name="tap"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("sessions/", history.history, name="history"),
    path("sessions/new/", sessions.new, name="session-new"),
    path("sessions/bin/", bin.bin, name="bin"),
    path("sessions/<uuid:session_id>/", include(of_a_session)),
    path("photos/", gallery.gallery, name="photos"),
    path("photos/<uuid:photo_id>/", include(of_a_photo)),
    path("timer/", timer.start, name="timer"),
    path("timer/removal/", timer.discard, name="timer-removal"),
    path("tips/", tips.for_child, name="child-tips"),
    path("tips/<slug:slug>/", tips.tip_for_child, name="child-tip"),
    path("tips/<slug:slug>/trial/", tips.mark, name="trial"),
    path("tips/<slug:slug>/trial/removal/", tips.unmark, name="trial-removal"),
    path("carers/", include(of_the_carers)),
    path("exports/", exports.exports, name="exports"),
    path("exports/journal.zip", exports.journal, name="journal-export"),
    path("summary/", summaries.summary_page, name="summary"),
    path("links/", guest_links.links, name="links"),
    path("links/<int:link_id>/removal/", guest_links.end, name="link-removal"),
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
    path("sw.js", app.worker, name="worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("offline/", app.offline, name="offline"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("account/removal/", leaving.remove, name="account-removal"),
    path("farewell/", leaving.farewell, name="farewell"),
    path("shared/<str:token>/", journeys.shared_journey, name="shared"),
    path("shared/<str:token>/summary/", summaries.shared_summary, name="shared-summary"),
    path("shared/<str:token>/photos/<uuid:photo_id>/<str:size>", photo_files.shared_photo, name="shared-photo"),
    path("outbox/", waiting.waiting, name="waiting"),
    path("children/", children.index, name="children"),
    path("children/new/", children.new, name="child-new"),
    path("children/<int:child_id>/", include(of_a_child)),
]
