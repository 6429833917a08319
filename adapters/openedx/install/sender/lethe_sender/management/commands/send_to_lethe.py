"""``manage.py lms send_to_lethe``: posts what waits, or says what does."""
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from lethe_sender.configuration import find_problems, read_configuration
from lethe_sender.queue import make_all_due
from lethe_sender.sending import FIRST_DELAY_SECONDS, Tally, send_due
from lethe_sender.status import describe_queue

#: Longest sleep of ``--forever``: a Lethe that is back, or a setting that was mended, is noticed within it.
LONGEST_PAUSE_SECONDS = 60


class Command(BaseCommand):
    """Sends once, for ever, or tells the numbers."""

    help = 'Posts to Lethe what was queued about user retirements.'

    def add_arguments(self, parser):
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument('--once', action='store_true', help='send what is due; fails if anything was not taken')
        mode.add_argument('--forever', action='store_true', help='send what is due until told to stop')
        mode.add_argument('--status', action='store_true', help='tell what waits, in numbers; sends nothing')
        parser.add_argument('--limit', type=int, default=1000, help='most deliveries of one pass')
        parser.add_argument('--now', action='store_true', help='first make due what waits for a later attempt')

    def handle(self, *args, **options):
        if options['status']:
            self.stdout.write('\n'.join(describe_queue(timezone.now())))
            return
        problems = find_problems(read_configuration())
        if problems:
            raise CommandError('; '.join(problems))
        if options['limit'] < 1:
            raise CommandError('--limit takes a number from 1')
        if options['now']:
            make_all_due(timezone.now())
        if options['forever']:
            self._send_forever(options['limit'])
            return
        tally = send_due(read_configuration(), options['limit'])
        self._tell(tally)
        if tally.refused:
            raise CommandError('not everything was taken: see --status')

    def _send_forever(self, limit):
        """Until SIGTERM or SIGINT; the post in hand is finished first."""
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            tally = self._pass(limit, stopping)
            pause = min(max(tally.pause_seconds, FIRST_DELAY_SECONDS), LONGEST_PAUSE_SECONDS)
            if tally.delivered + tally.refused < limit or tally.pause_seconds:
                stopping.wait(pause)

    def _pass(self, limit, stopping):
        close_old_connections()
        try:
            tally = send_due(read_configuration(), limit, is_stopping=stopping.is_set)
        except DatabaseError as error:
            # By its kind alone: database errors repeat values.
            self.stderr.write(f'the database did not answer ({type(error).__name__})')
            return Tally(pause_seconds=FIRST_DELAY_SECONDS)
        if tally.delivered or tally.refused:
            self._tell(tally)
        return tally

    def _tell(self, tally):
        self.stdout.write(f'{tally.delivered} delivered, {tally.refused} not taken')
        self.stdout.flush()
