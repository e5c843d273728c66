"""What every room shares: spans and evidence, partial dates, ids, errors, results. Imports nothing of winset."""
