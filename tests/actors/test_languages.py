"""Names of the actor file in other languages, found in short stories of our own."""

from datetime import date
from pathlib import Path

from lib.actors.find import is_read, names_in, passages
from lib.actors.language_files import inflected, languages
from lib.actors.languages import dictionary, forms_of, reach_of
from lib.actors.named_actors import actor_of, is_actor
from lib.actors.records import read_records
from lib.actors.story import Story
from lib.actors.yaml_file import read_yaml
from lib.model.languages import NAMES
from tests.actors.cast import dictionary_of
from tests.builders import article
from tests.cases import every_case

STORIES = Path(__file__).parents[1] / "data" / "actors" / "languages"
DAY = date(2025, 6, 3)
ENOUGH = 0.85
RECORDS = read_records()


def found(text: str, language: str) -> set[str]:
    """Return the default actors of a text, from the actor file alone."""
    story = Story(passages=passages([(0, text)]), day=DAY, language=language)
    names = names_in(story, dictionary_of(language), use_recogniser=False)
    return {actor_of(name, "").name for name in names if is_actor(name)}


@every_case("language", languages())
def test_the_actors_of_short_stories_are_found(language: str) -> None:
    stories = read_yaml(STORIES / f"{language}.yaml")
    right = wrong = missed = 0
    note = []
    for story in stories:
        wanted, seen = set(story["actors"]), found(story["text"], language)
        right += len(wanted & seen)
        wrong += len(seen - wanted)
        missed += len(wanted - seen)
        if wanted != seen:
            note.append((story["text"][:40], seen - wanted, wanted - seen))
    assert len(stories) == 20
    assert 2 * right / (2 * right + wrong + missed) >= ENOUGH, note


def test_a_pattern_stands_for_its_forms() -> None:
    assert inflected("Ад|а,ы Холм") == ["Ада Холм", "Ады Холм"]
    assert inflected("Holm|") == ["Holm"]


LENGTHS = {"ru": "Россией", "de": "Russlands", "fr": "Russie", "zh": "俄罗斯"}


@every_case(("language", "name"), LENGTHS.items())
def test_a_name_is_matched_in_its_own_language_alone(language: str, name: str) -> None:
    assert found(name, language) == {"Russia"}
    assert found(name, "en") == set()


@every_case("language", languages())
def test_a_form_is_more_than_a_letter_and_ends_as_a_name(language: str) -> None:
    forms = [entry.surface for entry in forms_of(RECORDS, language)]
    assert [form for form in forms if len(form) < 2 or form[-1] in ",;:-|" or form != form.strip()] == []


@every_case("language", languages())
def test_a_form_names_one_actor_at_a_time(language: str) -> None:
    owners: dict[str, set[str]] = {}
    for entry in forms_of(RECORDS, language):
        if entry.record and entry.record.valid_on(DAY):
            owners.setdefault(entry.surface, set()).add(entry.record.id)
    assert {surface: ids for surface, ids in owners.items() if len(ids) > 1} == {}


@every_case(
    ("text", "expected"),
    [
        ("Short.", True),
        ("The ferry to the island was late and the people on the pier had to wait. " * 4, True),
        ("Le bac pour l'île était en retard et les gens sur le quai devaient attendre. " * 4, False),
        ("Die Fähre war spät und die Leute am Kai mussten lange auf das Schiff warten. " * 4, False),
    ],
)
def test_a_text_of_unknown_language_is_read_where_it_looks_english(text: str, expected: bool) -> None:
    assert is_read(article(text, language=None)) == expected


def test_each_language_says_what_is_found_in_it() -> None:
    assert [reach_of(code) for code in (None, "en", "uk", "nb", "hu")] == [
        "recogniser", "recogniser", "actor file", "actor file", "letters",
    ]  # fmt: skip
    assert set(languages()) <= NAMES.keys()


def test_languages_without_names_of_their_own_share_one_dictionary() -> None:
    assert dictionary("hu") is dictionary("qq") is dictionary() is not dictionary("ru")
    assert dictionary("nb") is dictionary("nn") is dictionary("no") is not dictionary()


@every_case(
    ("promise", "language", "text", "actors"),
    [
        ("a noun before a surname is no given name", "de", "Es kam Präsident Macron.", {"Emmanuel Macron"}),
        ("a capital is the town", "de", "Die Zahlen aus Paris waren gut.", set()),
        ("an island is not Iceland", "de", "Die Villen auf Long Island und Love Island.", set()),
        ("Iceland is", "de", "Der Indian Summer lockt nach Island.", {"Iceland"}),
        ("a surname behind a given name is no leader", "zu", "Kade kukhona Busani Macron emini.", set()),
        ("behind an office it is", "pl", "Wczoraj prezydent Macron przyjechał.", {"Emmanuel Macron"}),
        ("of two bearers one is", "pl", "Wczoraj przyjechał Emmanuel Macron, a Jan Macron nie.",
         {"Emmanuel Macron", "Jan Macron"}),
    ],
)  # fmt: skip
def test_in_another_language(promise: str, language: str, text: str, actors: set[str]) -> None:
    assert found(text, language) == actors


@every_case("language", ["es", "fr", "it", "nl", "pt", "tr"])
def test_a_surname_behind_a_word_with_a_capital_is_no_leader_where_nouns_are_small(language: str) -> None:
    assert found("Ieri ela Busani Macron, emini.", language) == set()
    assert found("Emmanuel Macron, Busani Macron.", language) == {"Emmanuel Macron"}


# language: stories in which words spell a country or a leader and mean something else, and who is named
OTHER_WORDS: dict[str, dict[str, list[str]]] = {
    "fr": {
        "Dominique Marn et Maurice Holm vivent à Grenade.": [],
        "Les électeurs de Géorgie ont voté.": [],
        "Salvador Quarn a peint l’océan Indien.": [],
        "La Colombie-Britannique et le Nouveau-Mexique brûlent.": [],
        "Il vit en Île-de-France et suit le Tour de France.": [],
        "L’île Maurice et la Dominique signent.": ["Dominica", "Mauritius"],
        "La Géorgie vote ; le parti géorgien gagne.": ["Georgia"],
        "La Colombie et le Mexique signent.": ["Colombia", "Mexico"],
        "La France insoumise dit non.": ["La France Insoumise"],
    },
    "es": {
        "Apple cerró su tienda y Amazon abrió otra. El Amazonas y la Gran Manzana esperan.": [
            "Amazon",
            "Apple",
        ],
        "River Plate ganó. La Iglesia católica y WWF callan.": [
            "River Plate FC",
            "Roman Catholic Church",
            "World Wildlife Fund",
        ],
        "Mauricio Marn vive en Santa Lucía.": [],
        "Germán Holm y German Brell llegaron.": [],
        "Viajó a Nuevo México en una montaña rusa.": [],
        "La Columbia Británica arde.": [],
        "La República Democrática del Congo pidió ayuda. El Congo espera.": ["Democratic Republic of Congo"],
        "La República del Congo votó.": ["Republic of the Congo"],
        "Podemos decir que sí. No podemos esperar.": [],
        "El líder de Podemos habló. No podemos esperar.": ["Podemos"],
        "México y Rusia firmaron.": ["Mexico", "Russia"],
    },
    "de": {
        "Die Swiss streicht Flüge, Norwegian auch.": [],
        "Er startet von der Pole im Indischen Ozean.": [],
        "Der Deutsche Wetterdienst warnt.": [],
        "Die Züge der Deutschen Bahn stehen.": ["Deutsche Bahn"],
        "Das Kraftwerk hat drei Modi.": [],
        "Narendra Modi kam. Modi sprach.": ["Narendra Modi"],
        "Der Pole siegte für Polen, die Deutschen verloren.": ["Germany", "Poland"],
        "Studien zum Epstein-Barr-Virus laufen.": [],
    },
    "ru": {
        "Самое важное за день. Того же мнения он.\nИ того же дня.": [],
        "Телеканал Си-Эн-Эн показал шоу «Маска».": [],
        "Страны Латинской Америки и Индийского океана.": [],
        "Он живёт на улице Розы Люксембург.": [],
        "Маска упала.": [],
        "Единая Россия победила.": ["United Russia"],
        "Америка и Индия подписали договор.": ["India", "United States"],
        "Илон Маск уехал. Компания Маска растёт.": ["Elon Musk"],
    },
    "uk": {
        "Малі фірми зникли, а малі села ні.": [],
        "Країни Південної Америки та Індійського океану.": [],
        "Канал Сі-Ен-Ен показав шоу «Маска».": [],
        "Того ж дня. Він був того ж віку.": [],
        "Америка та Індія домовилися.": ["India", "United States"],
    },
    "zh": {
        "上海地铁和沿海地区停运。": [],
        "河南非遗展在内蒙古开幕。": [],
        "马里乌波尔和约旦河西岸。": [],
        "欧美国家和拉美国家的学生到哥伦比亚大学。": [],
        "其中共有三人，以方便市民。": [],
        "海地、南非、蒙古和马里签署协议。": ["Haiti", "Mali", "Mongolia", "South Africa"],
        "美国和约旦会谈，中方参加。": ["China", "Jordan", "United States"],
    },
    "ar": {
        "قدمت الشركة دعم مالي كبير.": [],
        "فاز الفريق في كوبا أمريكا.": [],
        "دول أمريكا اللاتينية وجامعة كولومبيا.": [],
        "موعد صلاة المغرب.": [],
        "قال تركي آل الشيخ ذلك.": [],
        "حكومة مالي وكوبا وأمريكا.": ["Cuba", "Mali", "United States"],
    },
    "it": {
        "La Lega Serie A decide oggi.": [],
        "Nato a Larghetto, usa la barca. Mali estremi, estremi rimedi. Usa la testa.": [],
        "La Nato e gli Usa decidono, poi Nato e Usa tacciono.": ["NATO", "United States"],
        "Il Mali vota. Anche il Burkina Faso.": ["Burkina Faso", "Mali"],
        "Il Bayern Monaco ha vinto a Monaco di Baviera. A Monaco piove.": [],
        "Il Principato di Monaco firma. Monaco paga.": ["Monaco"],
        "L'America Latina e l'oceano Indiano, le montagne russe e il pastore tedesco.": [],
        "Così parla Greco, e Russo tace.": [],
        "I greci e i russi parlano.": ["Greece", "Russia"],
        "Vive a Santa Lucia, vicino al teatro Eliseo.": [],
        "Papa Francesco e Sergej Lavrov si sono visti.": ["Pope Francis", "Sergei Lavrov"],
    },
    "pt": {
        "A Apple fechou, a Amazon abriu. O Amazonas e a Igreja Católica esperam.": [
            "Amazon",
            "Apple",
            "Roman Catholic Church",
        ],
        "Vale lembrar isso.": [],
        "Jamil Chade e Maurício Marn vivem em Granada. Chade escreve.": [],
        "O Chade vota. O exército chadiano patrulha o Chade.": ["Chad", "Chadian Army"],
        "A ilha Maurícia e as ilhas Maurício.": ["Mauritius"],
        "Ira e gana movem o time. Ira dos moradores.": [],
        "O Irã e o IRÃO assinam.": ["Iran"],
        "A América Latina, a América do Sul e o oceano Índico, numa montanha-russa.": [],
        "O trem sai do Complexo do Alemão para o Novo México.": [],
        "O papa Francisco e o rei Charles falaram.": ["King Charles III", "Pope Francis"],
        "A República Democrática do Congo pediu ajuda. O Congo espera.": ["Democratic Republic of Congo"],
        "A guerra síria e a seleção argentina.": ["Argentina", "Syria"],
    },
    "nl": {
        "Apple en Amazon zwijgen, de Amazone stijgt.": ["Amazon", "Apple"],
        "Tom Holland woont in Noord-Holland, bij Hoek van Holland.": [],
        "Holland speelt. De Nederlandse ploeg van Holland wint.": ["Netherlands"],
        "Latijns-Amerika, de Indische Oceaan en de Golf van Mexico.": [],
        "De Duitse herder speelde Russische roulette.": [],
        "Frans en Brit zijn bij Georgie.": [],
        "De Britten zwijgen, Amerika en de Rus praten.": ["Russia", "United Kingdom", "United States"],
        "Paus Franciscus zag koning Charles.": ["King Charles III", "Pope Francis"],
        "Poetins trein kwam, Duitslands grens bleef dicht.": ["Germany", "Vladimir Putin"],
    },
    "tr": {
        "Apple ve Amazon sustu.": ["Amazon", "Apple"],
        "Dün Burhan Felek geldi ve Hakan Çavuşoğlu konuştu.": [],
        "Mali tablo bozuk. Mali müşavir Esad Karadağ geldi.": [],
        "Mali'de seçim var. Mali ordusu sınırda.": ["Mali", "Malian Army"],
        "Bağdat Cad. 12. Cin gibi çocuk, Kuba Mescidi.": [],
        "Çad, Çin ve Küba imzaladı.": ["Chad", "China", "Cuba"],
        "Latin Amerika, Hint Okyanusu ve Mısır Çarşısı.": [],
        "Kuzey Kıbrıs Türk Cumhuriyeti'nin limanı ve Türk kahvesi.": [],
        "AB’nin, BM'nin ve Avrupa Birliği'nin kararı.": ["European Union", "United Nations"],
    },
    "sv": {
        "Finns det en risk? Norwegian svarar.": [],
        "Iran svarade.": ["Iran"],
        "Han bor i Sydamerika och seglar på Indiska oceanen.": [],
        "Tom Holland köpte ett danskt bageri i Schweiz.": ["Denmark", "Switzerland"],
    },
    "da": {
        "Han bor i Sydamerika og spiste franske kartofler.": [],
        "Nej, sagde Venstre. Han gik til venstre.": ["Venstre of Denmark"],
        "Tyskerne og svenskerne mødtes.": ["Germany", "Sweden"],
    },
    "no": {
        "Han bor i Sør-Amerika og svingte til høyre.": [],
        "Lederen i Høyre svarte nei.": ["Conservative Party of Norway"],
        "Norges Bank venter. Tyskerne venter også.": ["Germany", "Norges Bank"],
    },
    "pl": {
        "Apple i Amazon milczą, Amazonka wzbiera.": ["Amazon", "Apple"],
        "Lot do Ameryki Południowej nad Oceanem Indyjskim.": [],
        "Po lewej stronie stał owczarek niemiecki.": [],
        "Niemcy i Włosi podpisali umowę z Węgrami.": ["Germany", "Hungary", "Italy"],
        "Tak podało Polskie Radio.": [],
    },
    "cs": {
        "Let do Jižní Ameriky nad Indickým oceánem.": [],
        "Žije v Českých Budějovicích a v České Lípě.": [],
        "Rusům se to nelíbí, Poláci a Češi mlčí.": ["Czech Republic", "Poland", "Russia"],
    },
    "fa": {
        "دانشگاهی در آمریکای لاتین و اقیانوس هند.": [],
        "گزارش تازه‌ای منتشر شد.": [],
        "روسیه و ایران و آلمان امضا کردند.": ["Germany", "Iran", "Russia"],
    },
    "ja": {
        "インド洋と中国地方、日本海の天気です。": [],
        "マリウポリの港とチリソースとバリ島。": [],
        "マリとチリとインドが署名した。": ["Chile", "India", "Mali"],
        "米国AI企業とNATO首脳が会う。": ["NATO", "United States"],
    },
    "ko": {
        "인도네시아어와 중국집, 국회의원 선거.": [],
        "중국에서는 미국과 일본의 말을 들었다.": ["China", "Japan", "United States"],
        "인도적 지원과 가나다 순서.": [],
        "EU는 나토와 협력한다.": ["European Union", "NATO"],
    },
    # no file of their own: English words for peoples are other words there
    "sl": {"Danes bo sonce. Danes ne.": [], "Iran je zaprl mejo.": ["Iran"]},
    "hr": {"Mali brod, mali otok.": [], "Mali je zatvorio granicu.": ["Mali"]},
    "fi": {"Oman kodin osto ja oman auton myynti.": []},
    "tl": {"Umalis ang mga Filipino.": ["Philippines"]},
}
OTHERS = [(language, text) for language, texts in OTHER_WORDS.items() for text in texts]


@every_case(("language", "text"), OTHERS)
def test_a_word_of_the_language_is_no_country(language: str, text: str) -> None:
    assert sorted(found(text, language)) == OTHER_WORDS[language][text]


MINISTRIES = [
    ("de", "Das russische Außenministerium schwieg.", "russia-foreign-ministry"),
    ("de", "Das Verteidigungsministerium in Polen und das Bundesverteidigungsministerium schwiegen.",
     "poland-defence-ministry germany-defence-ministry"),
    ("fr", "Le ministère russe de la Défense a parlé.", "russia-defence-ministry"),
    ("fr", "Le ministère des Affaires étrangères iranien a parlé.", "iran-foreign-ministry"),
    ("es", "El Ministerio de Defensa de Rusia habló.", "russia-defence-ministry"),
    ("it", "Lo ha detto il ministero della Difesa russo.", "russia-defence-ministry"),
    ("pt", "O Ministério da Defesa da Rússia falou.", "russia-defence-ministry"),
    ("nl", "Het Russische ministerie van Defensie zweeg.", "russia-defence-ministry"),
    ("tr", "Rusya Savunma Bakanlığı'ndan ses yok.", "russia-defence-ministry"),
    ("tr", "Türkiye bekliyor. Dışişleri Bakanlığı konuştu.", "turkey-foreign-ministry"),
    ("uk", "Про це повідомило Міністерство оборони Росії.", "russia-defence-ministry"),
    ("ru", "Об этом сообщил МИД Китая.", "china-foreign-ministry"),
    ("pl", "Tak podało rosyjskie MSZ. Ministerstwo Obrony Ukrainy milczy.",
     "russia-foreign-ministry ukraine-defence-ministry"),
    ("cs", "Uvedlo to ruské ministerstvo obrany.", "russia-defence-ministry"),
    ("sv", "Det ryska försvarsdepartementet svarade.", "russia-defence-ministry"),
    ("da", "Det russiske forsvarsministerium svarede.", "russia-defence-ministry"),
    ("nb", "Det russiske forsvarsdepartementet svarte.", "russia-defence-ministry"),
    ("ar", "قالت وزارة الخارجية الروسية ذلك.", "russia-foreign-ministry"),
    ("fa", "وزارت خارجه روسیه بیانیه داد.", "russia-foreign-ministry"),
    ("zh", "俄罗斯外交部发表声明。", "russia-foreign-ministry"),
    ("ja", "ロシアの外務省とイラン外務省が声明を出した。", "russia-foreign-ministry iran-foreign-ministry"),
    ("ko", "러시아 외교부는 침묵했다.", "russia-foreign-ministry"),
    ("pl", "Niemcy milczą. Ministerstwo obrony milczy.", ""),
    ("sv", "Det chilenska flygvapnet svarade.", "chilean-air-force"),
    ("ru", "Парламент Чили молчит, армия Чили тоже.", "chilean-parliament chilean-army"),
    ("pl", "Bank centralny Chile milczy. Armia milczy, parlament też.", "chilean-central-bank"),
    ("cs", "Vládne ANO, Spolu i SPD.", "ano-2011 spolu-alliance freedom-and-direct-democracy"),
    ("cs", "Jan Holm (SPD) mlčí.", "freedom-and-direct-democracy"),
    ("cs", "Jan Holm a SPD mlčí.", ""),
]  # fmt: skip


@every_case(("language", "text", "expected"), MINISTRIES)
def test_a_ministry_is_the_country_s_named_beside_it(language: str, text: str, expected: str) -> None:
    story = Story(passages=passages([(0, text)]), day=DAY, language=language)
    names = names_in(story, dictionary_of(language), use_recogniser=False)
    ids = [actor_of(name, "").id for name in names if is_actor(name) and name.kind == "organisation"]
    assert " ".join(key.removeprefix("organisation/") for key in ids) == expected
