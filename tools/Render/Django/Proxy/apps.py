from django.apps import AppConfig


class FlowerProxyConfig(AppConfig):
    name = "flower_proxy"
    verbose_name = "Flower"

    def ready(self):
        from . import checks  # noqa: F401 - registers them
