"""What a route in front of the LMS must do, whatever proxy it is written for."""
import json

from .processes import DELETION, Site, call

FORM = 'password=correct+horse'


class Route(Site):
    """Checks of a route. A test gives `front` (port), `host`, `account_page` (an origin) and `secret`."""

    front: int
    host: str
    account_page: str
    secret: str
    #: Who refuses `post`, which Django would take for POST: the gateway behind Caddy; it says 501.
    refusal_of_methods = 501

    def post(self, path=DELETION, method='POST', body=FORM, **headers):
        return call(self.front, method, path, body, self.host, Origin=self.account_page, **headers)

    def signed_in(self, username):
        """Headers of a browser session of somebody; the account page is one that the LMS trusts."""
        trusted = {'csrfTrustedOrigins': [self.account_page], 'corsOrigins': [self.account_page], 'allowedHosts': ['*']}
        call(self.lms, 'POST', '/_sandbox/settings', json.dumps(trusted), Content_Type='application/json')
        session = call(self.lms, 'POST', '/_sandbox/jobs/sign-in-everybody').json()[username]
        return {'Cookie': f'sessionid={session}; csrftoken={"t" * 32}', 'X-CSRFToken': 't' * 32}

    def is_retiring(self, username):
        return [one for one in self.people() if one['username'] == username and 'retired__user' in one['email']] != []

    def check_who_gets_what(self, gateway):
        """POST goes to Lethe, everything else to the LMS."""
        answer = self.post(X_Lethe_Route='forged', Cookie='sessionid=s')
        self.assertEqual((answer.status, answer.json()), (503, 'said by the gateway'), 'what Lethe answers is handed on')
        method, path, headers, body = gateway.calls.pop()
        self.assertEqual((method, path, body.decode()), ('POST', DELETION, FORM))
        self.assertEqual(headers.get_all('x-lethe-route'), [self.secret], 'the one from outside is gone')
        self.assertEqual((headers['host'], headers['cookie'], headers['origin']), (self.host, 'sessionid=s', self.account_page))
        self.assertIn('127.0.0.1', headers['x-forwarded-for'])
        self.assertIn(headers['x-forwarded-proto'], ('http', 'https'))

        self.assertEqual(self.post('/lethe/', 'GET', None).status, 503)
        self.assertEqual(gateway.calls.pop()[0:2], ('GET', '/lethe/'))

        asked = call(self.front, 'OPTIONS', DELETION, None, self.host, Origin=self.account_page, Access_Control_Request_Method='POST')
        self.assertLess(asked.status, 500, 'the LMS answers preflights')
        self.assertEqual(self.post(method='GET', body=None).status, call(self.lms, 'GET', DELETION).status)
        self.assertEqual(self.post('/api/user/v1/me', 'GET', None).status, 401, 'said by the LMS')
        self.assertEqual(self.post('/api/user/v1/me', 'GET', None, **self.signed_in('mira.holm')).json(), {'username': 'mira.holm'})
        self.assertEqual(gateway.calls, [], 'nothing else reaches Lethe')

    def check_no_way_round(self, gateway):
        """However the path or the method is written, no deletion reaches the LMS beside Lethe."""
        same = [DELETION.replace('deactivate', '%64eactivate'), DELETION.replace('/v1/', '%2Fv1/'), DELETION + '?x=1']
        other = [DELETION.replace(*how) for how in (('/api', '//api'), ('/v1/', '/v1/x/../'), ('/v1/', '/v1/./'))]
        learner = self.signed_in('mira.holm')
        for path in (*same, *other):
            answer = self.post(path, **learner)
            # Django decodes the first three, and finds nothing at the others.
            self.assertTrue(gateway.calls or (path in other and answer.status == 404), f'{path}: {answer.status}')
            gateway.calls.clear()
        for method in ('post', 'Post'):
            self.assertEqual(self.post(method=method, **learner).status, self.refusal_of_methods)
        self.assertFalse(self.is_retiring('mira.holm'))

    def check_said_to_be_away(self, answer):
        """The one form in which the account page shows anything."""
        self.assertEqual((answer.status, type(answer.json())), (503, str), answer.body)
        self.assertEqual(answer.headers.get('access-control-allow-origin'), self.account_page)
        self.assertEqual(answer.headers.get('access-control-allow-credentials'), 'true')

    def check_fails_closed(self):
        """Lethe is down: the page says so, and the LMS is not asked."""
        self.check_said_to_be_away(self.post(**self.signed_in('mira.holm')))
        strange = call(self.front, 'POST', DELETION, FORM, self.host, Origin='https://elsewhere.example')
        self.assertEqual((strange.status, strange.headers.get('access-control-allow-origin')), (503, None))
        self.assertEqual(self.post('/lethe/', 'GET', None).status, 503)
        self.assertFalse(self.is_retiring('mira.holm'))
        self.assertEqual(self.post('/api/user/v1/me', 'GET', None).status, 401, 'the LMS is not harmed')

    def check_passes_through(self):
        """Lethe is down: the LMS gets the bytes, and begins."""
        self.assertEqual(self.post(**self.signed_in('mira.holm')).status, 204)
        self.assertTrue(self.is_retiring('mira.holm'))

    def check_never_twice(self, gateway):
        """Lethe was reached and its answer broke: nobody knows what it began, so the LMS is not asked again."""
        gateway.cuts = True
        self.check_said_to_be_away(self.post(**self.signed_in('ada.finch')))
        self.assertEqual(len(gateway.calls), 1, 'sent once')
        self.assertFalse(self.is_retiring('ada.finch'))
        gateway.cuts = False
        gateway.calls.clear()
