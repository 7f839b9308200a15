"""Receives webhooks of every format and says of each, on a line of JSON, what the reference libraries make of it: whether
Standard Webhooks accepts the signature, which event CloudEvents reads. With the path of an Alertmanager as its argument it
runs that too, which in turn sends to `/from-alertmanager`.

The first line is the ports: `{"port": 1, "alertmanager": 2}`. Everything ends with this process.
"""

import ctypes
import http.server
import json
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from cloudevents.http import from_http
from standardwebhooks.webhooks import Webhook

SECRET = sys.argv[1]
PRINTING = threading.Lock()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = {"path": self.path, "headers": headers, "body": json.loads(body), "verified": False, "event": None}
        try:
            Webhook(SECRET).verify(body, headers)
            said["verified"] = True
        except Exception:
            pass
        if "cloudevents" in headers["content-type"]:
            event = from_http(headers, body)
            said["event"] = {"id": event["id"], "source": event["source"], "type": event["type"], "data": event.data}
        with PRINTING:
            print(json.dumps(said), flush=True)
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def start_alertmanager(program, receiver, folder):
    port = free_port()
    with open(f"{folder}/alertmanager.yml", "w") as file:
        file.write(f"""
route:
  receiver: desk
  group_by: [alert_id]
  group_wait: 0s
  group_interval: 1s
receivers:
  - name: desk
    webhook_configs:
      - url: http://127.0.0.1:{receiver}/from-alertmanager
""")
    subprocess.Popen(
        [program, f"--config.file={folder}/alertmanager.yml", f"--storage.path={folder}/data",
         f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=1)
            return port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Alertmanager does not become ready")


with tempfile.TemporaryDirectory() as folder:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    ports = {"port": server.server_port}
    if len(sys.argv) > 2:
        ports["alertmanager"] = start_alertmanager(sys.argv[2], server.server_port, folder)
    print(json.dumps(ports), flush=True)
    server.serve_forever()
