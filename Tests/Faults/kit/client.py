"""A small HTTP client over one keep-alive connection."""

import http.client
import json
from dataclasses import dataclass


class Lost(Exception):
    """The connection broke before an answer came: the outcome is not known."""


@dataclass
class Answer:
    """One answer, as it came."""

    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    @property
    def replayed(self):
        return self.headers.get("idempotency-replayed") == "true"

    @property
    def code(self):
        """The problem's code, or None."""
        try:
            return self.json.get("code")
        except (ValueError, AttributeError):
            return None


class Client:
    """Sends one request at a time. Every failure of the wire is a `Lost`."""

    def __init__(self, host, port, key=None, timeout=30):
        self.key = key
        self._connection = http.client.HTTPConnection(host, port, timeout=timeout)

    def request(self, method, path, body=None, key=None, headers=None):
        """`key` is the Idempotency-Key."""
        fields = dict(headers or {})
        if self.key:
            fields["Authorization"] = f"Bearer {self.key}"
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
        if key is not None:
            fields["Idempotency-Key"] = key
        try:
            self._connection.request(method, path, body=body, headers=fields)
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise Lost(str(error)) from error
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, content)

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def close(self):
        self._connection.close()
