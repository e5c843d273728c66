"""The options of an issue in a draft: who does what, as far as the statements name anybody.

A codebook issue is a proposition ("Crimea is recognised as Russian") with options for it and against it. Where the
statements name different agents for it, or some name one and some name none, the option for it is split by agent, and a
statement that names no agent keeps an option of its own: merged, two different acts would look like one conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.negotiation.model import Issue, Option
from winset.reading.coding import Codebook
from winset.reading.coding.codebook import CodebookIssue, IssueOption
from winset.reading.statement import Stance


@dataclass(frozen=True, slots=True)
class DraftIssue:
    """An issue of a draft, and which of its options a stance speaks of.

    Parameters
    ----------
    issue
        As it goes into the negotiation.
    against
        The option that holds where the proposition does not.
    by_agent
        Agent → the option in which that agent does it; the key None is the option whose agent is open.
    """

    issue: Issue
    against: str
    by_agent: Mapping[str | None, str]

    @property
    def variants(self) -> tuple[str, ...]:
        """All options in which the proposition holds, whoever does it."""
        return tuple(dict.fromkeys(self.by_agent.values()))

    def meant(self, stance: Stance) -> str:
        """Return the option for the proposition that a stance speaks of."""
        return self.by_agent[stance.agent if stance.agent in self.by_agent else None]

    def met_by(self, stance: Stance) -> tuple[str, ...]:
        """Return the options that would meet a demand for the proposition: any agent's where the stance names none."""
        return (self.by_agent[stance.agent],) if stance.agent in self.by_agent and stance.agent else self.variants


def draft_issue(coded: CodebookIssue, stances: Iterable[Stance], labels: Mapping[str, str]) -> DraftIssue:
    """Return the issue with the options that the statements call for.

    Parameters
    ----------
    coded
        The issue in the codebook.
    stances
        All stances on it, of all statements.
    labels
        Party id → name, for the options that name an agent.
    """
    agents = {stance.agent for stance in stances if stance.stance != "unclear"}
    named = sorted((agent for agent in agents if agent), key=lambda agent: (labels.get(agent, agent), agent))
    split = len(agents) > 1
    wanted = coded.option_for("for") or IssueOption(id="so", says=coded.says, stance="for")
    refused = coded.option_for("against") or IssueOption(id="not_so", says=f"Not so: {coded.says}", stance="against")
    by_agent: dict[str | None, str] = {agent: f"{wanted.id}_by_{agent}" if split else wanted.id for agent in named}
    by_agent[None] = wanted.id
    options: list[Option] = []
    for option in coded.options or (wanted, refused):
        if option.id != wanted.id:
            options.append(Option(id=option.id, says=option.says))
            continue
        options += [
            Option(id=by_agent[agent], says=_by(option.says, labels.get(agent, agent), split=split)) for agent in named
        ]
        if split:
            options.append(Option(id=wanted.id, says=f"{option.says} (by whom is not said)"))
        elif not named:
            options.append(Option(id=wanted.id, says=option.says))
    if refused.id not in {option.id for option in options}:
        options.append(Option(id=refused.id, says=refused.says))
    if wanted.id not in {option.id for option in options}:
        options.append(Option(id=wanted.id, says=wanted.says))
    question = f"{coded.says}: yes or no, and by whom?" if split else f"{coded.says}: yes or no?"
    issue = Issue(id=coded.id, question=question, status_quo=coded.status_quo, options=tuple(options))
    return DraftIssue(issue, refused.id, by_agent)


def _by(says: str, agent: str, *, split: bool) -> str:
    """Return an option's words with who does it, unless they name the agent and nothing has to be told apart."""
    return says if agent in says and not split else f"{says} (by {agent})"


def issues_met(codebook: Codebook, stances: Iterable[Stance], labels: Mapping[str, str]) -> dict[str, DraftIssue]:
    """Return the issues that some stance speaks of, in the order of the codebook, then of the text."""
    by_issue: dict[str, list[Stance]] = {}
    for stance in stances:
        by_issue.setdefault(stance.issue, []).append(stance)
    order = {issue.id: number for number, issue in enumerate(codebook.issues)}
    met: dict[str, DraftIssue] = {}
    for issue_id in sorted(by_issue, key=lambda name: order.get(name, len(order))):
        try:
            coded = codebook.issue(issue_id, _object_label(codebook, issue_id, labels))
        except KeyError:
            # A person's correction may name an issue of its own; its proposition is then its id, and said to be so.
            coded = CodebookIssue(id=issue_id, says=issue_id.replace("_", " ").capitalize(), about=(issue_id,))
        met[issue_id] = draft_issue(coded, by_issue[issue_id], labels)
    return met


def _object_label(codebook: Codebook, issue_id: str, labels: Mapping[str, str]) -> str | None:
    for issue in codebook.issues:
        if issue.has_object:
            before, after = issue.id.split("{object}")
            if issue_id.startswith(before) and issue_id.endswith(after):
                name = issue_id[len(before) : len(issue_id) - len(after)]
                return labels.get(name, name.replace("_", " ").title())
    return None
