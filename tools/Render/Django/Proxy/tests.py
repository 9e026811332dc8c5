"""Tests of the proxy on this site, without Flower: manage.py test flower_proxy"""

from unittest import mock

from django.contrib.auth import get_user_model
from django.test import TestCase, override_settings

from . import conf, upstream, views
from .checks import check_flower_proxy


class FakeAnswer:
    """Stands in for an answer of Flower's, and keeps what was asked."""

    asked = []
    status = 200
    headers = {"Content-Type": "text/plain"}

    def __init__(self, name, method, target, headers, body):
        FakeAnswer.asked.append((name, method, target))

    def __iter__(self):
        return iter([b"flower"])

    def close(self):
        pass


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
@mock.patch.object(upstream, "Answer", FakeAnswer)
class ProxyTests(TestCase):
    def setUp(self):
        FakeAnswer.asked = []
        views._RATES = views._Rates()

    def sign_in(self, **rights):
        users = get_user_model().objects
        self.client.force_login(users.create_user(**{get_user_model().USERNAME_FIELD: "someone"}, password="a long passphrase", **rights))

    def ask(self, instance, path, method="GET", **headers):
        extra = {"HTTP_HOST": instance["host"], "HTTP_X_FORWARDED_PROTO": "https", **headers}
        return self.client.generic(method, f"{instance['prefix']}/{path}", **extra)

    def statuses(self, path="workers", method="GET", **headers):
        return {instance["role"]: self.ask(instance, path, method, **headers).status_code for instance in conf.INSTANCES.values()}

    def expect(self, statuses, viewer, administrator):
        expected = {"viewer": viewer, "administrator": administrator}
        self.assertEqual(statuses, {role: expected[role] for role in statuses})

    def test_strangers_are_sent_to_the_login_or_refused(self):
        self.expect(self.statuses(), 401, 401)
        for instance in conf.INSTANCES.values():
            answer = self.ask(instance, "workers", HTTP_ACCEPT="text/html")
            self.assertEqual(answer.status_code, 302)
            self.assertIn(f"next={instance['prefix']}/workers", answer["Location"])
        self.assertEqual(FakeAnswer.asked, [])

    def test_users_are_refused(self):
        self.sign_in()
        self.expect(self.statuses(), 403, 403)

    def test_staff_look_on(self):
        self.sign_in(is_staff=True)
        self.expect(self.statuses(), 200, 403)

    def test_superusers_do_both(self):
        self.sign_in(is_staff=True, is_superuser=True)
        self.expect(self.statuses(), 200, 200)

    def test_who_is_deactivated_is_out(self):
        self.sign_in(is_staff=True, is_superuser=True, is_active=False)
        for status in self.statuses().values():
            self.assertIn(status, (401, 403))

    def test_control_is_the_administrators_instance_alone(self):
        self.sign_in(is_staff=True, is_superuser=True)
        for instance in conf.INSTANCES.values():
            own = f"https://{instance['host']}"
            status = self.ask(instance, "api/task/revoke/x", "POST", HTTP_ORIGIN=own).status_code
            self.assertEqual(status, 200 if instance["role"] == "administrator" else 403)

    def test_a_post_comes_from_this_site(self):
        self.sign_in(is_staff=True, is_superuser=True)
        for instance in conf.INSTANCES.values():
            own = f"https://{instance['host']}"
            for origin in ({}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": own, "HTTP_SEC_FETCH_SITE": "same-site"}):
                self.assertEqual(self.ask(instance, "tasks/datatable", "POST", **origin).status_code, 403)
            self.assertEqual(self.ask(instance, "tasks/datatable", "POST", HTTP_ORIGIN=own).status_code, 200)

    def test_what_Flowers_pages_do_not_ask_for_does_not_pass(self):
        self.sign_in(is_staff=True, is_superuser=True)
        for path in ("metrics", "../metrics", "%2e%2e/metrics", "a/..%2f..%2fmetrics", "worker/%252e", "worker//x", "workers?evil=1", "api/task/events"):
            self.expect(self.statuses(path), 403, 403)
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD"):
            self.expect(self.statuses("workers", method), 405, 405)
        self.assertEqual(FakeAnswer.asked, [])

    def test_who_asks_without_end_is_held_back(self):
        self.sign_in(is_staff=True, is_superuser=True)
        instance = next(iter(conf.INSTANCES.values()))
        with mock.patch.object(views.time, "monotonic", return_value=1.0) as clock:
            statuses = [self.ask(instance, "workers").status_code for _ in range(views._Rates.BURST + 1)]
            clock.return_value += 1
            later = [self.ask(instance, "workers").status_code for _ in range(views._Rates.PER_SECOND + 1)]
        self.assertEqual(statuses, [200] * views._Rates.BURST + [429])
        self.assertEqual(later, [200] * views._Rates.PER_SECOND + [429])

    def test_the_settings_fit(self):
        self.assertEqual(check_flower_proxy(None), [])
