import re

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import conf

try:
    from django.contrib.auth.decorators import login_not_required
except ImportError:  # before Django 5.1, which has no LoginRequiredMiddleware to be spared from

    def login_not_required(view):
        return view


_LOGGED_AS_IT_IS = re.compile(r"[A-Za-z0-9@.+_-]{1,150}")


@login_not_required
@never_cache
@require_safe
def gate(request, role):
    """401 for strangers, 403 for those without the role, else 204 with the role and the user's name in its headers.

    The gateway takes no other answer for a yes. Never a redirect: nobody looks at this page.
    """
    user = request.user
    if not user.is_authenticated:
        return HttpResponse(status=401)
    if not admits(user, role):
        return HttpResponse(status=403)
    response = HttpResponse(status=204)
    response["X-Flower-Role"] = role
    response["X-Flower-User"] = _logged_name(user)
    return response


def admits(user, role):
    """Whether a user has a role: viewers are staff and administrators are superusers, unless the settings name a permission.

    FLOWER_GATE_PERMISSIONS = {"viewer": "tasks.view_flower"} asks for that permission instead.
    """
    # Asked for itself: an authentication backend may sign in users who are deactivated.
    if not user.is_active:
        return False
    permission = getattr(settings, "FLOWER_GATE_PERMISSIONS", {}).get(role)
    if permission:
        return user.has_perm(permission)
    return user.is_staff and (role == "viewer" or (role == "administrator" and user.is_superuser))


def _logged_name(user):
    # What the gateway logs. A name with other characters could imitate a line of the log; no name holds a colon.
    name = user.get_username()
    return name if _LOGGED_AS_IT_IS.fullmatch(name) else f"id:{user.pk}"


class FlowerLoginView(LoginView):
    """Django's own login, which also leads back to the dashboards' hosts, over HTTPS only.

    Django's admin login refuses every return path to another host.
    """

    success_url_allowed_hosts = set(conf.DASHBOARD_HOSTS)

    def get_redirect_url(self):
        url = super().get_redirect_url()
        hosts = self.get_success_url_allowed_hosts()
        return url if url_has_allowed_host_and_scheme(url, allowed_hosts=hosts, require_https=True) else ""
