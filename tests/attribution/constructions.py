"""Constructions: a text, and the attributed statements in it as (source, cue, content, content …), all by their words.

Every text is written for this project.
"""

from __future__ import annotations

Row = tuple[str, ...]

CONSTRUCTIONS: dict[str, tuple[str, list[Row]]] = {
    "that clause": (
        "The ministry said that the border would stay closed.",
        [("The ministry", "said", "that the border would stay closed")],
    ),
    "no complementiser": (
        "Officials in Oslo say the fund is empty.",
        [("Officials in Oslo", "say", "the fund is empty")],
    ),
    "apposition": (
        "Marta Kovac, the union's chief negotiator, warned that patience was running out.",
        [("Marta Kovac, the union's chief negotiator", "warned", "that patience was running out")],
    ),
    "told somebody that": (
        "The envoy told reporters that no date had been set.",
        [("The envoy", "told", "that no date had been set")],
    ),
    "inherited subject": (
        "She rejected the offer and insisted that the talks were over.",
        [("She", "rejected", "the offer"), ("She", "insisted", "that the talks were over")],
    ),
    "second verb has the quotation": (
        "The minister criticised the bank and said that “nobody should lend like this.”",
        [("The minister", "criticised", "the bank"), ("The minister", "said", "that “nobody should lend like this.”")],
    ),
    "participle": (
        "The company apologised, adding that the plant would reopen in May.",
        [("The company", "adding", "that the plant would reopen in May")],
    ),
    "inverted order": (
        "“We are leaving,” said Jonas Weber.",
        [("Jonas Weber", "said", "“We are leaving,”")],
    ),
    "quotation first": (
        "“The door is open,” the chancellor said on Monday.",
        [("the chancellor", "said", "“The door is open,”")],
    ),
    "discontinuous": (
        "“The offer,” the mediator said, “is not on the table any more.”",
        [("the mediator", "said", "“The offer,”", "“is not on the table any more.”")],
    ),
    "quotation goes on": (
        "“It is late,” Ms Ortiz said. “We will talk tomorrow. Perhaps.”",
        [("Ms Ortiz", "said", "“It is late,”", "“We will talk tomorrow. Perhaps.”")],
    ),
    "several sentences in one quotation": (
        "The spokesman declared, “We came. We listened. We leave with empty hands.”",
        [("The spokesman", "declared", "“We came. We listened. We leave with empty hands.”")],
    ),
    "colon": (
        "The general was blunt: “There will be no truce.”",
        [("The general", "was", "“There will be no truce.”")],
    ),
    "colon after a refusal": (
        "Lisbon refused to attend the meeting: “There is nothing to discuss.”",
        [("Lisbon", "refused", "to attend the meeting", "“There is nothing to discuss.”")],
    ),
    "paragraphs": (
        "“The plan is dead,” Mr Adeyemi said.\n\n“Nobody will sign it now.”",
        [("Mr Adeyemi", "said", "“The plan is dead,”", "“Nobody will sign it now.”")],
    ),
    "reopened paragraphs": (
        "The director said: “The first point is pay.\n\n“The second point is respect.”",
        [("The director", "said", "“The first point is pay.", "“The second point is respect.”")],
    ),
    "straight marks": (
        '"This is blackmail," the mayor told the council.',
        [("the mayor", "told", '"This is blackmail,"')],
    ),
    "single marks": (
        "‘We will not sign,’ said the farmers’ leader.",
        [("the farmers’ leader", "said", "‘We will not sign,’")],
    ),
    "guillemets": (
        "«The treaty is void», declared the president.",
        [("the president", "declared", "«The treaty is void»")],
    ),
    "low marks": (
        "„The deadline stands“, said the commissioner.",
        [("the commissioner", "said", "„The deadline stands“")],
    ),
    "mixed speech": (
        "The premier said the demands were “beyond anything we can accept” from a lender.",
        [("The premier", "said", "the demands were “beyond anything we can accept” from a lender")],
    ),
    "inserted clause": (
        "The ferry, the operator said, will not sail before noon.",
        [("the operator", "said", "The ferry", "will not sail before noon")],
    ),
    "clause at the end": (
        "The ceasefire has collapsed, the observers reported.",
        [("the observers", "reported", "The ceasefire has collapsed")],
    ),
    "according to, first": (
        "According to the finance ministry, the reserves will last until March.",
        [("the finance ministry", "According to", "the reserves will last until March")],
    ),
    "according to, last": (
        "The tariff would cost 4,000 jobs, according to the institute.",
        [("the institute", "according to", "The tariff would cost 4,000 jobs")],
    ),
    "in the words of": (
        "In the words of the ambassador, the accord was a funeral.",
        [("the ambassador", "In the words of", "the accord was a funeral")],
    ),
    "as somebody put it": (
        "The vote was a warning, as the speaker noted.",
        [("the speaker", "noted", "The vote was a warning")],
    ),
    "was quoted as saying": (
        "A diplomat was quoted as saying that the text needed work.",
        [("A diplomat", "saying", "that the text needed work")],
    ),
    "is said to": (
        "The minister is said to have offered a swap.",
        [("", "said", "The minister", "to have offered a swap")],
    ),
    "are expected to": (
        "The rebels are expected to reject the map.",
        [("", "expected", "The rebels", "to reject the map")],
    ),
    "passive with an agent": (
        "The proposal was rejected by the opposition.",
        [("the opposition", "rejected", "The proposal")],
    ),
    "refused to": (
        "Ankara refused to reopen the airspace.",
        [("Ankara", "refused", "to reopen the airspace")],
    ),
    "declined to": ("The bank declined to name the buyer.", [("The bank", "declined", "to name the buyer")]),
    "vowed to": ("The party vowed to block the budget.", [("The party", "vowed", "to block the budget")]),
    "promised to": (
        "The regulator promised to publish the file.",
        [("The regulator", "promised", "to publish the file")],
    ),
    "threatened to": (
        "The pilots threatened to strike over Easter.",
        [("The pilots", "threatened", "to strike over Easter")],
    ),
    "demanded": (
        "The strikers demanded a shorter week.",
        [("The strikers", "demanded", "a shorter week")],
    ),
    "demanded that": (
        "Nairobi demanded that the troops leave.",
        [("Nairobi", "demanded", "that the troops leave")],
    ),
    "called for": (
        "The bishops called for an immediate truce.",
        [("The bishops", "called for", "an immediate truce")],
    ),
    "insisted on": (
        "The buyers insisted on a written guarantee.",
        [("The buyers", "insisted on", "a written guarantee")],
    ),
    "ruled out": (
        "The chancellor ruled out a second referendum.",
        [("The chancellor", "ruled out", "a second referendum")],
    ),
    "endorsed": ("The senate endorsed the roadmap.", [("The senate", "endorsed", "the roadmap")]),
    "urged somebody to": (
        "The pope urged the leaders to return to the table.",
        [("The pope", "urged", "the leaders to return to the table")],
    ),
    "accused somebody of": (
        "Hanoi accused its neighbour of dredging the reef.",
        [("Hanoi", "accused", "its neighbour of dredging the reef")],
    ),
    "warned against": (
        "The central bank warned against a hasty exit.",
        [("The central bank", "warned", "against a hasty exit")],
    ),
    "wants": ("Tallinn wants a guarantee in writing.", [("Tallinn", "wants", "a guarantee in writing")]),
    "is adamant about": (
        "The family is adamant about its veto.",
        [("The family", "adamant", "about its veto")],
    ),
    "is willing to": (
        "The group is willing to release the captives.",
        [("The group", "willing", "to release the captives")],
    ),
    "is prepared to": (
        "The board is prepared to raise the bid.",
        [("The board", "prepared", "to raise the bid")],
    ),
    "is afraid that": (
        "Farmers are afraid that the quota will vanish.",
        [("Farmers", "afraid", "that the quota will vanish")],
    ),
    "expressed concern that": (
        "The council expressed concern that the dam would flood the valley.",
        [("The council", "expressed concern", "that the dam would flood the valley")],
    ),
    "possessive and noun": (
        "The union's demand that overtime be paid was met.",
        [("The union", "demand", "that overtime be paid")],
    ),
    "made clear that": (
        "The delegation made clear that the islands were not for sale.",
        [("The delegation", "made clear", "that the islands were not for sale")],
    ),
    "relative clause": (
        "The lawyer, who said the contract was void, left the room.",
        [("The lawyer", "said", "the contract was void")],
    ),
    "letter saying": (
        "A letter saying that the site was clean reached the agency.",
        [("A letter", "saying", "that the site was clean")],
    ),
    "poll shows": (
        "A poll shows that voters favour the compromise.",
        [("A poll", "shows", "that voters favour the compromise")],
    ),
    "headline and text": (
        "Minister: no new money for ports\n\nThe harbour workers said they would wait.",
        [("The harbour workers", "said", "they would wait")],
    ),
    "list with a lead": (
        "The teachers demand:\n- smaller classes\n- a new contract",
        [("The teachers", "demand", "smaller classes"), ("The teachers", "demand", "a new contract")],
    ),
    "transcript": (
        "Q: Will you sign?\nKEITA: Not this week.\nQ: Why?\nKEITA: Ask the others.",
        [("KEITA", ":", "Not this week"), ("KEITA", ":", "Ask the others")],
    ),
    "question asked": (
        "The judge asked whether the papers were complete.",
        [("The judge", "asked", "whether the papers were complete")],
    ),
    "only the outermost": (
        "The premier said the unions believed that the law would fall.",
        [("The premier", "said", "the unions believed that the law would fall")],
    ),
    "not inside a quotation": (
        "“They said no and they meant it,” the coach remarked.",
        [("the coach", "remarked", "“They said no and they meant it,”")],
    ),
    "called on somebody to": (
        "The envoys called on both armies to open the road.",
        [("The envoys", "called on", "both armies to open the road")],
    ),
    "a verb that strays into the clause": (
        "The chair insisted that no option was off the table and appealed for calm.",
        [("The chair", "insisted", "that no option was off the table"), ("The chair", "appealed for", "calm")],
    ),
    "inserted behind a relative pronoun": (
        "The clerks left over a draft that, they said, “writes us out of the deal”.",
        [("they", "said", "“writes us out of the deal”")],
    ),
    "dateline": (
        "OSLO, 3 May (agency) - The border is open, the police said.",
        [("the police", "said", "The border is open")],
    ),
    "issued a statement saying": (
        "The agency issued a statement saying that the site was clean.",
        [("The agency", "saying", "that the site was clean")],
    ),
    "taken for something": (
        "Harare sees the offer as a trap.",
        [("Harare", "sees", "the offer as a trap")],
    ),
    "shared object": (
        "The minister neither confirmed nor denied the plan.",
        [("The minister", "confirmed", "the plan")],
    ),
    "let it be known": (
        "The palace let it be known that the king was displeased.",
        [("The palace", "known", "that the king was displeased")],
    ),
    "verb outside the lexicon": (
        "“You will hear from us,” the captain laughed.",
        [("the captain", "laughed", "“You will hear from us,”")],
    ),
    "phrase that ends in a clause": (
        "The bank insists on a guarantee without a time limit before anything else is decided.",
        [("The bank", "insists on", "a guarantee without a time limit before anything else is decided")],
    ),
    "called for somebody to": (
        "Amina Diallo called for the army to withdraw.",
        [("Amina Diallo", "called for", "the army to withdraw")],
    ),
    "in case": (
        "The mayor wants a ballot in case the talks fail.",
        [("The mayor", "wants", "a ballot in case the talks fail")],
    ),
    "as long as": (
        "The ministry asked the union to wait, as long as the review lasts.",
        [("The ministry", "asked", "the union to wait, as long as the review lasts")],
    ),
    "provided that": (
        "She added that her group could consider a vote, provided that observers were let in.",
        [("She", "added", "that her group could consider a vote, provided that observers were let in")],
    ),
    "pseudo-cleft": (
        "What the rebels fear most is that the army will return.",
        [("the rebels", "fear", "that the army will return")],
    ),
    "all that somebody wants": (
        "All the guild wants is a seat at the table.",
        [("the guild", "wants", "a seat at the table")],
    ),
    "has the nerve to": (
        "Hartley wants a pay cut, and she has the nerve to call this fairness.",
        [("Hartley", "wants", "a pay cut"), ("she", "call", "this fairness")],
    ),
    "a relative clause with a source of its own": (
        "The firm refuses to discuss the depot, which it says is a matter for the owners.",
        [("The firm", "refuses", "to discuss the depot"), ("it", "says", "which", "is a matter for the owners")],
    ),
    "what somebody calls it": (
        "The bank rejected the plan, which the lenders called a gift, and left.",
        [("The bank", "rejected", "the plan"), ("the lenders", "called", "which", "a gift")],
    ),
    "a noun that takes up what was said": (
        "The clerk claimed that the dam leaked, a report that the operator dismissed as gossip.",
        [("The clerk", "claimed", "that the dam leaked"), ("the operator", "dismissed", "a report", "as gossip")],
    ),
    "two that-clauses set apart": (
        "The minister replied that the border was closed, and that the fence would be finished in May.",
        [
            ("The minister", "replied", "that the border was closed"),
            ("The minister", "replied", "that the fence would be finished in May"),
        ],
    ),
    "the author's comment at the end": (
        "The premier agreed to the quota, which cost him many friends in the fishing towns of the north.",
        [("The premier", "agreed to", "the quota")],
    ),
    "a verb behind the quotation": (
        "The adviser stated that “a pause is no peace” and demanded a full withdrawal.",
        [("The adviser", "stated", "that “a pause is no peace”"), ("The adviser", "demanded", "a full withdrawal")],
    ),
    "told somebody, hung on the noun": (
        "Okoro, for her part, told the same paper that her members were unlikely to yield.",
        [("Okoro", "told", "that her members were unlikely to yield")],
    ),
    "set against by while": (
        "Officials say that Lima might lower the duty, while the union has told its members that it could wait.",
        [
            ("Officials", "say", "that Lima might lower the duty"),
            ("the union", "told", "that it could wait"),
        ],
    ),
    "somebody else behind the semicolon": (
        "According to the Harbour Post, the text bans strikes; the clerks’ speaker, Ada Brook, says it does not.",
        [
            ("the Harbour Post", "According to", "the text bans strikes"),
            ("the clerks’ speaker, Ada Brook", "says", "it does not"),
        ],
    ),
    "a verb taken for a noun": (
        "The same paper reports that Lindholm plans to close the yard.",
        [("The same paper", "reports", "that Lindholm plans to close the yard")],
    ),
    "voiced concern": (
        "The European side voiced concern about the length of the tests.",
        [("The European side", "voiced concern", "about the length of the tests")],
    ),
    "the time in a live blog": (
        "11:10 Berg: “That is no offer, that is an insult.”",
        [("Berg", ":", "“That is no offer, that is an insult.”")],
    ),
    "an answer of several points": (
        "Q: Will you sell?\nMERCER: No. The plant is ours. Out of the question. We would never sell to a rival.\n"
        "Q: And the staff?\nMERCER: I have heard that. Everybody keeps the job until 2030.",
        [
            ("MERCER", ":", "The plant is ours"),
            ("MERCER", ":", "Out of the question. We would never sell to a rival"),
            ("MERCER", ":", "Everybody keeps the job until 2030"),
        ],
    ),
    "the price in the next sentence": (
        "The Post wrote that Lima would open the port. In exchange, “Quito will lift the toll,” the newspaper wrote.",
        [("The Post", "wrote", "that Lima would open the port", "In exchange, “Quito will lift the toll,”")],
    ),
    "wants beside what is supposed": (
        "The board might accept a delay and wants a seat for the staff.",
        [("The board", "wants", "a seat for the staff")],
    ),
    "what the speaker did next": (
        "Her deputy, Irma Solano, told Radio Sur that “not one tonne will move” while the ban stands, and she called "
        "the offer an insult.",
        [
            ("Her deputy, Irma Solano", "told", "that “not one tonne will move” while the ban stands"),
            ("she", "called", "the offer an insult"),
        ],
    ),
    "a clause hung on the statement": (
        "Its chairman maintained in a statement that the union “has been shown every page”.",
        [("Its chairman", "maintained", "that the union “has been shown every page”")],
    ),
    "an interviewer with a name": (
        "Tide: Will you strike?\n\nBrand: Then we strike.\n\nTide: The minister wrote that patients must not suffer. "
        "Do they?\n\nBrand: The wards are full.",
        [
            ("Brand", ":", "Then we strike"),
            ("The minister", "wrote", "that patients must not suffer"),
            ("Brand", ":", "The wards are full"),
        ],
    ),
    "inserted behind a colon": (
        "The general would not repeat that assurance: the army, he noted, “does not negotiate its calendar”.",
        [("he", "noted", "the army", "“does not negotiate its calendar”")],
    ),
    "speaking for somebody": (
        "Fiji, speaking for the region, demanded that grants be doubled.",
        [("Fiji, speaking for the region", "demanded", "that grants be doubled")],
    ),
    "who asked not to be named": (
        "“Nothing is agreed,” said one official, who asked not to be named, “until everything is agreed.”",
        [("one official, who asked not to be named", "said", "“Nothing is agreed,”", "“until everything is agreed.”")],
    ),
    "a condition behind an object": (
        "Besvik committed itself to releasing the boats, on condition that their owners pay the fines.",
        [("Besvik", "committed … to", "releasing the boats, on condition that their owners pay the fines")],
    ),
    "what a want is followed by": (
        "The premier demanded that Brussels reopen the file, warned of a rupture and promised to veto the budget.",
        [
            ("The premier", "demanded", "that Brussels reopen the file"),
            ("The premier", "warned", "of a rupture"),
            ("The premier", "promised", "to veto the budget"),
        ],
    ),
    "a name taken for an adverb": (
        "Berlin, for its part, has let it be known that it would not block the deal.",
        [("Berlin", "known", "that it would not block the deal")],
    ),
    "offered somebody something": (
        "A draft offers Norland a larger share of the cod in exchange for five years of access.",
        [("A draft", "offers", "Norland a larger share of the cod in exchange for five years of access")],
    ),
    "who it was that asked": (
        "It was the minister who asked for the break.",
        [("the minister", "asked for", "the break")],
    ),
    "did not exclude that": (
        "Mr Tamas did not exclude that copies would suffice.",
        [("Mr Tamas", "exclude", "that copies would suffice")],
    ),
    "a charge with a while": (
        "The envoy accused the government of moving troops while it talked.",
        [("The envoy", "accused", "the government of moving troops while it talked")],
    ),
    "a list of names that the parser cuts": (
        "It ended.\n\nThe coalition of France, the United Kingdom and Ukraine might accept a delay and wants a "
        "seat for Ukraine.",
        [("The coalition of France, the United Kingdom and Ukraine", "wants", "a seat for Ukraine")],
    ),
    "would not is a refusal": (
        "The lenders would not accept a smaller payment.",
        [("The lenders", "accept", "a smaller payment")],
    ),
}

NOTHING: dict[str, str] = {
    "a question of the author's": "Would the bank accept a smaller loan?",
    "an abstract source": "The failure allows the army to stay.",
    "a bill promising something": "The house passed a bill promising relief to the tenants.",
    "people briefed on something": "People briefed on the talks left the building.",
    "a plan that asks": "The plan would reward the landlords. It asks the tenants for patience.",
    "a supposition": "Lima may not accept the map, and could see it as an insult.",
    "a party seen accepting": "The buyers would either leave the room or see the owners accept their price.",
    "what the author calls flexibility": "What the firm calls flexibility is a pay cut.",
    "seen to": "No minister can be seen to give way before June.",
    "anybody": "The letter was never printed, and so it can be quoted by everybody.",
    "no reporting word": "The train to Lyon was late again.",
}

LEFT_OUT: dict[str, str] = {
    "declined to comment": "The embassy in Rome declined to comment.",
    "an absence": "The Peruvian minister declined to travel to Quito.",
    "asked not to be named": "An official asked not to be identified.",
    "expected to meet": "Reyes is expected to meet Solano on Friday.",
    "a trip called off": "The envoy called off the trip.",
    "a timetable": "A third round is planned in Nairobi on June 20.",
}

NARRATOR: dict[str, tuple[str, list[str]]] = {
    "what a party's demand is": (
        "The rebels' main demand was the withdrawal of all foreign troops.",
        ["The rebels' main demand was the withdrawal of all foreign troops"],
    ),
    "what an outcome would cost": (
        "A failure of the talks would weaken the government in Quito.",
        ["A failure of the talks would weaken the government in Quito"],
    ),
    "list of aims": (
        "The coalition's objectives are the following:\n- keeping the port open;\n- delaying the vote on the treaty.",
        ["keeping the port open", "delaying the vote on the treaty"],
    ),
    "led in": (
        "Nevertheless, the ceasefire was undermined by the shelling of Port Vale by government troops.",
        ["the ceasefire was undermined by the shelling of Port Vale by government troops"],
    ),
    "goes on": (
        "The embargo would hurt Lima most. It would leave the government without a budget.",
        ["The embargo would hurt Lima most … It would leave the government without a budget"],
    ),
    "demands as clauses": (
        "The pilots’ main demands are that the roster be scrapped and that the base stay open.",
        ["The pilots’ main demands are that the roster be scrapped and that the base stay open"],
    ),
    "a position as an infinitive": (
        "Lima’s position is to keep the port open.",
        ["Lima’s position is to keep the port open"],
    ),
    "a red line": ("The union’s red line is the pension age.", ["The union’s red line is the pension age"]),
    "demands as a list, after a report": (
        "The union insists on a closed shop. Its demands are:\n- a shorter week;\n- a seat on the board.",
        ["a shorter week", "a seat on the board"],
    ),
    "a supposition, whole": (
        "Lima may not accept the map, and could see it as an insult.",
        ["Lima may not accept the map, and could see it as an insult"],
    ),
    "a supposition beside a want": (
        "The board might accept a delay and wants a seat for the staff.",
        ["The board might accept a delay"],
    ),
    "advice": ("The federation should hold out until May.", ["The federation should hold out until May"]),
    "a verdict": ("It is blackmail, and nothing else.", ["It is blackmail, and nothing else"]),
    "the time in a live blog": (
        "12:10 The Social Democrats are playing for time.",
        ["The Social Democrats are playing for time"],
    ),
    "an idiom": ("The generals are dragging their feet.", ["The generals are dragging their feet"]),
    "blame by a cleft": (
        "It is the ministry that has dug in: it has not moved for a week.",
        ["It is the ministry that has dug in: it has not moved for a week"],
    ),
    "a judged position": ("Neither position is as firm as it sounds.", ["Neither position is as firm as it sounds"]),
    "an opinion piece judges in plain words": (
        "Let us be honest. The Civic League has been patient, perhaps too patient. The bank must choose.",
        ["The Civic League has been patient, perhaps too patient", "The bank must choose"],
    ),
    "people by what they do": (
        "What the growers need is certainty, and what they get is slogans.",
        ["What the growers need is certainty, and what they get is slogans"],
    ),
    "behind what is reported": (
        "Moreno warned that his members would reject the tax, and there the so-called solidarity of the bank ends.",
        ["there the so-called solidarity of the bank ends"],
    ),
    "not a timetable": ("The delegations arrived in Rome on Tuesday and will meet again on Friday.", []),
    "not the weather": ("It rained all day and the streets were empty.", []),
    "not a headline": ("Talks collapse over tariffs\n\nThe ministers will meet in June.", []),
}
