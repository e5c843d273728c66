"""``python -m winset.cli``."""

from winset.cli import main

main()
