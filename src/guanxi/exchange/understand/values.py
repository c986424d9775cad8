"""What a word in a choice column means among the options of a field."""

from collections.abc import Iterable, Mapping, Sequence

from guanxi.exchange.understand.lexicon import squeeze, value_words

_MARKS = "0123456789.、)）-_ :：#"


class ChoiceReader:
    """Reads the words of one choice column; a word that means no option is remembered once."""

    def __init__(
        self,
        options: Sequence[tuple[str, Iterable[str]]],
        concept: str = "",
        codes: Mapping[str, str] | None = None,
        settled: Mapping[str, str | None] | None = None,
    ) -> None:
        self.unknown: dict[str, int] = {}
        self._codes = dict(codes or {})
        self._settled = {squeeze(word): value for word, value in (settled or {}).items()}
        self._words: dict[str, str] = {}
        values = {value for value, _ in options}
        for value, labels in options:
            for word in (value, *labels):
                self._words.setdefault(squeeze(word), value)
        for value, words in value_words().get(concept, {}).items():
            if value in values:
                for word in words:
                    self._words.setdefault(squeeze(word), value)

    def read(self, text: str) -> str | None:
        """The option that the text means; None (and remembered) when it means none for sure."""
        found = self._find(text)
        if found is None and squeeze(text) not in self._settled:
            key = text.strip()
            self.unknown[key] = self.unknown.get(key, 0) + 1
        return found

    def dismissed(self, text: str) -> bool:
        """Whether a person settled that the word means nothing."""
        word = squeeze(text)
        return word in self._settled and self._settled[word] is None

    def _find(self, text: str) -> str | None:
        word = squeeze(text)
        if word in self._settled:
            return self._settled[word]
        if word in self._words:
            return self._words[word]
        digits = text.strip().removesuffix(".0")
        if digits in self._codes:
            return self._words.get(squeeze(self._codes[digits]))
        bare = squeeze(text.strip().lstrip(_MARKS))
        if bare and bare != word and bare in self._words:
            return self._words[bare]
        return None
