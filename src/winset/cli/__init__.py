"""The command line. Commands are thin: parse, call, print. Each is loaded only when it is called or asked for help."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from winset._version import __version__

# name → (module, function, one line for `winset --help`), in the order of the road.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("winset.cli.read", "read", "Documents in, statements out: who said what, and where it stands."),
    "draft": ("winset.cli.draft", "draft", "Draft a negotiation.yaml from documents, every entry with its evidence."),
    "check": ("winset.cli.check", "check", "Check a negotiation file and list all its problems at once."),
    "schema": ("winset.cli.schema", "schema", "Print the JSON Schema of a file that winset reads or writes."),
    "blockers": ("winset.cli.blockers", "blockers", "What stands in the way of agreement, and what would open it."),
    "deals": ("winset.cli.deals", "deals", "Which agreements are possible, for whom, compared with no deal."),
    "whatif": ("winset.cli.whatif", "whatif", "Change something and see which answers change."),
    "stability": ("winset.cli.stability", "stability", "Which situations hold when everyone can act, and why."),
    "outlook": ("winset.cli.outlook", "outlook", "Where it goes from here: open moves, paths, states that hold."),
    "cases": ("winset.cli.cases", "cases", "Published conflicts and bargaining problems, with their answers."),
    "report": ("winset.cli.report", "report", "Documents or a negotiation in, one HTML report out."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the road."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name the nearest one where it was mistyped."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from winset.core.ids import unknown

            ctx.fail(unknown("command", args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="winset")
def cli() -> None:
    """Read what is reported about a negotiation, and answer with the evidence for every answer.

    \b
    Examples:
      winset read reports/ --published 2025-04-23
      winset report reports/ -o report.html
      winset check negotiation.yaml
      winset blockers negotiation.yaml

    Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 input or run-time error,
    2 usage, 3 a check failed, 130 interrupted.
    """


def main() -> None:
    """Run the command line; errors that winset raises on purpose end in a message, never in a traceback."""
    from winset.core.errors import WinsetError
    from winset.core.terminal import safe

    try:
        code = cli.main(standalone_mode=False, prog_name="winset")
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.UsageError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        error.show()
        code = 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except WinsetError as error:
        click.echo(safe(f"winset: {error}"), err=True)
        code = 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(safe(f"winset: {where}{error.strerror or error}"), err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
