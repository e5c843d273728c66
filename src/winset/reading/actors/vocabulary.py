"""Closed sets of words that the rules look for; open classes are in the tables."""

from __future__ import annotations

from winset.core.words import word_set

FORMER = word_set("former ex onetime one-time erstwhile retired ousted deposed outgone late previous")
OUTSIDE_WORDS = word_set("opposition shadow exiled dissident self-styled university institute think tank")

# Prepositions inside a role phrase: whom somebody speaks for ("of"), or whom they only deal with ("to", "with").
LINK = frozenset(("of", "from", "at", "within", "inside", "in"))
BLOCK = word_set(
    "to with on for against about over toward towards between among into after before near under during "
    "via through than as like around across"
)
FOR_ROLES = word_set(
    "spokesman spokeswoman spokesperson lawyer counsel attorney negotiator representative speaker "
    "advocate delegate envoy minister"
)
SPOKEN_FOR = FOR_ROLES - {"envoy", "minister", "representative"}
SPOKES = word_set("spokesman spokeswoman spokesperson spox")
TO_ROLES = frozenset(("adviser", "advisor", "aide", "assistant", "deputy", "counsel", "counsellor"))
IN_ROLES = word_set(
    "official diplomat leader politician policymaker authority government source leadership bureaucrat "
    "lawmaker insider minister command ministry parliament junta treasury department delegation"
)
TOP_OFFICES = word_set("president premier chancellor leader king queen emir sultan taoiseach pope chief")

EVENTS = word_set(
    "talk meeting summit negotiation round conference discussion session gathering forum visit trip event "
    "dialogue consultation agreement accord protocol convention treaty pact deal memorandum declaration "
    "process framework format court exchange club suburb airport street hotel region area time bureau "
    "edition attack bombing explosion strike correspondent assembly debate hearing"
)
# What somebody says or does, and so a sign that the possessor acts.
DOINGS = word_set(
    "response reply statement remark comment speech letter post tweet message word communiqué communique "
    "declaration announcement note memo proposal draft text plan position offer decision posture stance "
    "demand refusal rejection insistence recognition acceptance commitment threat warning claim view "
    "argument request call decree order policy pressure support opposition objection withdrawal "
    "concession assurance promise pledge stand condition term approach move step action effort interest "
    "concern aim goal objective role side regime leadership team envoy delegation answer ultimatum appeal "
    "criticism accusation complaint line strategy tactic willingness readiness approval consent bid "
    "package counter-offer counterproposal signal contribution"
)
SPOKEN = word_set(
    "response reply statement remark comment speech letter post tweet message word communiqué communique "
    "declaration announcement note memo proposal draft text plan position offer decision posture stance "
    "view argument request call answer read-out readout release claim warning threat demand side document "
    "testimony interview address line criticism accusation"
)
MOTION = word_set(
    "travel fly go come arrive return head visit trip move drive invite reconvene resume meet take bring "
    "send flight journey way attend host"
)
LOCATIVE_OBJECT = word_set("visit leave reach bomb attack strike shell hit capture enter occupy host seize besiege")
REPORTING = word_set(
    "say tell state declare announce warn add insist stress emphasize emphasise underscore underline "
    "claim argue note report suggest observe maintain assert demand urge call ask reject refuse decline "
    "deny accuse propose offer agree accept confirm signal indicate vow pledge promise threaten express "
    "voice reiterate repeat explain admit concede acknowledge describe criticise criticize condemn "
    "welcome endorse support back oppose want seek hope expect fear believe consider see plan intend "
    "withdraw sign cancel suspend walk table submit present put make rule give lift impose recognise "
    "recognize hold respond reply answer caution write tweet post negotiate approve"
)

# Nouns that stand for an organisation named before: by kind, each noun standing for any organisation of its kind.
KINDS: dict[str, frozenset[str]] = {
    "union": frozenset(["union", "federation", "guild", "brotherhood", "workers", "striker"]),
    "company": word_set(
        "company firm corporation operator airline carrier employer owner bidder manufacturer carmaker "
        "automaker shipper utility retailer consortium studio publisher buyer group bank conglomerate "
        "business maker producer miner insurer fund lender management supplier chain brewer refiner steelmaker railway "
        "processor platform wholesaler"
    ),
    "movement": word_set(
        "rebel movement militia insurgent guerrilla fighter separatist front faction group insurgency"
    ),
    "regulator": frozenset(["regulator", "watchdog", "authority", "commission", "agency"]),
    "party": word_set("party liberal socialist conservative green democrat alliance bloc"),
    "government": word_set("government cabinet administration authority"),
    "association": word_set("association federation confederation league council chamber alliance employer"),
    "ministry": frozenset(["ministry", "department"]),
    "family": frozenset(["family", "shareholder", "trust", "foundation"]),
}
# What is private, wherever it is from.
PRIVATE = word_set(
    "union company firm bank group farmer worker employer business industry trader importer exporter retailer maker "
    "producer airline carrier investor shareholder owner manufacturer lobby association fund ngo charity fisherman "
    "trawlerman docker miner parent subsidiary"
)
# Words for persons by which "he" and "she" are told.
PERSONS = word_set(
    "man woman boy girl mr mrs ms sir lady king queen prince father mother son daughter who brother sister"
)
# Words in the names of bodies of a state: "the Russian Security Council".
OF_STATES = word_set(
    "security supreme national state federal atomic nuclear central privy general military intelligence"
)
# Nouns that stand before the name of an organisation, never of a person: "the insurer Medira".
CALLS = word_set(
    "union company firm retailer airline bank carmaker party insurer landlord chain giant collective cooperative "
    "startup start-up developer operator carrier fund conglomerate brand railway steelmaker brewer shipper utility "
    "automaker refiner consortium syndicate federation movement militia maker group manufacturer miner lender "
    "broadcaster regulator watchdog supermarket supplier association applicant claimant respondent contractor promoter"
)
# Nouns by which parties of the tables are called again.
CALLED: dict[str, frozenset[str]] = {
    "bloc": word_set(
        "european_union asean african_union mercosur ecowas brics gulf_cooperation_council "
        "eurasian_economic_union alliance_of_small_island_states g77 caricom east_african_community sadc "
        "arab_league"
    ),
    "alliance": frozenset(["nato", "collective_security_treaty_organization", "alliance_of_sahel_states"]),
    "agency": frozenset(["iaea", "unhcr", "unrwa", "unicef"]),
    "watchdog": frozenset(["iaea", "opcw"]),
    "administration": frozenset(["united_states"]),
    "commission": frozenset(["european_union", "african_union"]),
    "court": frozenset(
        ["international_court_of_justice", "international_criminal_court", "european_court_of_human_rights"]
    ),
    "fund": frozenset(["international_monetary_fund"]),
    "cartel": frozenset(["opec", "opec_plus"]),
}
# Surnames of office-holders that are also names of other things.
ALSO_WORDS = word_set(
    "Austin Cooper Costa Dar Francis May Peters Store Wagner Wong Salam Lee Pavel Harris Johnson Clinton"
)
# Nouns by which an armed or political group of the tables is called again.
GROUP_NOUNS = frozenset(("movement", "group", "militia", "rebel", "insurgent", "guerrilla", "fighter"))
# What a state has: "the government" without more is of the one state of whose such a thing the text speaks.
OF_A_STATE = word_set("government cabinet army military parliament presidency ministry troops forces")
OF_ITS_OWN = word_set(
    "government minister army president parliament premier chancellor king queen ambassador delegation foreign "
    "military ministry troops forces embassy presidency opposition regime junta dictatorship"
)
STAFF = word_set("staff workers employees pilots nurses teachers drivers crew doctors officers miners civil servants")
STATE_WORDS = word_set(
    "presidential ministerial governmental prime-ministerial royal cabinet government general colonel "
    "admiral marshal brigadier"
)
MINISTRIES = word_set(
    "interior foreign finance defence defense justice labour labor trade education health home information agriculture "
    "transport energy environment treasury state commerce economy culture security"
)
# States of Europe, by the United Nations' M49 regions.
EUROPE = word_set(
    "albania andorra austria belarus belgium bosnia_and_herzegovina bulgaria croatia czechia denmark estonia finland "
    "france germany greece hungary iceland ireland italy kosovo latvia liechtenstein lithuania luxembourg malta "
    "moldova monaco montenegro netherlands north_macedonia norway poland portugal romania san_marino serbia "
    "slovakia slovenia spain sweden switzerland ukraine united_kingdom"
)
# Labels of an interview that name nobody.
ASKING = word_set(
    "q a question answer interviewer interview reporter moderator host editor note update correction summary "
    "audience journalist press"
)
# Whoever has one of these belongs to a company.
CORPORATE = word_set(
    "executive board shareholder shareholders investor director management chairman chairwoman boss owner plant "
    "factory bid takeover share dividend headquarters subsidiary staff workforce ceo cfo coo"
)
# Words for a government that take a side: they never name a party of their own.
LOADED_RULE = word_set("regime junta clique camarilla dictatorship tyranny cabal mafia")
PARTY_NAMES = word_set("liberal socialist conservative green democrat")
PLURAL_ONLY = word_set(
    "rebel insurgent guerrilla fighter separatist liberal socialist conservative green democrat employer "
    "striker worker docker dockworker miner teacher nurse doctor pilot driver farmer longshoreman "
    "authority shareholder"
)
# Words inside a name that tell its kind.
NAME_HINTS: dict[str, frozenset[str]] = {
    "union": word_set(
        "union workers trades dockworkers teamsters guild brotherhood labour labor unite unison miners teachers "
        "nurses drivers machinists pilots longshoremen steelworkers"
    ),
    "company": word_set(
        "ltd plc inc corp corporation co company ag sa gmbh nv holdings holding group airlines airways air "
        "industries motors steel energy ports port bank capital partners pharma oil petroleum railways rail "
        "telecom media technologies systems foods logistics mining minerals shipping lines enterprises "
        "brothers sons copper metals lithium resources ferries textiles cement chemicals aerospace aviation "
        "electronics freight stores hotels pharmaceuticals water power gas electric express works mills transit "
        "cargo retail breweries brewing dairies farms fisheries insurance trading networks mobile communications "
        "studios pictures shipyards shipyard yards refining renewables biotech semiconductors plastics "
        "ore nickel bauxite potash phosphate aluminium zinc cobalt auto marine optics beverages lumber wings quays "
        "timber sugar coal quarries engineering construction wind solar buses trains trams"
    ),
    "movement": word_set(
        "revolutionary front army movement liberation resistance militia forces brigades fighters rebels"
    ),
    "regulator": word_set("authority commission agency regulator office ombudsman tribunal"),
    "party": word_set(
        "party democrats greens liberals conservatives socialists democratic alliance coalition bloc caucus "
        "labour list centre center"
    ),
    "association": word_set(
        "association federation confederation league council chamber employers forum congress society cooperative "
        "nation tribe confederacy"
    ),
    "government": frozenset(["government", "cabinet", "junta"]),
}
GROUP_HEADS = word_set("coalition alliance bloc grouping troika quartet entente axis")
# Offices of a state: where a text names one state only, they are of that state.
STATE_OFFICES = word_set(
    "minister president premier chancellor king queen ministry parliament government cabinet treasury "
    "army ambassador undersecretary presidency senate congress diplomat palace embassy"
)
SIDES = word_set("side party country nation state capital government delegation team neighbour neighbor")
# With a number, of parties that the text lists.
NUMBERED = SIDES | word_set(
    "economy power ally member republic island rival neighbour giant heavyweight signatory union company"
)
STATIVE = word_set("be have resemble border include share eat live know need face remain belong")
EXAMPLES = frozenset(["akin", "like", "unlike", "as", "such"])
HEADINGS = word_set("represent lead head chair run command found organise organize coordinate")
RULING = word_set("ministry government presidency cabinet")
BIDS = word_set("bid offer buy acquire swallow purchase approach woo takeover")
STRIKES = word_set("strike walkout stoppage picket action dispute protest")
OWN_PEOPLE = word_set("man woman voice hand number lead")
# Nouns inside a name by which its bearer is called again: "the hospital" of the Sund Hospital Trust.
HOUSES = word_set(
    "hospital clinic university college school museum orchestra opera theatre theater airport port harbour harbor mine "
    "shipyard refinery mill factory railway institute trust foundation fund club broadcaster airline brewery"
)

PREFIXES: dict[str, str] = {
    "Franco": "france",
    "Anglo": "united_kingdom",
    "Sino": "china",
    "Russo": "russia",
    "Indo": "india",
    "Greco": "greece",
    "Turco": "turkey",
    "Turko": "turkey",
    "Austro": "austria",
    "Hispano": "spain",
    "Luso": "portugal",
    "Italo": "italy",
    "Americano": "united_states",
    "Polono": "poland",
    "Nippo": "japan",
    "Belgo": "belgium",
    "Dano": "denmark",
    "Serbo": "serbia",
    "Ukraino": "ukraine",
}
NOT_OF = word_set("pro anti non post pre ex trans cross neo")
HONORIFICS: dict[str, str] = {
    "Mr": "m",
    "Mr.": "m",
    "Mrs": "f",
    "Mrs.": "f",
    "Ms": "f",
    "Ms.": "f",
    "Miss": "f",
    "Sir": "m",
    "Lord": "m",
    "Lady": "f",
    "Dame": "f",
    "Dr": "",
    "Dr.": "",
    "Prof.": "",
    "Prof": "",
    "Gen.": "",
    "Sen.": "",
    "Rep.": "",
    "Madame": "f",
    "Monsieur": "m",
    "Herr": "m",
    "Frau": "f",
}
OUTLET_KIND = (
    r"(?:daily|newspaper|paper|broadcaster|tabloid|weekly|magazine|broadsheet|website|news site|news agency|newswire|"
    r"wire service|news outlet|radio station|television channel|TV channel|news channel|television station)"
)
OUTLET_NOUNS = word_set("newspaper paper broadcaster magazine daily tabloid weekly broadsheet website newsletter")
OUTLET_TAIL = (
    r"(?:Times|Gazette|Herald|Tribune|Telegraph|Chronicle|Courier|Inquirer|Examiner|Journal|Observer|Zeitung|"
    r"Nachrichten|Tageblatt|Gazeta|Shimbun|Ilbo|Broadcasting|News Agency|Daily News|Evening Standard|Evening News|"
    r"Weekly|Radio|TV|Television|Messenger|Mercury|Messager|Anzeiger|Rundschau|Kurier|Tagblatt|Blatt|Bugle|Recorder|"
    r"Newswire|News Service|Press Agency|News Network|Monthly|Quarterly|Fortnightly|Digest|Tidende|Tidning|Dagblad|"
    r"Aftenblad|Avis|Avisen|Posten|Presse|Wochenblatt|Diario|Jornal|Giornale)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
OUTLET_HEAD = r"(?:Daily|Radio|Rádio|Televisión|Télévision|TV|Canal|Channel)"
OUTLET_TAIL_WITH_THE = (
    r"(?:Post|Guardian|Mirror|Star|Sun|Globe|Mercury|Echo|Argus|Ledger|Monitor|Dispatch|Sentinel|Bulletin|Review|News|"
    r"Press|Standard|Mail|Express|Weekly|Register|Advertiser|Independent|Enquirer|Record|Citizen)"
)
