"""Where somebody is signed in is told in words they know."""

import pytest

from accounts.templatetags.browsers import browser

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
)
WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.40"
)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (WINDOWS, "Chrome 120 · Windows 10"),
        (WECHAT, "WeChat Browser 8 · iOS 16"),
        ("", "an unknown browser"),
        ("<script>alert(1)</script>", "an unknown browser"),
    ],
)
def test_a_browser_is_named(line, words):
    assert browser(line) == words
