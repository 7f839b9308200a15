"""Receivers that misbehave, one for each path and one for each listener. The protocol with the test is that of
`receiver.py`: the first line says on which ports it listens, each request that arrives whole is a line of its own.

`answers` is the table of what is sent for a path as it stands; `acts` is what takes time or a socket of its own.
"""

import asyncio
import datetime
import gzip
import ipaddress
import json
import os
import queue
import signal
import socket
import ssl
import struct
import sys
import tempfile
import threading

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BOMB = gzip.compress(bytes(32 << 20), 9)
OK = b"HTTP/1.1 200 OK\r\n"
EMPTY = b"Content-Length: 0\r\n\r\n"


# A test reads what was said when it is done with something else: who serves must not wait for that.
unsaid = queue.SimpleQueue()


def say(message):
    unsaid.put(json.dumps(message))


def speak():
    while True:
        print(unsaid.get(), flush=True)


def status(line):
    return b"HTTP/1.1 " + line.encode() + b"\r\n" + EMPTY


def retry_after(*values):
    return b"HTTP/1.1 503 No\r\n" + b"".join(b"Retry-After: " + value + b"\r\n" for value in values) + EMPTY


def redirect(code, location):
    return f"HTTP/1.1 {code} Moved\r\nLocation: {location}\r\n".encode() + EMPTY


# Sent at once; then the connection is closed, unless the name begins with `keep-`.
ANSWERS = {
    "keep-early-hint": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + EMPTY,
    "keep-continue": b"HTTP/1.1 100 Continue\r\n\r\n" + OK + EMPTY,
    "switching": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nrest",
    "two-lengths": OK + b"Content-Length: 2\r\nContent-Length: 5\r\n\r\nhello",
    "length-and-chunked": OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative-length": OK + b"Content-Length: -1\r\n\r\n",
    "huge-length": OK + b"Content-Length: 99999999999999999999999\r\n\r\n",
    "worded-length": OK + b"Content-Length: five\r\n\r\nhello",
    "length-of-more": OK + b"Content-Length: 1000\r\n\r\nhalf",
    "more-than-length": OK + b"Content-Length: 2\r\n\r\nhello, and HTTP/1.1 500 No\r\n\r\n",
    "gzip-bomb": OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB,
    "deflate-lie": OK + b"Content-Encoding: deflate, br, zstd\r\nContent-Length: 4\r\n\r\n\0\1\2\3",
    "until-close": OK + b"\r\nuntil the end",
    "bad-chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "huge-chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello",
    "no-last-chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "trailers": OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX-Status: 500\r\n\r\n",
    "no-status": b"HTTP/1.1 \r\n" + EMPTY,
    "worded-status": b"HTTP/1.1 OK OK\r\n" + EMPTY,
    "long-status": b"HTTP/1.1 20000 OK\r\n" + EMPTY,
    "short-status": b"HTTP/1.1 2 OK\r\n" + EMPTY,
    "no-version": b"HTTP 200 OK\r\n" + EMPTY,
    "http-09": b"<html>welcome</html>",
    "http-10": b"HTTP/1.0 200 OK\r\n\r\nold",
    "http-2": b"HTTP/2.0 200 OK\r\n" + EMPTY,
    "http-2-frames": b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80\0\4\0\1\0\0\0\5\0\xff\xff\xff",
    "icy": b"ICY 200 OK\r\n\r\n",
    "banner": b"SSH-2.0-OpenSSH_9.2\r\n",
    "nothing": b"",
    "zeros": bytes(4096),
    "noise": bytes(range(256)) * 16,
    "nul-in-header": OK + b"X-A: a\0b\r\n" + EMPTY,
    "blank-in-name": OK + b"X A: b\r\n" + EMPTY,
    "no-colon": OK + b"just words\r\n" + EMPTY,
    "folded": OK + b"X-A: a\r\n b\r\n" + EMPTY,
    "bare-line-feeds": b"HTTP/1.1 200 OK\nContent-Length: 0\n\n",
    "long-header": OK + b"X-A: " + b"a" * (1 << 20) + b"\r\n" + EMPTY,
    "many-headers": OK + b"X-A: b\r\n" * 50_000 + EMPTY,
    "escapes": b"HTTP/1.1 500 No\r\nContent-Length: 21\r\n\r\n\x1b[31mred\x07\r\nline\xe2\x80\xaeback",
    "not-text": b"HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\n\xff\xfe\x80\x81",
    "redirect-loopback": redirect(301, "https://127.0.0.1/"),
    "redirect-metadata": redirect(302, "http://169.254.169.254/latest/meta-data/"),
    "redirect-file": redirect(303, "file:///etc/passwd"),
    "redirect-self": redirect(307, "/redirect-self"),
    "redirect-nowhere": redirect(308, ""),
    "retry-after-huge": retry_after(b"9" * 40),
    "retry-after-negative": retry_after(b"-5"),
    "retry-after-words": retry_after(b"tomorrow"),
    "retry-after-date": retry_after(b"Fri, 31 Dec 9999 23:59:59 GMT"),
    "retry-after-past": retry_after(b"Thu, 01 Jan 1970 00:00:00 GMT"),
    "retry-after-twice": retry_after(b"1", b"2"),
}


def reset(writer):
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def endless(writer, piece, pause=0.002):
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def act(name, writer):
    """What takes time; `False` when there is no such behaviour."""
    if name == "hang":
        await asyncio.sleep(3600)
    elif name == "half-status-line":
        writer.write(b"HTTP/1.1 20")
        await asyncio.sleep(3600)
    elif name == "half-header":
        writer.write(OK + b"Content-Le")
        await asyncio.sleep(3600)
    elif name == "slow-head":
        for byte in OK * 100:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(1)
    elif name == "slow-body":
        writer.write(OK + b"Content-Length: 1000\r\n\r\n")
        await endless(writer, b"x", 1)
    elif name == "hanging-body":
        writer.write(OK + b"Content-Length: 1000\r\n\r\nhalf")
        await asyncio.sleep(3600)
    elif name == "endless-body":
        writer.write(OK + b"\r\n")
        await endless(writer, b"endless " * 1000)
    elif name == "endless-chunks":
        writer.write(b"HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n")
        await endless(writer, b"8\r\nendless \r\n" * 100)
    elif name == "endless-extension":
        writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n1;")
        await endless(writer, b"x" * 8192)
    elif name == "endless-headers":
        writer.write(OK)
        await endless(writer, b"X-Filler: " + b"x" * 1000 + b"\r\n")
    elif name == "endless-reason":
        writer.write(b"HTTP/1.1 200 ")
        await endless(writer, b"OK " * 1000)
    elif name == "hint-storm":
        await endless(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
    elif name == "late":
        await asyncio.sleep(30)
        writer.write(OK + EMPTY)
    elif name == "slow-in-time":
        for byte in OK + EMPTY:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.005)
    elif name == "reset":
        reset(writer)
    elif name == "reset-after-answer":
        writer.write(OK + EMPTY)
        await writer.drain()
        await asyncio.sleep(0.2)
        reset(writer)
    elif name == "reset-in-body":
        writer.write(OK + b"Content-Length: 1000\r\n\r\nhalf")
        await writer.drain()
        await asyncio.sleep(0.2)
        reset(writer)
    else:
        return False
    return True


async def read_head(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict((n.lower(), v.strip()) for n, _, v in (line.partition(":") for line in head[1:] if line))
    return head[0].split(" ")[1], headers


async def exchange(name, reader, writer):
    """One request; returns whether there may be another on the connection."""
    target, headers = await read_head(reader)
    behaviour = target.strip("/")
    if behaviour == "early-answer":  # before the body is read, which then is not
        writer.write(status("413 Too Large") if headers.get("x-large") else OK + EMPTY)
        await writer.drain()
        return False
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    say({"listener": name, "connection": writer.get_extra_info("peername")[1], "method": "POST", "target": target,
         "headers": headers, "body": body.decode(), "verified": []})
    if behaviour.startswith("status-"):
        writer.write(status(behaviour.removeprefix("status-") + " Said"))
    elif behaviour == "closes":  # says nothing of it
        writer.write(OK + EMPTY)
        await writer.drain()
        return False
    elif behaviour == "two-answers":
        writer.write(OK + EMPTY + status("410 Gone"))
    elif behaviour in ANSWERS:
        writer.write(ANSWERS[behaviour])
        await writer.drain()
        return behaviour.startswith("keep-")
    elif not await act(behaviour, writer):
        writer.write(status("404 Not Found"))
    await writer.drain()
    return True


def serve(name):
    async def connected(reader, writer):
        try:
            while await exchange(name, reader, writer):
                pass
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ssl.SSLError, ValueError):
            pass
        finally:
            writer.close()
    return connected


# MARK: listeners without an answer


async def never(reader, writer):
    await asyncio.sleep(3600)


async def reset_at_once(reader, writer):
    reset(writer)


async def hang_up_in_hello(reader, writer):
    await reader.read(1)
    writer.close()


async def reset_in_hello(reader, writer):
    await reader.read(1)
    reset(writer)


async def plain_text(reader, writer):
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\nthe plain HTTP request was sent to an HTTPS port")
    await writer.drain()
    writer.close()


async def noise(reader, writer):
    await reader.read(1)
    writer.write(bytes(range(256)) * 16)
    await writer.drain()
    writer.close()


async def slow_hello(reader, writer):
    """The header of a handshake record of 16 KB, and then a byte a second."""
    writer.write(b"\x16\x03\x03\x40\x00")
    await endless(writer, b"\x02", 1)


async def fatal_alert(reader, writer):
    await reader.read(1)
    writer.write(b"\x15\x03\x03\x00\x02\x02\x28")
    await writer.drain()
    writer.close()


# MARK: certificates


def own(directory, name, purpose=None, alternative=True, authority=None):
    """A TLS context with a certificate that trustme would not issue."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    issuer, signer = subject, key
    if authority:
        issuer = authority._certificate.subject
        signer = authority._private_key
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if alternative:
        names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    certificate = builder.sign(signer, hashes.SHA256())
    path = os.path.join(directory, name + ".pem")
    with open(path, "wb") as file:
        file.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def issued(authority, *names, **options):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)
    return context


def contexts(directory):
    authority, stranger = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(os.path.join(directory, "authority.pem"))
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)
    here = ("localhost", "127.0.0.1")
    made = {
        "good": issued(authority, *here),
        "wrong-name": issued(authority, "elsewhere.example"),
        "wrong-address": issued(authority, "localhost", "127.0.0.2"),
        "name-within": issued(authority, "localhost.example", "xlocalhost"),
        "wildcard": issued(authority, "*.localhost"),
        "expired": issued(authority, *here, not_before=now - 9 * day, not_after=now - day),
        "not-yet-valid": issued(authority, *here, not_before=now + day, not_after=now + 9 * day),
        "unknown-authority": issued(stranger, *here),
        "self-signed": own(directory, "self-signed"),
        "for-clients": own(directory, "for-clients", ExtendedKeyUsageOID.CLIENT_AUTH, authority=authority),
        "common-name-only": own(directory, "common-name-only", alternative=False, authority=authority),
        "tls-1.0": issued(authority, *here),
        "tls-1.1": issued(authority, *here),
        "wants-a-certificate": issued(authority, *here),
        "by-name": issued(authority, "elsewhere.example"),
    }
    for name, version in (("tls-1.0", ssl.TLSVersion.TLSv1), ("tls-1.1", ssl.TLSVersion.TLSv1_1)):
        made[name].set_ciphers("ALL:@SECLEVEL=0")
        made[name].minimum_version = version
        made[name].maximum_version = version
    made["wants-a-certificate"].verify_mode = ssl.CERT_REQUIRED
    made["wants-a-certificate"].maximum_version = ssl.TLSVersion.TLSv1_2
    # The right certificate only for who asks for the right name (SNI).
    right = issued(authority, *here)

    def choose(connection, asked, context):
        if asked == "localhost":
            connection.context = right
    made["by-name"].sni_callback = choose
    return made


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: None)
    with tempfile.TemporaryDirectory() as directory:
        ports = {}

        async def listen(name, handler, context=None):
            server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context, limit=1 << 20)
            ports[name] = server.sockets[0].getsockname()[1]
            return server

        servers = [await listen(name, serve(name), context) for name, context in contexts(directory).items()]
        servers.append(await listen("plain", serve("plain")))
        for name, handler in (
            ("silent", never), ("reset", reset_at_once), ("hang-up", hang_up_in_hello), ("hello-reset", reset_in_hello),
            ("plain-text", plain_text), ("noise", noise), ("slow-hello", slow_hello), ("fatal-alert", fatal_alert),
        ):
            servers.append(await listen(name, handler))
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            ports["closed"] = closed.getsockname()[1]
        say({"ports": ports, "authority": os.path.join(directory, "authority.pem"), "secrets": {}})
        ended = loop.create_future()
        loop.add_signal_handler(signal.SIGTERM, ended.cancel)
        # A test's threads block signals, and its children inherit that.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        await asyncio.wait([ended, loop.run_in_executor(None, sys.stdin.read)], return_when=asyncio.FIRST_COMPLETED)
    os._exit(0)


threading.Thread(target=speak, daemon=True).start()
asyncio.run(main())
