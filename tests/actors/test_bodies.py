"""Organisations named by the words of their kind, in languages that no recogniser reads."""

from hypothesis import given
from hypothesis import strategies as st

from lib.actors.bodies import bodies
from lib.actors.find import names_in, passages
from lib.actors.named_actors import actor_of, is_actor
from lib.actors.story import Story
from tests.actors.cast import dictionary_of
from tests.cases import every_case


def organisations(language: str, text: str) -> list[str]:
    """Return the organisations without a record that a text surely names, in reading order, each once."""
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    names = (name for name in names_in(story, dictionary_of(language)) if name.kind == "organisation")
    return list(dict.fromkeys(actor_of(n, "").name for n in names if is_actor(n) and n.record is None))


# language, text -> its bodies, parted by strokes
NAMED = {
    ("de", "Das Landgericht Siems wies die Klage ab. Vor dem Spruch des Landgerichts Siems schwieg er."):
        "Landgericht Siems",
    ("de", "Die Staatsanwaltschaft Quarn ermittelt gegen die Universität Altholm."):
        "Staatsanwaltschaft Quarn | Universität Altholm",
    ("de", "Der Deutsche Hafenverband (DHV) warnt. Anna Holm vom DHV sprach."): "Deutsche Hafenverband",
    ("fr", "Le tribunal administratif de Quarnville tranche, l'Université de Holmbourg proteste."):
        "tribunal administratif de Quarnville | Université de Holmbourg",
    ("fr", "Selon la Fédération nationale des ports (FNP), la FNP attend."): "Fédération nationale des ports",
    ("fr", "Selon la Caisse des ports de Quarnville et l’Office national des marées, on attend."):
        "Caisse des ports de Quarnville | Office national des marées",
    ("it", "Parla l'Agenzia delle maree, tace il Comitato costiero."):
        "Agenzia delle maree | Comitato costiero",
    ("ru", "Так решил Национальный суд по делам моряков, жалуется Служба информации и спасения."):
        "Национальный суд по делам моряков | Служба информации и спасения",
    ("uk", "Так вирішило Агентство з питань припливів."): "Агентство з питань припливів",
    ("es", "El Tribunal Superior de Justicia de Quarna falló. La Asociación de Pescadores del Norte (APN)."):
        "Tribunal Superior de Justicia de Quarna | Asociación de Pescadores del Norte",
    ("it", "La Procura di Holmia indaga, l'Università degli Studi di Siemola protesta."):
        "Procura di Holmia | Università degli Studi di Siemola",
    ("pt", "A Universidade Federal de Quarna fechou. A Polícia Civil de Holmeira investiga."):
        "Universidade Federal de Quarna | Polícia Civil de Holmeira",
    ("nl", "De rechtbank Quarnstad heeft beslist, de Stichting Vrije Haven protesteert."):
        "rechtbank Quarnstad | Stichting Vrije Haven",
    ("sv", "Enligt Quarnköpings tingsrätt är han skyldig."): "Quarnköpings tingsrätt",
    ("da", "Quarnborg Byret har talt, Holmstad Universitet er glad."):
        "Quarnborg Byret | Holmstad Universitet",
    ("nb", "Quarnvik tingrett har talt. Universitetet i Holmby er glad."):
        "Quarnvik tingrett | Universitetet i Holmby",
    ("tr", "Siems Belediyesi'nin kararı bekleniyor. Kuvarn Üniversitesine gitti."):
        "Siems Belediyesi | Kuvarn Üniversitesi",
    ("ja", "隈野地裁は判決を出した。帆野大学の研究所と隈野県警は黙っている。"):
        "隈野地裁 | 帆野大学 | 隈野県警",
    ("ko", "쿠안지법은 판결했다. 홀름대학교와 쿠안경찰서는 말이 없다."): "쿠안지법 | 홀름대학교 | 쿠안경찰서",
    ("fr", "L'Office français de la plage (OFP) porte plainte."): "Office français de la plage",
    ("de", "Der Bund der Hafenmeister (BdHm) warnt."): "Bund der Hafenmeister",
    ("pl", "Prokuratura Okręgowa w Kwarnie i Sąd Rejonowy w Holmie milczą."):
        "Prokuratura Okręgowa w Kwarnie | Sąd Rejonowy w Holmie",
    ("cs", "Krajský soud v Kvarně rozhodl."): "Krajský soud v Kvarně",
    ("uk", "Фонд «Світло» зібрав гроші. «Світло» чекає."): "Світло",
    ("ru", "Глава компании «Рослодка» молчит."): "Рослодка",
    ("pl", "Tak podała fundacja „Kwarna”."): "Kwarna",
    ("uk", "Державне бюро порятунку портів (ДБПП) мовчить. ДБПП чекає."): "Державне бюро порятунку портів",
    ("es", "El Partido Marino Quarnés pacta. La Comisión de Mareas y el Juzgado de Aguas de Holmia callan."):
        "Partido Marino Quarnés | Comisión de Mareas | Juzgado de Aguas de Holmia",
    ("pt", "A Câmara de Comércio de Quarna fechou. O Movimento Mar Livre protesta."):
        "Câmara de Comércio de Quarna | Movimento Mar Livre",
    ("zh", "据衡阳市公安局通报，江苏省高级人民法院判决。台北市政府和高雄地檢署沒有回應，湖南帆野集团等待。"):
        "衡阳市公安局 | 江苏省高级人民法院 | 台北市政府 | 高雄地檢署 | 湖南帆野集团",
    ("ar", "قالت الهيئة العامة للموانئ إن المجلس الأعلى للملاحة اجتمع. لم يحضر جهاز السواحل التركي."):
        "الهيئة العامة للموانئ | المجلس الأعلى للملاحة | جهاز السواحل التركي",
    ("ar", "فاز حزب المرفأ، وانتظرت جامعة الشراع. للمحكمة الملاحية العليا البحرية دور."):
        "حزب المرفأ | جامعة الشراع",
    ("ar", "للجمعية الوطنية للصيادين دور."): "الجمعية الوطنية للصيادين",
    ("ar", "وصلت الشرطة المصرية، ونفت المخابرات العامة الأردنية ذلك. انتظرت الشرطة."):
        "الشرطة المصرية | المخابرات العامة الأردنية",
    ("ar", "درس في جامعة برلمارن سنة."): "جامعة برلمارن",
}  # fmt: skip


@every_case(("language", "text", "bodies"), [(*where, bodies) for where, bodies in NAMED.items()])
def test_a_body_is_found_by_the_word_of_its_kind(language: str, text: str, bodies: str) -> None:
    assert organisations(language, text) == bodies.split(" | ")


@every_case(
    ("language", "text"),
    [
        ("de", "Die Universität hat Anna Holmbeck geehrt. Die Staatsanwaltschaft schweigt."),
        ("fr", "L'université a annoncé Marie. Parti de Quarnville, il revient. Le tribunal reçoit Holm."),
        ("fr", "Une Caisse des ports suffit. Caisse des ports, il paie."),
        ("es", "El tribunal condena a Holm. La universidad anuncia. Frente a Quarna, el banco cerró."),
        ("it", "Il tribunale condanna Holm. Banca chiusa, università aperta."),
        ("de", "Für die Staatsanwaltschaft Anklage zu erheben, ist schwer."),
        ("uk", "Роман «Світло» вийшов."),
        ("uk", "Рух «єдність без меж» росте."),
        ("pl", "Inicjatywa „łódź bez barier” rośnie."),
        ("sv", "Han studerar vid ett universitet i Quarnköping. I tingsrätten talade Holm."),
        ("tr", "Üniversitesi kapalı. Bu üniversite açık."),
        ("ja", "各大学は待つ。国立大学の病院が閉まった。私立大学もだ。"),
        ("ko", "각 대학은 기다린다. 국립대학교와 지방은행은 조용하다."),
        ("es", "El Centro Comercial abre. El Comité Organizador y la Junta Directiva callan. Grupo A gana."),
        ("pt", "O Centro de Saúde fechou. O Grupo de Trabalho e o Conselho de Administração esperam."),
        ("zh", "衡阳的大学生很多。上海银行业在等待，湖南省委书记和一所大学的医院没有说话。"),
        ("ar", "خسر الحزب الحاكم. حزب المعارضة رفض. اللجنة المنظمة للسباق والشركة الجديدة في المركز الأول."),
        ("ar", "درس في جامعة خاصة. جامعة تقع في الجبل. وصلت الشرطة، وقالت جامعة في بيان إن المخابرات تنتظر."),
    ],
)
def test_a_word_of_a_kind_alone_is_no_body(language: str, text: str) -> None:
    assert organisations(language, text) == []


def test_a_body_of_the_actor_file_is_its_record() -> None:
    story = Story(passages=passages([(0, "La Universidad de Barcelona protesta.")]), day=None, language="es")
    names = names_in(story, dictionary_of("es"))
    assert [name.record.id for name in names if name.record] == ["organisation/university-of-barcelona"]


PIECES = st.sampled_from(
    ["Universidad", "de", "la", "d'", "Quarna", "Ege", "Üniversitesi", ",", ".", "\n", "大学", "서울은행"]
)


@given(
    st.lists(PIECES, max_size=15).map(" ".join) | st.text(max_size=40),
    st.sampled_from(["es", "tr", "ja", "ko"]),
)
def test_every_body_is_where_it_says(text: str, language: str) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    for passage, names in zip(story, bodies(story), strict=True):
        assert all(passage.text[name.start : name.end] == name.surface for name in names)
