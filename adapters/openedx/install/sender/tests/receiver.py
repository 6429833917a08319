"""A receiver on a real socket that checks signatures by itself and answers as a test wants."""
import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .site import SECRET

TAKEN = (202, {}, {'request': 'r-1', 'status': '/requests/r-1'})


def problem(status, code, **headers):
    """A refusal in Lethe's form."""
    return (status, {'content-type': 'application/problem+json', **headers}, {'code': code, 'title': 'x'})


def is_signed(headers, body, secret=SECRET):
    """Whether exactly one signature of each header fits the raw bytes. Shares no code with the sender."""
    names = ('webhook-id', 'webhook-timestamp', 'webhook-signature')
    if any(len(headers.get_all(name, [])) != 1 for name in names):
        return False
    message_id, timestamp, signature = (headers[name] for name in names)
    if abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.split('_', 1)[1])
    digest = hmac.new(key, b'.'.join([message_id.encode(), timestamp.encode(), body]), hashlib.sha256).digest()
    return hmac.compare_digest(signature.encode(), b'v1,' + base64.b64encode(digest))


class Receiver:
    """
    Answers the n-th post with the n-th script, later ones with ``default``. A script is (status, headers, JSON value),
    or a function of the handler for what is no answer at all.
    """

    def __init__(self, *scripts, default=TAKEN):
        self.scripts = list(scripts)
        self.default = default
        self.posts = []
        self.ended = threading.Event()
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                receiver._take(self)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self._server.daemon_threads = True
        self.url = f'http://127.0.0.1:{self._server.server_port}'
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _take(self, handler):
        body = handler.rfile.read(int(handler.headers['content-length']))
        with self._lock:
            signed = is_signed(handler.headers, body)
            self.posts.append({'path': handler.path, 'headers': handler.headers, 'body': body, 'is_signed': signed})
            script = self.scripts.pop(0) if self.scripts else self.default
        if callable(script):
            script(self, handler)
            return
        status, headers, value = script if signed else problem(401, 'signature-refused')
        payload = json.dumps(value).encode()
        handler.send_response(status)
        for name, text in headers.items():
            handler.send_header(name, text)
        handler.send_header('content-length', str(len(payload)))
        handler.end_headers()
        handler.wfile.write(payload)

    def events(self):
        """Type and number of each post that came."""
        bodies = [json.loads(post['body']) for post in self.posts]
        return [(body['type'], body['data']['subject']['identifiers'][0]['value']) for body in bodies]


def hang(receiver, handler):
    """Never answers."""
    receiver.ended.wait(30)


def drip(receiver, handler):
    """Answers a byte at a time, so that no time-out of a single read ever comes."""
    try:
        handler.wfile.write(b'HTTP/1.1 202 Accepted\r\n')
        for _ in range(100):
            if receiver.ended.wait(0.05):
                break
            handler.wfile.write(b'x')
            handler.wfile.flush()
    except OSError:
        pass


def cut(receiver, handler):
    """Closes in the middle of the answer."""
    handler.wfile.write(b'HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{"request"')
    handler.connection.shutdown(socket.SHUT_RDWR)
