"""Classes of names that were once taken wrongly, each on texts of our own: who counts by default."""

import pytest

from lib.actors.find import find_in_text

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "an apostrophe as printers set it": [
        ("Nathalie D’Arve, who runs the ferry, left. D’Arve was late.", ["Nathalie D’Arve"]),
        ("The mayor, Moira O’Quill, left early.", ["Moira O’Quill"]),
        ("“No,” said Paolo D’Ancora.", ["Paolo D’Ancora"]),
        ("Judge Sean O’Marrow was late. O’Marrow heard it.", ["Sean O’Marrow"]),
        ("It’s late, said Henri L’Estrade, and he’s tired.", ["Henri L’Estrade"]),
    ],
    "initials are nobody": [
        ("“He never calls,” wrote S.R.M. to the paper. S.R.M. was sad.", NOBODY),
        ("— T.K., by the harbour", NOBODY),
        ("Dear J.D.: Ask him.", NOBODY),
        ("They met P.Q., a man of few words.", NOBODY),
        ("A reader, L.M.N., asked why.", NOBODY),
    ],
    "a person whom the recogniser calls an organisation": [
        ("Soumitra Quill said so. Quill said the ferry was late.", ["Soumitra Quill"]),
        ("Anjana Holm said so. Holm told nobody.", ["Anjana Holm"]),
        ("It was Hitoshi Brell, 46, who left. Brell said no.", ["Hitoshi Brell"]),
        ("Thandeka Moor said so. Moor was late.", ["Thandeka Moor"]),
        ("Oluwaseun Marsh said the ferry was late. Marsh left.", ["Oluwaseun Marsh"]),
    ],
    "what is used or installed is a product": [
        ("Users of Visual Studio can install it. Versions of Visual Studio vary.", NOBODY),
        ("They built it with Quarn Studio and ran it on Quarn Studio.", NOBODY),
        ("Install Brell Technologies on both. Users of Brell Technologies like it.", NOBODY),
        ("An extension for Marn Network came out, and users of Marn Network were glad.", NOBODY),
        ("It is powered by Quarn Service. He uses Quarn Service daily.", NOBODY),
    ],
    "regions are places": [
        ("Rain fell on the Midwest and on Idaho. The Midwest saw most of it.", NOBODY),
        ("She grew up in Boise, Idaho, graduated early and left.", NOBODY),
        ("Merseyside was calm. A spokesman for Merseyside Police came late.", ["Merseyside Police"]),
        ("Farmers in Queensland and Tasmania lost all.", NOBODY),
        ("The Rust Belt and the Bay Area voted.", NOBODY),
    ],
    "honours and ranks are no part of the name": [
        ("Councillor Afrasiab Quill MBE, has said so.", ["Afrasiab Quill"]),
        ("Pauline Marsh OBE, who led it, left.", ["Pauline Marsh"]),
        ("Executive VP Marnie Holm told us. Holm left.", ["Marnie Holm"]),
        ("The lawyer Peter Holm KC said no.", ["Peter Holm"]),
        ("Rosa Quill PhD said no.", ["Rosa Quill"]),
    ],
    "a question opens with no first name": [
        ("Will Google pay for it? Google said no.", ["Google"]),
        ("Will Nissan build it?", ["Nissan"]),
        ("Will Verizon buy it, and when?", ["Verizon"]),
        ("Will AT&T make it free?", ["AT&T"]),
        ("Will Marsh said no. Marsh is 56.", ["Will Marsh"]),
    ],
    "two persons are two": [
        ("The Green Party’s Jill Quill and Cornelis Marn, who is running, left.",
         ["Cornelis Marn", "Green Party", "Jill Quill"]),
        ("Ada Holm vs. Joan Quill was long.", ["Ada Holm", "Joan Quill"]),
        ("Jane Quill and Peter Holm left.", ["Jane Quill", "Peter Holm"]),
    ],
    "a name before a hyphen": [
        ("They came to a Taylor Quill-themed party.", ["Taylor Quill"]),
        ("It was a Susan Marsh-backed bill.", ["Susan Marsh"]),
    ],
    "a work stands in quotation marks": [
        ("She sang in “Mary Quarn,” and in “Ada of the Marsh”.", NOBODY),
        ("They showed “State of the Harbour” again.", NOBODY),
        ("The book Calm Quarn sold well.", NOBODY),
        ("With his musical Quarn Quay he toured.", NOBODY),
        ("He read the memoir Janet Quarn in bed.", NOBODY),
    ],
    "a body's name goes on": [
        ("The Quarn Office for the Care of Boats met.", ["Quarn Office for the Care of Boats"]),
        ("The Marsh Institute of Tidal Research closed.", ["Marsh Institute of Tidal Research"]),
        ("The Quarn Agency for Fair Fares’s support helped.", ["Quarn Agency for Fair Fares"]),
        ("The Quarn Council for Fair Fares met on Monday.", ["Quarn Council for Fair Fares"]),
    ],
    "a credit and an office in capitals": [
        ("© Jane Quarn Visitors on the quay.", NOBODY),
        ("MEC Mamarn urged all to stay. Jacob Mamarn said so.", ["Jacob Mamarn"]),
        ("He was taken to the Walter Quarn hospital.", NOBODY),
        ("Never Trump is a club.", ["Donald Trump"]),
    ],
    "a word with a capital inside is no person": [
        ("The ferry firm QuarnPhillips had its boats sold.", ["QuarnPhillips"]),
        ("Ada McQuill and Sean DeMarn left. McQuill was late.", ["Ada McQuill", "Sean DeMarn"]),
    ],
    "the town under a letter is no part of its writer": [
        ("The fees are high.\nGary Bolen Larkhaven\nThe lamps are out.\nSusan Marsh Upper Quay",
         ["Gary Bolen", "Susan Marsh"]),
        ("The lamps in Larkhaven are out.\nSusan Marsh Larkhaven", ["Susan Marsh"]),
        ("The lamps are out.\nSusan Marsh Larkhaven\nAnd dark.\nPeter P. Holm Larkhaven",
         ["Peter P. Holm", "Susan Marsh"]),
        ("The lamps are out.\nSusan Marsh\nAnd dark.\nMary Jane Holm", ["Mary Jane Holm", "Susan Marsh"]),
    ],
    "what is called after a person is not the person": [
        ("The plane landed at John F. Kennedy airport.", NOBODY),
        ("Protesters blocked Martin Luther King street for an hour.", NOBODY),
        ("The Ada Holm medal goes to two writers. They were glad.", NOBODY),
        ("He was taken to Walter Quill hospital. Walter Quill has 300 beds.", NOBODY),
        ("The Rosa Marn scholarship pays for a year. Rosa Marn said she was glad.", ["Rosa Marn"]),
    ],
    "somebody in a work is no actor": [
        ("Brian Quill, cast as James Marn, was ill.", ["Brian Quill"]),
        ("She returns in her role as Edith Holm.", NOBODY),
        ("The book follows the fictional detective Edith Holm, who drinks.", NOBODY),
        ("In the film Edith Holm, played by Rosa Marn, leaves her town.", ["Rosa Marn"]),
        ("The story brings back the character Walter Brell. Walter Brell is older now.", NOBODY),
    ],
    "a work is told by what stands behind it": [
        ("Rosa Marn wrote The Harbour Laboratory, a book about ports. Marn said so.", ["Rosa Marn"]),
        ("Norden Nights, a film by Rosa Marn, opens today.", ["Rosa Marn"]),
        ("They watched the Quarn League trilogy.", NOBODY),
        ("Ada Holm, a film director, left. Holm said no.", ["Ada Holm"]),
        ("Larkhaven Bank, a video game, sells well. Larkhaven Bank is new.", NOBODY),
    ],
    "no person has an article": [
        ("The Red Gulls won against the Arlen White Terns. It was late.", NOBODY),
        ("He left the Quarn Red Terns, and nobody knew.", NOBODY),
        ("The Arlen Foxes are late.", NOBODY),
        ("The late Rosa Marn was there.", ["Rosa Marn"]),
        ("Voters believe in Rosa Marn.", ["Rosa Marn"]),
    ],
    "one lives in places": [
        ("The firm is based in Coral Quill. Coral Quill grew.", NOBODY),
        ("She lived in Marla Springs for years. Marla Springs is small.", NOBODY),
        ("It is headquartered in Rosa Vista.", NOBODY),
        ("The town of Adela Grove is small.", NOBODY),
    ],
    "a title of honour is an event": [
        ("It won International Group of the Year in Oslo.", NOBODY),
        ("He was Driver Of The Year twice.", NOBODY),
        ("She was named Norden Person of the Decade.", NOBODY),
    ],
    "the long form of a known acronym is its record": [
        ("A member of the Organization of Petroleum Exporting Countries (OPEC) said no.", ["OPEC"]),
        ("The Marsh Bank (OPEC) said no.", ["Marsh Bank", "OPEC"]),
    ],
    "initials and the full name are one person": [
        ("A note by B. U. Quill was read. Benjamin Quill was a judge. Quill left.", ["Benjamin Quill"]),
        ("J. R. Marn and Jane Marn are one: Jane Marn said so.", ["Jane Marn"]),
        ("Peter Brell, known as P. Brell, left.", ["Peter Brell"]),
        ("A. Holm met Ada Holm and Anna Holm.", ["A. Holm", "Ada Holm", "Anna Holm"]),
        ("E. Marn said no. Jane Marn said yes.", ["E. Marn", "Jane Marn"]),
    ],
    "a body that many countries have is of the one the story is about": [
        ("Japan votes. In Japan the ruling party of Japan won.\n\n"
         "Elections for the House of Representatives are due.", ["Japan"]),
        ("South Korea votes. South Korea waits.\n\nThe Democratic Party said no.", ["South Korea"]),
        ("The House of Representatives votes today. President Obama waits.",
         ["Barack Obama", "U.S. House of Representatives"]),
        ("The Democratic Party said no. So did President Biden.", ["Democratic Party", "Joe Biden"]),
    ],
    "who made the picture is not in it": [
        ("Ada Holm speaks. She is late.\nPatrick Sand, ASSOCIATED PRESS\nThe mayor left.", ["Ada Holm"]),
        ("A view of the harbour.\nWalter Brell, AP", NOBODY),
        ("Rosa Marn, AFP photo", NOBODY),
        ("The quay at dawn. (Walter Brell)", NOBODY),
        ("Photo illustration by Rosa Marn", NOBODY),
        ("He left (Ada Holm) alone.", ["Ada Holm"]),
        ("Rosa Marn, the Associated Press, and two others left.", ["Rosa Marn"]),
    ],
    "what the story writes small is no first name": [
        ("Choose Brell if you sell. Brell is cheap, and you choose the rest.", NOBODY),
        ("Try Quarn first. We try it daily. Quarn helps.", NOBODY),
        ("Lawan Brell left. Brell was late.", ["Lawan Brell"]),
    ],
    "a number in front and an honorific behind are of no name": [
        ("41/50 Sterling Holdings sheds jobs.", ["Sterling"]),
        ("48/50 Uber called to account in Paris", ["Uber"]),
        ("He leads the Norden Council Rt. Hon. Ada Holm knew it.", ["Ada Holm", "Norden Council"]),
        ("The Norden Senate Hon. Ada Holm said no.", ["Ada Holm", "Norden Senate"]),
        ("The Gulls beat the Norden League 5-3 at home. The Norden League said so.", ["Norden League"]),
        ("As the past Chair of the Beacon Council, I left. The Beacon Council met.", ["Beacon Council"]),
        ("Federal Water and Roads Minister Ada Holm left.", ["Ada Holm"]),
        ("Writers Ali Marsh of Quarn Daily and Max Brell left.", ["Ali Marsh", "Max Brell"]),
        ("SoftBank Group Corp agreed to pay. SoftBank said so.", ["SoftBank"]),
    ],
    "a word of bodies alone is none": [
        ("A new post: Worldwide CEO Ada Holm said so.", ["Ada Holm"]),
        ("Group CEO Ada Holm left.", ["Ada Holm"]),
    ],
    "a name in capitals is written as elsewhere": [
        ("ROSA MARN is president of Norden Bank.\nRosa Marn, president", ["Norden Bank", "Rosa Marn"]),
        ("AURELIO HOLM III is president of Norden Bank.", ["Aurelio Holm III", "Norden Bank"]),
    ],
    "who leads or acts is no organisation for that": [
        ("Soumitra Das leads the nonprofit Quarn Initiative.", ["Quarn Initiative", "Soumitra Das"]),
        ("Hilda Stone acquires Quarn Bank.", ["Hilda Stone", "Quarn Bank"]),
    ],
    "codes, acronyms of things and words in Title Case are none": [
        ("Cells that produced IL-25 grew. IL-25 is old.", NOBODY),
        ("The MSM said so. Wi-Fi is slow, said Wi-Fi officials.", NOBODY),
        ("It was a Gene Marsh-ish thing. Gene Marsh left.", ["Gene Marsh"]),
        ("The Tiny House movement grew. A tiny house is small.", NOBODY),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in CLASSES.items() for case in cases]


@pytest.mark.parametrize(("kind", "text", "named"), CASES)
def test_who_is_named_by_default(kind: str, text: str, named: list[str]) -> None:
    assert list(find_in_text(text).actors) == sorted(named), kind
