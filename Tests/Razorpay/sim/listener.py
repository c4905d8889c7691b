"""An endpoint for webhooks that keeps what came, and answers as it is told."""

import http.server
import threading
import time


class Listener:
    """`answers` are the statuses of the next requests; 200 when there are no more."""

    def __init__(self, answers=()):
        self.received = []
        self.answers = list(answers)
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):  # noqa: N802  (the library's name)
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.received.append((dict(self.headers), body))
                status = listener.answers.pop(0) if listener.answers else 200
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def wait(self, count, seconds=10):
        """The first `count` deliveries, or as many as came in time."""
        end = time.monotonic() + seconds
        while len(self.received) < count and time.monotonic() < end:
            time.sleep(0.01)
        return list(self.received)

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
