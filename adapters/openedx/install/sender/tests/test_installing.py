"""What a site gets by installing the package."""
import io
import os
import signal
import subprocess
import sys
import threading
from importlib import metadata
from types import SimpleNamespace

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import SimpleTestCase

from lethe_sender.configuration import DEFAULTS, key_of, split_ground
from lethe_sender.models import QueuedDelivery
from lethe_sender.settings import plugin_settings

from .receiver import Receiver, hang
from .site import SECRET, SiteTest, lethe


def manage(*args, **environment):
    """A process of its own, as on a site."""
    command = [sys.executable, '-m', 'django', *args]
    env = {**os.environ, 'PYTHONPATH': os.pathsep.join(filter(None, sys.path)), **environment}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Installing(SimpleTestCase):
    databases = {'default'}
    maxDiff = None

    def test_the_lms_finds_the_app_and_its_settings(self):
        found = metadata.distribution('lethe-openedx-sender').entry_points
        (entry,) = [point for point in found if point.group == 'lms.djangoapp']
        config = entry.load()
        self.assertIs(type(apps.get_app_config('lethe_sender')), config)
        where = config.plugin_app['settings_config']['lms.djangoapp']['common']['relative_path']
        self.assertEqual(f'{config.name}.{where}', plugin_settings.__module__)

    def test_default_settings_never_overwrite_those_of_the_site(self):
        site = SimpleNamespace(LETHE_URL='https://lethe.school.example')
        plugin_settings(site)
        self.assertEqual(vars(site), {**DEFAULTS, 'LETHE_URL': 'https://lethe.school.example'})

    def test_migrations_are_what_the_models_say(self):
        call_command('makemigrations', 'lethe_sender', check=True, dry_run=True, stdout=io.StringIO())

    def test_a_django_without_the_lms_loads_the_app_and_can_be_asked(self):
        with manage('check', LETHE_TEST_BARE='1', LETHE_TEST_DATABASE=':memory:') as process:
            out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (0, ''))
        self.assertIn('no issues', out)

    def test_wrong_settings_are_warnings_that_keep_no_site_from_starting(self):
        err = io.StringIO()
        with lethe(url='ftp://user@x', LETHE_SENDER_ENABLED=True), self.settings(LETHE_SECRET='whsec_short'):
            call_command('check', stderr=err, stdout=io.StringIO())
            with self.assertRaises(SystemCheckError):
                call_command('check', fail_level='WARNING', stderr=err, stdout=io.StringIO())
        self.assertIn('lethe_sender.W001', err.getvalue())
        self.assertIn('LETHE_URL', err.getvalue())
        self.assertIn('LETHE_SECRET', err.getvalue())
        self.assertNotIn('short', err.getvalue())
        quiet = io.StringIO()
        call_command('check', fail_level='WARNING', stderr=quiet, stdout=io.StringIO())
        self.assertEqual(quiet.getvalue(), '', 'an app that nobody set up says nothing')

    def test_secrets_and_grounds_are_read_as_lethe_reads_them(self):
        self.assertEqual(len(key_of(SECRET)), 32)
        self.assertEqual(key_of(SECRET.rstrip('=')), key_of(SECRET), 'padding may be missing')
        for wrong in ('', SECRET[6:], 'whsec_', 'whsec_YWJj', 'whsec_***', 'whsec_' + 'A' * 100):
            self.assertIsNone(key_of(wrong), wrong)
        self.assertEqual(split_ground('17(1)(b)'), ('17(1)', 'b'))
        self.assertEqual(split_ground('17(1)'), ('17(1)', None))
        self.assertEqual(split_ground('FERPA 99.31'), ('FERPA 99.31', None))


class Running(SiteTest):
    def start(self, url):
        return manage(
            'send_to_lethe',
            '--forever',
            LETHE_TEST_DATABASE=str(connection.settings_dict['NAME']),
            TEST_LETHE_URL=url,
            TEST_LETHE_SOURCE='edx-1',
            TEST_LETHE_SECRET=SECRET,
            TEST_LETHE_PLATFORM='campus',
        )

    def test_for_ever_sends_and_finishes_what_is_in_hand_when_told_to_stop(self):
        with lethe():
            self.retire(self.learner())
            self.retire(self.learner('other.one', 'o@x.example'))
        reached, go_on = threading.Event(), threading.Event()

        def wait_then_take(receiver, handler):
            reached.set()
            go_on.wait(20)
            handler.send_response(202)
            handler.end_headers()
            handler.wfile.write(b'{"request": null, "status": null}')

        with Receiver(wait_then_take) as receiver, self.start(receiver.url) as process:
            self.assertTrue(reached.wait(60), 'the worker came')
            process.send_signal(signal.SIGTERM)
            go_on.set()
            out, err = process.communicate(timeout=60)
            self.assertEqual(len(receiver.posts), 1)
        self.assertEqual((process.returncode, out, err), (0, '1 delivered, 0 not taken\n', ''))
        self.assertEqual(QueuedDelivery.objects.get().username, 'other.one', 'nothing new was begun')

    def test_a_worker_that_is_killed_loses_nothing(self):
        with lethe():
            self.retire(self.learner())
        reached = threading.Event()

        def note_and_hang(receiver, handler):
            reached.set()
            hang(receiver, handler)

        with Receiver(note_and_hang) as receiver, self.start(receiver.url) as process:
            self.assertTrue(reached.wait(60), 'the worker came')
            process.kill()
            process.communicate(timeout=60)
            row = QueuedDelivery.objects.get()
        self.assertEqual(row.message_id, receiver.posts[0]['headers']['webhook-id'])
        self.assertNotEqual(row.claim, '')
        self.assertIsNotNone(row.claimed_until)
