#!/usr/bin/env python3
"""What the server says of itself: OpenAPI, AsyncAPI, metrics, problem pages."""

import shutil
import subprocess

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation
from kit.report import Report, Skip, arguments, run
from kit.world import World

CODES = """invalid_request unauthorized forbidden not_found seat_not_found hold_not_found
booking_not_found seats_unavailable not_enough_together sold_out hold_expired cannot_extend
illegal_state idempotency_in_progress show_closed rule_violation idempotency_key_reused
rate_limited hold_limit unavailable not_owner read_only""".split()


def fetch(server, path, **headers):
    client = server.client()
    answer = client.get(path, **headers)
    client.close()
    if answer.status != 200:
        raise Violation(f"{path}: {answer.status} {answer.body[:200]!r}")
    return answer


def openapi(server):
    body = fetch(server, "/openapi.json").json
    if not body["openapi"].startswith("3.1"):
        raise Violation(f"OpenAPI {body['openapi']}")
    try:
        from openapi_spec_validator import validate
    except ImportError as error:
        raise Skip("no openapi-spec-validator") from error
    try:
        validate(body)
    except Exception as problem:  # Its many error classes share no base of their own.
        raise Violation(str(problem)[:500]) from problem
    return f"{len(body['paths'])} paths"


def asyncapi(server):
    body = fetch(server, "/asyncapi.json").json
    if not body["asyncapi"].startswith("3.") or not body.get("channels"):
        raise Violation(f"AsyncAPI {body['asyncapi']}, channels {body.get('channels')}")
    return f"{len(body['channels'])} channels"


def metrics(server):
    answer = fetch(server, "/metrics")
    text = answer.body.decode()
    if shutil.which("promtool"):
        done = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                              capture_output=True, timeout=60)
        if done.returncode != 0:
            raise Violation((done.stdout + done.stderr)[-500:])
        return "by promtool"
    try:
        from prometheus_client.parser import text_string_to_metric_families
    except ImportError as error:
        raise Skip("neither promtool nor prometheus_client") from error
    try:
        families = list(text_string_to_metric_families(text))
    except ValueError as problem:
        raise Violation(str(problem)) from problem
    untold = [family.name for family in families if not family.documentation]
    if untold or not families:
        raise Violation(f"{len(families)} metrics, without help: {untold}")
    return f"{len(families)} metrics, by prometheus_client"


def problems(server):
    for code in CODES:
        fetch(server, f"/problems/{code}")
    return f"{len(CODES)} pages"


def refusals(server):
    """Each has its status, its code, the request's id and the media type of RFC 9457."""
    wanted = [
        ("GET", "/v1/nowhere", None, {}, 404, "not_found"),
        ("GET", "/v1/shows/none/seats", None, {}, 404, "not_found"),
        ("GET", "/v1/shows/sh1/holds/hd_00000000000000000000000000", None, {}, 404,
         "hold_not_found"),
        ("POST", "/v1/shows/sh1/holds", b"{", {}, 400, "invalid_request"),
        ("POST", "/v1/shows/sh1/holds", b"{}", {}, 400, "invalid_request"),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":[]}', {}, 400, "invalid_request"),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":["A-1","A-1"]}', {}, 400, "invalid_request"),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":["A-1"],"x":1}', {}, 400, "invalid_request"),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":["Z-99"]}', {}, 404, "seat_not_found"),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":["A-1"]}', {"Content-Type": "text/plain"},
         415, None),
        ("POST", "/v1/shows/sh1/holds", b'{"seats":["' + b"A" * 70_000 + b'"]}', {}, 413, None),
        ("PUT", "/v1/shows/sh1/holds", b"{}", {}, 405, None),
        ("GET", "/v1/shows/sh1", None, {"Authorization": "Bearer wrong"}, 401, "unauthorized"),
    ]
    wrong = []
    for method, path, body, headers, status, code in wanted:
        client = server.client()
        if "Authorization" in headers:
            client.key = None
        answer = client.request(method, path, body,
                                headers={"X-Request-Id": "conformance-1", **headers})
        client.close()
        kind = answer.headers.get("content-type", "")
        named = answer.headers.get("x-request-id")
        if answer.status != status or (code and answer.code != code) \
                or not kind.startswith("application/problem+json") or named != "conformance-1":
            wrong.append(f"{method} {path[:60]} {(body or b'')[:40]!r}: {answer.status} "
                         f"{answer.code} {kind} {named}, wanted {status} {code}")
    if wrong:
        raise Violation("\n".join(wrong))
    return f"{len(wanted)} refusals"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("documents")
    with World(options.binary) as world:
        server = world.start(world.copy("documents"))
        for title, case in (("OpenAPI 3.1", openapi), ("AsyncAPI 3", asyncapi),
                            ("metrics", metrics), ("problem pages", problems),
                            ("refusals", refusals)):
            report.case(title, lambda: case(server))
    return report.finish()


if __name__ == "__main__":
    run(main)
