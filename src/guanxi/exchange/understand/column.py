"""One column of a table with what it is proposed to be."""

from dataclasses import dataclass, field

from guanxi.kernel.text import Unit

CONFIDENT = 0.75


@dataclass(slots=True)
class Column:
    """One column with what it is proposed to be; `target` is None when it should be kept as it is."""

    index: int
    header: str
    target: str | None = None
    confidence: float = 0.0
    alternatives: list[str] = field(default_factory=list)
    unit: Unit | None = None
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def certain(self) -> bool:
        """Whether the proposal may be used without asking."""
        return self.target is not None and self.confidence >= CONFIDENT
