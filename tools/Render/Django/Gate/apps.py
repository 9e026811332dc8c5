from django.apps import AppConfig


class FlowerGateConfig(AppConfig):
    name = "flower_gate"
    verbose_name = "Flower's gate"

    def ready(self):
        from . import checks  # noqa: F401 - registers them
