"""The addresses of the desk, in German, since people read and share them."""

from django.urls import path

from postlotse.desk.views import case, message, model, outbox, queue, sign_in, status, verdicts, why
from postlotse.desk.views.rules import draft, lists, overview, things, versions

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("anmelden/", sign_in.SignIn.as_view(), name="sign-in"),
    path("abmelden/", sign_in.SignOut.as_view(), name="sign-out"),
    path("nachricht/<int:identity>/", message.message, name="message"),
    path("nachricht/<int:identity>/warum/", why.why_so, name="why"),
    path("nachricht/<int:identity>/html/", message.mail_html, name="mail-html"),
    path("nachricht/<int:identity>/original/", message.original, name="original"),
    path("nachricht/<int:identity>/gesehen/", verdicts.attend, name="attend"),
    path("nachricht/<int:identity>/anliegen/", verdicts.rescue, name="rescue"),
    path("nachricht/<int:identity>/eigener-vorgang/", verdicts.split_off, name="split-off"),
    path("nachricht/<int:identity>/absender/", verdicts.choose_sender, name="choose-sender"),
    path("nachricht/<int:identity>/erneut/", verdicts.retry, name="retry"),
    path("anliegen/<int:identity>/entscheiden/", verdicts.decide, name="decide"),
    path("anliegen/<int:identity>/vorschau/", verdicts.preview, name="preview"),
    path("anliegen/<int:identity>/zuruecknehmen/", verdicts.undo, name="undo"),
    path("ausgang/", outbox.outbox, name="outbox"),
    path("ausgang/<int:identity>/", outbox.mail, name="outbox-mail"),
    path("ausgang/<int:identity>/aendern/", outbox.change, name="outbox-change"),
    path("vorgang/", case.find, name="find-case"),
    path("vorgang/<str:number>/", case.case, name="case"),
    path("regeln/", overview.overview, name="rules"),
    path("regeln/entwurf/<int:identity>/", draft.draft, name="rules-draft"),
    path("regeln/entwurf/<int:identity>/aendern/", draft.change, name="rules-draft-change"),
    path("regeln/entwurf/<int:identity>/dateien/", draft.files, name="rules-draft-files"),
    path("regeln/fassungen/", versions.versions, name="rules-versions"),
    path("regeln/fassungen/<str:fingerprint>/", versions.version, name="rules-version"),
    path("regeln/neu/<str:key>/", things.new, name="rules-new"),
    path("regeln/<str:key>/", lists.listing, name="rules-list"),
    path("regeln/<str:key>/<str:identity>/", things.thing, name="rules-thing"),
    path("zustand/", status.status, name="status"),
    path("zustand/modell/", model.promote, name="promote-model"),
    path("healthz", status.healthz, name="healthz"),
]
