"""The reference of the command line, made from the commands' own help: ``python -m winset.cli.reference``."""

from __future__ import annotations

import sys

import click

from winset.cli import COMMANDS, cli

HEAD = """# The command line

Made by `make docs` from the commands' own help; a test holds it against them.
"""


def reference() -> str:
    """Return the reference as Markdown: the help of every command, as the terminal shows it at 80 columns."""
    parts = [HEAD, _section("winset", cli, None)]
    root = click.Context(cli, info_name="winset", terminal_width=80)
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        parts.append(_section(f"winset {name}", command, root))
    return "\n".join(parts)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=title.split()[-1], parent=parent, terminal_width=80)
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
