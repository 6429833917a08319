"""Starts what a test needs, each on a free port of the loopback, and ends it with the test."""
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse

ROOT = pathlib.Path(os.environ['LETHE_TEST_ROOT'])
INSTALL = ROOT / 'adapters' / 'openedx' / 'install'
CADDY = os.environ.get('CADDY', 'caddy')
NODE = str(ROOT / 'node_modules' / '.bin' / 'node')
DELETION = '/api/user/v1/accounts/deactivate_logout/'


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        return listener.getsockname()[1]


def listens(port):
    """Whether somebody listens on a port."""
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
    except OSError:
        return False
    return True


def is_old_caddy():
    """Whether Caddy is one of Debian 12."""
    return '2.6.' in subprocess.run([CADDY, 'version'], capture_output=True, text=True, check=True).stdout


class Answer:
    """What came back: status, headers by lower-case name, bytes."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body or b'null')


def call(port, method, path, body=None, host=None, **headers):
    """One call as it is written: neither method nor path is made pretty."""
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    sent = {'Host': host or f'127.0.0.1:{port}', **{name.replace('_', '-'): value for name, value in headers.items()}}
    data = body.encode() if isinstance(body, str) else body
    if data is not None:
        sent = {'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': str(len(data)), **sent}
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(data)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


class Site(unittest.TestCase):
    """A folder of its own, and processes that end with the test."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='lethe-install-'))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def start(self, name, command, pattern=None, port=None, **more):
        """Starts a process and waits for a line on its output, or for a port. Answers with what the line said."""
        log = open(self.folder / f'{name}.log', 'ab')
        self.addCleanup(log.close)
        env = {**os.environ, 'HOME': str(self.folder), **more}
        out = subprocess.PIPE if pattern else log
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=log, text=True)

        def stop():
            process.terminate()
            process.communicate(timeout=60)

        self.addCleanup(stop)
        self.processes = {**getattr(self, 'processes', {}), name: process}
        if pattern:
            for line in process.stdout:
                match = re.search(pattern, line)
                if match:
                    # What it says later must not fill the pipe.
                    threading.Thread(target=self.keep, args=(name, process.stdout), daemon=True).start()
                    return match.group(1)
        else:
            self.until(lambda: process.poll() is not None or listens(port), f'{name} listens')
            if process.poll() is None:
                return None
        self.fail(f'{name} did not start: {self.log(name)[-3000:]}')

    def keep(self, name, output):
        """Writes down what a process says."""
        with open(self.folder / f'{name}.log', 'a') as log:
            for line in output:
                log.write(line)
                log.flush()

    def end(self, name):
        """Ends a process before the test does."""
        self.processes[name].terminate()
        self.processes[name].wait(timeout=60)

    def log(self, name):
        return (self.folder / f'{name}.log').read_text()

    def until(self, look, because, seconds=60):
        """Asks until it is so."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = look()
            if value:
                return value
            time.sleep(0.1)
        said = {file.name: file.read_text()[-1500:] for file in self.folder.glob('*.log')}
        self.fail(f'not within {seconds} s: {because}\n{said}')

    def start_lms(self):
        """The Open edX sandbox. Answers its port."""
        self.lms = urllib.parse.urlsplit(
            self.start('lms', [NODE, 'adapters/openedx/sandbox/start.ts'], r'sandbox at (\S+)')
        ).port
        return self.lms

    def start_caddy(self, caddyfile, port, **env):
        """The real Caddy with a file as it is."""
        self.start('caddy', [CADDY, 'run', '--adapter', 'caddyfile', '--config', str(caddyfile)], port=port, **env)

    def people(self):
        """All that the LMS knows of its people."""
        return call(self.lms, 'GET', '/_sandbox/people').json()
