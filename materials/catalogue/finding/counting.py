"""What was searched and not found, counted by day and word, so that the next edition knows it.

People type names, numbers and plates into any field: what may be one is not kept at all, in no form.
"""

from __future__ import annotations

import re

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.typed.text import plain
from materials.catalogue.finding.models import UnfoundWords
from materials.catalogue.finding.spelling import folded

LONGEST = 20
MOST_A_DAY = 500
"""Different words a day: who types at random fills no table."""
_DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_PLATE = re.compile(r"[\u4e00-\u9fff]\s*[a-z]\s*[-·.]?\s*[a-z0-9]{4,}")
_PEOPLE = re.compile(
    r"先生|女士|小姐|师傅|同志|老板|经理|队长|我叫|姓名|名叫|本人|身份证号|[@＠]|有限公司|经营部|个体户.|https?:|www"
)
_ENGLISH_NAME = re.compile(r"[A-Z][a-z]+([ -][A-Z][a-z]+)+")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
)
_OF_THE_TRADE = frozenset("车证照货运路站税费罚保险检审押票油气号牌户表章约网司船港修驾卡吨桥桩拖挂载速道交警")
_NAME_CHARACTERS = range(2, 5)


def is_safe(text: str) -> bool:
    """Whether words may be kept: nothing that may be a number, a telephone, a plate, an address or a name."""
    written = plain(text)
    small = folded(text)
    if not small or _DIGITS.search(written) or _PLATE.search(small) or _PEOPLE.search(written):
        return False
    return not _ENGLISH_NAME.search(written) and not any(_may_be_a_name(word) for word in small.split())


def _may_be_a_name(word: str) -> bool:
    """A surname and one to three characters, the last none of the trade: 张伟, 李保国; not 车检, 高速费."""
    is_short = len(word) in _NAME_CHARACTERS and not word.isascii()
    return is_short and word[0] in _SURNAMES and word[-1] not in _OF_THE_TRADE


def note_unfound(text: str) -> None:
    """Count words nothing answered. Whatever happens to the count, the page is shown."""
    if not is_safe(text):
        return
    words, day = folded(text)[:LONGEST].strip(), timezone.localdate()
    try:
        with transaction.atomic():
            today = UnfoundWords.objects.filter(day=day)
            if not today.filter(words=words).exists() and today.count() >= MOST_A_DAY:
                return
            row, _is_new = UnfoundWords.objects.get_or_create(day=day, words=words)
            UnfoundWords.objects.filter(pk=row.pk).update(times=F("times") + 1)
    except DatabaseError:
        # A count is no reason to refuse an answer.
        return
