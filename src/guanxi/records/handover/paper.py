"""A document of A4 pages: headings, facts, tables and long lists, in Chinese and in English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import XPos, YPos

MARGIN = 18.0
WIDTH = 210.0 - 2 * MARGIN
INK, QUIET, RULE = (28, 32, 38), (104, 110, 120), (214, 216, 220)
GOOD, BAD = (38, 110, 84), (168, 44, 36)
# A word with the blanks after it, or one sign.
_PIECES = re.compile(r"[\x21-\u2e7f]+\s*|\s|.")
_ENDINGS = frozenset("，。；：、？！）”’》」』】")
_FONTS = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}


class Paper(FPDF):
    """Writes downwards; every page ends with `foot` and its number."""

    def __init__(self, title: str, foot: str, at: datetime) -> None:
        super().__init__(format="A4")
        self._foot = foot
        self._folder = files("pylopdf_fonts_zh_cn")
        for family, name in _FONTS.items():
            self.add_font(family, fname=str(self._folder / name))
        self.set_title(title)
        self.set_creator("Guanxi")
        self.set_creation_date(at)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 4)
        self.add_page()

    def footer(self) -> None:
        """What stands below every page."""
        self.set_y(-MARGIN + 2)
        self._pen("sans", 7.5, QUIET)
        self.cell(WIDTH - 30, 5, self._foot)
        self.cell(30, 5, f"{self.page_no()} / {{nb}}", align="R")

    def heading(self, text: str) -> None:
        """The title of a part, kept together with what follows."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(5)
        self._pen("serif", 12.5)
        self._line(7, text)
        self.ln(1)

    def title_lines(self, above: str, title: str, below: str) -> None:
        """The head of the first page."""
        self._pen("sans", 9.5, QUIET)
        self._line(6, above)
        self._pen("serif", 22)
        self._line(12, title)
        self._pen("sans", 9.5, QUIET)
        self._line(6, below)
        self._rule(3)

    def verdict(self, text: str, more: str, good: bool) -> None:
        """The one sentence that counts, with a bar in its colour beside it."""
        self.ln(2)
        top = self.get_y()
        self.set_left_margin(MARGIN + 6)
        self.set_x(MARGIN + 6)
        self._pen("serif", 14, GOOD if good else BAD)
        self._text(8, text, WIDTH - 6)
        self._pen("sans", 9, QUIET)
        self._text(5.2, more, WIDTH - 6)
        self.set_left_margin(MARGIN)
        self.set_fill_color(*(GOOD if good else BAD))
        self.rect(MARGIN, top, 1.4, self.get_y() - top, style="F")
        self.set_x(MARGIN)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and values beside each other; names that are too long are cut."""
        for name, value in pairs:
            self._pen("sans", 9.5, QUIET)
            self.cell(34, 6.2, self._fitting(name, 34))
            self._pen("sans", 9.5)
            self._text(6.2, value or "—", WIDTH - 34)

    def paragraph(self, text: str) -> None:
        """Small text over the whole width."""
        self._pen("sans", 9, QUIET)
        self._text(5.4, text, WIDTH)

    def numbers(self, head: Sequence[str], rows: Sequence[Sequence[str]], first: float = 0.4) -> None:
        """A table whose first column is a name and whose others are numbers."""
        wide = WIDTH * first
        other = (WIDTH - wide) / max(len(head) - 1, 1)
        widths = [wide, *(other for _ in head[1:])]
        self._pen("sans", 8.5, QUIET)
        self._row(head, widths, 6.6)
        self._rule(0.6)
        self._pen("sans", 9.5)
        for row in rows:
            self._row(row, widths, 6.2)
        self._rule(0.6)

    def listing(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """Many small lines; the head stands on every page. Texts that are too long are cut."""
        self._listing_head(head, widths)
        for row in rows:
            if self.will_page_break(5):
                self.add_page()
                self._listing_head(head, widths)
            self._pen("sans", 7.5)
            for text, width in zip(row, widths, strict=True):
                self.cell(width, 4.8, self._fitting(text, width))
            self.ln(4.8)

    def _listing_head(self, head: Sequence[str], widths: Sequence[float]) -> None:
        self._pen("sans", 7.5, QUIET)
        for text, width in zip(head, widths, strict=True):
            self.cell(width, 5.4, text)
        self.ln(5.4)
        self._rule(0.4)

    def _row(self, texts: Sequence[str], widths: Sequence[float], height: float) -> None:
        for at, (text, width) in enumerate(zip(texts, widths, strict=True)):
            self.cell(width, height, self._fitting(text, width), align="R" if at else "L")
        self.ln(height)

    def _fitting(self, text: str, width: float) -> str:
        text = " ".join(text.split())
        if self.get_string_width(text) <= width - 2:
            return text
        while text and self.get_string_width(text + "…") > width - 2:
            text = text[:-1]
        return text + "…"

    def _pen(self, family: str, size: float, color: tuple[int, int, int] = INK) -> None:
        self.set_font(family, size=size)
        self.set_text_color(*color)

    def _line(self, height: float, text: str) -> None:
        self.cell(WIDTH, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _text(self, height: float, text: str, width: float) -> None:
        left = self.get_x()
        for line in self._broken(text, width):
            self.set_x(left)
            self.cell(width, height, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _broken(self, text: str, width: float) -> Iterator[str]:
        """The text in lines. Chinese breaks anywhere, but no line begins with a mark that ends something; words of other
        languages stay whole."""
        line, room = "", width - 2 * self.c_margin
        for piece in _PIECES.findall(text):
            if line and self.get_string_width((line + piece).rstrip()) > room and piece not in _ENDINGS:
                yield line.rstrip()
                line = ""
            while self.get_string_width(piece) > room:
                fitting = next(
                    at for at in range(len(piece), 0, -1) if self.get_string_width(piece[:at]) <= room
                )
                yield piece[:fitting]
                piece = piece[fitting:]
            line += piece if line else piece.lstrip()
        yield line.rstrip()

    def _rule(self, gap: float) -> None:
        self.ln(gap)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), MARGIN + WIDTH, self.get_y())
        self.ln(gap)
