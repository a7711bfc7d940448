"""What the scanner finds is refused; what it does not say is not taken for clean."""

import socket
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from materials.uploads.rules import RefusedUpload, kind_of
from materials.uploads.scanner import ScannerSilent, virus_in
from tests.factories import picture
from tests.scanner import OWN_PATTERN, running_clamd

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_clamd_of_debian_finds_what_it_knows_and_passes_what_it_does_not(tmp_path, settings):
    with running_clamd(tmp_path, settings):
        assert virus_in(EICAR).startswith("Eicar-Test-Signature")
        assert virus_in(b"harmless " * 100_000) == ""
        assert kind_of(picture()) == "image/png"
        infected = SimpleUploadedFile("a.png", picture().read() + OWN_PATTERN)
        with pytest.raises(RefusedUpload) as why:
            kind_of(infected)
        with pytest.raises(ScannerSilent):
            virus_in(b"x" * (13 * 1024 * 1024))

    assert "virus check" in str(why.value)


def answering(answer):
    """A scanner that says one thing and hangs up; its address."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve():
        with door, door.accept()[0] as line:
            line.recv(1000)
            line.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"tcp:127.0.0.1:{door.getsockname()[1]}"


@pytest.mark.parametrize("answer", [b"", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0"])
def test_a_scanner_that_gives_no_verdict_lets_nothing_in(settings, answer):
    settings.VIRUS_SCANNER = answering(answer)

    with pytest.raises(RefusedUpload) as why:
        kind_of(picture())

    assert "is not responding" in str(why.value)


def test_a_scanner_that_is_not_there_lets_nothing_in(settings, tmp_path):
    settings.VIRUS_SCANNER = f"unix:{tmp_path}/nobody"

    with pytest.raises(RefusedUpload):
        kind_of(picture())
