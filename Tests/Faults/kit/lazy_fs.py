#!/usr/bin/env python3
"""A FUSE file system that keeps un-synced pages in memory: lazy_fs.py SOURCE TARGET.

Writing `all` to TARGET/.crash drops every un-synced page; writing anything else drops about
half of them (the text is the seed), as a kernel would that had written some back in any order.
"""

import os
import random
import sys
import threading

from mfusepy import FUSE, FuseOSError, Operations

PAGE = 4096
FIELDS = ("st_atime", "st_ctime", "st_gid", "st_mode", "st_mtime", "st_nlink", "st_size",
          "st_uid")


class LazyFS(Operations):
    """Names, sizes of synced files and renames go through at once; pages wait for a sync."""

    def __init__(self, root):
        self.root, self.dirty, self.sizes = root, {}, {}
        self.lock = threading.RLock()

    def real(self, path):
        return os.path.join(self.root, path.lstrip("/"))

    def size(self, path):
        known = self.sizes.get(path)
        return os.path.getsize(self.real(path)) if known is None else known

    def getattr(self, path, fh=None):
        if path == "/.crash":
            return {"st_mode": 0o100666, "st_size": 0, "st_nlink": 1}
        try:
            status = os.lstat(self.real(path))
        except OSError as error:
            raise FuseOSError(error.errno) from error
        found = {key: getattr(status, key) for key in FIELDS}
        if path in self.sizes:
            found["st_size"] = self.sizes[path]
        return found

    def readdir(self, path, fh):
        return [".", "..", *os.listdir(self.real(path))]

    def mkdir(self, path, mode):
        os.mkdir(self.real(path), mode)

    def rmdir(self, path):
        os.rmdir(self.real(path))

    def chmod(self, path, mode):
        os.chmod(self.real(path), mode)

    def unlink(self, path):
        with self.lock:
            self.forget(path)
            os.unlink(self.real(path))

    def forget(self, path):
        self.sizes.pop(path, None)
        for key in [key for key in self.dirty if key[0] == path]:
            del self.dirty[key]

    def rename(self, old, new):
        with self.lock:
            self.forget(new)
            os.rename(self.real(old), self.real(new))
            if old in self.sizes:
                self.sizes[new] = self.sizes.pop(old)
            for key in [key for key in self.dirty if key[0] == old]:
                self.dirty[(new, key[1])] = self.dirty.pop(key)

    def create(self, path, mode, fi=None):
        return os.open(self.real(path), os.O_RDWR | os.O_CREAT, mode)

    def open(self, path, flags):
        return 0 if path == "/.crash" else os.open(self.real(path), os.O_RDWR)

    def truncate(self, path, length, fh=None):
        if path == "/.crash":
            return
        with self.lock:
            self.flush_pages(path)
            os.truncate(self.real(path), length)

    def page(self, path, number):
        key = (path, number)
        if key in self.dirty:
            return self.dirty[key]
        with open(self.real(path), "rb") as file:
            file.seek(number * PAGE)
            data = file.read(PAGE)
        return bytearray(data + bytes(PAGE - len(data)))

    def read(self, path, size, offset, fh):
        with self.lock:
            size, out = max(0, min(size, self.size(path) - offset)), bytearray()
            if not any(key[0] == path for key in self.dirty):
                data = os.pread(fh, size, offset)
                return data + bytes(size - len(data))
            while size > 0:
                start = offset % PAGE
                part = self.page(path, offset // PAGE)[start:start + size]
                out += part
                offset, size = offset + len(part), size - len(part)
            return bytes(out)

    def write(self, path, data, offset, fh):
        with self.lock:
            if path == "/.crash":
                self.crash(data.decode().strip())
                return len(data)
            size, done = self.size(path), 0
            while done < len(data):
                number, start = divmod(offset + done, PAGE)
                page = self.page(path, number)
                count = min(PAGE - start, len(data) - done)
                page[start:start + count] = data[done:done + count]
                self.dirty[(path, number)] = page
                done += count
            self.sizes[path] = max(size, offset + len(data))
            return len(data)

    def flush_pages(self, path):
        keys = sorted(key for key in self.dirty if key[0] == path)
        if not keys and path not in self.sizes:
            return
        size = self.size(path)
        self.sizes.pop(path, None)
        with open(self.real(path), "r+b") as file:
            for key in keys:
                file.seek(key[1] * PAGE)
                file.write(bytes(self.dirty.pop(key))[:max(0, size - key[1] * PAGE)])
            file.truncate(size)

    def fsync(self, path, datasync, fh):
        with self.lock:
            self.flush_pages(path)
        return 0

    def fsyncdir(self, path, datasync, fh):
        return 0

    def crash(self, mode):
        dice = random.Random(mode)
        for path, number in list(self.dirty):
            if mode != "all" and dice.random() < 0.5:
                with open(self.real(path), "r+b") as file:
                    file.seek(number * PAGE)
                    file.write(bytes(self.dirty[(path, number)]))
        self.dirty.clear()
        self.sizes.clear()

    def release(self, path, fh):
        if fh:
            os.close(fh)
        return 0


if __name__ == "__main__":
    FUSE(LazyFS(sys.argv[1]), sys.argv[2], foreground=True, nothreads=True, direct_io=True)
