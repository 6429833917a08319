"""A small site: learners and their retirement rows, made and moved as the LMS does."""
import logging

from django.contrib.auth.models import User
from django.db import transaction
from django.test import TransactionTestCase, override_settings

from lethe_sender.models import QueuedDelivery

from .user_api.models import RetirementState, UserRetirementStatus

SECRET = 'whsec_' + 'bGV0aGUtdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXMtISE='
STATES = ('PENDING', 'LOCKING_ACCOUNT', 'RETIRING_LMS', 'ERRORED', 'ABORTED', 'COMPLETE')

#: What must be in no log, no output and no table after the telling.
NAME = 'nora.canary'
EMAIL = 'nora@canary.example'


def lethe(url='http://127.0.0.1:9', **more):
    """Settings of a site that is set up."""
    said = dict(LETHE_URL=url, LETHE_SOURCE='edx-1', LETHE_SECRET=SECRET, LETHE_PLATFORM='campus', **more)
    return override_settings(**said)


class Records(logging.Handler):
    """Keeps every log line of every logger."""

    def __init__(self):
        super().__init__(level=0)
        self.lines = []

    def emit(self, record):
        self.lines.append(f'{record.levelname} {self.format(record)}')


class SiteTest(TransactionTestCase):
    """Real transactions, the states of the LMS, and all that is logged."""

    def setUp(self):
        for at, name in enumerate(STATES):
            RetirementState.objects.create(state_name=name, state_execution_order=at * 10 + 1)
        self.records = Records()
        root = logging.getLogger()
        level = root.level
        root.addHandler(self.records)
        root.setLevel(logging.DEBUG)
        self.addCleanup(root.setLevel, level)
        self.addCleanup(root.removeHandler, self.records)

    def learner(self, username=NAME, email=EMAIL, **more):
        return User.objects.create(username=username, email=email, **more)

    def retire(self, user, state='PENDING'):
        """The row that a request makes."""
        return UserRetirementStatus.objects.create(
            user=user,
            original_username=user.username,
            original_email=user.email,
            original_name='Nora Canary',
            retired_username='retired__user_0a',
            retired_email='retired__user_0a@retired.invalid',
            current_state=self.state(state),
            last_state=self.state(state),
            responses='Created',
        )

    def move(self, user, to):
        """One call of the LMS: reads the row, moves it, saves it."""
        with transaction.atomic():
            row = UserRetirementStatus.objects.get(user=user)
            row.last_state, row.current_state = row.current_state, self.state(to)
            row.responses += f'Moved to {to}'
            row.save()
        return row

    def state(self, name):
        return RetirementState.objects.get(state_name=name)

    def queued(self):
        """What waits: type, number and name, in the order of queueing."""
        return list(QueuedDelivery.objects.order_by('pk').values_list('type', 'user_id', 'username'))

    def assert_names_nobody(self, *texts):
        """No canary in what was logged or printed."""
        for text in (*self.records.lines, *texts):
            # What SQL the database is given is Django's own debug log, which no site keeps.
            if 'INSERT INTO' in text or 'SELECT' in text or 'UPDATE' in text or 'DELETE' in text:
                continue
            for canary in (NAME, EMAIL, 'Nora', SECRET, SECRET[6:]):
                self.assertNotIn(canary, text)
