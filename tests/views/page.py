"""A page as a person meets it: its words, its fields with what stands in them, and what it complains about."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
INSIDE_WORDS = {"a", "b", "i", "span", "time"}
UNSEEN = {"script", "style", "title"}
TOLD = {"told", "care"}  # the classes of what a page tells: a message, or what is wrong with a form


class Page(HTMLParser):
    def __init__(self, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.html = response.content.decode()
        self.title = ""
        self.texts: list[str] = []
        self.told: list[str] = []
        self.fields: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.actions: list[str] = []
        self.tags: Counter[str] = Counter()
        self.inline: list[str] = []  # what a strict Content-Security-Policy refuses
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(self.html)
        self.close()

    @property
    def _is_inert(self) -> bool:
        """What stands in a template is no part of the page yet."""
        return any(tag == "template" for tag, _attributes in self._open)

    @property
    def _is_hidden(self) -> bool:
        return self._is_inert or any("hidden" in attributes for _tag, attributes in self._open)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    @property
    def complaints(self) -> str:
        return " ".join("".join(self.told).split())

    def __getitem__(self, name: str) -> str:
        """What stands in the field, or is ticked there."""
        (value,) = self.fields[name]
        return value

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        self._space(tag)
        self._look_for_inline(tag, attributes)
        if not self._is_inert:
            self.tags[tag] += 1
        if self._is_hidden:
            if tag not in VOID:
                self._open.append((tag, attributes))
            return
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if tag == "form":
            self.actions.append(attributes.get("action", ""))
        if tag == "button" and "formaction" in attributes:
            self.actions.append(attributes["formaction"])
        if tag == "input" and (attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes):
            self.fields.setdefault(attributes.get("name", ""), []).append(attributes.get("value", ""))
        if tag == "option" and "selected" in attributes:
            self.fields.setdefault(self._of("select")["name"], []).append(attributes.get("value", ""))
        if tag == "textarea":
            self.fields.setdefault(attributes["name"], []).append("")
        if tag not in VOID:
            self._open.append((tag, attributes))

    def handle_startendtag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, given)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened, _attributes = self._open.pop()
        while opened != tag and opened in {"li", "p", "option"}:
            opened, _attributes = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        self._space(tag)

    def handle_data(self, data: str) -> None:
        tag, attributes = self._open[-1] if self._open else ("", {})
        if tag == "title" and not self._of("svg"):
            self.title += data
        if tag == "script" and data.strip():
            self.inline.append(f"<script> with {data.strip()[:60]!r}")
        if tag in UNSEEN or self._is_inert:
            return
        if any(TOLD & set(attributes.get("class", "").split()) for _tag, attributes in self._open):
            self.told.append(data)  # also in what a script shows when it is there
        if self._is_hidden:
            return
        if tag == "textarea":
            # A browser drops the line break that follows the tag.
            self.fields[attributes["name"]][-1] += data.removeprefix("\n")
        self.texts.append(data)

    def _space(self, tag: str) -> None:
        if tag not in INSIDE_WORDS:
            self.texts.append(" ")
            self.told.append(" ")

    def _of(self, tag: str) -> dict[str, str]:
        return next((attributes for opened, attributes in reversed(self._open) if opened == tag), {})

    def _look_for_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.inline.append(f"<{tag}>")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.inline.append(f"<{tag} {name}={value[:60]!r}>")
