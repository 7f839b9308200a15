"""Receives webhooks: receiver.py FILE PORT writes a line of JSON for each request.
receiver.py --verify FILE FIRST SECOND says with which of two secrets each was signed (Standard Webhooks 1.0).
receiver.py --metrics SOCKET prints what a Unix socket answers to a scrape."""

import base64
import hashlib
import hmac
import http.server
import json
import socket
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with open(sys.argv[1], "a") as file:
            file.write(json.dumps({"headers": headers, "body": body.decode()}) + "\n")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def signature(secret, request):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    headers = request["headers"]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{request['body']}"
    return "v1," + base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest()).decode()


if sys.argv[1] == "--verify":
    secrets = {"first": sys.argv[3], "second": sys.argv[4]}
    for line in open(sys.argv[2]):
        request = json.loads(line)
        signatures = request["headers"]["webhook-signature"].split()
        names = [name for name, secret in secrets.items() if signature(secret, request) in signatures]
        print(" ".join(names) or "neither")
elif sys.argv[1] == "--metrics":
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(sys.argv[2])
        connection.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        while piece := connection.recv(65536):
            print(piece.decode(), end="")
else:
    http.server.HTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
