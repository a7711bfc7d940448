"""A body is limited before it reaches the disk, and slow ones leave the threads of others free."""

import io
import threading

import pytest

from portal.edge.bodies import Bodies, Limits

LIMITS = Limits(stranger_bytes=1000, bytes=5000, readers=1, queue_seconds=0.05)


class Body(io.BytesIO):
    """A body that counts what was read of it."""

    taken = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def sent(body, *, length=None, cookie="", bodies=None):
    """The status of the answer, and whether the page was reached."""
    reached, told = [], []

    def application(environ, start_response):
        with environ["wsgi.input"] as whole:
            reached.append(whole.read())
        start_response("200 OK", [])
        return [b""]

    bodies = bodies or Bodies(application, LIMITS, session_cookie="sessionid")
    bodies.application = application
    size = len(body.getvalue()) if length is None else length
    environ = {"CONTENT_LENGTH": str(size), "wsgi.input": body, "HTTP_COOKIE": cookie}
    list(bodies(environ, lambda status, headers: told.append((status, dict(headers)))))
    return told[0], reached


def test_a_body_within_the_limit_reaches_its_page_whole():
    (status, _headers), reached = sent(Body(b"x" * 900))

    assert status == "200 OK"
    assert reached == [b"x" * 900]


@pytest.mark.parametrize("size", [1001, 10**9, 10**30])
def test_too_large_a_body_of_a_stranger_is_refused_before_a_byte_is_read(size):
    body = Body(b"x" * 2000)

    (status, _headers), reached = sent(body, length=size)

    assert status.startswith("413")
    assert reached == []
    assert body.taken == 0


def test_who_is_signed_in_may_send_more_and_not_without_end():
    assert sent(Body(b"x" * 4000), cookie="sessionid=1")[0][0] == "200 OK"
    assert sent(Body(b"x" * 4000), cookie="other=1")[0][0].startswith("413")
    assert sent(Body(b"x" * 6000), cookie="sessionid=1")[0][0].startswith("413")


@pytest.mark.parametrize("length", ["", "-1", "abc", "1.5"])
def test_a_length_that_is_none_lets_nothing_in(length):
    told = []
    bodies = Bodies(lambda environ, start: [b"page"], LIMITS, session_cookie="sessionid")

    answer = bodies({"CONTENT_LENGTH": length, "wsgi.input": Body(b"x")}, lambda *what: told.append(what))

    assert list(answer) == [b"page"]
    assert not told


def test_slow_bodies_hold_no_more_than_their_share_of_the_threads():
    held, go_on = threading.Event(), threading.Event()

    class Slow(Body):
        def read(self, size=-1):
            held.set()
            go_on.wait(10)
            return super().read(size)

    bodies = Bodies(_page, LIMITS, session_cookie="sessionid")
    slow = threading.Thread(target=lambda: bodies(_environ(Slow(b"x" * 10)), lambda *_: None))
    slow.start()
    held.wait(10)
    told = []

    bodies(_environ(Body(b"x" * 10)), lambda *what: told.append(what))
    bodies({"CONTENT_LENGTH": "0", "wsgi.input": Body(b"")}, lambda *_: None)
    go_on.set()
    slow.join(10)

    assert told[0][0].startswith("503")
    assert dict(told[0][1])["Retry-After"]


def test_a_sender_who_hangs_up_gets_a_page_that_says_try_again():
    class Broken(Body):
        def read(self, size=-1):
            raise OSError

    assert sent(Broken(b"x" * 10))[0][0].startswith("503")


def _page(environ, start_response):
    environ["wsgi.input"].close()
    return []


def _environ(body):
    return {"CONTENT_LENGTH": "10", "wsgi.input": body}
