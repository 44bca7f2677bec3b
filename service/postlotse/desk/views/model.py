"""The proposed topic model: shown to everyone with a role, brought into use by administration.  POST only, recorded."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from postlotse.core.errors import ConfigurationError
from postlotse.desk import tools
from postlotse.desk.access import administering, name_of
from postlotse.desk.page import tell, warn
from postlotse.learning import proposal
from postlotse.learning.proposal import Proposal
from postlotse.store import audit, tx


def proposed() -> Proposal | None:
    """Return the version that waits for a word, None when there is none."""
    folder = tools.models()
    return proposal.read(folder) if folder else None


@administering
def promote(request: HttpRequest) -> HttpResponseBase:
    """Bring the proposed version into use, if it is still the one that was shown and the gate let it."""
    folder, waiting = tools.models(), proposed()
    if request.method != "POST":
        return redirect("status")
    if folder is None or waiting is None or request.POST.get("version") != waiting.version:
        warn(request, _("Dieser Vorschlag gilt nicht mehr. Bitte die Seite neu lesen."))
        return redirect("status")
    if waiting.refusals:
        warn(request, _("Diese Version ist schlechter als die jetzige; sie kann nur auf der Kommandozeile erzwungen werden."))
        return redirect("status")
    from postlotse.learning import promotion, registry  # heavy: only who promotes pays for it

    now, by = tools.current().clock(), name_of(request)
    try:
        if registry.active(folder) != waiting.before:
            warn(request, _("Inzwischen ist eine andere Version in Gebrauch. Bitte auf den nächsten Vorschlag warten."))
            return redirect("status")
        with tx.atomic():
            detail: dict[str, object] = {"version": waiting.version, "before": waiting.before}
            audit.write("model_promoted", actor=by, now=now, detail=detail)
            promotion.switch(folder, waiting.version, by=by, now=now, action="promote", reason=str(waiting))
        proposal.clear(folder)
    except (ConfigurationError, OSError):
        warn(request, _("Die Version ließ sich nicht in Gebrauch nehmen; die jetzige bleibt."))
    else:
        tell(request, _("Das neue Modell ist in Gebrauch; der Dienst lädt es in wenigen Sekunden."))
    return redirect("status")
