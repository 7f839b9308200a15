"""A webhook receiver that fails half of what it is asked, in several ways, as a seed decides. It prints its port, then for
each request a line of JSON with the id, the digest of the body and whether it was taken. It serves one connection at a
time, so that its lines stand in the order in which the requests were made."""

import hashlib
import http.server
import json
import random
import sys

FAILURES = ["500", "503", "429", "408", "425", "close", "garbage"]
choose = random.Random(int(sys.argv[1]))


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = "204" if choose.random() < 0.5 else choose.choice(FAILURES)
        print(json.dumps({
            "id": self.headers["webhook-id"], "digest": hashlib.sha256(body).hexdigest(), "taken": answer == "204",
        }), flush=True)
        if answer == "close":
            self.close_connection = True
        elif answer == "garbage":
            self.wfile.write(b"no HTTP at all\r\n\r\n")
            self.close_connection = True
        else:
            self.send_response(int(answer))
            self.send_header("Content-Length", "0")
            if answer == "429":
                self.send_header("Retry-After", "0")
            self.end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.HTTPServer):
    def handle_error(self, *_):
        """A relay that is killed resets its connection."""


server = Server(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
