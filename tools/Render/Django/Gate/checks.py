"""What the gateway can't see of this site, looked at by ``manage.py check`` and before every start of the server."""

from django.conf import settings
from django.core.checks import Error, register
from django.urls import Resolver404, resolve

from . import conf, views

# Their keys are 32 characters, which the gateway looks for, and a logout deletes them. A signed cookie stays good after it.
SESSION_ENGINES = {f"django.contrib.sessions.backends.{name}" for name in ("cache", "cached_db", "db")}
SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@register("security")
def check_flower_gate(app_configs, **kwargs):
    return [
        Error(problem, hint=hint, id=f"flower_gate.E{number:03}")
        for number, (holds, problem, hint) in enumerate(_rules(), start=1)
        if not holds
    ]


def _rules():
    engine = settings.SESSION_ENGINE
    yield (
        engine in SESSION_ENGINES,
        f"SESSION_ENGINE is {engine}, whose sessions the gateway can't end or doesn't know.",
        f"Use one of {', '.join(sorted(SESSION_ENGINES))}. With signed_cookies a stolen cookie gets in after the logout.",
    )
    yield (
        settings.SESSION_COOKIE_NAME == conf.SESSION_COOKIE_NAME,
        f"SESSION_COOKIE_NAME is {settings.SESSION_COOKIE_NAME}, and the gateway forwards {conf.SESSION_COOKIE_NAME}.",
        "Write the same name into sessionCookieName of the stack.",
    )
    yield (
        settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY,
        "The session's cookie is sent over plain HTTP, or given to scripts.",
        "Set SESSION_COOKIE_SECURE and SESSION_COOKIE_HTTPONLY to True.",
    )
    yield (
        settings.SESSION_COOKIE_SAMESITE in ("Lax", "Strict"),
        "Browsers send the session's cookie along with requests that other sites make.",
        "Set SESSION_COOKIE_SAMESITE to Lax.",
    )
    yield _cookie_domain()
    yield (
        not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER == SSL_HEADER,
        "SECURE_SSL_REDIRECT answers the gateway with a redirect, which is no answer to it.",
        f"Set SECURE_PROXY_SSL_HEADER to {SSL_HEADER}, and let your proxy remove that header from what clients send.",
    )
    yield (
        "*" not in settings.ALLOWED_HOSTS and any(_matches(conf.SITE_HOST, host) for host in settings.ALLOWED_HOSTS),
        f"ALLOWED_HOSTS admits every host, or lacks {conf.SITE_HOST}, under which the gateway asks.",
        f"Name {conf.SITE_HOST} and your other hosts.",
    )
    yield (
        all(_leads_to_gate(path, role) for path, role in conf.GATES.items()),
        f"The paths {', '.join(conf.GATES)} don't lead to the gate, each for its role.",
        'Add path("", include("flower_gate.urls")) to the ROOT_URLCONF, before what else takes these paths.',
    )
    yield (
        all(set(conf.DASHBOARD_HOSTS) - {conf.SITE_HOST} <= _hosts_after(login) for login in conf.LOGIN_PATHS),
        f"The login at {', '.join(conf.LOGIN_PATHS)} doesn't lead back to {', '.join(conf.DASHBOARD_HOSTS)}.",
        "Use flower_gate.views.FlowerLoginView there, or set success_url_allowed_hosts of your own LoginView.",
    )


def _cookie_domain():
    domain = settings.SESSION_COOKIE_DOMAIN
    hosts = {conf.SITE_HOST, *conf.DASHBOARD_HOSTS}
    if len(hosts) == 1:
        return (
            not domain,
            f"SESSION_COOKIE_DOMAIN hands the session to every host below {domain}.",
            "Set it to None: the dashboard has this site's host.",
        )
    return (
        bool(domain) and domain.count(".") >= 1 and all(_matches(host, "." + domain.lstrip(".")) for host in hosts),
        f"SESSION_COOKIE_DOMAIN is {domain}, which doesn't cover {', '.join(sorted(hosts))}.",
        "Set it to the domain that these hosts and nothing else are below: every host there gets the session, and can plant one.",
    )


def _matches(host, pattern):
    return host == pattern or (pattern.startswith(".") and (host == pattern[1:] or host.endswith(pattern)))


def _leads_to_gate(path, role):
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.func is views.gate and match.kwargs == {"role": role}


def _hosts_after(login):
    try:
        view = resolve(login).func
    except Resolver404:
        return set()
    allowed = getattr(getattr(view, "view_class", None), "success_url_allowed_hosts", ())
    return set(getattr(view, "view_initkwargs", {}).get("success_url_allowed_hosts", allowed))
