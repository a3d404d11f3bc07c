"""Words to fill a large organisation with: parts of sentences, put together by chance."""

from __future__ import annotations

from random import Random

FIRST = (
    "Ada Aisha Bart Bilal Carla Chen Daan Dunya Eefje Emre Femke Floris Gijs Hamza Hilde Ilse "
    "Imran Jasmijn Jorrit Kaya Koen Leila Lars Maaike Milan Naima Niels Olga Pim Quinten Rosa "
    "Ravi Sanae Sietse Tess Tygo Ursula Vigo Wilma Xander Yasmin Zeger"
).split()
LAST = (
    "Alkema Bakels Cornelis Dijkgraaf Eggink Feenstra Groothuis Heemstra Ilgaz Jongsma Kamara "
    "Lindeboom Molenkamp Nieuwland Oosterveld Polderman Querido Rietveld Stamboel Tolsma Uitham "
    "Veldkamp Wolters Xhofleer Yildirim Zandstra Boszorg Duinker Haverkort Kromhout Meerdink "
    "Padmos Roelfzema Sluisman Terpstra Waterman"
).split()
JOBS = (
    "Adviseur water", "Klantadviseur", "Medewerker groen", "Planoloog", "Jurist", "Wijkcoach",
    "Data-analist", "Redacteur", "Toezichthouder", "Beleidsadviseur", "Teamleider", "Bode",
    "Projectleider", "Medewerker riool", "Jeugdconsulent", "Inkoper",
)  # fmt: skip
SKILLS = (
    "subsidies", "vergunningen", "bomen", "riolering", "fietspaden", "heldere taal", "Excel",
    "omgevingsplan", "schulden", "jeugdhulp", "paspoorten", "kaarten", "aanbesteden", "archief",
    "privacy", "vergaderen", "planning", "warmtepompen", "toegankelijkheid", "inspraak",
)  # fmt: skip
HOBBIES = (
    "fietsen", "bakken", "schaatsen", "koor", "tuinieren", "schaken", "wandelen", "lezen",
    "zeilen", "hardlopen", "tekenen", "koken",
)  # fmt: skip
TEAMS = (
    "Wijkbeheer", "Vergunningen", "Belastingen", "Water", "Groen", "Wegen", "Haven", "Onderwijs",
    "Jeugd", "Zorg", "Werk", "Inkomen", "Archief", "Inkoop", "Juridisch", "Communicatie",
    "Burgerzaken", "Veiligheid", "Sport", "Cultuur", "Vastgoed", "Financiën", "Personeel", "ICT",
    "Facilitair",
)  # fmt: skip
PLACES = ("Noord", "Oost", "Zuid", "West", "Midden")

OPENINGS = (
    "Goedemorgen allemaal.", "Even een vraag.", "Goed nieuws!", "Een kort bericht van ons team.",
    "Wie kan mij helpen?", "Dit wilde ik even delen.", "Ter herinnering.", "Wat een mooie dag.",
    "Vandaag geleerd.", "Een compliment voor de collega's.",
)  # fmt: skip
WHO = (
    "De ploeg van de Turfkade", "Het wijkteam", "Onze balie", "De werkgroep", "Een inwoner",
    "De school aan de Zandweg", "De raad", "Ons team", "De collega's van beneden", "De helpdesk",
)  # fmt: skip
DID = (
    "heeft de vergadering over het omgevingsplan voorbereid",
    "vroeg naar een vergunning voor het buurtfeest",
    "is klaar met het fietspad langs de vaart",
    "zoekt iemand die verstand heeft van subsidies",
    "heeft alle meldingen van deze week opgelost",
    "wil graag meedenken over het nieuwe speelveld",
    "heeft de brieven herschreven in heldere taal",
    "vond een doos met oude foto's in het archief",
    "kreeg een kaartje met een bedankje",
    "heeft de planning voor volgende maand gedeeld",
    "kijkt donderdag naar de riolering in de Molenwijk",
    "plantte zestig bomen aan de Noordoever",
)
ENDINGS = (
    "Denk je mee?", "Laat het hieronder weten.", "Dank jullie wel!", "Loop gerust even langs.",
    "De koffie staat klaar.", "Ik hoor graag wat jij ervan vindt.", "Mooi werk, allemaal.",
    "Meer weten? Bel me.", "Zet het in je agenda.", "Zo helpen we elkaar.",
)  # fmt: skip
REPLIES = (
    "Dank je wel, dit helpt mij verder.", "Ik denk graag mee.", "Wat mooi om te lezen.",
    "Dit hadden wij vorige maand ook.", "Ik bel je vanmiddag even.", "Goed idee!",
    "Kun je dit ook met ons team delen?", "Ik heb er nog een vraag over.", "Top, ik kom.",
    "Complimenten voor iedereen die meehielp.", "Ik stuur je de gegevens.", "Geregeld.",
)  # fmt: skip


def message(chance: Random, number: int) -> str:
    """Return a message; every one is different by its number.

    Args:
        chance: where the words come from.
        number: of the message, as a case would have.

    """
    middle = " ".join(
        f"{chance.choice(WHO)} {chance.choice(DID)}."
        for _sentence in range(chance.randint(1, 4))
    )
    return (
        f"{chance.choice(OPENINGS)} {middle} {chance.choice(ENDINGS)} (zaak {number})"
    )


def html(words: str) -> str:
    """Return a line of these words as it is shown; they hold no signs to escape."""
    return f"<p>{words.replace(chr(39), '&#x27;')}</p>"
