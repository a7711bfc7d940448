"""`python -m registry --port 8100`: serve records from a JSON file over the exchange protocol.

With --control, POST /control switches faults on: {"mode": "slow", "seconds": 30}. Beside the registries it plays a
gateway of text messages (registry/gateway.py), another hotline (registry/hotline.py), a telephone exchange
(registry/telephone.py) and, with --mail-port, a mail server (registry/mail.py).
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from registry import gateway, hotline, mail, telephone
from registry.gateway import Gateway
from registry.hotline import OtherHotline
from registry.real_name import RealName

MODES = ("ok", "slow", "down", "garbage", "wrong-type", "huge", "bad-signature", "flapping", "wrong-schema")


def signature(secret: str, *parts: bytes) -> str:
    return hmac.new(secret.encode(), b"\n".join(parts), hashlib.sha256).hexdigest()


class Registry(ThreadingHTTPServer):
    """The server with its records: material -> list of {keys, fields}."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        address: tuple[str, int],
        *,
        records: dict[str, Any],
        secret: str,
        control: bool,
        keep: Path | None = None,
        portal: str = "http://127.0.0.1:8000",
    ) -> None:
        super().__init__(address, Handler)
        self.records = records
        self.secret = secret
        self.control = control
        self.fault: dict[str, Any] = {"mode": "ok"}
        self.asked = 0
        self.gateway = Gateway(keep / "gateway.jsonl" if keep else None)
        self.hotline = OtherHotline()
        self.telephone = telephone.exchange(portal, secret)
        self.boxes = mail.Boxes()
        self.real_name = RealName(
            {entry["keys"]["id-number"]: entry["fields"]["person-name"] for entry in records.get("id-applicant", [])}
        )

    def find(self, material: str, keys: dict[str, str]) -> dict[str, Any] | None:
        for record in reversed(self.records.get(material, [])):
            if all(record["keys"].get(name) == value for name, value in keys.items()):
                return dict(record)
        return None


class Handler(BaseHTTPRequestHandler):
    server: Registry
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Keys are personal data: nothing is logged."""

    def _send(self, status: int, body: bytes, *, kind: str = "application/json", signed: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if signed:
            self.send_header("X-Signature", signed)
        self.end_headers()
        try:
            self.wfile.write(body)
        except BrokenPipeError:
            self.close_connection = True

    def _json(self, status: int, value: Any) -> None:
        self._send(status, json.dumps(value, ensure_ascii=False).encode())

    def do_GET(self) -> None:
        if self.path == "/health":
            self._json(200, {"ok": True, "records": sum(map(len, self.server.records.values()))})
        elif self.path == "/control" and self.server.control:
            self._json(200, {**self.server.fault, "asked": self.server.asked})
        elif self.path == "/messages" and self.server.control:
            self._json(200, self.server.real_name.messages)
        elif self.path == "/gateway/messages" and self.server.control:
            held = self.server.gateway
            self._json(200, {"copies": held.copies, "messages": list(held.taken.values())})
        elif self.path == "/hotline/answers" and self.server.control:
            told = self.server.hotline
            self._json(200, {"copies": told.copies, "answers": list(told.answers.values())})
        elif self.path == "/mail" and self.server.control:
            self._json(200, self.server.boxes.mails)
        else:
            self._json(404, {"error": "not found"})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, 65536))
        if self.path == "/control" and self.server.control:
            self._control(body)
        elif self.path == "/control/gateway" and self.server.control:
            self._control_gateway(body)
        elif self.path == "/control/hotline" and self.server.control:
            self._control_hotline(body)
        elif self.path == "/control/telephone" and self.server.control:
            self._json(200, self.server.telephone.asked(json.loads(body)))
        elif self.path == "/v1/answers":
            self._hotline(body)
        elif self.path in ("/v1/messages", "/v1/reports"):
            self._gateway(body)
        elif self.path == "/v1/ask":
            self.server.asked += 1
            self._ask(body)
        elif self.path in ("/v1/real-name/begin", "/v1/real-name/finish"):
            self._real_name(body)
        else:
            self._json(404, {"error": "not found"})

    def _control(self, body: bytes) -> None:
        wanted = json.loads(body)
        if wanted.get("mode") not in MODES:
            self._json(400, {"modes": MODES})
            return
        self.server.fault = wanted
        self._json(200, wanted)

    def _control_gateway(self, body: bytes) -> None:
        wanted = json.loads(body)
        if wanted.get("mode") not in gateway.MODES:
            self._json(400, {"modes": gateway.MODES})
            return
        self.server.gateway.fault = wanted
        self._json(200, wanted)

    def _control_hotline(self, body: bytes) -> None:
        wanted = json.loads(body)
        if wanted.get("mode") not in hotline.MODES:
            self._json(400, {"modes": hotline.MODES})
            return
        self.server.hotline.fault = wanted
        self._json(200, wanted)

    def _hotline(self, body: bytes) -> None:
        if not hmac.compare_digest(self.headers.get("X-Signature", ""), signature(self.server.secret, body)):
            self._json(401, {"code": "signature"})
            return
        asked, mode = json.loads(body), self.server.hotline.fault.get("mode")
        status, told = self.server.hotline.answer(asked)
        answer = b"<html>OK" if mode == "garbage" else json.dumps(told, ensure_ascii=False).encode()
        secret = "somebody else" if mode == "wrong" else self.server.secret
        self._send(status, answer, signed=signature(secret, asked["nonce"].encode(), answer))

    def _gateway(self, body: bytes) -> None:
        if not hmac.compare_digest(self.headers.get("X-Signature", ""), signature(self.server.secret, body)):
            self._json(401, {"reason": "signature"})
            return
        asked, mode = json.loads(body), self.server.gateway.fault.get("mode")
        status, told = self.server.gateway.answer(self.path, asked)
        answer = b"<html>OK" if mode == "garbage" else json.dumps(told, ensure_ascii=False).encode()
        secret = "somebody else" if mode == "wrong" else self.server.secret
        self._send(status, answer, signed=signature(secret, asked["nonce"].encode(), answer))

    def _real_name(self, body: bytes) -> None:
        if not hmac.compare_digest(self.headers.get("X-Signature", ""), signature(self.server.secret, body)):
            self._json(401, {"error": "signature"})
            return
        if self.server.fault.get("mode") == "down":
            self._json(503, {"error": "down"})
            return
        asked, service = json.loads(body), self.server.real_name
        if self.path.endswith("begin"):
            said = service.begin(asked["name"], asked["id-number"])
        else:
            said = service.finish(asked["reference"], asked["code"])
        answer = json.dumps(said, ensure_ascii=False).encode()
        self._send(200, answer, signed=signature(self.server.secret, asked["nonce"].encode(), answer))

    def _ask(self, body: bytes) -> None:
        if not hmac.compare_digest(self.headers.get("X-Signature", ""), signature(self.server.secret, body)):
            self._json(401, {"error": "signature"})
            return
        question = json.loads(body)
        if abs(time.time() - question["timestamp"]) > 300:
            self._json(401, {"error": "timestamp"})
            return
        fault = self.server.fault if self.server.fault.get("registry") in (None, question["registry"]) else {}
        mode = fault.get("mode", "ok")
        if mode == "slow":
            time.sleep(float(fault.get("seconds", 30)))
        if mode == "down" or (mode == "flapping" and self.server.asked % 2):
            self._json(503, {"error": "down"})
            return
        answer = json.dumps(self._answer(question), ensure_ascii=False).encode()
        if mode == "garbage":
            answer = b"\x00<html>%&"
        elif mode == "wrong-schema":
            answer = b'{"outcome": "found", "fields": {"name": 12}}'
        elif mode == "huge":
            answer = json.dumps({"outcome": "found", "fields": {"name": "x" * 5_000_000}}).encode()
        signed = signature(self.server.secret, question["nonce"].encode(), answer)
        if mode == "bad-signature":
            signed = "0" * 64
        self._send(200, answer, kind="text/html" if mode == "wrong-type" else "application/json", signed=signed)

    def _answer(self, question: dict[str, Any]) -> dict[str, Any]:
        record = self.server.find(question["material"], question["keys"])
        if record is None:
            return {"outcome": "not-found", "fields": {}}
        return {
            "outcome": "found",
            "fields": record["fields"],
            "source_version": record.get("version", "1"),
            "as_of": record.get("as_of", ""),
        }


def main() -> None:
    parser = argparse.ArgumentParser(prog="registry", description="A registry that speaks the exchange protocol.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100, help="0 chooses a free one and prints it")
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "data.json")
    parser.add_argument("--secret", default=os.environ.get("EXCHANGE_SECRET", "demo-exchange-secret"))
    parser.add_argument("--control", action="store_true", help="let POST /control switch faults on")
    parser.add_argument("--portal", default="http://127.0.0.1:8000", help="who is told of calls")
    parser.add_argument("--keep", type=Path, help="folder in which gateway and mail server keep what they took")
    parser.add_argument("--returned", type=Path, help="Maildir into which mail comes back that was taken in vain")
    parser.add_argument("--mail-port", type=int, default=0, help="where mail is taken; 0: nowhere")
    options = parser.parse_args()
    records = json.loads(options.data.read_text(encoding="utf-8"))["records"]
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    server = Registry(
        (options.host, options.port),
        records=records,
        secret=options.secret,
        control=options.control,
        keep=options.keep,
        portal=options.portal,
    )
    if options.mail_port:
        server.boxes, _controller = mail.serve(
            options.host, options.mail_port, keep=options.keep, returned_to=options.returned
        )
    print(f"registry: http://{options.host}:{server.server_port}", flush=True)  # noqa: T201
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
