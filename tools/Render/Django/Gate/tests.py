"""Tests of the gate on this site: manage.py test flower_gate"""

from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.test import TestCase, override_settings

from . import conf
from .checks import check_flower_gate


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
class GateTests(TestCase):
    def user(self, name, **rights):
        return get_user_model().objects.create_user(**{get_user_model().USERNAME_FIELD: name}, password="a long passphrase", **rights)

    def ask(self, role):
        path = next(path for path, its_role in conf.GATES.items() if its_role == role)
        return self.client.get(path, HTTP_HOST=conf.SITE_HOST, HTTP_X_FORWARDED_PROTO="https")

    def answers(self):
        return {role: self.ask(role).status_code for role in conf.GATES.values()}

    def expect(self, viewer, administrator):
        expected = {"viewer": viewer, "administrator": administrator}
        self.assertEqual(self.answers(), {role: expected[role] for role in conf.GATES.values()})

    def test_strangers_are_not_signed_in(self):
        self.expect(401, 401)

    def test_users_have_no_role(self):
        self.client.force_login(self.user("ordinary"))
        self.expect(403, 403)

    def test_staff_are_viewers(self):
        self.client.force_login(self.user("staff", is_staff=True))
        self.expect(204, 403)

    def test_superusers_are_administrators(self):
        self.client.force_login(self.user("root", is_staff=True, is_superuser=True))
        self.expect(204, 204)

    def test_a_yes_names_the_role_and_the_user_and_is_kept_by_nobody(self):
        self.client.force_login(self.user("root", is_staff=True, is_superuser=True))
        for role in conf.GATES.values():
            answer = self.ask(role)
            self.assertEqual((answer["X-Flower-Role"], answer["X-Flower-User"]), (role, "root"))
            self.assertIn("no-store", answer["Cache-Control"])

    def test_a_name_that_could_imitate_a_log_is_not_told(self):
        user = self.user("r\u00f6\u00f6t", is_staff=True, is_superuser=True)
        self.client.force_login(user)
        for role in conf.GATES.values():
            self.assertEqual(self.ask(role)["X-Flower-User"], f"id:{user.pk}")

    def test_who_is_deactivated_or_signed_out_is_out(self):
        user = self.user("root", is_staff=True, is_superuser=True)
        self.client.force_login(user)
        user.is_active = False
        user.save()
        for status in self.answers().values():
            self.assertIn(status, (401, 403))
        user.is_active = True
        user.save()
        self.client.force_login(user)
        self.client.logout()
        self.expect(401, 401)

    def test_the_login_leads_back_to_a_dashboard_and_nowhere_else(self):
        name = get_user_model().USERNAME_FIELD
        self.user("staff", is_staff=True)

        def target(address):
            self.client.logout()
            page = f"{conf.LOGIN_PATHS[0]}?{urlencode({'next': address})}"
            form = {"username": "staff", name: "staff", "password": "a long passphrase"}
            answer = self.client.post(page, form, HTTP_HOST=conf.SITE_HOST, HTTP_X_FORWARDED_PROTO="https")
            self.assertEqual(answer.status_code, 302)
            return answer["Location"]

        for host in conf.DASHBOARD_HOSTS:
            self.assertEqual(target(f"https://{host}/x"), f"https://{host}/x")
            for evil in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", f"http://{host}/", f"https://{host}:8443/"):
                self.assertNotEqual(target(evil), evil)

    def test_the_settings_fit(self):
        self.assertEqual(check_flower_gate(None), [])
