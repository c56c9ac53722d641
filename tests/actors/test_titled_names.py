"""Persons in languages without capitals: beside a title, or behind a given name."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lib.actors.find import names_in, passages
from lib.actors.named_actors import actor_of, is_actor
from lib.actors.story import Story
from lib.actors.titled_names import titled_names
from tests.actors.cast import dictionary_of
from tests.cases import every_case

NAMED = {
    "隈野市の田中一郎市長は会見した。田中市長は謝罪し、田中一郎は帰った。": ("ja", {"田中一郎": 3}),
    "クワン・ホルム氏（42）と佐藤花子さん（31）は黙った。": ("ja", {"クワン・ホルム": 1, "佐藤花子": 1}),
    "石川県知事は欠席した。山口市長も高橋前首相も来ない。": ("ja", {}),
    "홍길순 의원은 반대했다. 홍 의원은 나갔고 홍길순은 돌아왔다.": ("ko", {"홍길순": 3}),
    "박영수 교수(45)가 말했다. 유력한 후보와 나머지 의원은 민주당 의원과 있다.": ("ko", {"박영수": 1}),
    "市长张三丰对记者李小明说，这很重要。市长高度重视。张三丰今日离开。": ("zh", {"张三丰": 2, "李小明": 1}),
    "قال محمد الكوارني إن خالد محمود السيمسي غاب. ومحمد في البيت.": (
        "ar",
        {"محمد الكوارني": 1, "خالد محمود السيمسي": 1},
    ),
    "غنى محمد الكوارني ورياض السيمسي وعمرو هلمي.": (
        "ar",
        {"محمد الكوارني": 1, "رياض السيمسي": 1, "عمرو هلمي": 1},
    ),
    "محمدجواد کوارنی با مریم هلمی گفت. علی از خانه رفت.": ("fa", {"محمدجواد کوارنی": 1, "مریم هلمی": 1}),
    "قال المتحدث باسم الجيش إن أسماء المرشحين أعلنت في بيان يأتي بعد رضا الجمهور.": ("ar", {}),
    "آثار هنری ایران و قرآن کریم با اختیار تام مدیر کارخانه نیمه هادی آمد.": ("fa", {}),
    "محمدجواد لاریجانی انتقاد کرد.": ("fa", {"محمدجواد لاریجانی": 1}),
    "教授姚洋认为，演员王宝强获奖。": ("zh", {"姚洋": 1, "王宝强": 1}),
    "歌手周笛声表演，常务董事余帆洋介绍，總統賴海平沒有回應。": (
        "zh",
        {"周笛声": 1, "余帆洋": 1, "賴海平": 1},
    ),
    "发言人表示，部长和主席在北京。": ("zh", {}),
    "控卫安娜·霍尔姆说，霍尔姆和布鲁诺-西姆斯走了。安娜·霍尔姆今日离开。": (
        "zh",
        {"安娜·霍尔姆": 3, "布鲁诺-西姆斯": 1},
    ),
    "卫星“安娜·霍尔姆”号升空，伊拉克-科威特边境平静。": ("zh", {}),
    "森田健太市長は会見した。森氏は反対した。森田氏は帰った。": ("ja", {"森田健太": 2}),
    "황보석 의원은 말했다. 황보 의원은 반대했고 황 의원은 떠났다.": ("ko", {"황보석": 2}),
}


@every_case("text", NAMED)
def test_a_name_beside_a_title_is_a_person(text: str) -> None:
    language, expected = NAMED[text]
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    names = (name for name in names_in(story, dictionary_of(language)) if name.kind == "person")
    assert Counter(actor_of(name, "").name for name in names if is_actor(name)) == expected


PIECES = st.sampled_from(
    [
        "田中",
        "一郎",
        "市長",
        "・",
        "クワン",
        "氏",
        "홍길순",
        "محمد ",
        " 의원",
        "部长",
        "张三",
        "说",
        "。",
        "\n",
    ]
)


@given(
    st.lists(PIECES, max_size=15).map("".join) | st.text(max_size=40),
    st.sampled_from(["ja", "ko", "zh", "ar"]),
)
def test_every_name_is_where_it_says(text: str, language: str) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    for passage, names in zip(story, titled_names(story), strict=True):
        assert all(passage.text[name.start : name.end] == name.surface for name in names)
