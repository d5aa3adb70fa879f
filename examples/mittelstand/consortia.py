"""Where the invented consortia sit and what their partners are called; only places are real."""

from typing import Any

# What the jury thinks of it on average (@ millions a year, where not drawn), Land: seat + sites
REGIONAL = """
4.4 NW: Dortmund + Hagen
4.4 NW: Aachen + Krefeld
4.3 NW: Bielefeld + Paderborn
4.1 NW: Siegen
4.0 NW: Köln
3.6 NW: Münster
2.8 NW: Duisburg
4.4 BY: Augsburg + Kempten
4.3 BY: Nürnberg + Bayreuth
4.4 BY: München + Rosenheim
4.1 BY: Regensburg + Landshut
3.7 BY: Würzburg
3.5 BY: Passau
4.5 BW: Stuttgart + Reutlingen
4.4 BW: Karlsruhe + Pforzheim
4.2 BW: Ulm + Aalen
3.9 BW: Freiburg + Offenburg
3.7 BW: Mannheim
3.1 BW: Konstanz
4.4 NI: Hannover + Garbsen
4.1 NI: Lingen + Osnabrück
4.2 NI: Braunschweig + Wolfsburg
3.6 NI: Oldenburg + Emden
4.5 HE: Darmstadt + Frankfurt am Main
4.2 HE: Kassel + Fulda
3.9 HE: Gießen + Wetzlar
3.3 HE: Wiesbaden
4.3 BE: Berlin
3.8 BE: Berlin
2.9 BE: Berlin
4.4 SN: Chemnitz + Zwickau
4.3 SN: Dresden + Freiberg
4.0 SN: Leipzig
3.3 SN: Görlitz + Bautzen
4.3 RP: Kaiserslautern + Pirmasens
3.9 RP: Koblenz + Mainz
3.1 RP: Trier
4.0 SH: Kiel + Lübeck
3.6 SH: Flensburg + Heide
2.8 SH: Neumünster
3.9 BB: Cottbus + Senftenberg
3.7 BB: Potsdam + Brandenburg an der Havel
3.0 BB: Eberswalde
4.0 ST: Magdeburg + Stendal
3.8 ST: Halle + Merseburg
3.5 ST: Wernigerode
4.2 TH: Ilmenau + Erfurt
3.8 TH: Jena + Gera
2.9 TH: Nordhausen
4.2@1.56 HH: Hamburg
4.2@1.56 HH: Hamburg
3.2 HH: Hamburg
3.8 MV: Rostock + Wismar
3.5 MV: Schwerin + Stralsund
2.7 SL: Saarbrücken + Neunkirchen
2.5 SL: Homburg
3.9 HB: Bremen + Bremerhaven
3.1 HB: Bremen
"""
# …, subject: seat with its Land + further sites
THEMATIC = """
4.4 Handwerk: Köln NW + Bayreuth BY + Dresden SN + Koblenz RP + Oldenburg NI
4.0 Bedienbarkeit: Stuttgart BW + Berlin BE + Köln NW
4.3 IT im Mittelstand: Berlin BE + Aachen NW + Karlsruhe BW + Kassel HE
4.2 Textil: Aachen NW + Chemnitz SN + Reutlingen BW
4.1 Bauwirtschaft: Dortmund NW + Kaiserslautern RP + Rosenheim BY + Weimar TH
3.9 Schnittstellen: Köln NW + Hagen NW + Leipzig SN
3.7 Kommunikation: Berlin BE + Frankfurt am Main HE + Ilmenau TH
3.9 Handel: München BY + Berlin BE + Saarbrücken SL
3.5 Agrar und Lebensmittel: Osnabrück NI + Rostock MV + Halle ST
4.4 IT-Sicherheit: Darmstadt HE + Berlin BE + München BY + Kiel SH
3.8 Additive Fertigung: Nürnberg BY + Hamburg HH + Aachen NW
3.6 Medizintechnik: Mannheim BW + Lübeck SH + Jena TH
2.9 Maritimes: Bremerhaven HB + Kiel SH + Rostock MV
4.1 Arbeit 4.0: Stuttgart BW + Chemnitz SN + Bochum NW
3.0 Smart Energy: Karlsruhe BW + Cottbus BB + Essen NW
3.9 Datenökonomie: Augsburg BY + Leipzig SN + Dortmund NW
3.3 Recht und Normen: Frankfurt am Main HE + Bonn NW + Potsdam BB
"""

TOPICS = {
    "Networked production": 5, "Logistics": 3, "Data and platforms": 4, "IT security": 3,
    "Work and qualification": 4, "Business models": 3, "Crafts": 2, "Trade and services": 2,
    "Standards": 1, "Resource efficiency": 1,
}  # fmt: skip
"""Topic → how often it is chosen."""

MOTTOS = ("Digital im Mittelstand", "Vernetzt fertigen", "Gemeinsam digital", "Wissen vor Ort",
          "Vom Modell in den Betrieb", "Werkstatt der Zukunft", "Schritt für Schritt")  # fmt: skip
WORDS = {  # as many as one place needs
    "university": ("Musterhochschule", "Fiktivuniversität", "Modell-TU", "FH Beispiel",
                   "Akademie Muster", "Fiktiv-Campus"),
    "research institute": ("Fiktivinstitut", "Musterforschung", "Modell-Labor", "Beispiel-IT",
                           "Zentrum Muster"),
    "chamber": ("Beispielkammer", "Handwerk Muster", "Fiktivkammer", "Modell-IHK"),
    "public body": ("Musterförderung", "Fiktiv-Stadtwerke", "Beispielstelle", "Modellagentur",
                    "Stadt Muster"),
}  # fmt: skip
FIRMS = ("Ahorn", "Basalt", "Birke", "Distel", "Eibe", "Falke", "Ginster", "Holunder", "Iltis",
         "Jaspis", "Kiebitz", "Lerche", "Malve", "Nelke", "Opal", "Pirol", "Quarz", "Rubin",
         "Schiefer", "Topas", "Ulme", "Veilchen", "Wacholder", "Zeder", "Amsel", "Buche", "Dachs",
         "Enzian", "Fichte", "Granit", "Hirse", "Kranich", "Linde", "Marder", "Otter", "Pappel",
         "Reiher", "Salbei", "Tanne", "Wiesel")  # fmt: skip
EVERYWHERE = "Fiktiv-Forschungsgesellschaft Produktion e. V."
WITH_EVERYWHERE = ("Aachen", "Augsburg", "Karlsruhe", "Darmstadt", "Chemnitz")

Draft = dict[str, Any]


def drafts() -> list[Draft]:
    """Each with lot, subject, sites [(place, Land)], the jury's average, millions a year or 0."""
    found = []
    for lot, table in (("Regional centre", REGIONAL), ("Thematic centre", THEMATIC)):
        for line in table.strip().splitlines():
            figures, rest = line.split(" ", 1)
            head, names = rest.split(": ")
            level, _, asks = figures.partition("@")
            sites = names.split(" + ")
            regional = lot == "Regional centre"
            places = [(site, head) if regional else (site[:-3], site[-2:]) for site in sites]
            found.append({
                "lot": lot, "about": sites[0] if regional else head, "sites": places,
                "level": float(level), "asks": float(asks or 0),
            })  # fmt: skip
    return found
