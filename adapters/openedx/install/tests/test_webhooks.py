"""The real openedx-webhooks posts to the real sidecar: what it says makes Lethe look again, and nothing else."""
import base64
import datetime
import hashlib
import hmac
import json
import logging
import time
import urllib.parse
import uuid

from .processes import NODE, Site, call
from .webhooks_site import open_site

open_site()
# The plugin itself writes everything that it posts to the log of the LMS.
logging.disable(logging.CRITICAL)

from django.contrib.auth import get_user_model  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402
from openedx_events.learning import data, signals  # noqa: E402
from openedx_filters.learning.filters import StudentLoginRequested  # noqa: E402
from openedx_webhooks.models import Webfilter, Webhook  # noqa: E402

EVENTS = ['SESSION_LOGIN_COMPLETED', 'COURSE_UNENROLLMENT_COMPLETED', 'COURSE_ACCESS_ROLE_ADDED', 'COURSE_ACCESS_ROLE_REMOVED']
COURSE = CourseKey.from_string('course-v1:Lake+C1+2026')
NUMBERS = {'mira.holm': 2, 'tom.reed': 3, 'ada.finch': 4, 'ben.osei': 5}
HASH = 'pbkdf2_sha256$600000$saltofthetest$aGFzaCBvZiB0aGUgdGVzdA=='
HINTS = 'hint-secret-of-this-test-0123456789'


class Webhooks(Site):
    def setUp(self):
        super().setUp()
        port = self.start_lms()
        lms = f'http://127.0.0.1:{port}'
        platform = {
            'name': 'campus',
            'kind': 'openedx',
            'options': {
                'baseUrl': lms,
                'studioUrl': lms,
                'clientId': 'retirement_service_worker',
                'clientSecret': 'sandbox-secret',
                'workerUsername': 'retirement_service_worker',
                'bulkStart': True,
            },
            'declarations': {'invoicesIssued': False, 'graders': 'nobody', 'institutionProviders': []},
            # Longer than any test, so that whatever moves was moved by a hint.
            'policy': {'all': {'coolOffMs': 3_600_000, 'recheckMs': 3_600_000}},
            'hints': {'secret': HINTS},
        }
        file = self.folder / 'platforms.json'
        file.write_text(json.dumps({'platforms': [platform]}))
        environment = {
            'LETHE_PORT': '0',
            'LETHE_GATEWAY_PORT': 'off',
            'LETHE_DATA': str(self.folder / 'data'),
            'LETHE_KEYS': str(self.folder / 'keys'),
            'LETHE_TOKEN_FILE': str(self.folder / 'token'),
            'LETHE_PLATFORMS_FILE': str(file),
            'LETHE_LOG_LEVEL': 'debug',
        }
        address = self.start('sidecar', [NODE, 'plugin/cli.ts', 'start'], r'listens on (\S+)', **environment)
        self.api = urllib.parse.urlsplit(address).port
        self.authorization = {'Authorization': f'Bearer {(self.folder / "token").read_text().strip()}'}
        (self.platform,) = self.until(lambda: self.ask('GET', '/platforms'), 'the platform is registered')
        self.until(lambda: self.ask('GET', '/platforms')[0]['hints'], 'hints are taken in')
        self.hints = f'{address}/hints/{HINTS}'
        self.source = self.ask('POST', '/sources', {'name': 'portal', 'platforms': [self.platform['id']]})
        for model in (Webhook, Webfilter):
            model.objects.all().delete()

    def ask(self, method, path, body=None):
        sent = {} if body is None else {'Content_Type': 'application/json'}
        answer = call(self.api, method, path, None if body is None else json.dumps(body), **self.authorization, **sent)
        self.assertLess(answer.status, 300, answer.body)
        return answer.json()

    def demand(self, username):
        """A signed demand of somebody who proved who they are. Answers the id of the request."""
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')
        identifiers = [{'kind': 'username', 'value': username}, {'kind': 'email', 'value': f'{username}@school.example'}]
        said = {
            'platform': self.platform['id'],
            'subject': {'identifiers': identifiers},
            'origin': 'self',
            'ground': {'article': '17(1)', 'letter': 'b'},
            'receivedAt': now,
            'proof': {'kind': 'fresh-sign-in', 'at': now},
            'acknowledged': True,
        }
        body = json.dumps({'type': 'account.deletion.requested', 'timestamp': now, 'data': said})
        message, at = str(uuid.uuid4()), str(int(time.time()))
        key = base64.b64decode(self.source['secret'][len('whsec_') :])
        signature = base64.b64encode(hmac.new(key, f'{message}.{at}.{body}'.encode(), hashlib.sha256).digest()).decode()
        headers = {'webhook_id': message, 'webhook_timestamp': at, 'webhook_signature': f'v1,{signature}'}
        answer = call(self.api, 'POST', self.source['address'], body, Content_Type='application/json', **headers)
        self.assertEqual(answer.status, 202, answer.body)
        return answer.json()['request']

    def state(self, request):
        return next(one['state'] for one in self.ask('GET', '/requests')['items'] if one['id'] == request)

    def hook(self, form):
        for event in EVENTS:
            Webhook.objects.create(event=event, webhook_url=self.hints, use_www_form_encoding=form)

    def send(self, event, username, **more):
        """The event as the LMS sends it, through the plugin, within the request of a learner. Answers its seconds."""
        pii = data.UserPersonalData(username=username, email=f'{username}@school.example', name='Somebody Private')
        user = data.UserData(id=NUMBERS[username], is_active=True, pii=pii)
        said = {
            'SESSION_LOGIN_COMPLETED': lambda: {'user': user},
            'COURSE_ACCESS_ROLE_ADDED': lambda: {'course_access_role_data': self.role(user)},
            'COURSE_ACCESS_ROLE_REMOVED': lambda: {'course_access_role_data': self.role(user)},
            'COURSE_UNENROLLMENT_COMPLETED': lambda: {'enrollment': self.enrolment(user)},
        }[event]()
        began = time.monotonic()
        for _, outcome in getattr(signals, event).send_event(**said):
            self.assertFalse(isinstance(outcome, Exception), outcome)
        return time.monotonic() - began

    def role(self, user):
        return data.CourseAccessRoleData(user=user, org_key='Lake', course_key=COURSE, role='instructor')

    def enrolment(self, user):
        course = data.CourseData(course_key=COURSE, display_name='Lakes')
        now = datetime.datetime.now(datetime.timezone.utc)
        return data.CourseEnrollmentData(user=user, course=course, mode='audit', is_active=False, creation_date=now)

    def make_instructor(self, username):
        """What a colleague does in the LMS."""
        form = 'grant_type=client_credentials&client_id=retirement_service_worker&client_secret=sandbox-secret&token_type=jwt'
        token = call(self.lms, 'POST', '/oauth2/access_token', form).json()['access_token']
        assigned = {'course_id': str(COURSE), 'role': 'instructor', 'action': 'assign'}
        body = json.dumps({'email': f'{username}@school.example', 'bulk_role_operations': [assigned]})
        answer = call(self.lms, 'PUT', '/api/support/v1/manage_course_team/', body, Content_Type='application/json', Authorization=f'JWT {token}')
        self.assertEqual([one['status'] for one in answer.json()['results']], ['success'])

    def stays(self, request, state):
        for _ in range(8):
            time.sleep(0.25)
            self.assertEqual(self.state(request), state)

    def check_hints(self, form):
        self.hook(form)
        for event in EVENTS:
            self.assertLess(self.send(event, 'mira.holm'), 4, 'a learner waits for each')
        self.assertEqual(self.ask('GET', '/requests')['items'], [], 'a hint opens nothing')

        linked, sole = self.demand('tom.reed'), self.demand('ada.finch')
        for request in (linked, sole):
            self.until(lambda: self.state(request) == 'blocked', f'blocked: {self.state(request)}')
        self.send('COURSE_ACCESS_ROLE_REMOVED', 'tom.reed')
        self.send('SESSION_LOGIN_COMPLETED', 'tom.reed')
        self.stays(linked, 'blocked')

        self.make_instructor('ben.osei')
        self.stays(sole, 'blocked')
        self.send('COURSE_ACCESS_ROLE_REMOVED', 'ada.finch')
        self.until(lambda: self.state(sole) != 'blocked', 'Lethe looked again and found the blocker gone')
        self.assertNotIn(self.state(sole), ('withdrawn', 'completed', 'erasing'))
        self.assertEqual(self.state(linked), 'blocked', 'a hint satisfies nothing')
        self.assertEqual(len(self.ask('GET', '/requests')['items']), 2)
        self.check_nothing_kept('Somebody Private', 'sourcehost')

    def check_nothing_kept(self, *words):
        files = [file for folder in ('data', 'sidecar.log') for file in [self.folder / folder, *(self.folder / folder).rglob('*')]]
        kept = {str(file): word for file in files if file.is_file() for word in words if word.encode() in file.read_bytes()}
        self.assertEqual(kept, {})

    def test_events_in_json_make_lethe_look_again_and_nothing_else(self):
        self.check_hints(form=False)

    def test_events_in_form_encoding_make_lethe_look_again_and_nothing_else(self):
        self.check_hints(form=True)

    def test_a_filter_changes_nothing_and_its_password_hash_is_kept_nowhere(self):
        user = get_user_model().objects.create(username='tom.reed', email='tom.reed@school.example', password=HASH)
        user.profile = object()
        for form in (False, True):
            Webfilter.objects.all().delete()
            Webfilter.objects.create(event='StudentLoginRequested', webhook_url=self.hints, use_www_form_encoding=form)
            before = {**user.__dict__}
            began = time.monotonic()
            after = StudentLoginRequested.run_filter(user=user)
            self.assertLess(time.monotonic() - began, 4, 'a learner waits')
            self.assertEqual({**after.__dict__}, before, 'nobody is changed')
            user.refresh_from_db()
            self.assertEqual(user.password, HASH)
        body = json.dumps({'user': {'id': 3, 'password': HASH}, 'event_metadata': {'event_type': 'StudentLoginRequested'}})
        answer = call(self.api, 'POST', f'/hints/{HINTS}', body, Content_Type='application/json')
        self.assertEqual((answer.status, answer.json()), (200, {}))
        wrong = call(self.api, 'POST', '/hints/another-secret', body, Content_Type='application/json')
        self.assertEqual(wrong.status, 404)
        self.assertEqual(self.ask('GET', '/requests')['items'], [])
        self.check_nothing_kept(HASH, HASH.split('$')[-1])
        user.delete()
