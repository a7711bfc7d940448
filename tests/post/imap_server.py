"""A mailbox over IMAP for tests: as much of RFC 3501 as a reader needs, over a real line."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Mailboxes = self.server  # type: ignore[assignment]
        self.say("* OK ready")
        for raw in self.rfile:
            tag, _space, command = raw.decode().strip().partition(" ")
            word = command.upper()
            if word.startswith("LOGIN"):
                right = command.split(maxsplit=2)[1:] == ["returned", '"se cret"']
                self.say(f"{tag} {'OK' if right else 'NO'} login")
            elif word.startswith("UID SEARCH"):
                self.say("* SEARCH" + "".join(f" {uid}" for uid in box.mails if uid not in box.seen))
                self.say(f"{tag} OK found")
            elif word.startswith("UID FETCH"):
                uid = int(command.split()[2])
                content = box.mails[uid]
                self.say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(content)}}}")
                self.wfile.write(content + b")\r\n")
                self.say(f"{tag} OK fetched")
            elif word.startswith("UID STORE"):
                box.seen.add(int(command.split()[2]))
                assert re.search(r"\+FLAGS \(\\Seen\)", command)
                self.say(f"{tag} OK stored")
            elif word.startswith("LOGOUT"):
                self.say(f"* BYE gone\r\n{tag} OK done")
                return
            else:
                self.say("* CAPABILITY IMAP4rev1\r\n* 1 EXISTS")
                self.say(f"{tag} OK done")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Mailboxes(socketserver.ThreadingTCPServer):
    """One box with its mails by number, and which of them were seen."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.mails: dict[int, bytes] = {}
        self.seen: set[int] = set()


@contextmanager
def imap() -> Iterator[Mailboxes]:
    """A server with an empty box; user `returned`, password `se cret`."""
    with Mailboxes() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
