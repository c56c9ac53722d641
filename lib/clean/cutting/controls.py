"""The words of a page's controls: of its players, pictures, menus and accounts, each under its own rule."""

from lib.clean.cutting.furniture import Rule, worded

ACCOUNT = worded(
    "control",
    longest=6,
    words=r"^\W*(sign (in|out|up)|log ?(in|out)|register|my account|anmelden|einloggen"
    r"|abmelden|registrieren"
    r"|mein konto|se connecter|connexion|mon compte|iniciar sesión|accedi|entrar|zaloguj( się)?|inloggen"
    r"|увійти|войти)\W*$",
)
CONTROLS: tuple[Rule, ...] = (
    worded(
        "player",
        longest=14,
        words=r"^\W*(play( video| audio)?|pause|mute|unmute|video( player)?|live( tv)?|watch( live| video)?"
        r"|full ?screen|helskärm|vollbild|plein écran|pantalla completa|loading.{0,20}|playback.{0,20}"
        r"|subtitles.{0,20}|untertitel.{0,20}|captions? (on|off)|autoplay.{0,10}"
        r"|your browser does not support.{0,60}|0 seconds of.{0,60}|volume \d+%"
        r"|this is a modal window.{0,60})\W*$"
        r"|\bvideo (has )?(failed to|not) load(ed)?\b",
    ),
    worded(
        "advertisement",
        longest=20,
        words=r"\b(advertisement|ad) (has )?(failed to|not) load(ed)?\b|\bad ?block(er)?s?\b.{0,60}",
    ),
    worded(
        "control",
        longest=8,
        words=r"^\W*((show|hide) caption|enlarge( image| this image)?|(view|open) (image|photos?|gallery)"
        r"( in gallery)?.{0,10}|bild(erstrecke|beitrag)?|image|gallery"
        r"|photo(s| gallery)?|slideshow|(bild )?vergrößern|agrandir( l['’]image)?|ampliar( imagen)?"
        r"|(zum )?vergrößern( (bitte )?(an)?klicken)?|zum vergrößern.{0,20}"
        r"|click to (enlarge|expand|zoom).{0,12}|cliquez pour agrandir.{0,12})\W*$",
    ),
    worded(
        "control",
        cost=1,
        longest=8,
        words=r"^\W*((page|seite|pagina|página|strona|стор(інка|\.)|страница|p\.) )?\d{1,3}"
        r" ?(of|/|von|sur|de|di|van|z|із|из) ?\d{1,3}\W*$",
    ),
    worded(
        "link",
        cost=1,
        longest=40,
        words=r"^\W*(https?://|www\.)\S+$",
    ),
    worded(
        "control",
        longest=12,
        words=r"^\W*(close|open|menu|search|suche(n|menü)?\b.{0,20}|next|previous|back( to top)?|top"
        r"|nach oben"
        r"|skip to .{0,30}|(zum|zur) (inhalt|hauptinhalt|menü|navigation)( springen)?"
        r"|(zur|navigation) .{0,20}(springen|überspringen)|zur navigation springen.*|hoppa till.{0,20}"
        r"|aller au contenu.{0,20}|saltar al contenido.{0,20}|vai al contenuto.{0,20}"
        r"|ir para o conteúdo.{0,20}"
        r"|przejdź do .{0,20}|перейти к .{0,20}|перейти до .{0,20}|ga naar .{0,20}"
        r"|show (more|less)|toggle.{0,30}|expand( all)?|view (all|more).{0,20}|mehr anzeigen"
        r"|scroll (down|to).{0,20}|homepage|home|startseite|weiter|zurück|\(?öffnet.{0,30}fenster\)?"
        r"|, opens (in )?(a )?new (tab|window)|javascript.{0,40}|more|mehr|less|voir (plus|tout)|ver más"
        r"|mostra altro|pokaż więcej|показати (більше|ще)|показать ещё|zobrazit (vše|více|další.{0,20})"
        r"|článek|ajouter à (vos|mes) (sélections|favoris)|[大中小]字[号號]|字号[：:].{0,6}"
        r"|返回顶部|阅读原文)\W*$"
        r"|^(try )?refresh(ing)? (your|the) (browser|page)\b"
        r"|\b(enable|aktivier\w*|activer|activa|turn on)\b.{0,30}\bjavascript\b"
        r"|\bjavascript\b.{0,60}\b(enable|aktivier|empfohlen|disabled|required)",
    ),
)
