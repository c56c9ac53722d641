"""Organisations that everybody knows, in sentences of our own, found by the actor file alone."""

from lib.actors.plain_text import find_in_text
from tests.cases import every_case

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "a campus is no other university": [
        ("A team at the University of California, Berkeley, met one of UCLA.",
         ["University of California, Berkeley", "University of California, Los Angeles"]),
        ("He read law at UC Berkeley and at Penn State.",
         ["Pennsylvania State University", "University of California, Berkeley"]),
        ("She left the Autonomous University of Barcelona.", ["Autonomous University of Barcelona"]),
        ("The Medical University of Vienna closed.", ["Medical University of Vienna"]),
        ("She teaches at UC San Diego.", ["University of California, San Diego"]),
    ],
    "a founder's or a town's name is no university": [
        ("Cornell was late, and so was Tufts.", NOBODY),
        ("Cornell University opened. Cornell has 24,000 students.", ["Cornell University"]),
        ("They drove to Princeton and on to Notre Dame.", NOBODY),
        ("Brown was late. Rice is cheap.", NOBODY),
        ("Duke left for Georgetown.", NOBODY),
    ],
    "laboratories and museums": [
        ("Physicists at CERN wrote to Fermilab.", ["CERN", "Fermilab"]),
        ("The Indian agency ISRO shared it with Jaxa.",
         ["India", "Indian Space Research Organisation", "JAXA"]),
        ("The Louvre lent it to the Metropolitan Museum of Art.", ["Louvre", "Metropolitan Museum of Art"]),
        ("A royal society met.", NOBODY),
        ("The Royal Society of Larkhaven Bakers met.", NOBODY),
    ],
    "a company's name is also a word, a person's or a place's": [
        ("Arm yourself: an orange robin sang on the grab rail.", NOBODY),
        ("Orange is a colour, Kia a name, and Canon a title.", NOBODY),
        ("Ferrari read it aloud, and Bosch and Bentley laughed.", NOBODY),
        ("Parler de tout cela. Safran et Kakao.", NOBODY),
        ("They raised $3M for a harbour.", NOBODY),
        ("She sang “Prada” twice. Prada Group knew it.", ["Prada"]),
        ("She sang “Prada” twice.", NOBODY),
        ("Arm Holdings grew. Arm sells plans.", ["Arm"]),
        ("The Kia Motors works closed, and Kia was silent.", ["Kia"]),
        ("Ferrari N.V. sold fewer cars than Ferrari hoped.", ["Ferrari"]),
        ("HP cut jobs.", NOBODY),
        ("Hewlett-Packard cut jobs. HP said no more.", ["Hewlett-Packard"]),
    ],
    "companies": [
        ("PG&E paid less than 3M Company.", ["3M", "Pacific Gas and Electric"]),
        ("Jaguar Land Rover met Korean Air and Air China.",
         ["Air China", "Jaguar Land Rover", "Korean Air"]),
        ("Citroen and Škoda Auto met Lyft's lawyers.", ["Citroën", "Lyft", "Škoda Auto"]),
        ("Nestlé met Siemens.", ["Nestlé", "Siemens"]),
        ("Goldman Sachs lent BMW money.", ["BMW", "Goldman Sachs"]),
    ],
    "a town, a word or a nickname of two clubs is no club": [
        ("Liverpool and Barcelona rose early. Chelsea was wet, and Celtic songs rang out.", NOBODY),
        ("The Giants, the Rangers and the Cardinals left.", NOBODY),
        ("An arsenal of eagles, bears and jets.", NOBODY),
        ("Liverpool FC beat Everton FC, and Everton wept.", ["Everton", "Liverpool FC"]),
        ("The Los Angeles Lakers won. The Lakers were late.", ["Los Angeles Lakers"]),
        ("The New York Giants met the San Francisco Giants.", ["New York Giants", "San Francisco Giants"]),
    ],
    "leagues": [
        ("The Scottish Premier League wrote to the Premier League.",
         ["Premier League", "Scottish Premier League"]),
        ("Fifa fined the NCAA.", ["FIFA", "National Collegiate Athletic Association"]),
        ("A home on the MLS costs more.", NOBODY),
        ("The NFL fined UEFA.", ["NFL", "UEFA"]),
        ("The Bundesliga paid La Liga.", ["Bundesliga", "La Liga"]),
    ],
    "shops, banks and pollsters": [
        ("Kohl's widow spoke; so did Lowe's friends at a target in the gap.", NOBODY),
        ("The retailer Target and Marks & Spencer cut prices. Target said so.",
         ["Marks & Spencer", "Target"]),
        ("Gavi scored, and Bruegel painted him.", NOBODY),
        ("Moody's rated the Bank of China, the People's Bank of China said.",
         ["Bank of China", "Moody's", "People's Bank of China"]),
        ("A Gallup poll and one by the Pew Research Center differ.", ["Gallup", "Pew Research Center"]),
    ],
    "agencies and police": [
        ("The NYPD and the US Marshals Service told USPS.",
         ["New York City Police Department", "U.S. Marshals Service", "U.S. Postal Service"]),
        ("HMRC paid the Police Service of Northern Ireland.",
         ["HM Revenue and Customs", "Police Service of Northern Ireland"]),
        ("The LAPD told the FBI.", ["FBI", "Los Angeles Police Department"]),
        ("Interpol wrote to Europol.", ["Europol", "Interpol"]),
        ("The Metropolitan Police met MI5.", ["MI5", "Metropolitan Police"]),
    ],
    "parties, courts and committees": [
        ("The Conservative Party of Canada met Bloc Québécois.",
         ["Bloc Québécois", "Conservative Party of Canada"]),
        ("The Liberal Democratic Party of Russia and the Freedom Party of Austria agree.",
         ["Freedom Party of Austria", "Liberal Democratic Party of Russia"]),
        ("The 9th U.S. Circuit Court of Appeals ruled for the House Judiciary Committee.",
         ["House Judiciary Committee", "U.S. Court of Appeals for the Ninth Circuit"]),
        ("The Libertarian Party of Norden met. Norden waits.", NOBODY),
        ("The International Criminal Court wrote to the Bundestag.",
         ["Bundestag", "International Criminal Court"]),
    ],
    "a church is no building": [
        ("He prayed at St Ida's Roman Catholic Church and at First United Methodist Church.", NOBODY),
        ("The Catholic Church and the Church of England wrote to it.",
         ["Church of England", "Roman Catholic Church"]),
        ("The Russian Orthodox Church wrote.", ["Russian Orthodox Church"]),
        ("She sang in Holm Baptist Church.", NOBODY),
        ("They met at the church of St Ida.", NOBODY),
    ],
    "bands": [
        ("U2 left, and BTS of the film is out.", NOBODY),
        ("AC/DC and the Rolling Stones sang.", ["AC/DC", "Rolling Stones"]),
        ("The Beatles sang.", ["Beatles"]),
        ("Coldplay and Radiohead left.", ["Coldplay", "Radiohead"]),
        ("The queen sang. Genesis is a book.", NOBODY),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in CLASSES.items() for case in cases]


@every_case(("kind", "text", "named"), CASES)
def test_who_is_named(kind: str, text: str, named: list[str]) -> None:
    assert list(find_in_text(text, use_recogniser=False).actors) == sorted(named), kind
