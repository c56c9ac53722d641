"""Patterns of the words beside a quotation that show who speaks, by groups of languages.

In the example beside or above a pattern, brackets hold what it matches.
"""

import re

from lib.actors.words import either

# In all languages.
QUOTATION_MARK = re.compile('[“"«»„]')  # Ida Brandt called it [“]a gift”: no mark, no quotation
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|»[^«»]*«|„[^„“”\"]*[“”\"]")  # called it [“a gift”]
COLON = re.compile(r"\s*:\s*$")  # Ida Brandt[: ]“The harbour stays open.”
POSSESSIVE = re.compile(r"['’‘]s?\b|-\w")  # Ida Brandt[’s] lawyer said; sagte der SPD[-P]olitiker
# “...,”[ a spokesman for President ]Ida Brandt said; the group is "President ".
TITLED_OBJECT = re.compile(rf".*\b(?:{either('prepositions_before_objects')})\s+(.*)$", re.DOTALL)
_ASIDE = r"(?:,\s[^,“”\"«»:;]{1,80},|\s\([^()]{1,40}\),?|,)?"  # Ida Brandt[, the minister of ports,] said

# In English.
_SAYING = rf"(?:{either('saying_verbs')})"  # Ida Brandt [said] that “...”
_TELLING = rf"(?:{_SAYING}|told|tells|put it|puts it)"  # Ida Brandt [told] reporters that “...”
_JUDGING = rf"(?:{either('judging_verbs')})"  # Ida Brandt [warned of] “a long and cold winter”
_MEANWHILE = rf"(?:\s+(?:{either('between_subject_and_verb')}))*"  # Ida Brandt[ has again] said
_NO_LEAD = rf"(?!(?:{either('no_lead_of_speakers')})\b)"  # not: said a pilot [after] meeting Ida Brandt
# “...,” said [the former editor of the Evening Fog, ]Tom Hale.
_LEAD = rf"(?:(?:the|a|an|his|her|their)\s+)?(?:{_NO_LEAD}[\w'’.&-]+\s+){{0,6}}?(?:{_NO_LEAD}[\w'’.-]+,\s+)?"
SAYS = re.compile(rf"{_ASIDE}{_MEANWHILE}\s+{_TELLING}\b")  # Ida Brandt[, the minister, said] that “...”
JUDGES = re.compile(rf"{_ASIDE}{_MEANWHILE}\s+{_JUDGING}\b")  # Ida Brandt[ later called] the plan “a gift”
SAID_BY = re.compile(rf"^[\s,]*{_SAYING}\s+{_LEAD}$", re.IGNORECASE)  # “...,”[ said the minister ]Ida Brandt
# [According to the minister ]Ida Brandt, “the harbour stays open” for now.
ACCORDING_TO = re.compile(rf"\b(?:according to|in the words of)\s+{_LEAD}$", re.IGNORECASE)
# “...,” said a Harbour Board[ spokeswoman]; not a Harbour Board pilot, who does not speak for the board.
OWNS_NOBODY = re.compile(
    r"\s*(?:[,.;:—–-]|$)|\s+(?:in|on|at|as|after|during|to|from|when|and|but|of|this|last|yesterday|spokes\w+)\b"
)
# “...,” [she later said]; the group is "she".
PRONOUN_SAYS = re.compile(rf"(?<![\w’'])([Hh]e|[Ss]he){_MEANWHILE}\s+(?:{_TELLING}|{_JUDGING})\b")
SAID_BY_PRONOUN = re.compile(rf"^[\s,]*{_SAYING}\s+(he|she)\b")  # “...,”[ said she]; the group is "she"
OF_A_MAN = re.compile(r"\b(?:Mr|Sir|King|Prince|Lord|Father)\.?\s+$")  # [Mr. ]Hale
OF_A_WOMAN = re.compile(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Sister|Dame)\.?\s+$")  # [Mrs. ]Brandt

# In German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Norwegian.
_SAYING_ABROAD = rf"(?:(?:a|ha|hat|har|heeft)\s+)?(?:{either('saying_verbs_abroad')})"  # Ida [a déclaré]
_ARTICLE = r"(?:(?:der|die|le|la|el|il|lo|o|a|de)\s+|l['’])?"  # sagte [die ]Ministerin Ida Brandt
_NO_LEAD_ABROAD = rf"(?!(?:{either('no_lead_of_speakers_abroad')}|d['’]\w+)\b)"  # not: l’avocat [de] Hale
# „...“, sagte [die Sprecherin der Stadt, ]Ida Brandt.
_LEAD_ABROAD = rf"{_ARTICLE}(?:(?:{_NO_LEAD_ABROAD}[\w’'.-]+\s+){{0,3}}|[\w’'.\s-]{{1,80}},\s+)"
SAYS_ABROAD = re.compile(rf"{_ASIDE}\s+{_SAYING_ABROAD}\b")  # Ida Brandt[ (SPD) warnte] vor „einem Winter“
SAID_BY_ABROAD = re.compile(rf"^[\s,]*{_SAYING_ABROAD}\s+{_LEAD_ABROAD}$")  # «...»,[ dijo el ministro ]Hale
SO_IN_GERMAN = re.compile(rf"^[\s,]*so\s+{_LEAD_ABROAD}$")  # „...“[, so Ministerin ]Ida Brandt
ACCORDING_TO_ABROAD = re.compile(rf"\b(?:{either('according_to_abroad')})\s+{_LEAD_ABROAD}$")  # [Laut ]Brandt
