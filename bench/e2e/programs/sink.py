"""An S3 server that takes nothing in: bodies are dropped in the kernel, so what a client takes is seen without a server's work.

It believes what it is told of sizes and checksums, and serves until its input ends.
"""

import json
import socket
import sys
import threading
from urllib.parse import parse_qs, urlsplit

NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
PIECE = 1 << 20
objects = {}


def drop(connection, count, scratch):
    while count > 0:
        dropped = connection.recv_into(scratch, min(count, PIECE), socket.MSG_TRUNC)
        if dropped == 0:
            raise ConnectionError("the body was cut short")
        count -= dropped


def head_of(connection, pending):
    while b"\r\n\r\n" not in pending:
        more = connection.recv(65536)
        if not more:
            return None, pending
        pending += more
    head, _, rest = pending.partition(b"\r\n\r\n")
    return head.decode("latin-1").split("\r\n"), rest


def answer(method, path, query, headers):
    """Gives status, headers and document."""
    if method == "HEAD" and path.strip("/").count("/") == 0:
        return 200, {"x-amz-bucket-region": "us-east-1"}, None
    if method == "GET":
        name = "ListMultipartUploadsResult" if "uploads" in query else "ListBucketResult"
        return 200, {}, f"<{name} {NAMESPACE}><IsTruncated>false</IsTruncated></{name}>"
    if method == "POST" and "uploads" in query:
        name = "InitiateMultipartUploadResult"
        return 200, {}, f"<{name} {NAMESPACE}><UploadId>sink</UploadId></{name}>"
    sum_header = {name: value for name, value in headers.items() if name == "x-amz-checksum-crc32"}
    if method == "POST":
        objects[path] = (headers.get("x-amz-mp-object-size", "0"), sum_header)
        name = "CompleteMultipartUploadResult"
        return 200, {}, f'<{name} {NAMESPACE}><ETag>"sink"</ETag></{name}>'
    if method == "PUT":
        if "partNumber" not in query:
            objects[path] = (headers.get("content-length", "0"), sum_header)
        return 200, {"ETag": '"sink"', **sum_header}, None
    if method == "HEAD" and path in objects:
        size, kept = objects[path]
        kind = {"x-amz-checksum-type": "FULL_OBJECT"} if kept else {}
        return 200, {"Content-Length": size, "ETag": '"sink"', **kept, **kind}, None
    return 404 if method == "HEAD" else 204, {}, None


def serve(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    scratch, pending = bytearray(PIECE), b""
    with connection:
        while True:
            lines, pending = head_of(connection, pending)
            if lines is None:
                return
            method, target, _ = lines[0].split(" ", 2)
            pairs = (line.split(":", 1) for line in lines[1:])
            headers = {name.strip().lower(): value.strip() for name, value in pairs}
            if "transfer-encoding" in headers:
                raise ValueError("the sink knows no chunked bodies")
            if headers.get("expect", "").lower() == "100-continue":
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            size = int(headers.get("content-length", "0"))
            there, pending = min(size, len(pending)), pending[min(size, len(pending)) :]
            drop(connection, size - there, scratch)
            url = urlsplit(target)
            status, fields, document = answer(
                method, url.path, parse_qs(url.query, keep_blank_values=True), headers
            )
            body = (document or "").encode()
            fields = {"Content-Length": str(len(body)), **fields}
            if document is not None:
                fields["Content-Type"] = "application/xml"
            said = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            connection.sendall(f"HTTP/1.1 {status} Sink\r\n{said}\r\n".encode() + body)


def accept(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, args=(listener,), daemon=True).start()
endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
credentials = {"accessKeyId": "sink", "secretAccessKey": "sink"}
print(json.dumps({"endpoint": endpoint, "region": "us-east-1", "credentials": credentials}), flush=True)
sys.stdin.read()
