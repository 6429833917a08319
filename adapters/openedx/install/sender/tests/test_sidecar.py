"""Against the real sidecar, with an Open edX sandbox for its platform."""
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from lethe_sender.configuration import read_configuration
from lethe_sender.models import QueuedDelivery
from lethe_sender.sending import send_due

from .site import SiteTest, lethe

ROOT = pathlib.Path(os.environ.get('LETHE_TEST_ROOT', '.'))
NODE = ROOT / 'node_modules' / '.bin' / 'node'


def call(method, url, body=None, form=None, **headers):
    """Status and JSON of one call."""
    data = urllib.parse.urlencode(form).encode() if form else None if body is None else json.dumps(body).encode()
    if body is not None:
        headers['content-type'] = 'application/json'
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.loads(response.read() or b'null')
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b'null')


class Sidecar(SiteTest):
    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='lethe-sidecar-'))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.lms = self.start(['adapters/openedx/sandbox/start.ts'], r'sandbox at (\S+)')
        self.lethe = self.start(['plugin/cli.ts', 'start'], r'listens on (\S+)')
        self.token = (self.folder / 'token').read_text().strip()
        self.platform = self.api('POST', '/platforms', 201, self.platform_body())
        # The watch has looked once and does not look again: what comes then comes by the sender.
        seen = lambda: self.api('GET', f'/platforms/{self.platform["id"]}', 200)['watch']
        self.until(lambda: (seen() or {}).get('lastCompleteAt'), 'the first look')
        types = ['account.deletion.requested', 'account.deletion.withdrawn', 'account.purged']
        source = {'name': 'lms', 'types': types, 'platforms': [self.platform['id']], 'origins': ['platform']}
        self.source = self.api('POST', '/sources', 201, source)

    def start(self, args, pattern):
        env = {
            **os.environ,
            'HOME': str(self.folder),
            'LETHE_PORT': '0',
            'LETHE_GATEWAY_PORT': 'off',
            'LETHE_DATA': str(self.folder / 'data'),
            'LETHE_KEYS': str(self.folder / 'keys'),
            'LETHE_TOKEN_FILE': str(self.folder / 'token'),
            'LETHE_LOG_LEVEL': 'silent',
        }
        log = open(self.folder / 'stderr', 'ab')
        self.addCleanup(log.close)
        process = subprocess.Popen([str(NODE), *args], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True)

        def stop():
            process.terminate()
            process.communicate(timeout=60)

        self.addCleanup(stop)
        for line in process.stdout:
            match = re.search(pattern, line)
            if match:
                return match.group(1)
        self.fail(f'{args[0]} did not start: {(self.folder / "stderr").read_text()[-2000:]}')

    def platform_body(self):
        options = {
            'baseUrl': self.lms,
            'studioUrl': self.lms,
            'clientId': 'retirement_service_worker',
            'clientSecret': 'sandbox-secret',
            'workerUsername': 'retirement_service_worker',
        }
        declarations = {'invoicesIssued': False, 'graders': 'nobody', 'institutionProviders': []}
        # Longer than any test: nothing of the account may go before it is withdrawn, and only the sender is tried here.
        policy = {'all': {'coolOffMs': 3_600_000, 'watchEveryMs': 3_600_000}}
        said = {'kind': 'openedx', 'name': 'campus', 'options': options, 'declarations': declarations}
        return {**said, 'policy': policy}

    def api(self, method, path, status, body=None):
        deadline = time.monotonic() + 60
        while True:
            answered, value = call(method, self.lethe + path, body, authorization=f'Bearer {self.token}')
            # A busy machine: the sidecar says so, and when to come back.
            if answered != 503 or time.monotonic() > deadline:
                break
            time.sleep(0.5)
        self.assertEqual(answered, status, f'{method} {path}: {value}')
        return value

    def told(self, **more):
        said = {
            'LETHE_SOURCE': self.source['source']['id'],
            'LETHE_SECRET': self.source['secret'],
            'LETHE_PLATFORM': 'campus',
            **more,
        }
        deadline = time.monotonic() + 60
        while True:
            with lethe(url=self.lethe), self.settings(**said):
                tally = send_due(read_configuration(), 100)
            outcomes = list(QueuedDelivery.objects.values_list('last_outcome', flat=True))
            if '503 under-pressure' not in outcomes or time.monotonic() > deadline:
                return tally, outcomes
            time.sleep(0.5)
            QueuedDelivery.objects.update(due_at='2020-01-01T00:00:00Z')

    def requests(self):
        # Ended ones are listed by month, and a test may run across the end of one.
        today = datetime.datetime.now(datetime.timezone.utc)
        months = {f'{day:%Y-%m}' for day in (today, today - datetime.timedelta(hours=1))}
        pages = ['/requests', *(f'/requests?ended={month}' for month in sorted(months))]
        return [one for page in pages for one in self.api('GET', page, 200)['items']]

    def until(self, look, because):
        """Asks until it is so; the sidecar works on its own."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            value = look()
            if value:
                return value
            time.sleep(0.2)
        self.fail(f'{because}: {self.requests()}')

    def press_delete(self, username):
        """The learner's own button on the sandbox, and the row that the LMS then has, with the same number."""
        _, signed_in = call('POST', f'{self.lms}/_sandbox/sign-in', {'username': username, 'as': 'session'})
        form = {'password': 'correct horse'}
        status, _ = call(
            'POST', f'{self.lms}/api/user/v1/accounts/deactivate_logout/', form=form, **signed_in['headers']
        )
        self.assertEqual(status, 204)
        _, people = call('GET', f'{self.lms}/_sandbox/people')
        number = next(person['id'] for person in people if person['username'] == username)
        with lethe():
            return self.retire(self.learner(username, f'{username}@school.example', pk=number))

    def test_the_sidecar_takes_every_delivery_and_makes_a_request_of_origin_platform(self):
        row = self.press_delete('mira.holm')
        queued = QueuedDelivery.objects.get()
        tally, outcomes = self.told()
        self.assertEqual((tally.delivered, outcomes), (1, []))
        (request,) = self.until(self.requests, 'a request')
        self.assertEqual((request['origin'], request['platform']), ('platform', self.platform['id']))
        # The number and the name are found to be one account: the sidecar read the platform and went on.
        past = lambda: [one for one in self.requests() if one['state'] not in ('accepted', 'checking')]
        (request,) = self.until(past, 'a decision')
        self.assertEqual((request['state'], request['blockers']), ('cooling-off', []))

        # The same message once more, as after a crash between the answer and our own commit: nothing is done twice.
        queued.save(force_insert=True)
        self.assertEqual(self.told()[0].delivered, 1)
        self.assertEqual(len(self.requests()), 1)

        # As an administrator of the LMS does it: the row goes, on the sandbox and here.
        call('POST', f'{self.lms}/_sandbox/cancel', {'username': 'mira.holm'})
        with lethe():
            row.delete()
        self.assertEqual(self.told()[0].delivered, 1)
        is_over = lambda: [one for one in self.requests() if one['state'] == 'withdrawn']
        self.until(is_over, 'withdrawn by the sender')

        with lethe():
            self.retire(row.user, state='RETIRING_LMS')
            self.move(row.user, 'COMPLETE')
        self.assertEqual(self.told()[0].delivered, 1, 'a fact that concerns no open request is taken too')
        self.assertEqual(len(self.requests()), 1)
        self.assertFalse(QueuedDelivery.objects.exists())

    def test_the_refusals_of_the_sidecar_are_told_by_their_codes(self):
        self.press_delete('ada.finch')
        other = 'whsec_' + 'A' * 43 + '='
        refusals = {
            '401 signature-refused': {'LETHE_SECRET': other},
            '403 platform-not-allowed': {'LETHE_PLATFORM': 'elsewhere'},
            '400 body-invalid': {'LETHE_GROUND': 'x' * 40 + '(b)', 'LETHE_PLATFORM': 'p' * 121},
        }
        for outcome, wrong in refusals.items():
            QueuedDelivery.objects.update(due_at='2020-01-01T00:00:00Z')
            tally, outcomes = self.told(**wrong)
            self.assertEqual((tally.delivered, tally.refused, outcomes), (0, 1, [outcome]))
        self.assertEqual(self.requests(), [])
        QueuedDelivery.objects.update(due_at='2020-01-01T00:00:00Z')
        self.assertEqual(self.told()[0].delivered, 1)
