#!/usr/bin/env python3
"""Tickets: QR codes read back by zbarimg, tickets against OpenSSL and a second writer of them."""

import base64
import hashlib
import os
import random
import re
import stat
import subprocess
import tempfile

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation
from kit.report import Report, arguments, need, run

PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Bench:
    """A place for files, and the program."""

    def __init__(self, binary, root):
        self.binary = binary
        self.root = root
        self.data = self.path("data")

    def path(self, name):
        return os.path.join(self.root, name)

    def seatgrid(self, *words, given=None):
        return subprocess.run([self.binary, *words], capture_output=True, input=given, timeout=120)

    def draw(self, text, name, *words):
        done = self.seatgrid("ticket", "draw", "-", "--out", self.path(name), *words,
                             given=text.encode() + b"\n")
        if done.returncode != 0:
            raise Violation(f"draw {text[:80]!r}: {done.stderr.decode()}")
        return self.path(name)

    def verify(self, ticket, *words):
        given = ticket if isinstance(ticket, bytes) else ticket.encode()
        return self.seatgrid("ticket", "verify", *words, "-", given=given)


def read_back(image):
    done = subprocess.run(["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", image],
                          capture_output=True, timeout=120)
    return done.stdout.decode()[:-1] if done.returncode == 0 else None


def bitmap(svg, target, scale=4):
    """Draws the one path of our SVG as a PBM."""
    with open(svg, encoding="utf-8") as source:
        text = source.read()
    edge = int(re.search(r'viewBox="0 0 (\d+) ', text).group(1))
    rows = [["0"] * edge for _ in range(edge)]
    path = re.search(r'fill="#000" d="([^"]*)"', text).group(1)
    pieces = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    if "".join(f"M{x} {y}h{w}v1h-{b}z" for x, y, w, b in pieces) != path:
        raise Violation("an SVG path has something else in it than runs")
    for x, y, width, _ in pieces:
        for column in range(int(x), int(x) + int(width)):
            rows[int(y)][column] = "1"
    with open(target, "w", encoding="ascii") as out:
        out.write(f"P1\n{edge * scale} {edge * scale}\n")
        for row in rows:
            out.write(("".join(cell * scale for cell in row) + "\n") * scale)
    return target


def qr_codes(bench, rounds):
    need("zbarimg")
    dice = random.Random(6)
    alphabets = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", "abc{}\"~ ABC019",
                 "हिन्दी äöß€ abc")
    for number in range(rounds):
        letters = dice.choice(alphabets)
        length = dice.choice((dice.randrange(1, 40), dice.randrange(40, 400)))
        text = "x" + "".join(dice.choice(letters) for _ in range(length)) + "x"
        if letters is alphabets[0]:
            text = text.upper()
        level = dice.choice("lmqh")
        got = read_back(bench.draw(text, "code.png", "--level", level))
        if got != text:
            raise Violation(f"PNG {number}, level {level}: {text!r} reads {got!r}")
        got = read_back(bitmap(bench.draw(text, "code.svg", "--level", level),
                               bench.path("code.pbm")))
        if got != text:
            raise Violation(f"SVG {number}, level {level}: {text!r} reads {got!r}")
    return f"{rounds} texts, each as PNG and SVG"


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def payload(key_id, show, booking, seats, starts, issued, epoch):
    """By the description in TicketPayload+Coding.swift, not by its code."""
    out = bytes([1]) + key_id + booking + varint(epoch) + varint(starts) + varint(issued)
    out += varint(len(show)) + show.encode() + varint(len(seats))
    before = b""
    for seat in seats:
        label = seat.encode()
        shared = len(os.path.commonprefix([before, label]))
        out += varint(shared) + varint(len(label) - shared) + label[shared:]
        before = label
    return out


def sign(bench, data):
    """With OpenSSL and the node's secret."""
    with open(os.path.join(bench.data, "ticket.key"), "rb") as source:
        seed = source.read()
    with open(bench.path("secret.der"), "wb") as out:
        out.write(PKCS8 + seed)
    with open(bench.path("message"), "wb") as out:
        out.write(b"SeatGrid ticket 1\0" + data)
    return subprocess.run(
        ["openssl", "pkeyutl", "-sign", "-keyform", "DER", "-inkey", bench.path("secret.der"),
         "-rawin", "-in", bench.path("message")], capture_output=True, check=True).stdout


def public_keys(bench, *words):
    done = bench.seatgrid("ticket", "key", "--data", bench.data, *words)
    if done.returncode != 0:
        raise Violation(f"ticket key: {done.stderr.decode()}")
    with open(bench.path("door.pem"), "wb") as out:
        out.write(done.stdout)
    return re.findall(r"# key ([0-9a-f]{8})\n", done.stdout.decode())


def keys(bench):
    need("openssl")
    first = public_keys(bench)
    mode = stat.S_IMODE(os.stat(os.path.join(bench.data, "ticket.key")).st_mode)
    if len(first) != 1 or mode != 0o600 or public_keys(bench) != first:
        raise Violation(f"{first}, mode {mode:o}")
    der = subprocess.run(["openssl", "pkey", "-pubin", "-in", bench.path("door.pem"),
                          "-outform", "DER"], capture_output=True, check=True).stdout
    if hashlib.sha256(der[-32:]).hexdigest()[:8] != first[0]:
        raise Violation("the id of a key is not of its bytes")
    os.chmod(os.path.join(bench.data, "ticket.key"), 0o644)
    done = bench.seatgrid("ticket", "key", "--data", bench.data)
    os.chmod(os.path.join(bench.data, "ticket.key"), 0o600)
    if done.returncode != 77:
        raise Violation(f"a key that others may read: exit code {done.returncode}")


def make(bench, **changes):
    key_id = bytes.fromhex(public_keys(bench)[0])
    fields = {"show": "sh1", "booking": bytes(range(16)), "seats": ["A-1", "A-2", "Loge-ß-3"],
              "starts": 1_796_131_800_000, "issued": 1_795_000_000_123, "epoch": 2, **changes}
    data = payload(key_id, **fields)
    signed = data + sign(bench, data)
    return "SG1." + base64.b32encode(signed).decode().rstrip("=")


def good_ticket(bench):
    need("openssl", "zbarimg")
    ticket = make(bench)
    done = bench.verify(ticket, "--key", bench.path("door.pem"))
    number = int.from_bytes(bytes(range(16)), "big")
    booking = "bk_" + "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(26)))
    said = done.stdout.decode()
    for word in ("sh1", booking, "A-1, A-2, Loge-ß-3", "2026-12-01T13:30:00Z", "epoch      2"):
        if done.returncode != 0 or word not in said:
            raise Violation(f"{word} not in {said!r} {done.stderr.decode()}")
    again = read_back(bench.draw(ticket, "ticket.png"))
    if again != ticket or bench.verify(again, "--data", bench.data).returncode != 0:
        raise Violation("a ticket does not come back from its QR code")
    many = make(bench, seats=[f"Balcony-C-{number}" for number in range(1, 101)])
    if read_back(bench.draw(many, "many.png")) != many:
        raise Violation("a ticket of 100 seats does not come back from its QR code")


def refusals(bench):
    need("openssl")
    ticket = make(bench)
    public = bench.path("door.pem")
    other = bench.path("other.pem")
    with open(other, "wb") as out:
        subprocess.run("openssl genpkey -algorithm ed25519 | openssl pkey -pubout", shell=True,
                       stdout=out, check=True)
    forged = bytearray(base64.b32decode(ticket[4:] + "=" * (-len(ticket[4:]) % 8)))
    forged[-1] ^= 1
    cases = {
        "forged": ("SG1." + base64.b32encode(bytes(forged)).decode().rstrip("="), public),
        "unknown_key": (ticket, other),
        "unknown_version": ("SG9." + ticket[4:], public),
        "malformed": (ticket[:-9], public),
        "malformed ": ("A" * 40_000, public),
        "malformed  ": ("", public),
    }
    for code, (text, key) in cases.items():
        done = bench.verify(text, "--key", key)
        if done.returncode != 1 or f"refused: {code.strip()}: " not in done.stderr.decode():
            raise Violation(f"{code}: exit code {done.returncode}, {done.stderr.decode()}")
    for code, words in (("wrong_show", ("--show", "sh2")),
                        ("not_yet", ("--show", "sh1", "--opens-before", "0"))):
        far = make(bench, starts=4_000_000_000_000)
        done = bench.verify(far, "--key", public, *words)
        if done.returncode != 1 or f"refused: {code}: " not in done.stderr.decode():
            raise Violation(f"{code}: exit code {done.returncode}, {done.stderr.decode()}")
    with open(bench.path("none.pem"), "w", encoding="utf-8") as out:
        out.write("# no key yet\n")
    for words, wanted in ((("--key", bench.path("none")), 78), ((), 64),
                          (("--key", bench.path("secret.der")), 65),
                          (("--key", bench.path("none.pem")), 65)):
        done = bench.verify(ticket, *words)
        if done.returncode != wanted:
            raise Violation(f"{words}: exit code {done.returncode}, wanted {wanted}")


def tampered(bench, rounds):
    need("openssl")
    ticket = make(bench)
    dice = random.Random(7)
    for _ in range(rounds):
        place = dice.randrange(len(ticket))
        letter = dice.choice([c for c in "ABCXYZ27.a" if c != ticket[place]])
        text = ticket[:place] + letter + ticket[place + 1:]
        if bench.verify(text, "--key", bench.path("door.pem")).returncode != 1:
            raise Violation(f"taken though tampered with: {text}")
    return f"{rounds} tickets with one character changed"


def rotation(bench):
    need("openssl")
    before, old = make(bench), public_keys(bench)
    if public_keys(bench, "--rotate")[1:] != old:
        raise Violation("a rotation lost a public key")
    for ticket in (before, make(bench)):
        if bench.verify(ticket, "--key", bench.path("door.pem")).returncode != 0:
            raise Violation("a ticket is refused after a rotation")


def main():
    options = arguments(__doc__).parse_args()
    report = Report("tickets")
    rounds = 500 if options.long else 60
    with tempfile.TemporaryDirectory() as root:
        bench = Bench(options.binary, root)
        report.case("QR codes", lambda: qr_codes(bench, rounds))
        report.case("keys", lambda: keys(bench))
        report.case("a good ticket", lambda: good_ticket(bench))
        report.case("refusals", lambda: refusals(bench))
        report.case("tampered tickets", lambda: tampered(bench, rounds))
        report.case("rotation", lambda: rotation(bench))
    return report.finish()


if __name__ == "__main__":
    run(main)
