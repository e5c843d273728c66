"""The report: one HTML file that a person can read and question; and the summary on the terminal. May import all rooms.

How a report is made
--------------------
`report.report` gathers the input (`sources.gather`), wraps it in one `context.Context`, asks every section for its
content and lets Jinja2 write the page (autoescape always on; no script; one style sheet, allowed by its hash).

How to add a section
--------------------
1. Write ``sections/<name>.py`` with one function ``section(context: Context) -> Section | None``. Return None
   where there is nothing to say. The function computes; it writes no HTML::

       def section(context: Context) -> Section | None:
           found = deals(context.negotiation)
           context.runs.append(("Deals", found.run))  # listed under "How this was made"
           return Section(id="deals", title="Deals", template="deals.html", data={"found": found})

2. Write ``templates/sections/<name>.html``, which sees ``section``, ``context`` and the keys of ``data``. Begin
   headings at ``<h3>``: the page writes the ``<h2>`` with the title. ``{% import "macros.html" as m %}`` gives
   ``m.quotes(list)``; the filter ``prose`` shows a sentence, labels in it set apart.
3. Put the name into `sections.ORDER`, where it belongs on the page.

Rules
-----
- **Quotations** go through the context: ``context.cite(evidence, use)`` for `Evidence` of the model,
  ``context.quote(index, use)`` for a statement, where ``use = Use(anchor, label)`` says which place of the report cites
  it. Both return `quotations.Quoted`, which the macro ``m.quotes`` shows: in quotation marks where the words stand in
  a document letter for letter, without and marked as unverified where they do not. The documents link back to every
  use.
- **Words of winset** are made in `sentences` and nowhere else; templates hold headings and fixed captions only. No
  loaded word, parties in alphabetical order of their labels (``context.parties``), no information by colour alone.
- **Labels** (names, options, issues) are escaped like everything; ``context.party(id)`` and its like give them,
  and drop quotation marks around words that no document holds.
- **Ids** of elements: ``section.id`` and ids that begin with it (``deals-3``); never made of input text.
- **Charts** come from `charts` (static SVG, ids prefixed, colours by class so that dark mode works) and stand next to
  the table of their numbers. The prefix is ``section.id`` and something more; labels go through `charts.chart_labels`.
- **Tables** whose rows say much in words have the class ``stack``: on a narrow screen each row becomes a card, so each
  cell but the first begins with ``<span class="of" aria-hidden="true">`` and the name of its column.
- The same input gives the same bytes: sort what has no order, write no time of day.
"""
