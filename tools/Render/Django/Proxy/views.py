import json
import logging
import re
import threading
import time
from urllib.parse import parse_qsl, quote

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt

from . import conf, routes, upstream

try:
    from django.contrib.auth.decorators import login_not_required
except ImportError:  # before Django 5.1, which has no LoginRequiredMiddleware to be spared from

    def login_not_required(view):
        return view


audit = logging.getLogger("flower_proxy.audit")

# As much as the gateway takes; Flower's pages send up to 7 kB.
MOST_BODY = 16 * 1024
_BODY_LENGTH = re.compile(r"[0-9]{1,6}")


@login_not_required
# Flower's pages send no token of Django's: a POST has to come from this site's own pages instead, see _is_own.
@csrf_exempt
def proxy(request, name, path):
    """Passes a request on to Flower, if it is one that its own pages make, for staff, and for superusers where tasks are controlled."""
    response = _answer(request, name, path)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = conf.INSTANCES[name]["content_security_policy"]
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "DENY"
    _log(request, name, path, response.status_code)
    return response


def _answer(request, name, path):
    instance = conf.INSTANCES[name]
    method = request.method
    if method not in ("GET", "POST"):
        return _refuse(405)
    user = request.user
    if not user.is_authenticated:
        is_page = method == "GET" and _is_page(request)
        return redirect_to_login(quote(f"{instance['prefix']}/{path}", safe="/")) if is_page else _refuse(401)
    # Asked for itself: an authentication backend may sign in users who are deactivated.
    if not (user.is_active and user.is_staff and (instance["role"] == "viewer" or user.is_superuser)):
        return _refuse(403)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if "HTTP_TRANSFER_ENCODING" in request.META or not _BODY_LENGTH.fullmatch(length):
        return _refuse(411)
    if int(length) > (MOST_BODY if method == "POST" else 0):
        return _refuse(413 if method == "POST" else 400)
    if method == "POST" and not _is_own(request, instance["host"]):
        return _refuse(403)
    try:
        text = request.META.get("QUERY_STRING", "")
        query = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict") if text else []
    except ValueError:
        return _refuse(400)
    target = routes.target(instance["role"], method, path, query)
    if target is None:
        return _refuse(403)
    if not _RATES.admits(user.pk):
        return _refuse(429)
    return _ask(request, name, f"{instance['prefix']}/{target}")


def _ask(request, name, target):
    headers = {"Accept": request.META.get("HTTP_ACCEPT", "*/*"), "Accept-Encoding": "identity"}
    body = b""
    if request.method == "POST":
        headers["Content-Type"] = request.META.get("CONTENT_TYPE", "")
        # Compared in _is_own. The gateway compares it again.
        headers["Origin"] = f"https://{conf.INSTANCES[name]['host']}"
        body = request.body
    try:
        answer = upstream.Answer(name, request.method, target, headers, body)
    except upstream.Busy:
        return _refuse(503)
    except upstream.Unreachable as error:
        logging.getLogger("flower_proxy").error("Flower's gateway gave no answer: %s", error)
        return _refuse(502)
    # The site has signed in, and asks for no page that moves. Either would be a word to the browser in the site's own name.
    if answer.status == 401 or not (200 <= answer.status < 300 or 400 <= answer.status < 600):
        answer.close()
        return _refuse(502)
    response = StreamingHttpResponse(answer, status=answer.status)
    # Of the answer's headers these alone: cookies and Access-Control-* stay here.
    del response["Content-Type"]
    for header, value in answer.headers.items():
        response[header] = value
    return response


def _refuse(status):
    return HttpResponse(status=status)


def _is_page(request):
    mode = request.META.get("HTTP_SEC_FETCH_MODE")
    if mode is not None:
        return mode == "navigate"
    return "text/html" in request.META.get("HTTP_ACCEPT", "") and "HTTP_X_REQUESTED_WITH" not in request.META


def _is_own(request, host):
    return request.META.get("HTTP_ORIGIN") == f"https://{host}" and request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"


def _log(request, name, path, status):
    user = request.user
    audit.info("%s", json.dumps({
        "instance": name,
        "user": user.get_username() if user.is_authenticated else "",
        "client": request.META.get("REMOTE_ADDR", ""),
        "method": request.method,
        "target": quote(f"{conf.INSTANCES[name]['prefix']}/{path}", safe="/"),
        "query": quote(request.META.get("QUERY_STRING", ""), safe="&=%"),
        "status": status,
    }))


class _Rates:
    """How much one user may ask in this process: a page and what it loads at once, and then what several tabs poll."""

    PER_SECOND = 20
    BURST = 60

    def __init__(self):
        self._lock = threading.Lock()
        self._left = {}

    def admits(self, user):
        now = time.monotonic()
        with self._lock:
            # As many users as are staff and came by; those who are full again are forgotten.
            if len(self._left) > 1000:
                self._left = {key: it for key, it in self._left.items() if now - it[1] < self.BURST / self.PER_SECOND}
            left, since = self._left.get(user, (self.BURST, now))
            left = min(self.BURST, left + (now - since) * self.PER_SECOND)
            self._left[user] = (left - 1 if left >= 1 else left, now)
            return left >= 1


_RATES = _Rates()
