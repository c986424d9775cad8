"""How much a foreign file may ask for."""

from dataclasses import asdict, dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading; the defaults fit a sheet of a million rows and stop every bomb we know."""

    file_bytes: int = 200 * MB
    memory_bytes: int = 280 * MB
    cpu_seconds: int = 900
    silent_seconds: float = 9.0
    archive_entries: int = 5_000
    archive_bytes: int = 1_200 * MB
    entry_ratio: int = 150
    ratio_floor_bytes: int = 20 * MB
    shared_text_bytes: int = 150 * MB
    shared_texts: int = 4_000_000
    cell_text: int = 100_000
    columns: int = 2_000
    rows: int = 1_048_576
    cells: int = 40_000_000
    sheets: int = 300
    merges: int = 20_000

    def as_dict(self) -> dict[str, int | float]:
        """The same bounds in the form that the child is told."""
        return asdict(self)
