"""What all steps ask of a parsed document, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def text_of(doc: Doc) -> str:
    """Return a document's text, made once: spaCy puts it together anew whenever it is asked, token by token."""
    text: str | None = doc.user_data.get("winset_text")
    if text is None:
        text = doc.user_data["winset_text"] = doc.text
    return text
