"""A stand-in for the gateway listener of Lethe: keeps what reaches it, and fails as a test wants."""
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway:
    """Listens on a port of the loopback. `cuts` makes it close the connection in the middle of its answer."""

    def __init__(self, port=0):
        gateway = self
        self.calls = []
        self.cuts = False

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                body = self.rfile.read(int(self.headers.get('content-length', 0)))
                gateway.calls.append((self.command, self.path, self.headers, body))
                if gateway.cuts:
                    self.connection.sendall(b'HTTP/1.1 204 No')
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                answer = b'"said by the gateway"'
                self.send_response(503)
                self.send_header('content-type', 'application/json')
                self.send_header('content-length', str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args):
                pass

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

        self.server = ThreadingHTTPServer(('127.0.0.1', port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
