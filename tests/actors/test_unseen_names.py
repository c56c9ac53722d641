"""Classes of names from stories that nothing was tuned to, on texts of our own: who counts by default."""

from lib.actors.persons import with_surnames
from lib.actors.plain_text import find_in_text
from lib.actors.spans import recognised
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "where somebody else speaks behind a comma": [
        ("In Toledo, said Ada Brell, it rained.", ["Ada Brell"]),
        ("In the Quarn Belt, said Natalie Holm, a judge, rain fell.", ["Natalie Holm"]),
        ("Steve Holm, who was on the Gulf Coast, said nothing. The Gulf Coast was wet.", ["Steve Holm"]),
        ("On the Brell Coast, said the mayor, all was quiet.", NOBODY),
        ("Rain came to the Brell Coast, said his aide. The Brell Coast was wet.", NOBODY),
        ("“No,” Tom Brell, said. Brell was late.", ["Tom Brell"]),
    ],
    "forms of address of many countries": [
        ("Councillor Daphne Quill said so. “No,” Cr Quill said.", ["Daphne Quill"]),
        ("Alhaji Musa Brell said so. Musa Brell left.", ["Musa Brell"]),
        ("Engr Sule Holm left. Sule Holm was late.", ["Sule Holm"]),
        ("Shri Amit Brell said so. Smt Nirmala Quill left.", ["Amit Brell", "Nirmala Quill"]),
        ("Datuk Seri Anwar Holm spoke. Anwar Holm left.", ["Anwar Holm"]),
        ("Atty. Harry Quill said no. Fr. Tony Brell left.", ["Harry Quill", "Tony Brell"]),
    ],
    "posts in capitals before a full name": [
        ("Immigration PS Julius Quarnok said so. Quarnok left.", ["Julius Quarnok"]),
        ("Interior CS Kithure Brell was late.", ["Kithure Brell"]),
        ("PC Keith Quarn was there. Quarn ran.", ["Keith Quarn"]),
        ("DCI Tom Brell left. Brell said no.", ["Tom Brell"]),
        ("Transport PS Mary Holm said no.", ["Mary Holm"]),
        ("KL Rahul Brell batted. “No,” Brell said.", ["KL Rahul Brell"]),
    ],
    "a calling before a full name": [
        ("Defender Kwaku Brell scored. Brell left injured.", ["Kwaku Brell"]),
        ("Cyclist Ada Holm won. Nurse Tom Marn cheered.", ["Ada Holm", "Tom Marn"]),
        ("Peter Singer and Emma Cook met.", ["Emma Cook", "Peter Singer"]),
    ],
    "bodies by their last word, and by who runs what": [
        ("The port is run by Quarn Terminals.", ["Quarn Terminals"]),
        ("Norden Railways will cut 40 trains. Norden Railways blamed the snow.", ["Norden Railways"]),
        ("Rebels of the Quarn Liberation Front took the town.", ["Quarn Liberation Front"]),
        ("The quay was built by the Romans.", NOBODY),
    ],
    "one office before a full name": [
        ("Cardinal Dominique Quarnberti announced it. Quarnberti left.", ["Dominique Quarnberti"]),
        ("Chancellor Friedrich Brellmann announced it.", ["Friedrich Brellmann"]),
        ("Bishop Michael Quarnry announced it.", ["Michael Quarnry"]),
        ("Bishop Brell School said so.", ["Bishop Brell School"]),
        ("The Cardinal Holm Hospital closed.", ["Cardinal Holm Hospital"]),
    ],
    "a name that goes on behind its particle": [
        ("“No,” said Hanneke van der Quarn of the Brell Clinic.", ["Brell Clinic", "Hanneke van der Quarn"]),
        ("Ruud van Brell and Edwin van der Quarn still appear.", ["Edwin van der Quarn", "Ruud van Brell"]),
        ("“No,” said Lotte van den Brell of the court.", ["Lotte van den Brell"]),
        ("Juan de la Quarn and Ada Holm met.", ["Ada Holm", "Juan de la Quarn"]),
        ("Van der Quarn was late, said Pieter van der Quarn.", ["Pieter van der Quarn"]),
    ],
    "a family name with a small article": [
        ("Adviser Mowaffak al-Quarnaie left. “No,” al-Quarnaie said.", ["Mowaffak al-Quarnaie"]),
        ("Minister Riyad al-Quarniki said no.", ["Riyad al-Quarniki"]),
        ("Minister Zayed bin Rashid al-Quarnani had voiced it.", ["Zayed bin Rashid al-Quarnani"]),
        ("The leader Abu Mohammed al-Quarnani, who was killed, had left.", ["Abu Mohammed al-Quarnani"]),
        ("Nawal el-Quarnawi said so.", ["Nawal el-Quarnawi"]),
    ],
    "what stands behind a name is no part of it": [
        ("Quarn Properties shares fell 4 per cent and Cairn Homes 3 per cent.",
         ["Cairn Homes", "Quarn Properties"]),
        ("It was built by Quarn Metro Services (Hyderabad) Ltd. It is late.", ["Quarn Metro Services"]),
        ("Director Peter Quarn and his deputy Kalpana K. thanked colleagues.", ["Kalpana K.", "Peter Quarn"]),
        ("She reported it on X. Thomas Brell of Khosla Ventures left.", ["Khosla Ventures", "Thomas Brell"]),
        ("They stood from the Humber Bridge to Brellham.", NOBODY),
    ],
    "a portfolio is no body": [
        ("Minister of State for Petroleum, Ada Brell, promised it.", ["Ada Brell"]),
        ("Transportation Secretary Pete Brell is late. Transportation is slow.", ["Pete Brell"]),
        ("Housing Secretary Tom Holm said so.", ["Tom Holm"]),
        ("Aviation Minister Rosa Marn left.", ["Rosa Marn"]),
        ("The Environment Agency said so.", ["Environment Agency"]),
    ],
    "creeks, roads and schools called after a person are nobody": [
        ("Leslie Run was dirty. Jenny Creek was clean.", NOBODY),
        ("Crews were on Thomas Drive and on Frank Brown Way.", NOBODY),
        ("Victoria Station closed. Martin Luther King Drive was shut.", NOBODY),
        ("The Rosa Marn concert hall burned.", NOBODY),
        ("They met on Martin Luther King Jr. Day.", NOBODY),
        ("In May Harold Wilson School closed.", ["Harold Wilson School"]),
        ("Jane Brook was late, and Tom Lane left.", ["Jane Brook", "Tom Lane"]),
    ],
    "coasts, belts and heads are places": [
        ("He lives in Burleigh Heads. Burleigh Heads, said Ada Holm, is wet.", ["Ada Holm"]),
        ("Sun Belt voters were asked. The Sun Belt was dry.", NOBODY),
        ("Firms left Hampton Roads. Hampton Roads was wet.", NOBODY),
        ("He toured Emerald Coast, and Emerald Coast towns are poor.", NOBODY),
        ("The Iron Triangle was lost. Wheat Belt farmers left.", NOBODY),
    ],
    "bylines and credits in the text": [
        ("By Salma Brell and Jean-Marc Quarn\n\nThe rest is calm.", NOBODY),
        ("It rained.\n\nPhoto: Ada Holm/Reuters", NOBODY),
        ("It rained.\n\nImage: Rosa Marn/Alamy\n\nIt was cold.", NOBODY),
        ("By Tom Brell, Rosa Marn and Peter Holm\n\nIt rained.", NOBODY),
        ("By Monday Ada Holm had left.", ["Ada Holm"]),
    ],
    "initials of a person whom the story names": [
        ("K. Chandrasekhar Quarn, known as KCQ, left. They rode with KCQ.", ["K. Chandrasekhar Quarn"]),
        ("John Fitzgerald Brell died. JFB was 46.", ["John Fitzgerald Brell"]),
        ("Anna Maria Quarn left. The voters like AMQ.", ["Anna Maria Quarn"]),
        ("Quarn Harbour Board said so. The QHB met.", ["Quarn Harbour Board"]),
        ("Sean Paul Holm spoke. “No,” SPH said. SPH was late.", ["Sean Paul Holm"]),
    ],
    "whom an actor plays is nobody": [
        ("Saoirse Holm plays Jo Quarn in the film. Jo Quarn is brave.", ["Saoirse Holm"]),
        ("Tom Brell, a star, plays Peter Holm, a butler, in the movie.", ["Tom Brell"]),
        ("In the sitcom, Ada Brell played Rosa Marn.", ["Ada Brell"]),
        ("Ada Holm voices Tom Quarn in the film.", ["Ada Holm"]),
        ("Ada Holm plays Rosa Marn in the final on Sunday.", ["Ada Holm", "Rosa Marn"]),
    ],
    "whose maker is named is a product": [
        ("Quarnolin maker Brell Pharma left. Quarnolin maker Brell Pharma said so.", ["Brell Pharma"]),
        ("Marnicil manufacturer Holm Labs said so.", ["Holm Labs"]),
        ("Quarnite developer Brell Games Inc said so.", ["Brell Games"]),
        ("L&T Metro Rail is late. L&T chairman Ada Holm spoke.", ["Ada Holm", "L&T"]),
    ],
    "a club of two words is no person": [
        ("Mansfield Town are second. Milton Keynes Dons, a club, said so.", ["Milton Keynes Dons"]),
        ("The club Quarn Rovers left. Brell Wanderers, a club, said so.",
         ["Brell Wanderers", "Quarn Rovers"]),
        ("The club Brellham went down with Norden and Quarn Rovers.", NOBODY),
        ("Preston Argyle was late.", NOBODY),
        ("Charlie Town said so. Charlie Town left.", ["Charlie Town"]),
    ],
    "an acronym is no person": [
        ("GMB, whose members voted, said no.", ["GMB"]),
        ("QNB, who voted, said no.", ["QNB"]),
        ("The union KLM, whose staff left, sued.", ["KLM"]),
        ("HOLM QUITS\n\nAda Holm quit. Holm left.", ["Ada Holm"]),
    ],
    "a bridge after an office": [
        ("The Ambassador Bridge is open, said Mayor Drew Holm.", ["Drew Holm"]),
        ("Governor Street and Queen Street are shut.", NOBODY),
        ("The Senator Hotel burned. Chancellor Avenue was shut.", NOBODY),
        ("Queen Consort Camilla waved.", ["Camilla"]),
        ("Ambassador Drew Holm left.", ["Drew Holm"]),
    ],
    "who bears a company's or a breed's name": [
        ("The Lebanese Red Cross said so.", ["Lebanese Red Cross"]),
        ("Lloyds Banking Group left Lloyd's of London. Lloyds was late.",
         ["Lloyd's of London", "Lloyds Banking Group"]),
        ("Grant Thornton found it. Grant Holm did not.", ["Grant Holm", "Grant Thornton"]),
        ("Warner Bros. said so.", ["Warner Bros."]),
        ("A Jack Russell terrier won. Lou Gehrig's disease killed.", NOBODY),
    ],
    "given names of many countries": [
        ("“No,” said Femi Quarnsina.", ["Femi Quarnsina"]),
        ("They saw Sameer Quarnkhede in court.", ["Sameer Quarnkhede"]),
        ("Two wickets fell to Kagiso Quarn.", ["Kagiso Quarn"]),
        ("The prize went to Lindiwe Quarn and Takehiro Brell.", ["Lindiwe Quarn", "Takehiro Brell"]),
        ("Owain Quarn and Ruud Brell rowed.", ["Owain Quarn", "Ruud Brell"]),
    ],
    "a product behind its maker is no person": [
        ("Google Glass flopped. Google Glass was late.", NOBODY),
        ("Paris Hilton left. Hilton was late.", ["Paris Hilton"]),
        ("The USDA said so. The U.S. Department of Agriculture met.", ["U.S. Department of Agriculture"]),
    ],
    "a surname that is a word, behind an occupation": [
        ("The philosopher Cornel West said so. West left, and West's aides cheered.", ["Cornel West"]),
    ],
    "an American of another descent": [
        ("An Indian American from Quarn won it. A Norwegian American who sings came second.", NOBODY),
    ],
    "a plant in capitals": [("They planted Aloe Vera. The Aloe Vera grew.", NOBODY)],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in CLASSES.items() for case in cases]


@every_case(("kind", "text", "named"), CASES)
def test_who_is_named_by_default(kind: str, text: str, named: list[str]) -> None:
    assert list(find_in_text(text).actors) == sorted(named), kind


@every_case("text", [" ", "", ", ", "van", " van "])
def test_a_span_without_a_word_is_no_name(text: str) -> None:
    where = story(f"It{text}")
    span = recognised(where.passages[0], 2, 2 + len(text), "person")
    assert span == []


@every_case(
    ("first", "meant"),
    [
        ("Eliud", "Eliud Quarn"),
        ("Emmanuelle", "Emmanuelle Quarn"),
        ("Piotr", "Piotr Quarn"),
        ("Ngozi", "Ngozi Quarn"),
        ("Aoife", "Aoife Quarn"),
        ("Norden", ""),  # no given name
    ],
)
def test_a_full_name_that_the_recogniser_halves_tells_whom_the_surname_means(first: str, meant: str) -> None:
    where = story("Quarn wins in Vienna", f"On Monday {first} Quarn ran. “No,” said Quarn.")
    lone = [recognised_name(where, "Quarn", "person", nth) for nth in range(3)]
    assert [name.canonical for name in with_surnames(where, lone)] == [meant, "", meant]
