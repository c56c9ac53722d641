"""Classes of names that were once given the wrong kind, or taken in part: who counts by default."""

import pytest

from lib.actors.find import find_in_text

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "a continent is no country": [
        ("En América se habla de América Latina y de América del Sur.", NOBODY),
        ("L’Amérique du Sud et l’Amérique latine se taisent.", NOBODY),
        ("A América Central e a América do Sul.", NOBODY),
        ("Miss America met Captain America in North America.", NOBODY),
        ("America votes.", ["United States"]),
    ],
    "a citizen's descent is no country": [
        ("The African-American senator left. African Americans vote.", NOBODY),
        ("Mexican-American voters wait. Asian-American families wait.", NOBODY),
        ("She is Irish-American. Irish Americans marched.", NOBODY),
        ("Chinese-American relations cooled.", ["China", "United States"]),
        ("The French-Canadian singer met Russian-American and Native American veterans.", NOBODY),
        ("Russian-American talks ended.", ["Russia", "United States"]),
    ],
    "a language of a poll is no country": [
        ("The poll was taken in English and Spanish Feb. 22-27.", NOBODY),
        ("It was held in English and Spanish from May on.", NOBODY),
        ("She was held in Spanish jails.", ["Spain"]),
        ("Interviews were held in English and French Jan. 3-9.", NOBODY),
        ("They were asked in English and Russian from March 4 on.", NOBODY),
    ],
    "a relative is not the statesman": [
        ("Emine Erdogan opened the school.", ["Emine Erdogan"]),
        ("Nadia Orban left. Nadia Orban was 30.", ["Nadia Orban"]),
        ("Erdoğan said no. Orban said yes.", ["Recep Tayyip Erdogan", "Viktor Orbán"]),
        ("Lula and Zelenskyy met.", ["Luiz Inácio Lula da Silva", "Volodymyr Zelensky"]),
        ("Sara Netanyahu came. Sara Netanyahu sang.", ["Sara Netanyahu"]),
    ],
    "a branch is not its country": [
        ("The board of CNN Brazil said no to Ada Holm.", ["Ada Holm"]),
        ("The executive editor of CNN U.S., Ada Holm, left. The CNN U.S. Editor stayed.", ["Ada Holm"]),
        ("NATO Ukraine envoys met.", ["NATO", "Ukraine"]),
        ("Microsoft, Japan and Greenpeace met.", ["Greenpeace", "Japan", "Microsoft"]),
        ("The board of CNN Turkey met Ada Holm.", ["Ada Holm"]),
    ],
    "a given name alone is nobody yet": [
        ("The towers were drawn by John and Donald Trumbull.", ["Donald Trumbull"]),
        ("She asked Angela and Mary about it. Mary said no.", NOBODY),
        ("Mr Holm said no. Holm left.", ["Holm"]),
        ("Peter and Ada Holm met. Peter Brell came.", ["Ada Holm", "Peter Brell"]),
        ("The bridge was drawn by Ada and Peter Brell.", ["Peter Brell"]),
    ],
    "what bears a mark is sold": [
        ("The firm launched Quarn Insight® today. Quarn Insight® said nothing.", NOBODY),
        ("They sell Marn Harvest™ and Holm Harvest™.", NOBODY),
        ("Holm Clean® and Brell Soft™ are sold in shops.", NOBODY),
        ("Quarnlight™ costs ten dollars. Quarnlight™ shines.", NOBODY),
        ("The firm sells Marn Garden® by the pound.", NOBODY),
    ],
    "a letter behind a label is a part of a list": [
        ("In Group D they lost to Norway, in Group B to Sweden.", ["Norway", "Sweden"]),
        ("They are in Pool A and in Tier 2. Phase 3 begins.", NOBODY),
        ("Table B shows what Norway paid. See Figure C.", ["Norway"]),
        ("Group A is Sweden and Norway. Group F is Cuba.", ["Cuba", "Norway", "Sweden"]),
        ("Appendix B and Section C were cut.", NOBODY),
    ],
    "an office behind a body is no part of it": [
        ("The former Bank of Quarnland Governor, Peter Holm, left.", ["Bank of Quarnland", "Peter Holm"]),
        ("The Department of Justice said no.", ["U.S. Justice Department"]),
        ("The Bank of Marnland Governor, Ada Quill, spoke.", ["Ada Quill", "Bank of Marnland"]),
        ("Holm Foundation President Ada Marsh left.", ["Ada Marsh", "Holm Foundation"]),
        ("Marsh University Chancellor Peter Holm left.", ["Marsh University", "Peter Holm"]),
    ],
    "a subject at a university": [
        ("He taught Harbour Management at Quarn University. Quarn University closed.", ["Quarn University"]),
        ("She studied Tidal Science at Holm College. Holm College is old.", ["Holm College"]),
        ("He reads History at Marsh University. Marsh University is old.", ["Marsh University"]),
        ("She taught Marine Law at the University of Quarnland.", ["University of Quarnland"]),
        ("He read Harbour Economics at Brell College and left.", ["Brell College"]),
    ],
    "a point of the compass is no surname": [
        ("The senator for Quarnhaven North, Ada Holm, left. Quarnhaven North votes.", ["Ada Holm"]),
        ("Oliver North left early. North was 46.", ["Oliver North"]),
        ("Voters in Marnhaven South chose Peter Holm. Marnhaven South is poor.", ["Peter Holm"]),
        ("The senator for Marnhaven West, Rosa Holm, left. Marnhaven West votes.", ["Rosa Holm"]),
        ("Oliver West left early. West was 46.", ["Oliver West"]),
    ],
    "a shop is no person": [
        ("Howard Carpets opened a showroom. Howard Carpets said sales rose.", ["Howard Carpets"]),
        ("Ben Bakeries hired ten. They bought it at Ben Bakeries.", ["Ben Bakeries"]),
        ("Oliver Interiors cut jobs. Oliver Interiors said so.", ["Oliver Interiors"]),
        ("Laura Furnishings closed. The shop of Laura Furnishings stood empty.", ["Laura Furnishings"]),
        ("Albert Foods hired ten bakers. Albert Foods said so.", ["Albert Foods"]),
        ("Martha Cosmetics sells soap. Martha Cosmetics said it grew.", ["Martha Cosmetics"]),
        ("Paul Stores and Jane Stores left. Paul Stores was 46.", ["Jane Stores", "Paul Stores"]),
    ],
    "where people live, stay and meet is a place": [
        ("The family moved to Marla Vista last year. Police in Marla Vista said so.", NOBODY),
        ("She opened a shop in Rosa Quay. Rosa Quay is small.", NOBODY),
        ("Residents of Marla Dell were told to leave. Marla Dell burned.", NOBODY),
        ("Guests at Fairmont Jasmine were told to leave. Fairmont Jasmine closed.", NOBODY),
        ("They stayed at Marta Vista before the game. Marta Vista is dear.", NOBODY),
        ("They stayed at Rosa Marn's house. Rosa Marn was glad.", ["Rosa Marn"]),
    ],
    "a town is no organisation": [
        ("The town of Utqialik has no road. Utqialik said goodbye to the sun.", NOBODY),
        ("She grew up in Okpealuk. A school in Okpealuk closed.", NOBODY),
        ("The mayor of Quarnaluk left. Quarnaluk has a school.", NOBODY),
        ("Residents of Nuvialik wait. Nuvialik said no.", NOBODY),
        ("The village of Marnaluk is small. Marnaluk announced a vote.", NOBODY),
    ],
    "a given name in brackets is of the surname behind it": [
        ("The coach, (Frank) Quarn, said no. “(Frank) Quarn is right,” she said.", ["Frank Quarn"]),
        ("“I think (Tom) Holm is a good man,” he said.", ["Tom Holm"]),
        ("“When (Anna) Marsh left, we lost,” said Peter Brell.", ["Anna Marsh", "Peter Brell"]),
        ("“(Luis) Marn told us so.” Luis Marn left early.", ["Luis Marn"]),
        ("He knew (Maria) Quill and (Jane) Holm.", ["Jane Holm", "Maria Quill"]),
    ],
    "a nickname in quotation marks is part of the name": [
        ("Samson ‘John’ Quarn left. Quarn was late.", ["Samson Quarn"]),
        ("They met Peter “The Rock” Marn. Marn smiled.", ["Peter Marn"]),
        ('Ada "Duck" Holm sang.', ["Ada Holm"]),
        ("It was Rosa “Rosie” Brell, 46. Rosa Brell left.", ["Rosa Brell"]),
        ("“Duck” Holm was late, said Peter Marn.", ["Peter Marn"]),
    ],
    "a model behind its maker is a product": [
        ("The Ford Quarn Electric is small. It has four doors.", NOBODY),
        ("They drove a Toyota Marnex and a Nissan Brellis.", ["Nissan", "Toyota"]),
        ("A Samsung Holmfit costs less.", NOBODY),
        ("Microsoft Quarnix was shown.", NOBODY),
        ("The Microsoft Marsh Institute opened.", ["Microsoft Marsh Institute"]),
    ],
    "a small letter before a capital opens no body's name": [
        ("The rise of eQuarns went on. Fans love eQuarns.", NOBODY),
        ("She reads eMarsh daily. eMarsh is cheap.", NOBODY),
        ("A firm makes iHolm. They sell iHolm in shops.", NOBODY),
        ("The eBrells market grew, said Ada Holm.", ["Ada Holm"]),
        ("eBay said so.", ["eBay"]),
    ],
    "what a reader shall do is no first name": [
        ("Read Jane Quill: she is here. Read Quill again.", ["Jane Quill"]),
        ("Watch Peter Marn in the final.", ["Peter Marn"]),
        ("Meet Rosa Holm, who runs the ferry.", ["Rosa Holm"]),
        ("Contact Susan Marsh or email Susan Marsh.", ["Susan Marsh"]),
        ("Read Zenor, the book by Ada Holm. Zenor is long.", ["Ada Holm"]),
        ("Follow Ada Brell on the web. Ada Brell writes.", ["Ada Brell"]),
    ],
    "a button behind a name is no part of it": [
        ("Michael Quill Follow @mquill on the web.", ["Michael Quill"]),
        ("Peter Marn Email Share", ["Peter Marn"]),
        ("Rosa Holm Updated 10 June", ["Rosa Holm"]),
        ("Susan Marsh Published on Monday", ["Susan Marsh"]),
        ("Ada Brell Contact us", ["Ada Brell"]),
    ],
    "a paper of two words is one paper": [
        ("The Post and Courier reported it first. The Post and Courier is a paper.", NOBODY),
        ("The Quarn Times and Post said so.", NOBODY),
        ("He wrote for the Journal and Courier.", NOBODY),
        ("The Mail & Gazette said so.", NOBODY),
        ("The Star and Tribune was sold.", NOBODY),
    ],
    "two that are joined are two": [
        ("The Brell Foundation and the Holm Society gave money.", ["Brell Foundation", "Holm Society"]),
        ("They sued Quarn University and the Marsh Institute.", ["Marsh Institute", "Quarn University"]),
        ("Votes for Jill Quarn and Cornel Marn fell. Jill Quarn and Cornel Marn lost.",
         ["Cornel Marn", "Jill Quarn"]),
        ("The sale of Quarn Motors to Brell Technologies was announced.",
         ["Brell Technologies", "Quarn Motors"]),
        ("Hipquarn to Brell Technologies, a deal of 2012. Brell Technologies said so.",
         ["Brell Technologies"]),
        ("The Committee to Protect Harbours met.", ["Committee to Protect Harbours"]),
    ],
    "somebody in a game or a film is no actor": [
        ("He plays as Lara Quarn in the game. Lara Quarn fights.", NOBODY),
        ("The best of the film is Rosa Marn as Edith Holm. Edith Holm drinks.", ["Rosa Marn"]),
        ("Her character, Edith Holm, drinks. Edith Holm is a judge.", NOBODY),
        ("The film opens with Walter Brell (Peter Marn), a poor man. Walter Brell drinks.", ["Peter Marn"]),
        ("In the series, Tom Brell (played by Peter Marn) leaves.", ["Peter Marn"]),
        ("He met Tom Brell (Norden), the runner.", ["Tom Brell"]),
    ],
    "letters that stand for words are nobody": [
        ("The kind is called T.H.K. here. T.H.K., said Ada Holm, is old.", ["Ada Holm"]),
        ("A group researching S.H.R. was late. The champion of S.H.R., said no.", NOBODY),
        ("They read of the costs of Q.L.M. A friend of Q.L.M., said Ada Holm, left.", ["Ada Holm"]),
        ("The risks of W.B.T. are small, he said. W.B.T., said Peter Marn, is cheap.", ["Peter Marn"]),
        ("J.D. Holm left. Holm said no.", ["J.D. Holm"]),
    ],
    "what is sold is no organisation": [
        ("The Quarn Studio costs $300. The Quarn Studio is new.", NOBODY),
        ("Kestrel Watch goes on sale in May. Kestrel Watch is small.", NOBODY),
        ("The Brell Motors 5 ships with a battery. Brell Motors 5 is new.", NOBODY),
        ("The Marn Network comes with a screen and retails for $20.", NOBODY),
        ("Quarn Electric's touchscreen and keyboard are good.", NOBODY),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", CLASSES)
def test_names_of_a_class_count_as_they_should(kind: str) -> None:
    seen = [(text, list(find_in_text(text).actors)) for text, _ in CLASSES[kind]]
    assert seen == [(text, expected) for text, expected in CLASSES[kind]]
