"""A webhook receiver that behaves in every way in which receivers misbehave.

It reads commands from standard input and writes one JSON object for each line to standard output. The first line
says on which ports it listens and where the certificate of its authority is; each request that arrives is a line
of its own, with what the reference library of Standard Webhooks says about its signature. It ends when its
standard input does.

The path of a request chooses the behaviour: `/status/503` answers so, `/hang` never does, and so on (`behave`).
The port chooses the certificate (`certificates`).
"""

import asyncio
import base64
import datetime
import json
import os
import signal
import socket
import ssl
import struct
import sys
import tempfile

import trustme
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

SECRETS = {
    "first": "whsec_" + base64.b64encode(b"first key of the test, 32 bytes!").decode(),
    "second": "whsec_" + base64.b64encode(b"second key of the test, 32 bytes").decode(),
}


def say(message):
    print(json.dumps(message), flush=True)


def verified_by(headers, body):
    """The names of the secrets with which the reference library accepts the request."""
    names = []
    for name, secret in SECRETS.items():
        try:
            Webhook(secret).verify(body, headers)
            names.append(name)
        except (WebhookVerificationError, KeyError):
            pass
    return names


async def read_request(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ", 2)
    headers = dict((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:] if line))
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return method, target, headers, body


def head(status, *headers):
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *headers, "", ""]).encode("latin-1")


def reset(writer):
    """Closes with RST rather than FIN."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def endless(writer, piece, pause=0):
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def behave(target, headers, body, writer):
    """Answers one request; returns whether the connection may carry another."""
    kind, _, rest = target.split("?")[0].strip("/").partition("/")
    if kind == "status":
        writer.write(head(rest, "Content-Length: 0"))
    elif kind == "retry-after":
        writer.write(head(503, "Content-Length: 0", "Retry-After: " + rest.replace("_", " ")))
    elif kind == "redirect":
        writer.write(head(rest, "Content-Length: 0", f"Location: https://127.0.0.1:{headers['host'].split(':')[1]}/status/200"))
    elif kind == "echo":
        answer = json.dumps({"target": target, "headers": headers}).encode()
        writer.write(head(200, f"Content-Length: {len(answer)}") + answer)
    elif kind == "informational":
        await endless(writer, head(103, "Link: </style.css>"), 0.05)
    elif kind == "hang":
        await asyncio.sleep(3600)
    elif kind == "half-head":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-")
        await writer.drain()
        await asyncio.sleep(3600)
    elif kind == "drip":
        await endless(writer, b"H", 0.05)
    elif kind == "endless-head":
        writer.write(b"HTTP/1.1 200 OK\r\n")
        # So long that the answer has too many bytes before it has too many headers.
        await endless(writer, b"X-Filler: " + b"x" * 8000 + b"\r\n")
    elif kind == "many-headers":
        writer.write(b"HTTP/1.1 200 OK\r\n")
        await endless(writer, b"X: y\r\n" * 10)
    elif kind == "endless-body":
        writer.write(head(200))
        await endless(writer, b"endless " * 1000)
    elif kind == "hang-in-body":
        writer.write(head(200, "Content-Length: 1000") + b"half an answer")
        await writer.drain()
        await asyncio.sleep(3600)
    elif kind == "short-body":
        writer.write(head(200, "Content-Length: 1000") + b"half an answer")
        return False
    elif kind == "gzip":
        writer.write(head(200, "Content-Encoding: gzip", "Content-Length: 3") + b"\x1f\x8b\x08")
    elif kind == "garbage":
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        return False
    elif kind == "close":
        return False
    elif kind == "reset":
        reset(writer)
        return False
    elif kind == "late":
        await asyncio.sleep(float(rest))
        writer.write(head(200, "Content-Length: 0"))
    else:
        writer.write(head(404, "Content-Length: 0"))
    await writer.drain()
    return True


def serve(listener_name):
    async def connected(reader, writer):
        connection = writer.get_extra_info("peername")[1]
        try:
            while True:
                method, target, headers, body = await read_request(reader)
                say({
                    "listener": listener_name, "connection": connection, "method": method, "target": target,
                    "headers": headers, "body": body.decode(), "verified": verified_by(headers, body),
                })
                if not await behave(target, headers, body, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()
    return connected


def certificates(directory):
    """One TLS context for each listener, and the file of the authority that the relay is told to trust."""
    authority, stranger = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(os.path.join(directory, "authority.pem"))
    now = datetime.datetime.now(datetime.timezone.utc)
    yesterday = now - datetime.timedelta(days=1)
    tomorrow = now + datetime.timedelta(days=1)
    names = ("localhost", "127.0.0.1", "::1", "pinned.invalid")
    issued = {
        "good": authority.issue_cert(*names),
        "wrong-name": authority.issue_cert("elsewhere.example"),
        "expired": authority.issue_cert(*names, not_before=yesterday - datetime.timedelta(days=9), not_after=yesterday),
        "not-yet-valid": authority.issue_cert(*names, not_before=tomorrow, not_after=tomorrow + datetime.timedelta(days=9)),
        "stranger": stranger.issue_cert(*names),
        "old-tls": authority.issue_cert(*names),
    }
    contexts = {}
    for name, certificate in issued.items():
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(contexts[name])
    contexts["old-tls"].set_ciphers("ALL:@SECLEVEL=0")
    contexts["old-tls"].minimum_version = ssl.TLSVersion.TLSv1
    contexts["old-tls"].maximum_version = ssl.TLSVersion.TLSv1_1
    contexts["plain"] = None
    return contexts


async def hang_up(reader, writer):
    """Closes in the middle of the handshake."""
    await reader.read(1)
    reset(writer)


async def never(reader, writer):
    """Accepts the connection and never says a word."""
    await asyncio.sleep(3600)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    with tempfile.TemporaryDirectory() as directory:
        ports = {}
        servers = []
        for name, context in certificates(directory).items():
            servers.append(await asyncio.start_server(serve(name), "127.0.0.1", 0, ssl=context))
            ports[name] = servers[-1].sockets[0].getsockname()[1]
        for name, handler in (("hang-up", hang_up), ("silent", never)):
            servers.append(await asyncio.start_server(handler, "127.0.0.1", 0))
            ports[name] = servers[-1].sockets[0].getsockname()[1]
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            ports["closed"] = closed.getsockname()[1]
        say({"ports": ports, "authority": os.path.join(directory, "authority.pem"), "secrets": SECRETS})
        ended = loop.create_future()
        loop.add_signal_handler(signal.SIGTERM, ended.cancel)
        # A test's threads block signals, and its children inherit that.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        await asyncio.wait([ended, loop.run_in_executor(None, sys.stdin.read)], return_when=asyncio.FIRST_COMPLETED)
    os._exit(0)


asyncio.run(main())
