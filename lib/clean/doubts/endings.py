"""How a text ends that goes on elsewhere: an ellipsis, the middle of a sentence, an invitation to read on."""

import re

from lib.clean.text.lines import ends_a_sentence

LONGEST = 160  # characters of an invitation

_ELLIPSIS = re.compile(r"(?:…|\.\.\.+)[\s\])}>”\"']*$")
_MIDDLE = re.compile(r"[\w,;:–—-]\s*$")  # neither a full stop nor a bracket, a mark or a symbol closes it
_READ_ON = re.compile(
    r"continue[sd]? (?:reading|on (?:the )?(?:next|page))|read (?:the )?(?:full|rest|whole|entire)\b"
    r"|keep reading|to (?:continue|keep|finish) reading|unlock (?:this|the) (?:article|story)"
    r"|weiter\s?lesen|ganzen (?:artikel|text) lesen|lire la suite|poursuivre (?:la|votre) lecture"
    r"|(?:seguir|sigue|continuar?|continúe?) (?:leyendo|lendo|a ler)|leer el artículo completo"
    r"|leia (?:mais|na íntegra)|continua a leggere|leggi (?:tutto|l.articolo completo)"
    r"|lees verder|verder lezen|czytaj dalej|číst dále|devamını oku"
    r"|читать (?:далее|дальше|полностью)|читати (?:далі|повністю)"
    r"|続きを読む|続きは|阅读全文|閱讀全文|继续阅读|繼續閱讀|계속 읽기|전문 보기"
    r"|اقرأ المزيد|تابع القراءة|המשך קריאה|להמשך קריאה",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscri\w+|sign(?:ing)? (?:in|up)|log(?:ging)? in|register\w*|members?(?:hip)?|premium"
    r"|abonn\w+|anmeld\w+|registr\w+|connect\w+|suscr\w+|assin\w+|abbon\w+|prenumer\w+"
    r"|подпис\w+|підпис\w+|войд\w+|увійд\w+|会員|登録|订阅|訂閱|登录|구독|اشترك|הירש\w+|הרש\w+)"
    r".{0,60}(?:continu\w+|read\w*|unlock|access|full|exclusive|lesen|weiter\w*|lire|suite|leer"
    r"|leyendo|ler|leggere|czyta\w+|läs\w*|чита\w+|доступ|続き|閲覧|阅读|閱讀|继续|읽|القراءة|לקרוא|לקריאה)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_OF = re.compile(
    r"\b(?:page|seite|página|pagina|strona|страница|сторінка|sida|side)\s+\d{1,2}\s*"
    r"(?:of|von|sur|de|di|van|z|из|із|av|af|/)\s*([2-9]|[1-9]\d)\b"
    r"|第?\s*1\s*/\s*[2-9]\s*(?:ページ|页)",
    re.IGNORECASE,
)


def is_cut_short(text: str) -> bool:
    """Return whether a text closes with an ellipsis."""
    return bool(_ELLIPSIS.search(text[-12:]))


def stops_inside(text: str) -> bool:
    """Return whether a running text stops in the middle of a sentence."""
    return len(text) > 80 and not ends_a_sentence(text) and bool(_MIDDLE.search(text[-3:]))


def reads_on(text: str) -> bool:
    """Return whether a short line invites to read the rest of the story somewhere else."""
    return len(text) <= LONGEST and bool(_READ_ON.search(text))


def is_wall(text: str) -> bool:
    """Return whether a short line asks to subscribe or to sign in before the rest can be read."""
    return len(text) <= 2 * LONGEST and bool(_WALL.search(text))


def counts_pages(text: str) -> bool:
    """Return whether a short line says that the text goes over several pages."""
    return len(text) <= LONGEST and bool(_PAGE_OF.search(text))
