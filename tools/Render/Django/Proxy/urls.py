import re

from django.urls import re_path

from . import conf, views

# Anchored at both ends. Below a prefix nothing else of the site is reached.
urlpatterns = [
    re_path(rf"^{re.escape(instance['prefix'].lstrip('/'))}/(?P<path>.*)\Z", views.proxy, {"name": name})
    for name, instance in conf.INSTANCES.items()
]
