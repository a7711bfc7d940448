"""What a letter says about where to turn against it: the body, the court and the days, by name.

Which letters tell remedies is data of the letters: a case's have a foot of their own (`remedies` in `letters.json`
says which of the two texts), those of other apps name `{remedies}`, where a line may stand under a flag.
"""

from __future__ import annotations

from accounts.authorities import Authority

CHOICE = (
    "如不服本决定，可以自收到本文书之日起六十日内向{body}申请行政复议，"
    "也可以自收到本文书之日起六个月内向{court}提起行政诉讼。"
)
"""Licensing Law art. 38, Reconsideration Law arts. 20 and 24, Administrative Litigation Law art. 46."""
FIRST = (
    "对{act}不服的，应当依法先自知道之日起六十日内向{body}申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
)
"""Penalties on the spot and failure to act go to reconsideration first (Reconsideration Law art. 23)."""
SHOWN = CHOICE.format(body="焦作市解放区人民政府", court="焦作市解放区人民法院")
"""What a preview of a text shows for `{remedies}`."""
ACTS = {"first": "本机关未依法履行职责", "on-the-spot": "本当场行政处罚决定"}
KINDS = frozenset({"", "choice", *ACTS})
"""What a text may name: nothing, a choice of the two, or reconsideration first, for one of two grounds."""


def are_told(text: str) -> bool:
    """Whether a line of a letter tells remedies."""
    return "申请行政复议" in text and "提起行政诉讼" in text


def remedies_against(authority: Authority, kind: str) -> str:
    """The remedies against a letter of an authority; "" when it tells none. Raises KeyError for an unknown kind."""
    if not kind:
        return ""
    where = {
        # The people's government of the same level (Reconsideration Law 2023 art. 24).
        "body": authority.reconsideration_body or "本机关的本级人民政府",
        "court": authority.court or "有管辖权的人民法院",
    }
    return CHOICE.format(**where) if kind == "choice" else FIRST.format(**where, act=ACTS[kind])
