#!/usr/bin/env python3
"""Make `src/winset/reading/actors/data/countries.tsv`: the names of states, as texts in English write them.

    python -m pip install countryinfo==1.0.1
    python tools/make_countries.py

Start: capitals, demonyms and official names of `countryinfo` (MIT licence; facts only are taken). Over it goes the
table below, which mends what is stale there and adds variants, inhabitants and spellings. Names follow the short
English names of the United Nations where those are in daily use; a user's `actors.yaml` replaces any of them.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import countryinfo  # type: ignore[import-not-found,import-untyped,unused-ignore]

OUT = Path(__file__).parent.parent / "src/winset/reading/actors/data/countries.tsv"

# The 193 members of the United Nations, its two observer states, and places that deal with others in their own name.
CODES = tuple(
    re.findall(
        r"[A-Z]{2}",
        """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW PS
TW XK EH GL HK
""",
    )
)

# code | short name | more names | capitals | adjectives | inhabitants (singular and plural). An empty field keeps what
# countryinfo has (capital, adjective) or what follows from the adjective (inhabitants); "-" means none.
MENDED = """
AE|United Arab Emirates|UAE;U.A.E.;the Emirates|Abu Dhabi|Emirati|
AG|Antigua and Barbuda|Antigua|Saint John's;St. John's|Antiguan;Barbudan|
AR|Argentina|||Argentine;Argentinian;Argentinean|Argentine;Argentines;Argentinian;Argentinians;Argentineans
BA|Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina||Bosnian;Herzegovinian|
BD|||Dhaka;Dacca||
BB||||Barbadian;Bajan|
BE||||Belgian|
BF|||Ouagadougou|Burkinabe;Burkinabè|
BI|||Gitega;Bujumbura||
BJ|||Porto-Novo;Cotonou||
BN|Brunei||Bandar Seri Begawan||
BO|||La Paz;Sucre||
BS|Bahamas||Nassau||
BW||||Botswanan|Motswana;Batswana;Botswanan;Botswanans
BY||Byelorussia;Belorussia|Minsk|Belarusian;Belarussian;Byelorussian|
CD|Democratic Republic of the Congo|DR Congo;DRC;D.R.C.;Congo-Kinshasa;Democratic Republic of Congo|Kinshasa|Congolese|
CF|Central African Republic|CAR|Bangui|-|-
CG|Republic of the Congo|Congo-Brazzaville;Congo Republic|Brazzaville|Congolese|
CH|||Bern;Berne|Swiss|
CI|Côte d'Ivoire|Ivory Coast;Cote d'Ivoire|Yamoussoukro;Abidjan|Ivorian|
CL|||Santiago||
CN|China|PRC;P.R.C.;People's Republic of China;mainland China|Beijing;Peking|Chinese|
CO|||Bogotá;Bogota||
CV|Cabo Verde|Cape Verde|Praia|Cabo Verdean;Cape Verdean|
CY|||Nicosia|Cypriot|Cypriot;Cypriots
CZ|Czechia|Czech Republic|Prague|Czech|Czech;Czechs
DE|||Berlin|German|
DJ||||Djiboutian|
DK||||Danish|Dane;Danes
DO|Dominican Republic||Santo Domingo||
EC||||Ecuadorian;Ecuadorean|
EG|||Cairo||
EH|Western Sahara|Sahrawi Republic|-|Sahrawi;Saharawi|
ES||||Spanish|Spaniard;Spaniards
ET|||Addis Ababa||
FI||||Finnish|Finn;Finns
FM|Micronesia|Federated States of Micronesia|Palikir||
FR||||French|Frenchman;Frenchwoman;Frenchmen
GB|United Kingdom|UK;U.K.;Britain;Great Britain;United Kingdom of Great Britain and Northern Ireland|London|British|Briton;Britons;Brit;Brits
GE|Georgia||Tbilisi|Georgian|
GL|Greenland||Nuuk|Greenlandic|Greenlander;Greenlanders
GM|Gambia|The Gambia|Banjul|Gambian|
GQ||||Equatoguinean;Equatorial Guinean|
GR||||Greek;Hellenic|Greek;Greeks
GT|||Guatemala City||
GW|Guinea-Bissau|Guinea Bissau|Bissau|Bissau-Guinean|
HK|Hong Kong||-|Hong Kong|Hongkonger;Hongkongers
HU||||Hungarian|
IE|Ireland|Republic of Ireland|Dublin|Irish|Irishman;Irishwoman;Irishmen
IL|||Tel Aviv;Jerusalem|Israeli|
IN|||New Delhi;Delhi|Indian|
IQ||||Iraqi|
IR|||Tehran;Teheran|Iranian|
IS|||Reykjavik;Reykjavík|Icelandic|Icelander;Icelanders
KE||||Kenyan|
KG|||Bishkek|Kyrgyz;Kyrgyzstani;Kirghiz|
KI||||I-Kiribati|-
KM|||Moroni|Comorian;Comoran|
KN|Saint Kitts and Nevis|St. Kitts and Nevis|Basseterre|Kittitian;Nevisian|
KP|North Korea|DPRK;D.P.R.K.;Democratic People's Republic of Korea|Pyongyang|North Korean|
KR|South Korea|ROK;Republic of Korea|Seoul|South Korean|
KZ|||Astana;Nur-Sultan|Kazakh;Kazakhstani|Kazakh;Kazakhs;Kazakhstanis
LA|Laos|Lao PDR|Vientiane|Laotian;Lao|
LC|Saint Lucia|St. Lucia|Castries|Saint Lucian|
LI|||Vaduz|Liechtenstein|Liechtensteiner;Liechtensteiners
LK|||Colombo;Sri Jayawardenepura Kotte|Sri Lankan|
LS||||Lesotho|Mosotho;Basotho
LU|Luxembourg||-|Luxembourgish|Luxembourger;Luxembourgers
LV||||Latvian|
LY||||Libyan|
MD|||Chisinau;Chișinău|Moldovan|
MK|North Macedonia|Macedonia|Skopje|Macedonian;North Macedonian|
MM|Myanmar|Burma|Naypyidaw;Nay Pyi Taw;Rangoon;Yangon|Burmese|
MN|||Ulaanbaatar;Ulan Bator||
MV|||Malé|Maldivian|
NE||||Nigerien|
NL|Netherlands|Holland|The Hague;Amsterdam|Dutch|Dutchman;Dutchwoman;Dutchmen
NP||||Nepali;Nepalese|
NZ|||Wellington|New Zealand|New Zealander;New Zealanders
PH|Philippines||Manila|Philippine;Filipino|Filipino;Filipina;Filipinos
PL||||Polish|Pole;Poles
PS|Palestine|State of Palestine;Palestinian Authority;PLO;P.L.O.;Palestine Liberation Organization;Palestinian Territories|Ramallah|Palestinian|
PT||||Portuguese|
RU|Russia|Russian Federation|Moscow|Russian|
SA|Saudi Arabia|KSA|Riyadh|Saudi;Saudi Arabian|
SB|Solomon Islands||Honiara|Solomon Islands|Solomon Islander;Solomon Islanders
SC|||-|Seychellois|
SD|||Khartoum;Port Sudan|Sudanese|
SE||||Swedish|Swede;Swedes
SI||||Slovenian;Slovene|Slovenian;Slovenians;Slovene;Slovenes
SK||||Slovak;Slovakian|
SM||||Sammarinese|-
SO||||Somali|
SR||||Surinamese|
ST|São Tomé and Príncipe|Sao Tome and Principe|São Tomé|Santomean|
SV||||Salvadoran;Salvadorean|
SY||||Syrian|
SZ|Eswatini|Swaziland|Mbabane;Lobamba|Swazi;Eswatini|
TD|||N'Djamena;Ndjamena||
TJ|||Dushanbe|Tajik;Tajikistani|
TL|Timor-Leste|East Timor|Dili|Timorese;East Timorese|
TM|||Ashgabat|Turkmen|
TR|Turkey|Türkiye;Turkiye|Ankara|Turkish|Turk;Turks
TT|Trinidad and Tobago||Port of Spain|Trinidadian;Tobagonian|
TW|Taiwan||Taipei|Taiwanese|
TZ|||Dodoma;Dar es Salaam||
UA|||Kyiv;Kiev|Ukrainian|
US|United States|US;U.S.;USA;U.S.A.;United States of America;America;the States|Washington;Washington, D.C.;Washington D.C.;Washington DC|American;US;U.S.|American;Americans
UZ||||Uzbek;Uzbekistani|
VA|Holy See|Vatican;Vatican City|-|Vatican|-
VC|Saint Vincent and the Grenadines|St. Vincent and the Grenadines|Kingstown|Vincentian|
VN||Viet Nam|Hanoi|Vietnamese|
VU||||Vanuatuan;Ni-Vanuatu|-
XK|Kosovo|Republic of Kosovo|Pristina;Prishtina|Kosovar;Kosovan|
YE|||Sana'a;Sanaa;Aden|Yemeni|
ZA|||Pretoria;Cape Town|South African|
"""  # noqa: E501

OFFICIAL = re.compile(
    r"(?:the )?(?:[A-Z][\w'-]+ )*(?:Republic|Kingdom|State|States|Federation|Confederation|Union|Sultanate|"
    r"Principality|Commonwealth|Duchy|Nation)\b[A-Za-z' -]*"
)


def source() -> dict[str, dict[str, object]]:
    """Return what countryinfo has, by two-letter code."""
    found = {}
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        code = row.get("ISO", {}).get("alpha2")
        if code:
            found[code] = row
    return found


def split(field: str) -> list[str]:
    """Return the values of a field."""
    return [] if field == "-" else [part.strip() for part in field.split(";") if part.strip()]


def people_of(adjectives: list[str]) -> list[str]:
    """Return the plural that an adjective makes where it also names the inhabitants."""
    return [f"{word}s" for word in adjectives if word[-1] in "nikcr" and not word.endswith(("men", "ch"))]


def slug(name: str) -> str:
    """Return a name as a snake_case id."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def main() -> int:
    """Write the table."""
    known = source()
    mended = {line.split("|")[0]: line.split("|") for line in MENDED.strip().splitlines()}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Made by tools/make_countries.py; do not edit. Facts from countryinfo 1.0.1 (MIT), mended by hand.\n"
        )
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(["id", "code", "name", "names", "capitals", "adjectives", "people"])
        for code in CODES:
            row = known.get(code, {})
            _, name, more, capitals, adjectives, people = mended.get(code, [code, "", "", "", "", ""])
            name = name or str(row["name"])
            official = [
                alt
                for alt in row.get("altSpellings", [])  # type: ignore[attr-defined]
                if alt.isascii() and OFFICIAL.fullmatch(alt) and "," not in alt and " " in alt
            ]
            names = [n for n in dict.fromkeys([*split(more), *official]) if n != name]
            capital_list = split(capitals) if capitals else [str(row.get("capital") or "")]
            capital_list = [c for c in capital_list if c and c != name]
            adjective_list = split(adjectives) if adjectives else re.split(r"[,/]", str(row.get("demonym") or ""))
            adjective_list = [a.strip() for a in adjective_list if a.strip()]
            people_list = split(people) if people else people_of(adjective_list)
            writer.writerow(
                [slug(name), code, name, *(";".join(x) for x in (names, capital_list, adjective_list, people_list))]
            )
    sys.stderr.write(f"{len(CODES)} states written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
