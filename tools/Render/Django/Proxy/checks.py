"""What the stack can't see of this site: ``manage.py check``, and in the pod ``manage.py check --deploy``."""

import logging
import ssl

from django.conf import settings
from django.core.checks import Error, register
from django.urls import Resolver404, resolve

from . import conf, upstream, views

# A logout deletes them on the server. A signed cookie stays good after it.
SESSION_ENGINES = {f"django.contrib.sessions.backends.{name}" for name in ("cache", "cached_db", "db", "file")}


@register("security")
def check_flower_proxy(app_configs, **kwargs):
    return _errors(_rules(), first=1)


@register("security", deploy=True)
def check_flower_proxy_files(app_configs, **kwargs):
    return _errors((_files(name, instance) for name, instance in conf.INSTANCES.items()), first=20)


def _errors(rules, first):
    return [
        Error(problem, hint=hint, id=f"flower_proxy.E{number:03}")
        for number, (holds, problem, hint) in enumerate(rules, start=first)
        if not holds
    ]


def _rules():
    yield (
        settings.SESSION_ENGINE in SESSION_ENGINES,
        f"SESSION_ENGINE is {settings.SESSION_ENGINE}, whose sessions a logout may not end.",
        f"Use one of {', '.join(sorted(SESSION_ENGINES))}. With signed_cookies a stolen cookie gets in after the logout.",
    )
    yield (
        settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE in ("Lax", "Strict"),
        "The session's cookie is sent over plain HTTP, given to scripts, or sent along with requests that other sites make.",
        "Set SESSION_COOKIE_SECURE and SESSION_COOKIE_HTTPONLY to True, and SESSION_COOKIE_SAMESITE to Lax.",
    )
    yield (
        not settings.SESSION_COOKIE_DOMAIN,
        f"SESSION_COOKIE_DOMAIN hands the session to every host below {settings.SESSION_COOKIE_DOMAIN}.",
        "Set it to None: Flower has this site's host.",
    )
    yield (
        all(_leads_here(name, instance["prefix"]) for name, instance in conf.INSTANCES.items()),
        f"The paths {', '.join(instance['prefix'] for instance in conf.INSTANCES.values())} don't lead to Flower.",
        'Add path("", include("flower_proxy.urls")) to the ROOT_URLCONF, before what else takes these paths.',
    )
    yield (
        views.audit.isEnabledFor(logging.INFO) and views.audit.hasHandlers(),
        "Nobody hears the audit log: the logger flower_proxy.audit has no handler, or leaves INFO out.",
        "Add it to LOGGING with the level INFO and a handler.",
    )


def _leads_here(name, prefix):
    try:
        match = resolve(f"{prefix}/")
    except Resolver404:
        return False
    return match.func is views.proxy and match.kwargs["name"] == name


def _files(name, instance):
    hint = f"Mount the ConfigMap {name}-django at {upstream.path_of(name, 'config')}, and the credential at {upstream.path_of(name, 'credential')}."
    try:
        upstream.authorization(name)
        ssl.create_default_context(cafile=upstream.path_of(name, "config", "ca.crt"))
        url, prefix = (upstream.read(name, "config", key).strip() for key in ("FLOWER_URL", "FLOWER_URL_PREFIX"))
    except (OSError, ValueError) as error:
        # No words of the error: it could quote the password.
        return False, f"The files for {name} can't be read ({type(error).__name__}).", hint
    return (
        url.startswith("https://") and prefix == instance["prefix"],
        f"FLOWER_URL of {name} is not https://, or FLOWER_URL_PREFIX is {prefix} and not {instance['prefix']}.",
        "Render this app anew from the stack that is deployed.",
    )
