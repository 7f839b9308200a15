"""What delivering costs: the relay against a bare loop over the same HTTP client, and the judge with a long queue."""

import contextlib
import http.server
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time

import filings
from measuring import Figure, against, run

BODY_BYTES = 2_000
QUEUE = 100_000


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.wfile.write(b"HTTP/1.1 204 No Content\r\n\r\n")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def receiver():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


# The relay, with this program as its judge.


def relay(bench):
    """The same requests, one after the other: what the relay adds is the socket, the policy, the signature."""
    count = bench.count(5_000, 500)
    floor, product = [], []
    with receiver() as port:
        url = f"http://127.0.0.1:{port}/hook"
        for _ in range(bench.rounds):
            said = json.loads(run(bench.build / "relay-floor", url, count, BODY_BYTES).stdout)
            floor.append(said["cpu_seconds"] / count * 1e6)
            product.append(relay_microseconds(bench, url, count))
    yield against("relay, one webhook (CPU µs)", min(product), min(floor), 1.2)


def relay_microseconds(bench, url, count):
    body = '{"x":"' + "x" * (BODY_BYTES - 8) + '"}'
    request = {
        "delivery": 0, "destination": "desk", "url": {"text": url},
        "secrets": [{"text": "a secret of the bench"}], "identifier": "ia1_bench-1",
        "contentType": "application/json", "headers": [], "body": body, "insertions": [], "timeout": 15,
        "allowedNetworks": ["127.0.0.0/8"],
    }
    line = json.dumps(request).encode() + b"\n"
    with tempfile.TemporaryDirectory() as folder:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(f"{folder}/judge")
        listener.listen()
        process = subprocess.Popen(
            [bench.build / "insiderd-relay", "--socket", f"{folder}/judge"], stderr=subprocess.DEVNULL)
        judge = listener.accept()[0].makefile("rwb")
        judge.readline()

        def perform():
            judge.write(line)
            judge.flush()
            reply = json.loads(judge.readline())
            if reply["outcome"].get("answered", {}).get("status") != 204:
                raise SystemExit(f"the relay said {reply}")

        perform()
        before = processor_seconds(process.pid)
        for _ in range(count):
            perform()
        used = processor_seconds(process.pid) - before
        process.terminate()
        process.wait()
    return used / count * 1e6


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# The judge, when nobody takes what it has for a destination.


def queue(bench):
    """The same backlog with an empty queue and with a hundred thousand deliveries in it; nothing takes them."""
    count = bench.count(5_000, 500)
    backlog = filings.write(bench.data / "queued", count)
    empty, full = [], []
    for _ in range(bench.rounds):
        empty.append(judged(bench, backlog, 0))
        full.append(judged(bench, backlog, QUEUE))
    seconds = [min(result[0] for result in results) for results in (full, empty)]
    megabytes = [min(result[1] for result in results) for results in (full, empty)]
    yield against(f"judge, {QUEUE:,} deliveries wait (ms)", seconds[0] * 1e3, seconds[1] * 1e3, 1.1)
    yield against("the same, at most resident (MB)", megabytes[0], megabytes[1], 1.1)


def judged(bench, backlog, queued):
    """Seconds and megabytes of one run over a backlog, with so many deliveries queued before."""
    with tempfile.TemporaryDirectory(dir=bench.data) as folder:
        folder = pathlib.Path(folder)
        (folder / "rules").mkdir()
        (folder / "none").mkdir()
        (folder / "rules" / "desk.rules").write_text(
            'rule every { match transaction notify desk }\n'
            'webhook desk { url "http://127.0.0.1:9/" allow "127.0.0.0/8" }\n')
        options = ["--once", "--after", "keep", "--state", folder / "state", "--rules", folder / "rules",
                   "--relay", "none", "--journal", "off", "--json"]
        run(bench.insiderd, "run", "--inbox", folder / "none", *options)
        fill(folder / "state" / "ledger.db", queued)
        command = [bench.insiderd, "run", "--inbox", backlog, *options]
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - began
        if status != 0:
            raise SystemExit(f"the judge ended with {status}")
        return elapsed, usage.ru_maxrss / 1024


def fill(path, count):
    body = b'{"x":"' + b"x" * BODY_BYTES + b'"}'
    with contextlib.closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.executemany(
            "INSERT INTO delivery (alert, revision, destination, state, body, attempts, due, interval)"
            " VALUES (?, 1, 'desk', 'pending', ?, 0, 0, 0)", ((f"ia1_{number}", body) for number in range(count)))


MEASUREMENTS = [relay, queue]
