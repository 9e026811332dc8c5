"""A Django site with a database, a login and the rendered app, over TLS on a free port. Arguments: its folder, the app's folder, a JSON object of settings."""

import json
import os
import socketserver
import ssl
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

folder, apps, changes = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
sys.path[:0] = [apps, folder]
os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"

values = {
    "SECRET_KEY": "of a test",
    "DEBUG": False,
    "ALLOWED_HOSTS": ["ops.example.internal"],
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(folder, "site.sqlite3"), "OPTIONS": {"timeout": 20}}},
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "INSTALLED_APPS": ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    # Of a fast kind: the tests sign in often.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "ROOT_URLCONF": "site_urls",
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_DOMAIN": "example.internal",
    "SESSION_COOKIE_SECURE": True,
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [folder], "OPTIONS": {"context_processors": []}}],
    "USE_TZ": True,
    **changes,
}
values["INSTALLED_APPS"] += [name for name in ("flower_gate", "flower_proxy") if os.path.isdir(os.path.join(apps, name))]
values["SECURE_PROXY_SSL_HEADER"] = tuple(values["SECURE_PROXY_SSL_HEADER"] or ()) or None
with open(os.path.join(folder, "site_settings.py"), "w") as file:
    file.writelines(f"{name} = {value!r}\n" for name, value in values.items())
with open(os.path.join(folder, "site_urls.py"), "w") as file:
    lines = ["from django.contrib.auth.views import LoginView, LogoutView", "from django.urls import include, path"]
    includes = "".join(f'path("", include("{name}.urls")), ' for name in values["INSTALLED_APPS"] if name.startswith("flower_"))
    file.write("\n".join(lines) + f"\nurlpatterns = [{includes}path('accounts/logout/', LogoutView.as_view()), path('accounts/login/', LoginView.as_view())]\n")
os.makedirs(os.path.join(folder, "registration"), exist_ok=True)
with open(os.path.join(folder, "registration", "login.html"), "w") as file:
    file.write("<form method=post>{% csrf_token %}{{ form.as_p }}</form>")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

command = os.environ.get("SITE_COMMAND")
if command:
    call_command(*command.split())
    sys.exit()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

call_command("migrate", verbosity=0)
for name, rights in {
    "ordinary": {},
    "staff": {"is_staff": True},
    "root": {"is_staff": True, "is_superuser": True},
}.items():
    get_user_model().objects.create_user(name, password=f"password of {name}", **rights)


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"

    def setup(self):
        self.request.settimeout(60)
        self.request.do_handshake()
        super().setup()

    def log_message(self, *_):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.path.join(folder, "tls.crt"), os.path.join(folder, "tls.key"))
server = Server(("127.0.0.1", 0), Handler)
server.set_app(get_wsgi_application())
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()

# Commands of the test, one a line: what it changes of the users. The end of them is the end of the site.
for line in sys.stdin:
    user = get_user_model().objects.get(username=line.split()[1])
    setattr(user, line.split()[0].lstrip("-"), not line.startswith("-"))
    user.save()
    print("done", flush=True)
