"""tenderscore new: a worked example to start from."""

from pathlib import Path

from tenderscore.cli.options import PATH, force_option, lang_option, note, quiet_option, written
from tenderscore.cli.saying import argument, command, option
from tenderscore.language import N_, say


@command("new", short_help=N_("Copy a worked example to start from."))
@argument("folder", type=PATH, metavar=N_("DIR"))
@option("--from", "example", default="mittelstand", metavar=N_("NAME"), show_default=True,
              help=N_("The worked example to copy."))  # fmt: skip
@force_option
@lang_option
@quiet_option
def new_command(folder: Path, example: str, force: bool, quiet: bool) -> None:
    """Copy a worked example, call file and workbook, into a folder of your own."""
    from tenderscore.examples import example_files
    from tenderscore.store import free_folder, write_files

    files = example_files(example)
    free_folder(folder, force)
    write_files(folder, files)
    note(written(folder, files), quiet)
    note(say("Next: {command}", command=f"tenderscore call {folder / 'call.toml'}"), quiet)
