"""The connection to Flower's gateway, over verified TLS."""

import base64
import http.client
import json
import os
import ssl
import threading
from urllib.parse import urlsplit

from django.conf import settings

from . import conf

CONNECT_SECONDS = 2
READ_SECONDS = 5
# With as many requests at once a Flower that hangs takes four of the site's threads, and its login keeps the others. Waiting a
# little lets a page load its files side by side.
SLOTS = threading.BoundedSemaphore(4)
SLOT_SECONDS = 2
PASSED_ON = ("Content-Type", "Content-Length", "Content-Disposition")


class Unreachable(Exception):
    """Flower's gateway is not there, doesn't prove its name, is slow or talks nonsense."""


class Busy(Exception):
    """Every slot is taken."""


def read(name, *parts):
    """A file that the stack brings. Read for each request: the password changes when it is rotated."""
    with open(path_of(name, *parts), encoding="utf-8") as file:
        return file.read()


def path_of(name, *parts):
    return os.path.join(getattr(settings, "FLOWER_PROXY_DIRECTORY", "/etc/flower-proxy"), name, *parts)


def authorization(name):
    ((user, password),) = json.loads(read(name, "credential", "basic-auth.json")).items()
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class Answer:
    """An answer of Flower's, which holds a slot until it is closed. Its body is read as it is sent on."""

    def __init__(self, name, method, target, headers, body):
        if not SLOTS.acquire(timeout=SLOT_SECONDS):
            raise Busy
        self._connection = None
        self._open = True
        try:
            self._ask(name, method, target, headers, body)
        # A name that isn't the certificate's, a password that isn't there, a header that http.client refuses: all fail closed.
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.close()
            raise Unreachable(type(error).__name__) from error
        except BaseException:
            self.close()
            raise

    def _ask(self, name, method, target, headers, body):
        url = urlsplit(read(name, "config", "FLOWER_URL").strip())
        if url.scheme != "https":
            raise ValueError("FLOWER_URL is not https")
        context = ssl.create_default_context(cafile=path_of(name, "config", "ca.crt"))
        self._connection = http.client.HTTPSConnection(url.hostname, url.port, timeout=CONNECT_SECONDS, context=context)
        self._connection.connect()
        self._connection.sock.settimeout(READ_SECONDS)
        # From nothing: no header of the client passes but those that the view names.
        self._connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for header, value in {"Host": conf.INSTANCES[name]["host"], "Authorization": authorization(name), "Connection": "close", **headers}.items():
            self._connection.putheader(header, value)
        if method == "POST":
            self._connection.putheader("Content-Length", str(len(body)))
        self._connection.endheaders(body or None)
        self._response = self._connection.getresponse()
        self.status = self._response.status
        self.headers = {header: self._response.getheader(header) for header in PASSED_ON if self._response.getheader(header)}

    def __iter__(self):
        return self

    def __next__(self):
        try:
            chunk = self._response.read1(65536)
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if not chunk:
            self.close()
            raise StopIteration
        return chunk

    def close(self):
        if self._open:
            self._open = False
            if self._connection:
                self._connection.close()
            SLOTS.release()
