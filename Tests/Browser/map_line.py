"""A TCP proxy that can be cut: what a browser sees when the line goes, which `set_offline` does
not show.
"""

import socket
import threading


class Line:
    """Forwards a port to `target`; `cut()` drops all connections and refuses new ones, `mend()`
    lets them in again.
    """

    def __init__(self, target):
        host, port = target.removeprefix("http://").split(":")
        self.target, self.open, self.pairs = (host, int(port)), True, set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if not self.open:
                near.close()
                continue
            try:
                far = socket.create_connection(self.target)
            except OSError:
                near.close()
                continue
            pair = (near, far)
            self.pairs.add(pair)
            for a, b in (pair, pair[::-1]):
                threading.Thread(target=self.pump, args=(a, b, pair), daemon=True).start()

    def pump(self, source, sink, pair):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        self.drop(pair)

    def drop(self, pair):
        self.pairs.discard(pair)
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def cut(self):
        self.open = False
        for pair in list(self.pairs):
            self.drop(pair)

    def mend(self):
        self.open = True

    def close(self):
        self.listener.close()
        self.cut()
