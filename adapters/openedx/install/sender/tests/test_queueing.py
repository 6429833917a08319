"""What becomes a delivery, and that the LMS never pays for it."""
import json
from unittest import mock

from django.core import serializers
from django.db import connection, transaction

from lethe_sender.models import QueuedDelivery

from .receiver import Receiver
from .site import NAME, SiteTest, lethe
from .user_api.models import RetirementState, UserRetirementStatus

REQUESTED, WITHDRAWN, PURGED = 'account.deletion.requested', 'account.deletion.withdrawn', 'account.purged'


@lethe()
class Queueing(SiteTest):
    def test_a_new_pending_row_is_a_demand_with_the_time_of_the_row(self):
        user = self.learner()
        row = self.retire(user)
        self.assertEqual(self.queued(), [(REQUESTED, user.pk, NAME)])
        self.assertEqual(QueuedDelivery.objects.get().happened_at, row.created)

    def test_the_queue_shares_the_transaction_of_the_row(self):
        user = self.learner()
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            self.retire(user)
            self.assertEqual(len(self.queued()), 1)
            raise ZeroDivisionError
        self.assertEqual(self.queued(), [])
        self.assertFalse(UserRetirementStatus.objects.exists())

    def test_rows_that_appear_in_another_state_and_fixtures_are_no_demand(self):
        row = self.retire(self.learner(), state='LOCKING_ACCOUNT')
        self.retire(self.learner('other.one', 'o@x.example'), state='COMPLETE')
        fixture = json.loads(serializers.serialize('json', [row]))
        row.delete()
        fixture[0]['fields']['current_state'] = self.state('PENDING').pk
        for loaded in serializers.deserialize('json', json.dumps(fixture)):
            loaded.save()
        self.assertEqual(UserRetirementStatus.objects.get(pk=fixture[0]['pk']).current_state.state_name, 'PENDING')
        self.assertEqual(self.queued(), [])

    def test_moves_in_between_are_not_told_and_complete_is_told_once(self):
        user = self.learner()
        self.retire(user)
        for state in ('LOCKING_ACCOUNT', 'RETIRING_LMS', 'ERRORED', 'RETIRING_LMS', 'ABORTED'):
            self.move(user, state)
        self.assertEqual([type_ for type_, *_ in self.queued()], [REQUESTED])
        self.move(user, 'COMPLETE')
        self.assertEqual(self.queued()[1:], [(PURGED, user.pk, NAME)])
        # The clean-up of newer releases overwrites the names and saves before it deletes.
        row = UserRetirementStatus.objects.get(user=user)
        row.original_username = 'redacted'
        row.save()
        row.delete()
        self.assertEqual(len(self.queued()), 2)

    def test_a_pending_row_that_vanishes_is_a_withdrawal_by_instance_and_by_query(self):
        first, second = self.learner(), self.learner('other.one', 'o@x.example')
        self.retire(first).delete()
        self.retire(second)
        UserRetirementStatus.objects.filter(user=second).delete()
        self.assertEqual([type_ for type_, *_ in self.queued()], [REQUESTED, WITHDRAWN, REQUESTED, WITHDRAWN])
        self.assertEqual([number for _, number, _ in self.queued()], [first.pk, first.pk, second.pk, second.pk])

    def test_a_row_that_vanishes_past_pending_is_no_withdrawal(self):
        for state in ('LOCKING_ACCOUNT', 'ERRORED', 'ABORTED', 'COMPLETE'):
            user = self.learner(f'user.{state.lower()}', f'{state}@x.example')
            self.retire(user, state=state).delete()
        self.assertEqual(self.queued(), [])

    def test_a_user_row_that_is_deleted_says_that_the_account_is_gone_not_that_it_was_withdrawn(self):
        for state in ('PENDING', 'RETIRING_LMS', 'COMPLETE'):
            user = self.learner(f'user.{state.lower()}', f'{state}@x.example')
            self.retire(user, state=state)
            user.delete()
        types = [(type_, name) for type_, _, name in self.queued()]
        gone = [(PURGED, 'user.pending'), (PURGED, 'user.retiring_lms')]
        self.assertEqual(types, [(REQUESTED, 'user.pending'), *gone])

    def test_states_that_are_deleted_withdraw_nothing(self):
        self.retire(self.learner())
        RetirementState.objects.all().delete()
        self.assertFalse(UserRetirementStatus.objects.exists())
        self.assertEqual([type_ for type_, *_ in self.queued()], [REQUESTED])

    def test_nothing_is_queued_when_switched_off_or_never_set_up(self):
        with lethe(LETHE_SENDER_ENABLED=False):
            self.retire(self.learner())
        nothing = {name: '' for name in ('LETHE_SOURCE', 'LETHE_SECRET', 'LETHE_PLATFORM')}
        with self.settings(LETHE_URL='', **nothing):
            self.retire(self.learner('other.one', 'o@x.example')).delete()
        self.assertEqual(self.queued(), [])
        with self.settings(LETHE_URL='', LETHE_SECRET=''):
            self.retire(self.learner('third.one', 't@x.example'))
        self.assertEqual(len(self.queued()), 1, 'what is half set up keeps its rows until it is mended')

    def test_no_connection_is_opened_inside_a_request(self):
        with Receiver() as receiver, lethe(url=receiver.url):
            with mock.patch('socket.socket.connect', side_effect=AssertionError('no network here')):
                user = self.learner()
                with transaction.atomic():
                    self.retire(user)
                self.move(user, 'COMPLETE')
            self.assertEqual(receiver.posts, [])
        self.assertEqual(len(self.queued()), 2)

    def test_a_queue_that_cannot_be_written_does_not_stop_a_deletion_and_is_logged_without_names(self):
        def rename(old, new):
            with connection.schema_editor() as editor:
                editor.alter_db_table(QueuedDelivery, old, new)

        table = QueuedDelivery._meta.db_table
        user = self.learner()
        rename(table, 'elsewhere')
        try:
            with transaction.atomic():
                self.retire(user)
            self.move(user, 'COMPLETE')
            UserRetirementStatus.objects.all().delete()
        finally:
            rename('elsewhere', table)
        told = [line for line in self.records.lines if line.startswith('ERROR')]
        self.assertEqual(len(told), 2, told)
        for line in told:
            self.assertRegex(line, r'^ERROR queue_saved: a change of a retirement row was not queued \(\w+Error\)$')
        self.assert_names_nobody()
        self.assertEqual(self.queued(), [])

    def test_a_model_that_changed_its_fields_does_not_stop_a_deletion(self):
        with mock.patch('lethe_sender.receivers._state_of', side_effect=AttributeError(NAME)):
            self.retire(self.learner())
        self.assertTrue(UserRetirementStatus.objects.exists())
        self.assert_names_nobody()
