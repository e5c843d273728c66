"""The spaCy factories ``winset_lines`` and ``winset``.

::

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("winset_lines", before="parser")   # headlines, bullets and paragraphs end sentences
    nlp.add_pipe("winset")
    doc = nlp(text)
    doc._.winset.statements

spaCy loads this module whenever a pipeline is made (it is an entry point), so it imports nothing heavy of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from winset.reading.attribution.lines import mark_lines

if TYPE_CHECKING:
    from winset.reading.pipeline import Pipeline

Language.component("winset_lines", func=mark_lines, assigns=["token.is_sent_start"])


class WinsetComponent:
    """Sets ``doc._.winset`` to the `winset.reading.pipeline.DocumentReading` of a parsed doc.

    Parameters
    ----------
    codebook, actors
        Files that add to the general codebook and the actors that are shipped.
    """

    def __init__(self, codebook: str | Path | None = None, actors: str | Path | None = None) -> None:
        self._files = (codebook, actors)
        self._pipeline: Pipeline | None = None
        if not Doc.has_extension("winset"):
            Doc.set_extension("winset", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read `doc` and return it with the reading on it."""
        from winset.reading.document import Document
        from winset.reading.pipeline import Pipeline

        if self._pipeline is None:
            codebook, actors = self._files
            self._pipeline = Pipeline(codebook=codebook, actors=actors)
        doc._.winset = self._pipeline.read_doc(doc, Document(id="doc", text=doc.text))
        return doc


def make_component(nlp: Language, name: str, codebook: str | None, actors: str | None) -> Any:
    """Make the component ``winset``; it needs a tagger, a parser and a lemmatizer before it."""
    return WinsetComponent(codebook, actors)


Language.factory(
    "winset",
    default_config={"codebook": None, "actors": None},
    requires=["token.dep", "token.head", "token.lemma", "token.tag"],
    assigns=["doc._.winset"],
    func=make_component,
)
