"""A webhook receiver that repeats whatever it is sent, in every part of an answer that may be repeated. It prints its port,
then a line for each request."""

import http.server
import sys


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    count = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Receiver.count += 1
        print(self.path, flush=True)
        token = self.headers.get("Authorization", "").split()[-1:]
        everything = f"wrong token {token}\n{self.path}\n{self.headers}\n".encode() + body
        line = everything.replace(b"\r", b" ").replace(b"\n", b" ")
        kind = Receiver.count % 5
        if kind == 0:
            self.wfile.write(b"HTTP/1.1 500 " + line + b"\r\nContent-Length: 0\r\n\r\n")
        elif kind == 1:
            self.wfile.write(b"HTTP/1.1 503 No\r\nRetry-After: " + line + b"\r\nContent-Length: 0\r\n\r\n")
        elif kind == 2:
            self.wfile.write(line + b"\r\n\r\n")
            self.close_connection = True
        else:
            answer = (b"x" * (4_080 - len(everything) // 2) if kind == 3 else b"") + everything
            self.wfile.write(b"HTTP/1.1 500 No\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    sys.exit(0)
