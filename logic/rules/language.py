"""The written form of conditions: ``not trauma and pain_score at least pain_severe`` becomes objects of the algebra.

A language knows its words: fields with what they may hold, thresholds with their units, and terms, which are named
conditions. docs/CONTENT.md shows what may be written. A fault raises ``ContentError`` with the file, the entry, the
word, and what is allowed in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple, NoReturn

from logic.content.reading import ContentError
from logic.patient.fields import Choice, Domain, Flag, Several
from logic.rules.conditions import All, AtLeast, AtMost, Condition, Has, Is, Limit, Not, Some

OF_ITS_OWN = ("not", "and", "or", "is", "has", "one", "any", "of", "at", "least", "most", "above", "below")
"""The words that the language keeps for itself."""

COMPARED = {"at least": (AtLeast, True), "at most": (AtMost, True), "above": (AtMost, False), "below": (AtLeast, False)}
"""How a number is compared: the leaf, and whether it or its opposite is meant."""

DEEPEST, MOST = 30, 500
"""Levels of brackets, and facts of a condition with its terms; content beyond them is not meant in earnest."""


class Field(NamedTuple):
    """What a field of a patient may hold, and the unit of a number; a derived number is a field like others."""

    domain: Domain
    unit: str | None = None


class Language:
    """The words of conditions; ``terms`` are read at once, and then hold a condition each."""

    def __init__(
        self, fields: Mapping[str, Field], thresholds: Mapping[str, Limit], terms: Mapping[str, str], file: str
    ) -> None:
        self.fields, self.thresholds, self.terms = fields, thresholds, dict[str, Condition]()
        self.written, self.file = terms, file
        self._open: list[str] = []
        for where, names, others in (
            (file, terms, {"field": fields, "threshold": thresholds, "word of the language": OF_ITS_OWN}),
            ("thresholds.yaml", thresholds, {"field": fields, "word of the language": OF_ITS_OWN}),
        ):
            for name in names:
                for what in [what for what, taken in others.items() if name in taken]:
                    raise ContentError(where, name, f"is the name of a {what} too; a name means one thing")
                if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                    raise ContentError(where, name, "a name is in small letters, digits and _, as in severe_pain")
        for name in terms:
            self.term(name)

    def condition(self, file: str, entry: str, text: str, key: str = "when") -> Condition:
        """What the text says; ``key`` is where in the entry it stands."""
        return _Reader(self, file, entry, text, key).whole()

    def term(self, name: str) -> Condition:
        """The condition of this name; one that leads back to itself is refused."""
        if name not in self.terms:
            if name in self._open:
                circle = [*self._open[self._open.index(name) :], name]
                raise ContentError(self.file, name, f"when: leads back to itself: {' → '.join(circle)}")
            self._open.append(name)
            self.terms[name] = self.condition(self.file, name, self.written[name])
            self._open.pop()
        return self.terms[name]


class _Reader:
    """One text, read word by word."""

    def __init__(self, language: Language, file: str, entry: str, text: str, key: str) -> None:
        self.language, self.place, self.key = language, (file, entry), key
        self.words: list[str] = re.findall(r"[(),]|[^\s(),]+", text)
        self.at = self.depth = 0

    @property
    def word(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def fault(self, said: str) -> NoReturn:
        where = f"word {self.at + 1}, {self.word!r}" if self.word else "at the end"
        raise ContentError(*self.place, f"{self.key}: {where}: {said}")

    def meets(self, *words: str) -> bool:
        """Whether these words come next; if so, they are read."""
        found = tuple(self.words[self.at : self.at + len(words)]) == words
        self.at += len(words) * found
        return found

    def whole(self) -> Condition:
        condition = self.chain()
        if self.word:
            self.fault("closes no bracket" if self.word == ")" else "allowed are 'and', 'or', or the end")
        if len(list(islice(condition.leaves(), MOST + 1))) > MOST:
            raise ContentError(*self.place, f"{self.key}: has more than {MOST} facts, its terms included")
        return condition

    def chain(self) -> Condition:
        """Parts with one kind of joint; a part of the same kind opens up, so that ``a and (b and c)`` is one list."""
        parts, joint = [self.part()], self.word
        if joint not in ("and", "or"):
            return parts[0]
        while self.meets(joint):
            parts.append(self.part())
        if self.word in ("and", "or"):
            self.fault(f"stands beside {joint!r}; put brackets around what belongs together")
        kind = All if joint == "and" else Some
        return kind(tuple(one for part in parts for one in (part.parts if isinstance(part, kind) else (part,))))

    def part(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fault(f"is nested more than {DEEPEST} levels deep")
        if self.meets("not"):
            found: Condition = Not(self.part())
        elif self.meets("("):
            found = self.chain()
            if not self.meets(")"):
                self.fault("a bracket is open; allowed are 'and', 'or', or its closing bracket")
        elif self.word in self.language.terms or self.word in self.language.written:
            found = self.language.term(self.word)
            self.at += 1
        else:
            found = self.fact()
        self.depth -= 1
        return found

    def fact(self) -> Condition:
        """What is said of one field."""
        name, fields = self.word, self.language.fields
        if name not in fields:
            self.fault(self.unknown())
        self.at += 1
        match fields[name].domain:
            case Flag():
                if self.word in ("is", "has"):
                    self.fault(f"{name} is yes or no and stands alone; allowed are {name} and not {name}")
                return Is(name, True)
            case Choice(values):
                if not self.meets("is"):
                    self.fault(f"{name} is a choice; allowed are is, is not, is one of (…) and is not one of (…)")
                denied = self.meets("not")
                found = self.any_of(name, values, "one", Is)
                return Not(found) if denied else found
            case Several(values):
                if not self.meets("has") or self.word == "not":
                    self.fault(f"{name} is a set; allowed are has and has any of (…), and not before {name}")
                return self.any_of(name, values, "any", Has)
        return self.compared(name, fields[name].unit)

    def any_of(self, name: str, values: tuple[str, ...], several: str, leaf: type[Is] | type[Has]) -> Condition:
        """One value, or a list of them in brackets after ``one of`` or ``any of``."""
        if not self.meets(several, "of"):
            return leaf(name, self.value(name, values))
        if not self.meets("("):
            self.fault("allowed is an opening bracket; commas stand between the values")
        named = [self.value(name, values)]
        while self.meets(","):
            if self.word in named:
                self.fault("stands twice in this list")
            named.append(self.value(name, values))
        if not self.meets(")"):
            self.fault("a list is open; allowed are a comma or its closing bracket")
        return Some(tuple(leaf(name, value) for value in named)) if len(named) > 1 else leaf(name, named[0])

    def value(self, name: str, values: tuple[str, ...]) -> str:
        if self.word not in values:
            said = f"is no value of {name}" if self.word else f"a value of {name} is missing"
            self.fault(f"{said}; allowed are {', '.join(values)}")
        self.at += 1
        return self.words[self.at - 1]

    def compared(self, name: str, unit: str | None) -> Condition:
        """A number against a threshold in its own unit."""
        kind, held = next((kind for words, kind in COMPARED.items() if self.meets(*words.split())), (None, True))
        if kind is None:
            self.fault(f"{name} is a number; allowed are {', '.join(COMPARED)}, and then a threshold in {unit}")
        thresholds = self.language.thresholds
        limit = thresholds.get(self.word)
        if limit is None or limit.unit != unit:
            said = f"is in {limit.unit}, and {name} is in {unit}" if limit else "is no threshold of thresholds.yaml"
            if self.word.isdigit():
                said = "is a number, which needs a name, a unit and a source in thresholds.yaml"
            fitting = [one for one in thresholds if thresholds[one].unit == unit]
            self.fault(f"{said}; allowed are {', '.join(fitting) or 'none, since no threshold is in ' + str(unit)}")
        self.at += 1
        return kind(name, limit) if held else Not(kind(name, limit))

    def unknown(self) -> str:
        """What is wrong with a word that begins no condition."""
        if self.word in self.language.thresholds:
            return "is a threshold, and stands after a number: pain_score at least pain_severe"
        if re.fullmatch(r"\w+", self.word) and not self.word.isdigit() and self.word not in OF_ITS_OWN:
            near = get_close_matches(self.word.casefold(), [*self.language.fields, *self.language.written], 2)
            said = f"; near it {'are' if len(near) > 1 else 'is'} {' and '.join(near)}" if near else ""
            return f"is no field of inputs.yaml and no term of {self.language.file}{said}"
        return "allowed are 'not', an opening bracket, a field or a term"
