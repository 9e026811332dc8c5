#!/usr/bin/env python3
"""What people behind one address notice of a flood from it, and what connections cost the gateway in memory.

Usage: benchmarks/gateway-limits.py tabs|memory NGINX_CONF    Needs nginx and openssl (Debian packages).

NGINX_CONF is a rendered configuration. It runs with other paths and ports, its limits untouched, before a stand-in for
Flower that spends as much time on a request as the real one does. All clients are on the loopback address.
"""
import asyncio
import base64
import hashlib
import multiprocessing
import os
import pathlib
import re
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

PORT, FLOWER, TABS, SECONDS = 18443, 15555, 40, 20
# Measured on Flower 2.1: the seconds of its processor for a request without a session, and for the workers table with one.
REFUSED, ANSWERED = 0.00015, 0.00025
PEOPLE = [f"user{number}" for number in range(TABS + SECONDS + 1)]


def basic(user, password="right-password"):
    return "Authorization: Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def signature(number):
    return hashlib.sha256(str(number).encode()).hexdigest()


def session(number, start=""):
    return f"Cookie: user=2|1:0|10:1795249622|4:user|20:b3BzQGV4YW1wbGUuY29t|{start}{signature(number)[len(start):]}"


# Those of the people, and of the 1,000 that sign in.
TAKEN = {signature(number).encode(): number for number in range(1000)}


class Gateway:
    def __init__(self, rendered):
        text = pathlib.Path(rendered).read_text(encoding="ascii")
        self.oauth = "credentials.map" not in text
        self.host = re.search(r"X-Forwarded-Host ([^;]+);", text)[1]
        self.prefix = re.search(r"http://flower(\S*/)healthcheck;", text)[1]
        self.body = int(re.search(r"client_max_body_size ([0-9]+)k;", text)[1]) * 1024
        self.directory = tempfile.TemporaryDirectory()
        work = self.directory.name
        os.chmod(work, 0o755)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", f"/CN={self.host}",
             "-keyout", f"{work}/tls.key", "-out", f"{work}/tls.crt"], check=True, capture_output=True)
        users = (f'"~^{basic(user)[15:].replace("+", "[+]")}\\z" "{number}";\n' for number, user in enumerate(PEOPLE, start=1))
        pathlib.Path(work, "credentials.map").write_text("".join(users), encoding="ascii")
        passes = (f'"{number:03x}" "{os.urandom(16).hex()}";\n' for number in range(4096))
        pathlib.Path(work, "passes.map").write_text("".join(passes), encoding="ascii")
        text = re.sub(r"([ \"])/tmp/", rf"\1{work}/", text).replace("/etc/nginx-tls", work).replace("/run/gateway", work)
        text = re.sub(r"listen ((?:\[::\]:)?)(8443|8444|9443)", r"listen \g<1>1\2", text).replace("127.0.0.1:5555", f"127.0.0.1:{FLOWER}")
        pathlib.Path(work, "nginx.conf").write_text(text, encoding="ascii")
        self.log = open(f"{work}/log", "wb")
        environment = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin"}
        self.nginx = subprocess.Popen(
            ["nginx", "-e", "stderr", "-c", f"{work}/nginx.conf", "-g", "daemon off;"], stdout=self.log, stderr=self.log, env=environment)
        self.flower = multiprocessing.Process(target=lambda: asyncio.run(flower()), daemon=True)
        self.flower.start()
        time.sleep(1)
        if self.nginx.poll() is not None:
            sys.exit(pathlib.Path(work, "log").read_text(encoding="ascii"))

    def stop(self):
        self.nginx.terminate()
        self.nginx.wait()
        self.flower.terminate()
        self.log.close()
        self.directory.cleanup()

    def signed_in(self, number):
        return session(number) if self.oauth else basic(PEOPLE[number])

    def request(self, target, header, method="GET", more=""):
        lines = [f"{method} {self.prefix}{target} HTTP/1.1", f"Host: {self.host}", header, more]
        return ("\r\n".join(line for line in lines if line) + "\r\n\r\n").encode()

    def megabytes(self):
        children = pathlib.Path(f"/proc/{self.nginx.pid}/task/{self.nginx.pid}/children").read_text(encoding="ascii").split()
        rollups = (pathlib.Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii") for process in [str(self.nginx.pid), *children])
        return sum(int(re.search(r"Pss: +([0-9]+)", text)[1]) for text in rollups) / 1024


async def flower():
    """Single-threaded, as Flower: what one request takes, all others wait for."""

    async def serve(reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if length := re.search(rb"\r\nContent-Length: ([0-9]+)", head):
                    await reader.readexactly(int(length[1]))
                signed = re.search(rb"\|([0-9a-f]{64})", head)
                code = re.search(rb"code=([0-9]+)", head)
                is_signed_in = b"\r\nAuthorization: " in head or (signed and signed[1] in TAKEN) or code
                until = time.perf_counter() + (ANSWERED if is_signed_in else REFUSED)
                while time.perf_counter() < until:
                    pass
                status = b"200 OK" if is_signed_in else b"401 Unauthorized"
                if code:
                    status = b"302 Found\r\nSet-Cookie: " + session(int(code[1]))[8:].encode()
                length = 300_000 if b"/static/" in head else 2048
                writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n\r\n" % length + b"x" * length)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", FLOWER) as server:
        await server.serve_forever()


def tls():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def connect(context, source="127.0.0.1"):
    return await asyncio.open_connection("127.0.0.1", PORT, ssl=context, local_addr=(source, 0))


async def ask(connection, request):
    reader, writer = connection
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if length := re.search(rb"\r\nContent-Length: ([0-9]+)", head):
        await reader.readexactly(int(length[1]))
    handed = re.search(rb"\r\nSet-Cookie: (__Secure-[^;]+)", head)
    return int(head[9:12]), "; " + handed[1].decode() if handed else ""


def flood(gateway, kind, counts):
    """As fast as it goes, over eight connections, each sending what the kind says."""

    async def send():
        context = tls()
        number = 10_000
        header = {"no sign-in": "", "wrong passwords": basic("user1", "guess"), "one person who is signed in": gateway.signed_in(TABS + SECONDS)}
        _, handed = await ask(await connect(context), gateway.request("workers?json=1", gateway.signed_in(TABS + SECONDS)))

        def forged():
            if kind == "forged sessions":
                return session(number)
            return session(number, signature(TABS + SECONDS)[:3]) + handed

        async def one():
            nonlocal number
            connection = await connect(context)
            while True:
                number += 1
                request = gateway.request("workers?json=1", header[kind] if kind in header else forged())
                try:
                    status, _ = await ask(connection, request)
                except (asyncio.IncompleteReadError, ConnectionError):
                    connection = await connect(context)
                    continue
                counts[0] += 1
                counts[1] += status == 429

        await asyncio.gather(*(one() for _ in range(8)))

    asyncio.run(send())


async def opened(gateway):
    """What each tab sends once it has been open for a while."""
    context = tls()
    return [gateway.signed_in(number) + (await ask(await connect(context), gateway.request("workers?json=1", gateway.signed_in(number))))[1]
            for number in range(TABS)]


async def tabs(gateway, headers):
    """Each tab polls once a second; each second somebody else signs in and opens a page."""
    context = tls()
    waits, polls, sign_ins = [], [], []

    async def tab(number):
        connection = await connect(context)
        await asyncio.sleep(number / TABS)
        for _ in range(SECONDS):
            begin = time.perf_counter()
            try:
                polls.append((await ask(connection, gateway.request("workers?json=1", headers[number])))[0])
            except (asyncio.IncompleteReadError, ConnectionError):
                polls.append(0)
                connection = await connect(context)
            waits.append(time.perf_counter() - begin)
            await asyncio.sleep(max(0, 1 - (time.perf_counter() - begin)))

    async def newcomer(number):
        await asyncio.sleep(number)
        try:
            connection = await connect(context)
            header = gateway.signed_in(TABS + number)
            if gateway.oauth:
                _, handed = await ask(connection, gateway.request(f"login?code={TABS + number}&state=y", "Sec-Fetch-Mode: navigate"))
                header += handed
            sign_ins.append((await ask(connection, gateway.request("workers", header)))[0])
        except (asyncio.IncompleteReadError, ConnectionError):
            sign_ins.append(0)

    await asyncio.gather(*(tab(number) for number in range(TABS)), *(newcomer(number) for number in range(SECONDS)))
    return polls, waits, sign_ins


def measure_tabs(gateway):
    kinds = [None, "no sign-in", "one person who is signed in", *(["forged sessions", "forged sessions of a holder"] if gateway.oauth else ["wrong passwords"])]
    for kind in kinds:
        counts = multiprocessing.Array("l", 2)
        headers = asyncio.run(opened(gateway))
        flooding = multiprocessing.Process(target=flood, args=(gateway, kind, counts), daemon=True) if kind else None
        if flooding:
            flooding.start()
            time.sleep(1)
        polls, waits, sign_ins = asyncio.run(tabs(gateway, headers))
        if flooding:
            flooding.terminate()
            flooding.join()
        print(
            f"flood: {kind or 'none'}; {counts[0] / (SECONDS + 1):.0f} requests/s, {counts[1] / max(counts[0], 1):.0%} answered 429; "
            f"{TABS} tabs: {polls.count(200)} of {len(polls)} polls served, median {statistics.median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.0f} ms; "
            f"{sign_ins.count(200)} of {len(sign_ins)} sign-ins served")
        time.sleep(5)


async def hold(gateway, attempts, kind, peak):
    """Connections that each send half a request and then a byte every two seconds, or don't read, from many addresses."""
    context = tls()
    held = 0
    until = time.monotonic() + 20

    async def one(number):
        nonlocal held
        while time.monotonic() < until:
            try:
                reader, writer = await asyncio.wait_for(connect(context, f"127.0.{number % 200}.{number // 200 + 2}"), 20)
                if kind == "an answer unread":
                    reader._transport.pause_reading()  # pylint: disable=protected-access
                    writer.write(gateway.request("static/js/flower.js", ""))
                elif kind == "half a body":
                    header = session(10_000 + number) if gateway.oauth else basic(PEOPLE[number % len(PEOPLE)])
                    head = gateway.request("tasks/datatable", header, "POST", f"Origin: https://{gateway.host}\r\nContent-Length: {gateway.body}")
                    writer.write(head + b"x" * (gateway.body // 2))
                else:
                    writer.write(b"GET /")
                held += 1
                try:
                    while not writer.is_closing() and time.monotonic() < until:
                        await asyncio.sleep(2)
                        if kind != "an answer unread":
                            writer.write(b"x")
                            await writer.drain()
                finally:
                    held -= 1
                    writer.transport.abort()
            except (OSError, asyncio.TimeoutError):
                await asyncio.sleep(1)

    tasks = [asyncio.create_task(one(number)) for number in range(attempts)]
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        peak.append((gateway.megabytes(), held))
    await asyncio.gather(*tasks)


def measure_memory(gateway):
    print(f"without connections: {gateway.megabytes():.1f} MiB")
    for kind in ("half a header", "half a body", "an answer unread"):
        peak = []
        asyncio.run(hold(gateway, 1800, kind, peak))
        print(f"1,800 attempts with {kind}: at most {max(peak)[0]:.1f} MiB, {max(held for _, held in peak)} held at once")
        time.sleep(8)


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("tabs", "memory"):
        sys.exit(__doc__)
    multiprocessing.set_start_method("fork")
    sys.stdout.reconfigure(line_buffering=True)
    gateway = Gateway(sys.argv[2])
    try:
        print(f"{'identity provider' if gateway.oauth else 'passwords'}, load before: {' '.join(f'{load:.1f}' for load in os.getloadavg())}")
        (measure_tabs if sys.argv[1] == "tabs" else measure_memory)(gateway)
    finally:
        gateway.stop()


if __name__ == "__main__":
    main()
