"""The one error of this package, and its words."""

from typing import Any

from guanxi.kernel.errors import Refusal, register_messages
from guanxi.kernel.i18n import L


class FileFault(Refusal):
    """A file cannot be read, or only as far as `params` says."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"file_{code}", status=422, **params)
        self.kind = code


register_messages(
    {
        "file_encrypted": L(
            "文件有密码保护。请在 Excel 中去掉密码后再上传。",
            "檔案有密碼保護。請在 Excel 中移除密碼後再上傳。",
            "The file is protected by a password. Remove it in Excel and upload the file again.",
        ),
        "file_corrupt": L(
            "文件已损坏或不完整，无法读取。请用 Excel 打开后另存一份再试。",
            "檔案已損毀或不完整，無法讀取。請用 Excel 開啟後另存新檔再試。",
            "The file is damaged or incomplete. Open it in Excel, save a copy and try again.",
        ),
        "file_too_big": L(
            "文件太大（上限 {limit} MB）。请分成几个文件。",
            "檔案太大（上限 {limit} MB）。請拆成幾個檔案。",
            "The file is too big (limit {limit} MB). Split it into several files.",
        ),
        "file_too_many_cells": L(
            "表格太大（上限 {limit} 个单元格）。请分成几个文件。",
            "表格太大（上限 {limit} 個儲存格）。請拆成幾個檔案。",
            "The sheet is too big (limit {limit} cells). Split it into several files.",
        ),
        "file_too_slow": L(
            "读取文件超时。请用 Excel 另存为 .xlsx 或 CSV 后再试。",
            "讀取檔案逾時。請用 Excel 另存為 .xlsx 或 CSV 後再試。",
            "Reading the file took too long. Save it in Excel as .xlsx or CSV and try again.",
        ),
        "file_unsupported": L(
            "不支持这种文件。请上传 .xlsx、.xls、.ods 或 CSV 文件。",
            "不支援這種檔案。請上傳 .xlsx、.xls、.ods 或 CSV 檔案。",
            "This kind of file is not supported. Upload .xlsx, .xls, .ods or CSV.",
        ),
        "file_empty": L("文件是空的。", "檔案是空的。", "The file is empty."),
        "file_bad_encoding": L(
            "第 {row} 行起有无法识别的文字编码。请用 Excel 另存为 UTF-8 CSV 或 .xlsx 后再试。",
            "第 {row} 列起有無法辨識的文字編碼。請用 Excel 另存為 UTF-8 CSV 或 .xlsx 後再試。",
            "From row {row} on the text encoding cannot be recognised. Save the file as UTF-8 CSV or .xlsx.",
        ),
        "file_no_sheet": L("文件中没有这个工作表。", "檔案中沒有這個工作表。", "The file has no such sheet."),
    }
)
