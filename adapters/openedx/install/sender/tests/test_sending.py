"""What is posted, when again, and by how many workers."""
import datetime
import io
import json
import threading
from dataclasses import replace
from email.utils import format_datetime

from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from lethe_sender import queue
from lethe_sender.configuration import read_configuration
from lethe_sender.models import QueuedDelivery
from lethe_sender.sending import Means, delay_after, send_due

from .receiver import TAKEN, Receiver, cut, drip, hang, problem
from .site import NAME, SiteTest, lethe

REQUESTED, WITHDRAWN, PURGED = 'account.deletion.requested', 'account.deletion.withdrawn', 'account.purged'
SECOND = datetime.timedelta(seconds=1)
IMPATIENT = dict(LETHE_ANSWER_SECONDS=0.4)


def at(now, chance=1.0):
    """A pass at a set time, with the longest delays."""
    return Means(now=lambda: now, chance=lambda: chance)


class Sending(SiteTest):
    def send(self, url, now=None, limit=100, **more):
        with lethe(url=url, **more):
            return send_due(read_configuration(), limit, at(now or timezone.now()))

    def command(self, *args):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command('send_to_lethe', *args, stdout=out, stderr=err)
        except CommandError as error:
            err.write(str(error))
        self.assert_names_nobody(out.getvalue(), err.getvalue())
        return out.getvalue(), err.getvalue()

    def begin(self, username=NAME, email='nora@canary.example'):
        with lethe():
            user = self.learner(username, email)
            self.retire(user)
        return user

    def test_a_demand_is_signed_says_what_the_row_knows_and_leaves_nothing_behind(self):
        user = self.begin()
        row = QueuedDelivery.objects.get()
        with Receiver() as receiver:
            tally = self.send(f'{receiver.url}/below/')
            self.assertEqual((tally.delivered, tally.refused), (1, 0))
            (post,) = receiver.posts
        self.assertTrue(post['is_signed'])
        self.assertEqual(post['path'], '/below/webhooks/edx-1')
        self.assertEqual(post['headers']['webhook-id'], row.message_id)
        self.assertEqual(post['headers']['content-type'], 'application/json')
        happened_at = row.happened_at.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%f')[:-3] + 'Z'
        identifiers = [{'kind': 'platform-id', 'value': str(user.pk)}, {'kind': 'username', 'value': NAME}]
        expected = {
            'type': REQUESTED,
            'timestamp': happened_at,
            'data': {
                'platform': 'campus',
                'subject': {'identifiers': identifiers},
                'origin': 'platform',
                'ground': {'article': '17(1)', 'letter': 'b'},
                'receivedAt': happened_at,
                'acknowledged': False,
            },
        }
        self.assertEqual(json.loads(post['body']), expected)
        self.assertFalse(QueuedDelivery.objects.exists())
        self.assert_names_nobody()

    def test_a_withdrawal_and_a_purge_carry_the_same_identifiers_and_the_ground_can_be_set(self):
        user = self.begin()
        with lethe():
            self.move(user, 'COMPLETE')
            second = self.learner('other.one', 'o@x.example')
            self.retire(second).delete()
        with Receiver() as receiver:
            self.send(receiver.url, LETHE_GROUND='6(1)')
            bodies = [json.loads(post['body']) for post in receiver.posts]
        grounds = [body['data'].get('ground') for body in bodies if body['type'] == REQUESTED]
        self.assertEqual(grounds, [{'article': '6(1)', 'letter': None}] * 2)
        purged = next(body for body in bodies if body['type'] == PURGED)
        self.assertEqual(set(purged['data']), {'platform', 'subject', 'purgedAt'})
        self.assertEqual(purged['data']['purgedAt'], purged['timestamp'])
        self.assertEqual(purged['data']['subject']['identifiers'][1]['value'], NAME)
        withdrawn = next(body for body in bodies if body['type'] == WITHDRAWN)
        self.assertEqual(set(withdrawn['data']), {'platform', 'subject'})

    def test_every_attempt_has_the_same_id_and_body_and_a_new_signature(self):
        self.begin()
        now = timezone.now()
        with Receiver((500, {}, {}), problem(503, 'under-pressure')) as receiver:
            self.send(receiver.url, now)
            self.send(receiver.url, now + 10 * SECOND)
            self.send(receiver.url, now + 30 * SECOND)
            posts = receiver.posts
        self.assertEqual(len(posts), 3)
        self.assertEqual(len({post['headers']['webhook-id'] for post in posts}), 1)
        self.assertEqual(len({post['body'] for post in posts}), 1)
        self.assertEqual(len({post['headers']['webhook-signature'] for post in posts}), 3)
        self.assertTrue(all(post['is_signed'] for post in posts))
        self.assertFalse(QueuedDelivery.objects.exists())

    def test_every_failure_keeps_the_row_and_says_what_it_was(self):
        self.begin()
        now = timezone.now()
        failures = [
            (problem(400, 'body-invalid'), '400 body-invalid', False),
            (problem(401, 'signature-refused'), '401 signature-refused', True),
            (problem(403, 'origin-not-allowed'), '403 origin-not-allowed', True),
            ((404, {'content-type': 'text/html'}, f'no {NAME}'), '404', True),
            (problem(429, 'daily-cap-reached'), '429 daily-cap-reached', True),
            ((500, {}, {'code': f'{NAME} failed'}), '500', False),
            ((502, {}, None), '502', True),
            ((301, {'location': '/elsewhere'}, {}), '301', True),
            ((200, {}, {'request': 'r-1'}), '200 not-lethe', True),
            ((202, {}, {'thanks': 'a lot'}), '202 not-lethe', True),
            ((204, {}, {}), '204 not-lethe', True),
            (hang, 'too-slow', True),
            (drip, 'too-slow', True),
            (cut, 'answer-broken', True),
        ]
        with Receiver(*(script for script, *_ in failures)) as receiver:
            for script, outcome, is_for_all in failures:
                tally = self.send(receiver.url, now, **(IMPATIENT if script in (hang, drip) else {}))
                row = QueuedDelivery.objects.get()
                self.assertEqual((row.last_outcome, tally.pause_seconds > 0), (outcome, is_for_all))
                self.assertEqual((tally.refused, row.claim, row.claimed_until), (1, '', None))
                self.assertGreater(row.due_at, now)
                QueuedDelivery.objects.update(due_at=now)
            self.assertEqual(len(receiver.posts), len(failures), 'no redirect is followed')
        self.assertEqual(self.send(receiver.url, now).refused, 1)
        row = QueuedDelivery.objects.get()
        self.assertEqual((row.last_outcome, row.attempts), ('unreachable', len(failures) + 1))
        QueuedDelivery.objects.update(due_at=now)
        self.assertEqual(self.send('https://nowhere.invalid', now).refused, 1)
        self.assertEqual(QueuedDelivery.objects.get().last_outcome, 'unreachable')
        self.assert_names_nobody()

    def test_plain_text_where_tls_is_expected_is_refused(self):
        self.begin()
        with Receiver() as receiver:
            self.send(receiver.url.replace('http:', 'https:'))
        self.assertEqual(QueuedDelivery.objects.get().last_outcome, 'tls-refused')

    def test_retry_after_is_honoured_in_seconds_and_as_a_date_but_within_a_day(self):
        self.begin()
        now = timezone.now().replace(microsecond=0) + SECOND
        until = now + 2 * 3600 * SECOND
        scripts = [(429, {'retry-after': text}, {}) for text in ('3600', format_datetime(until), '9999999', 'soon', '-1')]
        with Receiver(*scripts) as receiver:
            for expected in (3600, 7200, 86400, 40, 80):
                self.send(receiver.url, now)
                row = QueuedDelivery.objects.get()
                self.assertEqual((row.due_at - now).total_seconds(), expected)
                self.assertEqual(self.send(receiver.url, row.due_at - SECOND).refused, 0, 'not a second too early')
                QueuedDelivery.objects.update(due_at=now)
            self.assertEqual(len(receiver.posts), len(scripts))

    def test_delays_double_to_a_quarter_of_an_hour_and_are_spread_by_chance(self):
        self.assertEqual([delay_after(n, None, 1) for n in (1, 2, 3, 8, 9, 5000)], [5, 10, 20, 640, 900, 900])
        self.assertEqual([delay_after(n, None, 0) for n in (1, 2, 9)], [2.5, 5, 450])
        self.assertEqual(delay_after(1, 0, 0), 2.5, 'zero does not mean at once')

    def test_a_lethe_that_is_away_costs_one_attempt_a_pass(self):
        for n in range(5):
            self.begin(f'user.{n}', f'{n}@x.example')
        with Receiver(problem(503, 'under-pressure')) as receiver:
            tally = self.send(receiver.url)
            self.assertEqual((tally.delivered, tally.refused, len(receiver.posts)), (0, 1, 1))

    def test_one_delivery_that_is_refused_does_not_keep_the_others(self):
        for n in range(3):
            self.begin(f'user.{n}', f'{n}@x.example')
        with Receiver(problem(400, 'body-invalid')) as receiver:
            tally = self.send(receiver.url)
        self.assertEqual((tally.delivered, tally.refused), (2, 1))
        self.assertEqual(QueuedDelivery.objects.get().username, 'user.0')

    def test_a_withdrawal_never_overtakes_its_demand_and_other_learners_go_on(self):
        with lethe():
            user = self.learner()
            self.retire(user).delete()
            other = self.learner('other.one', 'o@x.example')
            self.retire(other)
        now = timezone.now()
        with Receiver(problem(400, 'body-invalid')) as receiver:
            self.send(receiver.url, now)
            self.assertEqual(receiver.events(), [(REQUESTED, str(user.pk)), (REQUESTED, str(other.pk))])
            self.send(receiver.url, now + 5 * SECOND)
            self.assertEqual(receiver.events()[2:], [(REQUESTED, str(user.pk)), (WITHDRAWN, str(user.pk))])
        self.assertFalse(QueuedDelivery.objects.exists())

    def test_the_row_of_a_worker_that_died_is_taken_over_after_its_lease_with_the_same_id(self):
        self.begin()
        now = timezone.now()
        dead = queue.claim_next(now, 45)
        with Receiver() as receiver:
            self.assertEqual(self.send(receiver.url, now + 45 * SECOND).delivered, 0)
            self.assertEqual(self.send(receiver.url, now + 46 * SECOND).delivered, 1)
            self.assertEqual(receiver.posts[0]['headers']['webhook-id'], dead.message_id)

    def test_a_worker_that_lost_its_row_changes_nothing_of_it(self):
        self.begin()
        now = timezone.now()
        late = queue.claim_next(now, 1)
        owner = queue.claim_next(now + 2 * SECOND, 60)
        self.assertEqual(late.pk, owner.pk)
        queue.put_back(late, '503', now)
        row = QueuedDelivery.objects.get()
        self.assertEqual((row.claim, row.last_outcome, row.attempts), (owner.claim, '', 2))
        queue.forget(late)
        self.assertFalse(QueuedDelivery.objects.exists(), 'delivered is delivered, whoever did it')

    def test_many_workers_at_once_deliver_each_row_once(self):
        for n in range(24):
            self.begin(f'user.{n}', f'{n}@x.example')
        expected = set(QueuedDelivery.objects.values_list('message_id', flat=True))
        tallies, start = [], threading.Barrier(4)
        with Receiver() as receiver, lethe(url=receiver.url):
            configuration = read_configuration()

            def work():
                try:
                    start.wait()
                    tallies.append(send_due(configuration, 100))
                finally:
                    connection.close()

            workers = [threading.Thread(target=work) for _ in range(4)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(60)
            sent = [post['headers']['webhook-id'] for post in receiver.posts]
        self.assertEqual(len(sent), 24)
        self.assertEqual(set(sent), expected)
        self.assertEqual(sum(tally.delivered for tally in tallies), 24)
        self.assertEqual(len(tallies), 4)
        self.assertFalse(QueuedDelivery.objects.exists())

    def test_the_command_sends_once_up_to_a_limit_and_fails_when_something_was_not_taken(self):
        for n in range(3):
            self.begin(f'user.{n}', f'{n}@x.example')
        with Receiver(TAKEN, TAKEN, problem(401, 'delivery-stale')) as receiver, lethe(url=receiver.url):
            self.assertEqual(self.command('--once', '--limit', '2'), ('2 delivered, 0 not taken\n', ''))
            out, err = self.command('--once')
            self.assertEqual((out, err), ('0 delivered, 1 not taken\n', 'not everything was taken: see --status'))
            self.assertEqual(self.command('--once'), ('0 delivered, 0 not taken\n', ''), 'it waits for its time')
            self.assertEqual(self.command('--once', '--now'), ('1 delivered, 0 not taken\n', ''))

    def test_status_tells_numbers_and_causes_and_no_names(self):
        user = self.begin()
        self.begin('other.one', 'o@x.example')
        with lethe():
            self.move(user, 'COMPLETE')
        with Receiver(problem(403, 'type-not-allowed')) as receiver, lethe(url=receiver.url):
            self.command('--once')
            out, _ = self.command('--status')
        lines = out.splitlines()
        for line in (
            'waiting 3',
            'waiting account.deletion.requested 2',
            'waiting account.purged 1',
            'most-attempts 1',
            'refused 1',
            'refused "403 type-not-allowed" 1',
        ):
            self.assertIn(line, lines)
        self.assertFalse([line for line in lines if line.startswith('problem')])
        with lethe(url='', LETHE_SENDER_ENABLED=True):
            self.assertIn('problem LETHE_URL is not set', self.command('--status')[0])
        QueuedDelivery.objects.all().delete()
        with lethe():
            self.assertIn('waiting 0\noldest-seconds 0\n', self.command('--status')[0])

    def test_the_command_sends_nothing_with_wrong_settings_and_never_shows_the_secret(self):
        self.begin()
        with lethe(LETHE_SENDER_ENABLED=False):
            self.assertIn('LETHE_SENDER_ENABLED is off', self.command('--once')[1])
        with lethe(url='lethe.example', LETHE_GROUND='?'):
            out, err = self.command('--forever')
        self.assertEqual(out, '')
        self.assertIn('LETHE_URL is no address', err)
        self.assertIn('LETHE_GROUND', err)
        with lethe():
            self.assertIn('--limit', self.command('--once', '--limit', '0')[1])
            self.assertNotIn('whsec', repr(read_configuration()))
            self.assertNotIn('whsec', repr(replace(read_configuration(), source='x')))
        self.assertEqual(QueuedDelivery.objects.get().attempts, 0)
