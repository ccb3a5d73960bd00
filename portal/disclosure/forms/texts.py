"""The words of an entry that are ticked to be masked: single words, whole sentences, or a whole text."""

from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.disclosure.queries import Passage, Texts
from portal.disclosure.queries.words import label_of
from portal.disclosure.rules import Sentence, sentences, words_in
from portal.pages import Form


@dataclass(frozen=True)
class Part:
    """One text in the form: the names of its boxes, its sentences, and what is masked already."""

    name: str
    label: str
    passage: Passage
    sentences: list[Sentence]


class MaskForm(Form):
    """Boxes without fields of their own: which there are depends on the texts."""

    def __init__(self, *args: Any, texts: Texts, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parts = [
            Part(f"t{place}", str(label_of(passage.key)), passage, sentences(passage.text))
            for place, passage in enumerate(texts.passages)
        ]

    def hidden(self, given: MultiDict) -> dict[str, set[int]]:
        """What was ticked, by the key of the text; a number that is no word of it is nobody's."""
        return {part.passage.key: _ticked(part, given) for part in self.parts}


def _ticked(part: Part, given: MultiDict) -> set[int]:
    if given.get(f"{part.name}-all"):
        return set(range(len(words_in(part.passage.text))))
    whole = set(given.getlist(f"{part.name}-s", type=int))
    words = set(given.getlist(f"{part.name}-w", type=int))
    return words | {number for each in part.sentences if each.number in whole for number, _word in each.words}
