"""Names in scripts that the fonts of our theme lack."""

from __future__ import annotations

from reports.theme.scripts import Script

NAMES: dict[Script, str] = {
    "Hani": "李雷",
    "Hebr": "שרה כהן",
    "Arab": "مريم الأولى",
    "Deva": "प्रिया कृष्णा",
    "Hang": "김철수",
    "Kana": "ナターシャ・ロマノフ",
    "Hira": "さくら",
    "Thai": "สมชาย น้ำใจ",
}
