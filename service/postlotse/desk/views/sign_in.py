"""Signing in and out."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from postlotse.desk import throttle, tools

_WAIT = "Zu viele Versuche. Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."
_WRONG = "Die Anmeldung hat nicht geklappt. Benutzername und Kennwort passen nicht zusammen; auf Groß und Klein kommt es an."


class SignInForm(AuthenticationForm):
    """Django's form with our words."""

    error_messages = {"invalid_login": _lazy(_WRONG), "inactive": _lazy(_WRONG)}


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in with name and password; after a few wrong tries there is a pause."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        return super().get_context_data(**kwargs) | {"house": tools.current().house}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the pause before the password."""
        if not throttle.blocked(*self._who()):
            return super().post(request, *args, **kwargs)
        form = AuthenticationForm(request)  # unbound: the password is not even looked at
        form.cleaned_data = {}
        form.add_error(None, _(_WAIT))
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 429
        return response

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Forget earlier wrong tries."""
        throttle.succeeded(*self._who())
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Count the wrong try."""
        throttle.failed(*self._who())
        return super().form_invalid(form)

    def _who(self) -> tuple[str, str]:
        return self.request.POST.get("username", ""), self.request.META.get("REMOTE_ADDR", "")


class SignOut(LogoutView):
    """Sign out; POST only."""
