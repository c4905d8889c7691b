"""Simulated time, and what is to happen then."""

import asyncio
import heapq
import itertools
import time


class Clock:
    """Seconds since 1970 that pass `scale` times as fast, and can be moved on."""

    def __init__(self, scale=1.0):
        self.scale = scale
        self._began = time.monotonic()
        self._base = time.time()
        self._due = []
        self._numbers = itertools.count()
        self._changed = asyncio.Event()

    def now(self):
        return self._base + (time.monotonic() - self._began) * self.scale

    def after(self, seconds, action):
        """Runs `action` once, so many simulated seconds from now."""
        heapq.heappush(self._due, (self.now() + seconds, next(self._numbers), action))
        self._changed.set()

    def advance(self, seconds):
        """Moves the time on, and does what has come due, in its order."""
        self._base += seconds
        self._run_due()
        self._changed.set()

    @property
    def pending(self):
        return len(self._due)

    def _run_due(self):
        while self._due and self._due[0][0] <= self.now():
            heapq.heappop(self._due)[2]()

    async def run(self):
        while True:
            self._run_due()
            wait = None
            if self._due:
                wait = max(0.0, (self._due[0][0] - self.now()) / self.scale)
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), wait)
            except asyncio.TimeoutError:
                pass
