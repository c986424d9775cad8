"""Sorts of documents, told by what their newest version holds."""

from guanxi.kernel.i18n import L
from guanxi.schema.fields import Option

KINDS = (
    Option("picture", L("图片", "圖片", "Picture"), "malachite"),
    Option("pdf", L("PDF", "PDF", "PDF"), "rouge"),
    Option("writing", L("文档", "文件", "Document"), "azurite"),
    Option("sheet", L("表格", "試算表", "Spreadsheet"), "ink"),
    Option("slides", L("演示文稿", "簡報", "Slides"), "ochre"),
    Option("text", L("纯文本", "純文字", "Plain text"), "neutral"),
    Option("archive", L("压缩包", "壓縮檔", "Archive"), "gamboge"),
    Option("other", L("其他", "其他", "Other"), "neutral"),
)
_ENDINGS = {
    "doc": "writing", "docx": "writing", "odt": "writing", "rtf": "writing", "wps": "writing",
    "xls": "sheet", "xlsx": "sheet", "xlsb": "sheet", "xlsm": "sheet", "ods": "sheet", "csv": "sheet", "et": "sheet",
    "ppt": "slides", "pptx": "slides", "odp": "slides", "dps": "slides",
}  # fmt: skip
_ARCHIVES = ("zip", "gzip", "7z", "rar")


def sort_of(content_type: str, name: str) -> str:
    """The option for a content type; office documents and tables are told by their name too."""
    if content_type.startswith("image/"):
        return "picture"
    if content_type == "application/pdf":
        return "pdf"
    ending = _ENDINGS.get(name.rpartition(".")[2].lower())
    if ending:
        return ending
    if content_type.startswith("text/"):
        return "text"
    return "archive" if any(word in content_type for word in _ARCHIVES) else "other"
