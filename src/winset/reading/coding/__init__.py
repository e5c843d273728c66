"""Step 3 of the reading: acts, firmness, hedges, conditions, addressees, claims, positions on a codebook's issues."""

from winset.reading.coding.codebook import Codebook, CodebookIssue, IssueOption, codebook_schema
from winset.reading.coding.coder import code, code_all

__all__ = ["Codebook", "CodebookIssue", "IssueOption", "code", "code_all", "codebook_schema"]
