"""tenderscore new: a worked example to start from."""

from pathlib import Path

import click

from tenderscore.cli.options import PATH, force_option, note, quiet_option


@click.command("new", short_help="Copy a worked example to start from.")
@click.argument("folder", type=PATH, metavar="DIR")
@click.option("--from", "example", default="mittelstand", metavar="NAME", show_default=True,
              help="The worked example to copy.")  # fmt: skip
@force_option
@quiet_option
def new_command(folder: Path, example: str, force: bool, quiet: bool) -> None:
    """Copy a worked example, call file and workbook, into a folder of your own."""
    from tenderscore.examples import example_files
    from tenderscore.store import free_folder, write_files

    files = example_files(example)
    free_folder(folder, force)
    write_files(folder, files)
    note(f"Written to {folder}: {', '.join(files)}", quiet)
    note(f"Next: tenderscore call {folder / 'call.toml'}", quiet)
