"""Commands, arguments and options whose helps are said when they are printed, not when imported."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import click

from tenderscore.language import N_, say

Made = TypeVar("Made", bound=Callable[..., Any])

METAVARS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""Those of click itself, which it does not translate."""


def spoken_text(text: str | None) -> str | None:
    return say(text) if text else text


class SayingCommand(click.Command):
    """Its help is the docstring of its function, in the language that is spoken."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        kept = self.help
        self.help = spoken_text(inspect.cleandoc(kept or ""))
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = kept

    def get_short_help_str(self, limit: int = 45) -> str:
        return spoken_text(self.short_help) or ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [say(piece) for piece in super().collect_usage_pieces(ctx) if piece]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Show this message and exit.")
        return option


class SayingOption(click.Option):
    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        kept = self.help
        self.help = spoken_text(kept)
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept

    def make_metavar(self, ctx: click.Context) -> str:
        return say(super().make_metavar(ctx))


class SayingArgument(click.Argument):
    def make_metavar(self, ctx: click.Context) -> str:
        return say(super().make_metavar(ctx))


def command(name: str, **more: Any) -> Callable[[Callable[..., Any]], SayingCommand]:
    return click.command(name, cls=SayingCommand, **more)


def option(*names: str, **more: Any) -> Callable[[Made], Made]:
    return click.option(*names, cls=SayingOption, **more)


def argument(*names: str, **more: Any) -> Callable[[Made], Made]:
    return click.argument(*names, cls=SayingArgument, **more)
