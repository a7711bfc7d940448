"""Traditional characters as people write them: OpenCC's phrase tables, and the trade's own phrases before them.

The mainland's terms of the law stay (网络 is not turned into 網路): readers of traditional characters read that law.
Words of computers on the portal's own pages are those of Hong Kong and Taiwan. Knows nothing of Django, so that
`bin/translations` makes the pages' words with the very converter the catalogue uses.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

PHRASES = {
    "审签": "審簽",
    "会签": "會簽",
    "台账": "臺帳",
    "账号": "帳號",
    "账户": "帳戶",
    "换发": "換發",
    "复议": "復議",
    "公布": "公布",
    "发布": "發布",
    "颁布": "頒布",
    "周岁": "周歲",
    "准予": "准予",
    "获准": "獲准",
    "批准": "批准",
    "核准": "核准",
    "制证": "製證",
    "制发": "製發",
    "准驾": "准駕",
    "准牵引": "准牽引",
    "许准": "許准",
    "尽量": "盡量",
    "并发": "並發",
    "并注销": "並註銷",
    "一并": "一併",
    "并单": "併單",
    "挂账": "掛帳",
    "转账": "轉帳",
    "欠账": "欠帳",
    "账目": "帳目",
    "四周": "四週",
    "周通报": "週通報",
    "编制": "編製",
    "重新制作": "重新製作",
    "一直发送": "一直發送",
    "查看表格": "查看表格",
}
"""What no general table knows: words of administration it reads as two others, or writes in an old form."""
_BACK = {hant: hans for hans, hant in PHRASES.items()}
FILES = (
    "PDF文件", "PDF 文件", "HEIC文件", "JSON文件", "文本文件", "上传文件", "选择文件", "检查文件", "证照文件",
    "下载文件", "保存文件", "结果文件", "目录文件", "原文件", "新文件", "为文件", "导出文件", "个文件", "该文件",
    "其他文件", "附带了文件", "文件过大", "文件名", "文件仅", "文件超过", "文件未", "文件正在", "文件是空", "文件已",
    "有文件", "添加文件", "减少文件", "文件（图片", "全部文件", "文件逐", "文件合计", "文件在签名", "文件无法",
    "文件（XLS",
)  # fmt: skip
"""Where 文件 is what a computer keeps, not a document of an office."""
INTERFACE = {
    "登录": "登入",
    "登陆": "登入",
    "退出登录": "登出",
    "短信": "簡訊",
    "搜索": "搜尋",
    "打印": "列印",
    "链接": "連結",
    "默认": "預設",
    "屏幕": "螢幕",
    "软件": "軟體",
    "视频": "影片",
    "摄像头": "鏡頭",
    "点击": "點選",
    "刷新": "重新整理",
    "导出": "匯出",
    "导入": "匯入",
    "服务器": "伺服器",
    "数据库": "資料庫",
    "电子邮件": "電子郵件",
    "信息": "資訊",
    "信息公开": "信息公開",
    "个人信息保护法": "個人信息保護法",
    "信用信息": "信用信息",
    "信息库": "信息庫",
    "保存": "儲存",
    "保存期": "保存期",
    "保存相关": "保存相關",
    "案卷保存": "案卷保存",
    "设置": "設定",
    "网址": "網址",
}
"""Words of computers, as Hong Kong and Taiwan say them: on buttons and in messages, never in what the law says."""

_QUOTES = str.maketrans("“”‘’", "「」『』")


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(phrases, key=len, reverse=True)))


def _convert(text: str, way: str, own: dict[str, str]) -> str:
    convert = _converter(way).convert
    parts, end = [], 0
    for found in _any_of(tuple(own)).finditer(text):
        parts += [convert(text[end : found.start()]), own[found[0]]]
        end = found.end()
    return "".join([*parts, convert(text[end:])])


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """A zh-Hans text in traditional characters."""
    return _convert(text, "s2tw", PHRASES).translate(_QUOTES)


@cache
def _of_pages() -> dict[str, str]:
    files = {phrase: _convert(phrase.replace("文件", "档案"), "s2tw", {**PHRASES, **INTERFACE}) for phrase in FILES}
    return {**PHRASES, **INTERFACE, **files}


def traditional_on_pages(text: str) -> str:
    """A text of the portal's own pages in traditional characters; the law's words stay as `traditional` has them."""
    return _convert(text, "s2tw", _of_pages()).translate(_QUOTES)


def simplified(text: str) -> str:
    """A text in whatever characters, in simplified ones."""
    return _convert(text, "t2s", _BACK)
