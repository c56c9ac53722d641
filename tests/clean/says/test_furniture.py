"""Every rule to cut has its wording, its place and its reason."""

from lib.clean.says.furniture import Position, furniture_rule, wording, wordings
from lib.clean.says.line import is_echo, rule_of
from lib.clean.segment import Segment
from lib.model.rules import RULES
from tests.cases import every_case

SAID = [
    ("Advertisement", "advertisement"),
    ("Listen to this story (5 min)", "field: audio"),
    ("Support our journalism for as little as $2.", "donation"),
    ("Delta news in your inbox", "newsletter"),
    ("View Comments", "comments"),
    ("Weitere Meldungen", "related"),
    ("Lesen Sie auch: Der Hafen schließt früher", "read more"),
    ("Skip to main content", "control"),
    ("ADVERTISEMENT Rope and tar at Holt & Sons", "advertisement"),
    ("Read more: the ice house", "read more"),
    ("Sign up for our newsletter", "newsletter"),
    ("Already a subscriber? Log in", "subscription"),
    # what news says of newsletters
    ("The mayor signs up for a newsletter that she has read each morning for ten years.", None),
    ("The mayor wrote a free weekly newsletter for the fishermen of the harbour for ten years.", None),
    ("The US harbour office told its staff to subscribe to the newsletter of the pilots.", None),
    ("Get the best of the harbour delivered to your inbox each morning with the newsletter.", "newsletter"),
    ("Mit meiner Anmeldung zum Newsletter stimme ich den Bedingungen der Hafenpost zu.", "newsletter"),
    ("Already a member of the league, the town built a second pier.", None),
    ("有料会員になると続きをお読みいただけます。", "subscription"),
    ("View image in fullscreen", "control"),
    ("This form is protected by reCAPTCHA and the terms of its maker apply.", "control"),
    ("The harbour master asked whether a reCAPTCHA had kept the pilots out.", None),
    ("En vous inscrivant au port, demandez la clé.", None),
    ("The Log belongs to its readers. Become a member from £2 a month and help us to sail on.", "donation"),
    ("He wants to become a member of the rowing club in May.", None),
    (
        "Each oar is selected by our editors. However, we may receive compensation from retailers.",
        "advertisement",
    ),
    ("The crews may receive compensation from the state.", None),
    ("Читать «Гавань» в", "promotion"),
    ("Читать в гавани учат с пяти лет", None),
    ("S’inscrire à l’école du port prend un jour", None),
    ("残り1200文字", "subscription"),
    ("Support independent journalism today", "donation"),
    ("Share this article", "share"),
    ("Scan the QR code to download our app", "promotion"),
    ("Scannen Sie den QR-Code", "promotion"),
    ("Escanea el código QR", "promotion"),
    ("扫码下载客户端", "promotion"),
    ("扫描二维码关注我们", "promotion"),
    ("掃描二維碼，加入群組", "promotion"),
    ("扫一扫，分享到微信", "promotion"),
    ("警方提醒市民，陌生人递来的二维码不要随意扫描，以免账户被盗。", None),
    ("12 comments", "comments"),
    ("© 2024 Harbour Post", "note"),
    ("無断転載を禁じます", "note"),
    ("漫画の無断転載が港町で問題になっている。", None),
    ("저작권자 ⓒ 항구신문, 무단전재 및 재배포 금지", "note"),
    ("未经本报许可不得转载", "note"),
    ("3 min read", "field: read time"),
    ("Filed under: Port, City", "field: tags"),
    ("Maren Holt is a reporter who covers the port.", None),
    ("Learn more about the port by heart, she said.", None),
    ("Read more than one book a year, the teacher told the class.", None),
    ("Read the full report of the harbour board before the vote.", None),
    ("Source: the harbour master's own log", None),
    ("Advertisement · Scroll to continue", "advertisement"),
    ("The path continues below the quay.", None),
    ("Paid post", "advertisement"),
    ("This article originally appeared on Larkhaven Log: Ferry opens again", "note"),
    ("This article of the treaty first appeared odd to them.", None),
    ("Follow along for live coverage here", "read more"),
    ("Follow along with the latest updates below.", None),
    ("Follow me on Twitter or LinkedIn. Check out my website.", "promotion"),
    ("Follow me, the pilot told the crew.", None),
    ("Keep up with all the latest news from the quay by following the Log", "promotion"),
    ("Please use Chrome browser for a more accessible video player", "control"),
    ("Přečtěte si také: Přístav", "read more"),
    ("看更多", "read more"),
    ("看更多的船進港，他說。", None),
    ("Meer over dit onderwerp", "related"),
    ("Більше новин", "related"),
    ("Більше новин не було.", None),
    ("추천기사", "related"),
    ("Siga nosso canal no WhatsApp", "promotion"),
    ("Siga o canal até o porto.", None),
    ("تابع قناتنا على واتساب", "promotion"),
    ("Conteúdo exclusivo para assinantes", "subscription"),
    ("Prenumerera för att läsa vidare", "subscription"),
    ("Dela artikeln", "share"),
    ("Juttu jatkuu mainoksen jälkeen", "advertisement"),
    ("Abonnér på vores nyhedsbrev", "newsletter"),
    ("Artikkelen er over 2 år gammel", "note"),
    ("Lee también", "read more"),
    ("MIRA: La lonja desde el aire", "read more"),
    ("Mira la lonja desde el puente.", None),
    ("Alle Nachrichten aus der Bucht finden Sie hier.", "read more"),
    ("Alle Nachrichten aus der Bucht waren gut.", None),
    ("Pour aller plus loin", "related"),
    ("Больше по теме", "related"),
    ("Temps de lecture : 3 min", "field: read time"),
    ("Copier le lien", "share"),
    ("Jetzt im Plus-Abo lesen", "subscription"),
    ("Jetzt im Hafen lesen die Kinder.", None),
    ("Contenuto riservato agli abbonati", "subscription"),
    ("Dołącz do nas na Facebooku", "promotion"),
    ("Больше новостей — в нашем телеграм-канале", "promotion"),
    ("Больше новостей из порта не было.", None),
    ("Réagissez à cet article", "comments"),
    ("Hai trovato un errore?", "control"),
    ("Dieser Artikel erschien zuerst bei Hafenpost.", "note"),
    ("Dieser Artikel der Satzung ist alt.", None),
    ("By showing the external content you accept the terms of quay.example.", "embed"),
    ("The content of the external report was kept by the council.", None),
    ("An dieser Stelle finden Sie einen externen Inhalt von Hafenfunk, der den Artikel ergänzt.", "embed"),
    ("An dieser Stelle finden Taucher seit Jahren alte Münzen aus dem Hafen.", None),
    ("Empfohlener redaktioneller Inhalt", "embed"),
    ("Sie können ihn sich mit einem Klick anzeigen lassen.", "embed"),
    ("Ce contenu est bloqué car vous n’avez pas accepté les cookies.", "embed"),
    ("Este contenido no se puede mostrar porque no has aceptado las cookies.", "embed"),
    ("View this post on Instagram", "embed"),
    ("A post shared by Larkhaven Log (@larkhavenlog)", "embed"),
    ("A post shared by two guards stands at the gate of the harbour.", None),
    ("You have 2 free articles left this month.", "subscription"),
    ("You have two boats left, the harbour master told the crew.", None),
    ("Sie haben noch 2 kostenlose Artikel", "subscription"),
    ("WATCH | The roof of the market from above", "read more"),
    ("Learn more", "read more"),
    ("Leer en español", "read more"),
    ("This report by The Quay Press was first published June 3, 2024.", "note"),
    ("This report by the council was first published in May and says that the piles rot.", None),
    ("This is a developing story. Please check back for updates.", "note"),
    ("Новость дополняется", "note"),
    ("Prices were accurate at the time of publication.", "note"),
    ("Prices were higher at the old quay.", None),
    ("Listen to the Log podcast on Spotify, Apple Podcasts or wherever you like.", "promotion"),
    ("The Log is a nonprofit newsroom and depends on readers like you.", "donation"),
    ("Did you find this article useful?", "control"),
    ("Die Kommentare sind geschlossen", "comments"),
    ("Listen", None),
    ("This article was produced by the harbour's own paper.", None),
    ("Sponsored by the harbour, the race was rowed again.", None),
    ("Item 1 of 2", "control"),
    ("Photo 51 of the quay hangs in the town hall.", None),
    ("Press enter or click to view image in full size", "control"),
    ("Link copied!", "control"),
    ("The link was copied by a clerk of the harbour on Monday.", None),
    ("Loading…", "control"),
    ("Your browser does not support the video tag.", "control"),
    ("Listen to this article · 6:42 min Learn more", "field: audio"),
    ("Dieses Thema im Programm: Über dieses Thema berichtete Hafenfunk am 3. Juli um 12:00 Uhr.", "note"),
    ("Über dieses Thema berichtete der Ausschuss dem Rat.", None),
    ("The audio for this interview was produced by Ada Obi and edited by Max Ort.", "note"),
    ("The audio was edited, the court found.", None),
    ("Summary is AI-generated, newsroom-reviewed", "note"),
    ("In a summary of 12 pages, the ministry explains what AI does for the port.", None),
    ("Add The Larkhaven Log as a preferred source", "promotion"),
    ("返回港口网，查看更多", "promotion"),
    ("Headquarters", None),
    ("Loading", None),
    ("Sign up today, the recruiter shouted, and the crew will feed you.", None),
    ("Send this on by the first boat, the note said.", None),
    ("Do you want to row? The harbour school asks for help.", None),
    ("We use cookies to improve the site", "consent"),
    ("Listen to this article", "field: audio"),
    ("Listen to this article · 7:41 min Learn more", "field: audio"),
    ("Den Artikel hören am Abend alle im Hafen.", None),
    ("Lire les nouvelles du port : une habitude", "read more"),
    ("Lire le journal au port est une habitude.", None),
    ("Ad feedback", "advertisement"),
    ("The crews gave their feedback on the advertisement.", None),
    ("View this email in your browser", "newsletter"),
    ("He had to view the letter in a browser of the library.", None),
    ("Unsubscribe", "newsletter"),
    ("Unsubscribe they did, by the hundred.", None),
    ("Gift this article", "share"),
    ("The gift for the crew was an article of the law.", None),
    ("This audio is created with AI assistance", "field: audio"),
    ("The audio was generated by an artificial intelligence and may mispronounce names", "field: audio"),
    ("Cet audio a été généré par une IA", "field: audio"),
    ("Dieser Audio-Beitrag wurde mit KI erstellt", "field: audio"),
    ("This audio was made by hand, the sound engineer of the harbour radio said.", None),
    ("Follow us on the water", "promotion"),
    ("Follow the boats with our reporters:", None),
    ("We may earn a commission if you buy rope here.", "advertisement"),
    ("The boats came in before seven.", None),
    ("On this page", "control"),
    ("Please, enter correct email address", "control"),
    ("nach oben", "control"),
    ("Suche nach: Suchen", "control"),
    ("12 Ergänzungen", "comments"),
    ("Back to the harbour they came before noon.", None),
    ("Enter the hall by the north door, the usher told every guest who had given a name at the gate.", None),
    ("Table of contents", "control"),
    ("Contents of the chest were never found", None),
    ("On this page of the log the captain drew a whale.", None),
    ("“Do you want to see the boats?” she asked.", None),
    ("Holt's first book is a novel about a reporter.", None),
    ("More than four hundred piles were replaced", None),
]
# What small and old sites print around a text: a line that is furniture, and a sentence of a story beside it.
TOOLS = [
    ("Printer-friendly version | E-mail this story to a friend", "Print is a dying trade, the printer said."),
    ("Diesen Artikel drucken | Per Mail verschicken", "Drucken wollte er die Zeitung nicht mehr."),
    ("Imprimer cet article | Envoyer à un ami", "Imprimer un journal coûte cher, dit le patron."),
    ("Imprimir | Enviar a un amigo | Aumentar letra", "Imprimir billetes es un delito, dijo el juez."),
    ("Versão para impressão", "A versão dos pescadores é outra."),
    ("Stampa questo articolo", "Stampa e politica si incontrano al porto."),
    ("Версия для печати", "Версия следствия оказалась другой."),
    ("Wersja do druku", "Wersja rybaków jest inna."),
    ("印刷用ページ", "印刷の町として知られる港だ。"),
    ("1432 reads", "1432 readers wrote to the paper."),
    ("Hits: 1,432", "Hits of the year: the song about herring."),
    ("Article lu 1432 fois", "Article 12 de la loi sur les ports"),
    ("Noticia leída 1432 veces", "La noticia fue leída en voz alta en 12 pueblos."),
    ("Bisher 1.432 mal gelesen", "Bisher 12 Boote sind zurückgekehrt."),
    ("Просмотров: 1432", "Просмотров фильма было мало: зал опустел."),
    ("阅读量 1,432", "阅读的人越来越少。"),
    ("조회수 1,432", "조회수가 늘었다고 한다."),
    ("Average: 4.2 (12 votes)", "Average: a word that the harbour master hates."),
    ("Valora esta noticia: 1 2 3 4 5", "Valora esta noticia como un triunfo el alcalde."),
    ("Оцените статью", "Оцените сами, сказал капитан."),
    ("Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Нашли лодку у старой пристани."),
    ("Found a typo? Tell us", "Found a boat? The law says whose it is."),
    (
        "This entry was posted on March 12th, 2019 and is filed under City.",
        "This entry was the first of all.",
    ),
    ("Dieser Beitrag wurde am 12. März 2019 veröffentlicht.", "Dieser Beitrag wurde am Ende nicht gezahlt."),
    ("Cet article a été publié le 12 mars 2019 dans Ville. Permalien", "Cet article a été retiré de la loi."),
    ("Запись опубликована в рубрике Город", "Запись разговора капитана нашли на борту."),
]
RELATED = [("Материалы по теме:", "Материалы по теме он собирал три года, сказал историк порта.")]
PLACE_NAMES: tuple[Position, ...] = ("anywhere", "closing")


# What papers of many languages print around a story, by the rule that knows it.
ABROAD = {
    "control": """
        Mit Ihrer Anmeldung stimmen Sie den Regeln zu. | En vous inscrivant, vous acceptez nos règles. |
        Al suscribirte aceptas nuestras reglas. | Ao se inscrever, você concorda com as regras. |
        Iscrivendoti accetti le nostre regole. | Klikając „Zapisz”, akceptujesz regulamin. |
        Подписываясь, вы соглашаетесь с правилами. | Защита от спама reCAPTCHA. Условия |
        E-Mail-Adresse | Correo electrónico | Bild 1 von 4 | Foto 1 de 3 | Bild 1 av 2 | 写真1/3 |
        Bild vergrößern | Cliquez pour agrandir | Ampliar foto | Clicca per ingrandire | 点击查看大图 |
        Link kopiert | Lien copié | Enlace copiado | Länken kopierad | Vágólapra másolva |
        Ссылка скопирована |
        Посилання скопійовано | تم نسخ الرابط | 链接已复制 | リンクをコピーしました | 링크가 복사되었습니다 |
        Schriftgröße | Taille du texte | Размер шрифта | 字号 | Haut de page | Volver arriba | 返回顶部
    """,
    "subscription": """
        Haben Sie bereits ein Abo? Hier anmelden | Déjà abonné ? Se connecter |
        ¿Ya eres suscriptor? Inicia sesión | Já é assinante? Entrar | Già abbonato? Accedi |
        Al abonnee? Log in | Har du redan abonnemang? Logga in | Masz już prenumeratę? Zaloguj się
    """,
    "share": """
        Share on Facebook | Auf Facebook teilen | Partager sur Facebook | Compartir en Facebook |
        Condividi su Facebook | Compartilhar no Facebook | Delen op Facebook |
        Udostępnij na Facebooku | Sdílet na Facebooku | Dela på Facebook | Del på Facebook |
        Jaa Facebookissa | Megosztás Facebookon | Distribuie pe Facebook |
        Κοινοποίηση στο Facebook | Facebook'ta paylaş | Поделиться в Facebook |
        Поширити у Facebook | شارك على فيسبوك | Facebookでシェア | 페이스북 공유 | 分享到微信 |
        Bagikan ke Facebook | Chia sẻ Facebook | Compartir | Condividi | Compartilhar | Delen |
        Udostępnij | Sdílet | Dela | Jaa | Megosztás | Distribuie | Paylaş | Поделиться |
        Поділитися | 공유하기 | 分享 | シェア | Bagikan | Chia sẻ | شارك
    """,
    "read more": """
        Read also: | Lesen Sie auch: | Lire aussi : | Lea también: | Leggi anche: | Leia também: |
        Lees ook: | Czytaj też: | Čtěte také: | Läs också: | Læs også: | Les også: | Lue myös: |
        Olvassa el ezt is: | Citește și: | Διαβάστε επίσης: | Прочетете още: | İlgili haber: |
        Читайте также: | Читайте також: | اقرأ أيضا: | קראו גם: | यह भी पढ़ें: | Baca juga: |
        Xem thêm: | 관련기사: | 相关阅读： | อ่านเพิ่มเติม: | بیشتر بخوانید: | 관련기사 | 相关新闻
    """,
    "related": """
        関連記事： | Related articles | Ähnliche Artikel | Articles liés | Artículos relacionados |
        Articoli correlati | Artigos relacionados | Gerelateerde artikelen | Powiązane artykuły |
        Související články | Relaterade artiklar | Relaterede artikler | Aiheeseen liittyvää |
        Kapcsolódó cikkek | Articole similare | Σχετικά άρθρα | İlgili haberler |
        Материалы по теме | Матеріали за темою | مقالات ذات صلة | 関連記事 | Berita terkait |
        Tin liên quan | Похожие статьи | Схожі новини | Most read | Meistgelesen | Les plus lus |
        Lo más leído | I più letti | Mais lidas | Meest gelezen | Najczęściej czytane |
        Nejčtenější | Mest läst | Mest læst | Luetuimmat | Legolvasottabb | Cele mai citite |
        Δημοφιλή | Çok okunanlar | Самое читаемое | Найпопулярніше | الأكثر قراءة | アクセスランキング |
        많이 본 뉴스 | 热门新闻 | Terpopuler | Đọc nhiều | Auch interessant | Te recomendamos |
        Potrebbe interessarti anche | Warto przeczytać | قد يهمك أيضا
    """,
    "newsletter": """
        Subscribe to our newsletter | Newsletter abonnieren | Abonnez-vous à notre newsletter |
        Suscríbete a nuestro boletín | Iscriviti alla newsletter | Assine nossa newsletter |
        Schrijf je in voor de nieuwsbrief | Zapisz się do newslettera |
        Přihlaste se k odběru novinek | Prenumerera på nyhetsbrevet | Tilmeld dig nyhedsbrevet |
        Tilaa uutiskirje | Iratkozzon fel hírlevelünkre | Abonează-te la newsletter |
        Εγγραφείτε στο newsletter | Bültene abone ol | Подпишитесь на рассылку |
        Підпишіться на розсилку | اشترك في النشرة البريدية | メルマガ登録 | 뉴스레터 구독 | 订阅我们的电子报 |
        S'inscrire | Inscreva-se | Apúntate | Вечерняя рассылка | Всё за день. Подпишитесь — это бесплатно |
        Berlangganan newsletter | Đăng ký nhận tin | Подписывайтесь на наш Telegram-канал |
        Підписуйтесь на наш Telegram-канал
    """,
    "promotion": """
        Follow us on Twitter | Folgen Sie uns auf Facebook | Suivez-nous sur Facebook | Síguenos en Facebook |
        Seguici su Facebook | Siga-nos no Facebook | Volg ons op Facebook |
        Śledź nas na Facebooku | Sledujte nás na Facebooku | Följ oss på Facebook |
        Følg os på Facebook | Seuraa meitä Facebookissa | Kövess minket Facebookon |
        Urmărește-ne pe Facebook | Ακολουθήστε μας στο Facebook | Bizi takip edin |
        Следите за нами в Telegram | Стежте за нами у Telegram | تابعنا على فيسبوك | フォローする |
        카카오톡 채널 추가 | 关注我们的公众号 | Ikuti kami di Facebook | Theo dõi chúng tôi trên Facebook
    """,
    "note": """
        All rights reserved | Alle Rechte vorbehalten | Tous droits réservés |
        Todos los derechos reservados | Tutti i diritti riservati | Todos os direitos reservados |
        Alle rechten voorbehouden | Wszelkie prawa zastrzeżone | Všechna práva vyhrazena |
        Alle rettigheder forbeholdes | Kaikki oikeudet pidätetään | Minden jog fenntartva |
        Toate drepturile rezervate | Όλα τα δικαιώματα διατηρούνται | Tüm hakları saklıdır |
        Все права защищены | Всі права захищені | جميع الحقوق محفوظة | כל הזכויות שמורות |
        無断転載を禁じます | 무단전재 및 재배포 금지 | 版权所有 | Hak cipta dilindungi
    """,
    "comments": """
        Leave a comment | Kommentar schreiben | Laisser un commentaire | Deja un comentario |
        Lascia un commento | Deixe um comentário | Plaats een reactie | Dodaj komentarz |
        Přidat komentář | Lämna en kommentar | Skriv en kommentar | Kommentoi | Hozzászólás írása |
        Lasă un comentariu | Αφήστε σχόλιο | Yorum yap | Оставить комментарий | Залишити коментар |
        أضف تعليقا | コメントを書く | 댓글 쓰기 | 发表评论 | Tulis komentar | Viết bình luận
    """,
    "advertisement": """
        Advertisement | Anzeige | Publicité | Publicidad | Pubblicità | Publicidade | Advertentie |
        Reklama | Annons | Annonce | Mainos | Hirdetés | Publicitate | Διαφήμιση | Reklam |
        Реклама | إعلان | פרסומת | विज्ञापन | 広告 | 광고 | 广告 | Iklan | Quảng cáo | โฆษณา | تبلیغات |
        SCROLL TO CONTINUE WITH CONTENT | Der Artikel wird nach dieser Anzeige fortgesetzt |
        La suite après cette publicité | El contenido continúa después de la publicidad |
        Continua após a publicidade | Continua a leggere dopo la pubblicità | Tekst loopt door onder de foto |
        Artikeln fortsätter efter annonsen | Artikkelen fortsetter under annonsen |
        Dalsza część tekstu pod reklamą | Продолжение после рекламы | Продовження після реклами |
        Contenu sponsorisé | Contenido patrocinado | Conteúdo patrocinado | На правах рекламы
    """,
}


@every_case(("rule", "texts"), ABROAD.items())
def test_the_same_calls_and_headings_are_known_in_many_languages(rule: str, texts: str) -> None:
    found = {text: wording(text) for text in " ".join(texts.split()).split(" | ")}
    assert [text for text, known in found.items() if not known or known.name != rule] == []


@every_case(("text", "rule"), SAID)
def test_wording_gives_a_segment_away(text: str, rule: str | None) -> None:
    assert furniture_rule(text) == rule


@every_case(
    ("line", "sentence", "rule"),
    [(*pair, rule) for rule, held in (("control", TOOLS), ("related", RELATED)) for pair in held],
)
def test_what_small_sites_print_around_a_text_is_no_sentence_of_it(
    line: str, sentence: str, rule: str
) -> None:
    assert (furniture_rule(line), furniture_rule(sentence)) == (rule, None)


def test_every_wording_names_a_rule() -> None:
    assert {each.name for place in PLACE_NAMES for each in wordings(place)} <= set(RULES)


def test_long_prose_is_never_cut_by_its_wording() -> None:
    assert furniture_rule("Read more books, the mayor told the children of the harbour school. " * 10) is None


STORY = (
    "The minister said the newsletter of the party had been sent to the wrong people.",
    "“Subscribe to that view if you like,” she told the council.",
    "Support for the bridge has grown since the spring, a survey of two thousand people shows.",
    "Cookies were sold at the fair, and the money went to the school.",
    "Visit after visit, the inspectors found the same broken pump.",
    "Related to the mayor by marriage, he never spoke of it.",
    "The union told its members in a newsletter that nobody would sail before the vote.",
)


@every_case("text", STORY)
def test_a_sentence_of_a_story_meets_no_rule(text: str) -> None:
    assert rule_of(Segment(text=text)) is None


def test_a_call_is_furniture_and_an_echo_repeats_its_words() -> None:
    call = Segment(text="Visit Delta Insights to learn more and subscribe")
    rule = rule_of(call)
    assert rule is not None and rule.name == "promotion"
    assert is_echo(Segment(text="visit delta insights"), call)
    assert not is_echo(Segment(text="Visit our harbour"), call)
