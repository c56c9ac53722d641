"""The words of lines that pages add around their stories, each under its rule."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of line that is no part of a story."""

    name: str
    pattern: re.Pattern[str]
    longest: float  # in words; a longer line is prose that only mentions the thing
    cost: int = 8  # how far the line speaks against a story going on over it


def worded(name: str, *, longest: float, words: str, cost: int = 8) -> Rule:
    """Return a rule that knows its lines by their words, whatever their case."""
    return Rule(name, re.compile(words, re.IGNORECASE), longest, cost)


RULES: tuple[Rule, ...] = (
    worded(
        "control",
        longest=30,
        words=r"^\W*indicates? required|^(please,? )?enter (a|an|the|your|correct|valid)\b.*(e-?mail"
        r"|address|name)"
        r"|^(your |an? )?e-?mail( address)?\b\W*(\(required\)|\*)?$|^(in)?valid e-?mail"
        r"|success?full?y (subscribed|signed)"
        r"|^thank(s| you) for (signing|subscribing)|recaptcha|^(please )?(try again|log in"
        r"|sign in) (later|to continue)"
        r"|^by (signing up|subscribing|providing|submitting|entering|clicking|registering|continuing)\b"
        r"|^(mit|durch) (der|ihrer|deiner) (anmeldung|registrierung)|^your (email|password)\b.{0,60}$"
        r"|^(e-?mail|nom|name|adresse e-?mail|электронная почта)\W*\*?$",
    ),
    worded(
        "consent",
        longest=120,
        words=r"\b(we|our (site|partners)|this (site|website)|wir|nous|diese (seite"
        r"|website))\b.{0,80}\b(cookies?|traceurs)\b"
        r"|^(accept|reject|manage|alle)\b.{0,25}\b(cookies?|akzeptieren)|^cookies?\b.{0,40}$|^i (accept"
        r"|agree)$"
        r"|^(privacy|datenschutz|cookie)[- ]?(einstellungen|settings|manager|preferences|center)\W*$"
        r"|^we use your (sign-?up|data|information)|\b(tracking technologies|your consent"
        r"|einwilligung widerrufen)\b",
    ),
    worded(
        "field: audio",
        longest=25,
        words=r"^this (audio|article|recording) (is|was|has been) (created|generated|read|narrated"
        r"|produced|voiced)\b"
        r"|^listen( to (this )?(article|story)| now)?\W*(\(?\d+\s?min\w*\)?)?$|^(artikel|beitrag"
        r"|text) (an|vor)hören"
        r"|^(hören|vorlesen|écouter (l'|cet )article|escuchar( artículo)?|ascolta( articolo)?)\W*$"
        r"|^(play|hear) (this )?(audio|article)\b|\bai[- ](generated|narrated|voiced?) (audio|voice)"
        r"|^audio[- ]?(version|article)\b"
        r"|^\d+:\d\d\s*/\s*\d+:\d\d$",
    ),
    worded(
        "donation",
        longest=70,
        words=r"\bsupport (us|our (work|journalism|reporting)|independent (journalism|media|news)"
        r"|[\w' ]{0,20}journalism)\b"
        r"|^(become|be) (a |our )?(member|patron|supporter|subscriber)\b|^(donate|make a (donation"
        r"|contribution))\b"
        r"|\b((for|from) as little as|support us for|your (donation|contribution|support) (helps?|makes?"
        r"|keeps?|allows?))\b|^(a )?free press (has|needs) to be paid\b"
        r"|^support (a|your|our|this) (news)?(paper|room|magazine|site)\b"
        r"|^(give|donate|contribute)\W+(once|monthly|now|today|a one-?off)\b.{0,30}$"
        r"|^(unterstützen sie|soutenez|faites un don|apoya|sostienici|поддержите|підтримай\w*|wesprzyj"
        r"|jetzt spenden)\b",
    ),
    worded(
        "donation",
        longest=20,
        words=r"^(support|stand (with|by)|back|help)\b.{0,50}\b(reporting|news(room|paper)?|media|press"
        r"|journalis[tm]s?|us|our paper)\b"
        r"[^,;]{0,40}$",
    ),
    worded(
        "donation",
        longest=10,
        words=r"^(?=.*(visa|master ?card|paypal|american ?express|apple ?pay|google ?pay))"
        r"\W*((visa|master ?card|american ?express|amex|paypal|apple ?pay|google ?pay|maestro|klarna"
        r"|sepa|discover)\W*)+$",
    ),
    worded(
        "newsletter",
        longest=40,
        words=r"\b(in|into|to|an|dans|en|a|na|do) (your|deinem?|ihrem?|ihr|dein|votre|tu|twoj\w+) (inbox"
        r"|mailbox|postfach|boîte|bandeja|skrzynk\w+)\b"
        r"|\bnewsletters?\b(?=.{0,60}$)(?<!the newsletter)|^(get|receive) .{0,40}\b(daily|weekly"
        r"|breaking|latest|national|news|alerts?)\b"
        r"|^sign[- ]?up\b|^subscribe( now| today| to\b.*| here)?\W*$|^(jetzt )?(abonnieren|anmelden"
        r"|registrieren)\W*$"
        r"|^(s'abonner|je m'abonne|inscrivez-vous|suscríbete|iscriviti|подпис\w+|підпис\w+|zapisz się)\b"
        r"|^(want|need) (more|to)\b.{0,80}\?|^(daily|weekly|morning|evening) (briefing|digest"
        r"|newsletter)\b",
    ),
    worded(
        "subscription",
        longest=40,
        words=r"\b(subscribers? only|exclusive(ly)? (for|to) subscribers|already a (subscriber|member)"
        r"|unlimited (digital )?access)\b"
        r"|^(subscribe|register|log ?in|sign ?in|create (an|your) account)\b|\b(free trial"
        r"|cancel any ?time|start your)\b"
        r"|\b(jederzeit kündbar|digital-?abo|monat(lich)? kostenlos|jetzt testen|probeabo|abonnent(en"
        r"|in)?)\b"
        r"|^(article )?réservé aux abonnés|^il vous reste \d+|^you have (reached|read"
        r"|used)\b.{0,60}\barticles?\b",
    ),
    worded(
        "share",
        longest=14,
        words=r"^(share|tweet|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|flipboard|pinterest"
        r"|pocket|e-?mail|print"
        r"|copy( link)?|(share )?link (copied|kopiert)( to clipboard)?|link kopieren"
        r"|bookmark|save|teilen|drucken|merken|mailen|kopieren|partager"
        r"|imprimer|compartir"
        r"|condividi|dela|mejla|spara|följ|следить|поделиться|поширити|udostępnij|facebookで\w*|印刷する|保存"
        r"|シェア(する)?|メールで.{0,8}|.{1,10}でシェア.{0,6}"
        r"|(share|send|tweet|email|post|pin|follow)\b.{0,50}\b(this|on|via|by|to|with)\b.{0,40}"
        r"|(auf|per|via|sur|on|in|über|bei) (facebook|twitter|x|whatsapp|e-?mail|linkedin|xing|threads"
        r"|bluesky)"
        r"( teilen)?|url( kopieren)?|permalink.*|seite drucken|artikel (teilen|drucken|merken)"
        r"|see more sharing options"
        r"|(feed|rück)back.{0,50}|gift article|gift this article|add to (favou?rites|list)|text(size"
        r"| size)|kommentare?)\W*$"
        r"|^follow (us|@?\w+) (on|@)\b|^(in )?merkliste\b",
    ),
    worded(
        "comments",
        longest=90,
        words=r"^(\d+ |\(\d+\) |no |new, \d+ )?(comments?|kommentare?|commentaires?|comentarios?|ergänzungen"
        r"|commenti|komentarze"
        r"|комментари[ийя]|коментар[іи]?|コメント|댓글)( \(?\d+\)?)?\W*$"
        r"|^(leave|post|add|write|view|show|join|see|read|load(ing)?"
        r"|be the first to)\b.{0,25}\b(comments?|conversation|reply|discussion)\b"
        r"|^(as you comment|we (reserve|invite|encourage)|please (be respectful|read our)"
        r").{0,200}"
        r"|^(reply|antworten|répondre|responder|log ?in to reply|report( comment)?|rating: \d+ votes?"
        r"|\d+ (replies|likes|upvotes))\W*$"
        r"|\bcomments? (powered by|are closed)\b|^\[ (\d+|read all) comments \]$|^(top rated|all|recent"
        r"|latest) comments\W*$"
        r"|^(jetzt )?kommentieren|^diskutieren sie|^what do you think\?",
        cost=120,
    ),
    worded(
        "related",
        longest=9,
        words=r"^(the )?(most|more|meist|mest|les plus|lo más|più|top|trending|popular|recommended"
        r"|related|latest|similar"
        r"|featured|also|up|next|further|don'?t|must|keep|what to|in case|you (may|might)|explore"
        r"|today'?s|this week'?s)"
        r"\b\W*(popular|read|viewed|shared|recent|commented|watched|gelesen\w*|geklickt\w*|läst\w*|news"
        r"|stories|story|hits"
        r"|articles?|topics?|headlines|posts|videos?|from|in|on|for you|reading|miss( this)?|next|up"
        r"|coverage|content"
        r"|trending|picks|to|also|like|lus|visto|letti|related|links|leído|now|you|paper)\b.{0,40}$"
        r"|^(related|trending|recommended|popular|nächster artikel|verwandte themen|mehr (zum thema|aus"
        r"|von|auf|news|dazu)"
        r"|meistgelesen\w*|meistgeklickt\w*|aus dem (ressort|archiv)|das könnte (sie|dich)"
        r"|auch interessant"
        r"|weitere (artikel|themen|nachrichten|meldungen|beiträge)|die redaktion empfiehlt|empfehlungen"
        r""
        r"|(dans la|sur le) même (rubrique|thème|sujet)|les plus (lus|populaires)|editor'?s?'? ?(picks?"
        r"|choice)|editors' picks"
        r"|recommended (by|from)\b.*|(you|sie) (may|might|könnten?) (also )?.{0,30}|promoted (stories"
        r"|content)|sponsored( content)?"
        r"|news feed|newsfeed|zum thema|more (on|from|in) .{1,40}|terpopuler"
        r"|berita (terkait|terbaru)"
        r"|najpopularniejsze|nejčtenější|související.{0,20}"
        r""
        r"|関連(記事|ニュース|リンク|キーワード)?|ランキング|アクセスランキング|おすすめ(記事)?"
        r"|最新ニュース|많이 본.{0,8}|관련\s?(기사|뉴스)"
        r"|latest|popular|top stories|top news|what'?s (new|next|hot)|next up.{0,20}"
        r"|more .{3,20} news)\W*$",
        cost=30,
    ),
    worded(
        "read more",
        longest=40,
        words=r"^\W*(read (more|also|next|now|the full|our)|see also|also read|also see"
        r"|related:|more:"
        r"|continue reading|learn more"
        r"|watch( more| now| below)?:|dig deeper|go deeper|don'?t miss|from the archive|up next"
        r"|click here|find out more"
        r"|lesen sie (auch|hier|mehr|dazu)|lies auch|mehr (dazu|lesen|zum thema|infos|hier)|weiterlesen"
        r"|zum (artikel|video|thema)"
        r"|(à|a) lire (aussi|également)|lire (aussi|la suite|plus)|lee (también|más)|leggi (anche)"
        r"|läs (mer|även|också)|les også"
        r"|читайте|baca juga|zobacz też|siehe auch|czytaj|přečtěte|lees ook|lê mais|leia (também|mais)"
        r"|もっと見る|続きを読む"
        r"|더보기)\b.{0,260}$",
    ),
    worded(
        "note",
        longest=30,
        cost=1,
        words=r"^(über )?dieses thema (im programm|berichte\w*)\b",
    ),
    worded(
        "advertisement",
        longest=30,
        words=r"\([mwd]/[mwfdx]/(d|x|div|gn)\W|^\W*(advertisements?|ads?|advert|sponsored|anzeigen?|werbung|publicité|publicidad"
        r"|pubblicità|annons(er)?"
        r"|reklam[aey]?|advertentie|реклама|広告|광고|iklan|(story|article) continues (below"
        r"|after)( this)?( advertisement)?"
        r"|continue reading below|(advertisement\W+)?scroll to continue.*"
        r"|skip ad(vertisement)?|remove ads|ad feedback)\W*$",
    ),
    worded(
        "control",
        longest=5,
        words=r"^\W*(edit( (this )?(post|page|article|story|entry))?|(beitrag|artikel|seite) bearbeiten"
        r"|modifier( l'article)?"
        r"|view source|draft|preview post)\W*$",
    ),
    worded(
        "advertisement",
        longest=60,
        words=r"\bmay (earn|receive|get) (a |an )?(portion|share|commission|affiliate)"
        r"|\b(if you (buy|purchase|click)|purchases? made through|links? in this)\b.{0,100}"
        r"\b(commission|share of the sale|affiliate|provision)\b"
        r"|\baffiliate[- ]links?\b|\bpartnerlinks?\b",
    ),
    worded(
        "note",
        longest=90,
        words=r"^\W*(©|\(c\)|copyright\b)|\ball rights reserved\b|\balle rechte vorbehalten"
        r"|\btous droits réservés"
        r"|^(terms( of (use|service)| (and|&) conditions)?|privacy( policy| notice)?|cookie policy"
        r"|impressum|datenschutz(erklärung)?|agb"
        r"|imprint|mentions légales|do not sell.{0,30}|accessibility( statement| help)?|about( us)?"
        r"|contact( us)?|advertise( with us)?"
        r"|careers?|jobs|site ?map|rss|kontakt|über uns|mediadaten|barrierefreiheit|regulamin"
        r"|disclaimer|code of (conduct|ethics))\W*$"
        r"|無断転載|저작권|ソース",
        cost=30,
    ),
)
