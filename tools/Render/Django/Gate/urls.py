from django.urls import path

from . import conf, views

urlpatterns = [
    *(path(gate.lstrip("/"), views.gate, {"role": role}, name=f"flower-gate-{role}") for gate, role in conf.GATES.items()),
    path(conf.LOGIN_PATH.lstrip("/"), views.FlowerLoginView.as_view(), name="flower-login"),
]
