"""Which requests pass: those that Flower's own pages and its API make, as the gateway's list has them."""

import re
from urllib.parse import quote, urlencode

from . import conf

# Of a decoded path. No slash, no percent sign and no control character, so that what is compared is what is sent.
_SEGMENT = r"(?!\.{1,2}(?:/|\Z))[^/\\%?#\x00-\x20\x7f]{1,255}"
_FILE = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){0,7}"


def _compile(path):
    return re.compile(re.escape(path).replace(re.escape("{name}"), _SEGMENT).replace(re.escape("{file}"), _FILE))


_ROUTES = {
    role: [(method, _compile(path), frozenset(parameters)) for method, path, parameters in routes]
    for role, routes in conf.ROUTES.items()
}


def target(role, method, path, query):
    """The path and the query to send, below the prefix; None for what doesn't pass.

    ``query`` is the list of decoded parameters. Both are written anew from what was compared.
    """
    for own_method, pattern, parameters in _ROUTES[role]:
        if method == own_method and pattern.fullmatch(path) and all(name in parameters for name, _ in query):
            return quote(path, safe="/") + ("?" + urlencode(query, quote_via=quote) if query else "")
    return None
