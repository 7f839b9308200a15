"""A webhook receiver: prints its port, then for each request a line of JSON with its id and its body. It answers only
after the line is written, so what was answered was recorded."""

import hashlib
import http.server
import json
import sys


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        record = {
            "webhook_id": self.headers["webhook-id"],
            "digest": hashlib.sha256(body).hexdigest(),
            "body": json.loads(body),
        }
        print(json.dumps(record), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    print(server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
