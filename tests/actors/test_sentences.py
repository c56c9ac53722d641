from lib.actors.sentences import sentences
from tests.cases import every_case

SPLITS = [
    ("One ship left. Another stayed.", ["One ship left.", "Another stayed."]),
    ("A heading\nThe text begins. It ends!", ["A heading", "The text begins.", "It ends!"]),
    ("Mr. Hale met Dr. Voss on Oct. 18. They spoke.", ["Mr. Hale met Dr. Voss on Oct. 18.", "They spoke."]),
    ("The U.S. State Department agreed.", ["The U.S. State Department agreed."]),
    ("He lives in the U.S. The harbour is near.", ["He lives in the U.S.", "The harbour is near."]),
    ('"Come back." She turned.', ['"Come back."', "She turned."]),
    ("“Is it open?” he asked. Nobody knew.", ["“Is it open?” he asked.", "Nobody knew."]),
    ("J. K. Marsh wrote it at 5 p.m. on Friday.", ["J. K. Marsh wrote it at 5 p.m. on Friday."]),
    (
        "The poem of W. A. van Loon is lost. It was long.",
        ["The poem of W. A. van Loon is lost.", "It was long."],
    ),
    ("I. A. de Boer met E. I. Voss. A ship left.", ["I. A. de Boer met E. I. Voss.", "A ship left."]),
    ("She sold it to Marsh Inc. A. Voss wept.", ["She sold it to Marsh Inc.", "A. Voss wept."]),
    ("He chose plan B. A ship left.", ["He chose plan B.", "A ship left."]),
    ("No. 5 is closed. No. It is open.", ["No. 5 is closed.", "No.", "It is open."]),
    ("It cost 3.5 million. e.g. nothing", ["It cost 3.5 million. e.g. nothing"]),
    ("船离开了港口。另一艘留下！明天呢？", ["船离开了港口。", "另一艘留下！", "明天呢？"]),
    ("“船走了。你也走。”他说。天黑了！！", ["“船走了。", "你也走。”他说。", "天黑了！！"]),
    ("港は開く。　船は出る。", ["港は開く。", "船は出る。"]),
    ("جاء الوفد. هل يعود؟ لا أحد يعلم.", ["جاء الوفد.", "هل يعود؟", "لا أحد يعلم."]),
    ("जहाज गया। दूसरा रुका।", ["जहाज गया।", "दूसरा रुका।"]),
    ("Նավը գնաց։ Մյուսը մնաց։", ["Նավը գնաց։", "Մյուսը մնաց։"]),
    ("መርከቡ ሄደ። ሌላው ቀረ።", ["መርከቡ ሄደ።", "ሌላው ቀረ።"]),
    ("သင်္ဘောထွက်သည်။ အခြားတစ်စင်းရပ်သည်။", ["သင်္ဘောထွက်သည်။", "အခြားတစ်စင်းရပ်သည်။"]),
    ("बाँध टूटा॥ नदी बढ़ी॥", ["बाँध टूटा॥", "नदी बढ़ी॥"]),
    ("პორტი დაიხურა. გემები დაბრუნდნენ.", ["პორტი დაიხურა.", "გემები დაბრუნდნენ."]),
    ("Bei der Aktion vom 3. Januar starb niemand. Am 24. Dezember schneite es.",
     ["Bei der Aktion vom 3. Januar starb niemand.", "Am 24. Dezember schneite es."]),
    ("It is at 5 Main St. The pier of St. Aldo is near.",
     ["It is at 5 Main St.", "The pier of St. Aldo is near."]),
    ("I am 30. My brother is 35. Am 3. kam er.", ["I am 30.", "My brother is 35.", "Am 3. kam er."]),
    ("Im XIX. Jahrhundert und in der 58. Minute. Es waren 12. Danach kam nichts.",
     ["Im XIX. Jahrhundert und in der 58. Minute.", "Es waren 12.", "Danach kam nichts."]),
    ("Rund 3 Mio. Euro, z. B. für Nr. 5 bzw. Hr. Holm. Das war alles.",
     ["Rund 3 Mio. Euro, z. B. für Nr. 5 bzw. Hr. Holm.", "Das war alles."]),
    ("La Sra. Ruiz y EE. UU. hablaron. Il sig. Rossi no.",
     ["La Sra. Ruiz y EE. UU. hablaron.", "Il sig. Rossi no."]),
    ("The minister Å. Berg met Ø. Hansen. É. de Ruiz wept.",
     ["The minister Å. Berg met Ø. Hansen.", "É. de Ruiz wept."]),
    ("А. С. Норден видел В. Холма и т.д. Они ушли.", ["А. С. Норден видел В. Холма и т.д.", "Они ушли."]),
    ("قال د. محمد العلي ذلك. ثم غادر.", ["قال د. محمد العلي ذلك.", "ثم غادر."]),
    ("Wir wählten Plan ä. Danach kam nichts.", ["Wir wählten Plan ä.", "Danach kam nichts."]),
    ("Wait... Then it sank.", ["Wait...", "Then it sank."]),
    ("", []),
    (" \n\t\n", []),
]  # fmt: skip


@every_case(("text", "expected"), SPLITS)
def test_sentences_are_split(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected
