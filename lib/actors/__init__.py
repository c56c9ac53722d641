"""Finds actors: the persons, organisations and countries that a story names, where, and with whom."""

from lib.actors.co_mentions import CoMention, co_mentions
from lib.actors.extras import EXTRAS
from lib.actors.find import find
from lib.actors.plain_text import TextNames, find_in_text
from lib.actors.recogniser import RecogniserState, recogniser_state
from lib.actors.sentences import sentences

__all__ = [
    "EXTRAS",
    "CoMention",
    "RecogniserState",
    "TextNames",
    "co_mentions",
    "find",
    "find_in_text",
    "recogniser_state",
    "sentences",
]
