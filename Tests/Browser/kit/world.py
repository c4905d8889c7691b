"""A demo cinema with the web app in front of it, on ports of its own, gone when the test ends.

    with World(seed=7) as world: page.goto(world.url)

Where the server does not serve the app itself, an nginx does it from the sources. `SEATGRID` names the binary.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
APP = ROOT / "Sources/WebApp/app"
BINARY = os.environ.get("SEATGRID", str(ROOT / ".build/release/seatgrid"))
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
       "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


class World:
    """`serve` = arguments of `seatgrid serve` instead of the demo; `data` keeps the directory through restarts."""

    def __init__(self, seed=7, serve=None, args=()):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="seatgrid-web-"))
        self.port = free_port()
        self.api = f"http://127.0.0.1:{self.port}"
        self.command = [BINARY, "serve", "--data", str(self.dir / "data"), *serve] if serve is not None else \
            [BINARY, "demo", "--seed", str(seed), "--data", str(self.dir / "data")]
        self.command += ["--listen", f"127.0.0.1:{self.port}", "--rate-limit", "off", *args]
        self.node = self.nginx = None

    def __enter__(self):
        # A test that takes too long is ended by SIGTERM: it must not leave its node behind.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
        self.start()
        serves = "/assets/" in fetch(self.api + "/")
        self.url = self.api if serves and not os.environ.get("WEB_SOURCES") else self.front()
        return self

    def start(self):
        log = open(self.dir / "node.log", "ab")
        self.node = subprocess.Popen(self.command, stdout=log, stderr=log)
        self.wait(self.api + "/livez")

    def kill(self):
        """As a power cut would: no goodbye."""
        self.node.kill()
        self.node.wait()

    def wait(self, url):
        for _ in range(300):
            try:
                return fetch(url)
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{url} does not answer:\n{(self.dir / 'node.log').read_text()[-2000:]}")

    def front(self):
        port = free_port()
        (self.dir / "nginx.conf").write_text(NGINX.format(dir=self.dir, port=port, api=self.api, app=APP, csp=CSP))
        self.nginx = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(self.dir),
                                       "-c", str(self.dir / "nginx.conf"), "-g", "daemon off;"])
        self.wait(f"http://127.0.0.1:{port}/")
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_):
        for process in (self.nginx, self.node):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
        shutil.rmtree(self.dir, ignore_errors=True)


NGINX = """
user root; pid {dir}/nginx.pid; error_log {dir}/nginx.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type application/octet-stream; sub_filter_once off;
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; application/manifest+json webmanifest; }}
  sub_filter_types text/javascript; sub_filter '{{{{assets}}}}' '/assets/dev';
  map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
  server {{
    listen 127.0.0.1:{port};
    location ~ ^/(v1|sandbox|problems|docs|livez|readyz|metrics|openapi.json|asyncapi.json) {{
      proxy_pass {api}; proxy_http_version 1.1; proxy_set_header Host $host:$server_port; proxy_buffering off; proxy_read_timeout 300s;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
    }}
    location / {{
      root {app}; index index.html; try_files $uri /index.html;
      add_header Content-Security-Policy "{csp}"; add_header X-Content-Type-Options nosniff;
      add_header Referrer-Policy same-origin; add_header Cache-Control no-cache;
    }}
    location /assets/dev/ {{ alias {app}/; add_header Content-Security-Policy "{csp}"; add_header Cache-Control no-cache; }}
  }}
}}
"""
