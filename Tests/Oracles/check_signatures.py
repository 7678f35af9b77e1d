"""Checks our requests' signatures against botocore's: `check_signatures.py TESSERA`, with botocore 1.44 from PyPI.

A server on this machine answers every object, when botocore, given the request as it came, signs it as we did. The command
fetches objects whose names need every kind of encoding, with a session's token, and goes on with one that was cut (a range).
"""

import datetime
import hashlib
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET, TOKEN, REGION = "AKORACLE", "sEcret/+=~of oracle".replace(" ", "_"), "tok/en+==", "eu-south-9"
NAMES = ["plain", "a b+c", "ü/日本 é", "q?x=1&y#z", "100%25", "p:(a)*'!;@,$=[]{}|^`\\<>", "tilde~._-", "cut"]
BODY = hashlib.sha256(b"body").digest() * 8192
seen, wrong = [], []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def expected(self):
        sent = self.headers["Authorization"]
        signed = sent.split("SignedHeaders=")[1].split(",")[0].split(";")
        request = AWSRequest(
            self.command, f"http://{self.headers['Host']}{self.path}", {name: self.headers[name] for name in signed}
        )
        request.context["timestamp"] = self.headers["x-amz-date"]
        signer = S3SigV4Auth(Credentials(KEY, SECRET, TOKEN), "s3", REGION)
        text = signer.string_to_sign(request, signer.canonical_request(request))
        assert {"host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"} <= set(signed), signed
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d")
        assert f"Credential={KEY}/{now}/{REGION}/s3/aws4_request" in sent, sent
        return signer.signature(text, request), sent.split("Signature=")[1]

    def do_GET(self):
        theirs, ours = self.expected()
        seen.append((self.path, self.headers["Range"]))
        if theirs != ours:
            wrong.append(self.path)
            self.send_error(403)
            return
        start = int(self.headers["Range"][6:-1]) if self.headers["Range"] else 0
        cut = self.path.endswith("/cut") and start == 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        self.wfile.write(BODY[start : len(BODY) // 2 if cut else None])
        self.close_connection = cut


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        files = "".join(
            "  - url: '{}'\n    to: 'f{}'\n".format(f"s3://buck.et/in/{name}".replace("'", "''"), index)
            for index, name in enumerate(NAMES)
        )
        Path(folder, "captions.jsonl").write_text('{"id": "1", "image": "a.jpg", "split": "test", "captions": ["A dog."]}\n')
        Path(folder, "m.yaml").write_text(
            "name: m\nlicence: none\nlanguage: en\nmodality: image\nfiles:\n" + files
            + "  - {path: captions.jsonl, to: captions.jsonl}\n"
            "captions: {importer: json-lines, file: captions.jsonl, columns: {id: id, media: image, captions: captions, "
            "split: split}}\nsplits: {test: {count: 1}}\n"
        )
        environment = os.environ | {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}", "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_SESSION_TOKEN": TOKEN, "AWS_REGION": REGION,
        }
        run = subprocess.run(
            [sys.argv[1], "fetch", f"{folder}/m.yaml", "--out", f"{folder}/out"], env=environment, capture_output=True, text=True
        )
        for index in range(len(NAMES)):
            assert Path(folder, f"out/media/f{index}").read_bytes() == BODY, (index, run.stderr)
    assert run.returncode == 0 and not wrong, (wrong, run.stderr)
    assert any(asked for _, asked in seen), "the cut object was not gone on with"
    print(f"{len(seen)} requests, each signed as botocore signs it")


main()
