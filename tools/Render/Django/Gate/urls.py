from django.urls import path

from . import conf, views

urlpatterns = [
    *(path(gate.lstrip("/"), views.gate, {"role": role}) for gate, role in conf.GATES.items()),
    *(path(login.lstrip("/"), views.FlowerLoginView.as_view()) for login in conf.LOGIN_PATHS),
]
