"""The sections that terminal and minutes share, in their order; the balance among them."""

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.reports.balance_lines import balance_table, funded_table
from tenderscore.reports.balance_sentences import balance_sentences
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.price_lines import prices_section
from tenderscore.reports.ranking_lines import inversions_section, ranking_section
from tenderscore.reports.reserve_lines import reserve_section
from tenderscore.reports.section import Drawn, Part, Section
from tenderscore.reports.table import Table
from tenderscore.reports.tile_map import tile_map


def sections(of: Lookup, answers: Answers, prices: bool) -> list[Section]:
    """With or without what the rules cost."""
    return [
        ranking_section(of, answers),
        inversions_section(of, answers),
        *([prices_section(of, answers)] if prices else []),
        reserve_section(of, answers),
        balance_section(of, answers),
    ]


def balance_section(of: Lookup, answers: Answers) -> Section:
    """Centres and money by Land and lot: sentences, the map, and the tables that say the same."""
    balance = answers.balance
    tables: list[Table | None] = [
        balance_table(balance, by="land", what="number"),
        balance_table(balance, by="land", what="money"),
        balance_table(balance, by="lot", what="number"),
        balance_table(balance, by="lot", what="money"),
        funded_table(balance),
    ]
    drawn = tile_map(balance)
    parts: list[Part] = [*balance_sentences(balance, of.call)]
    if drawn:
        parts.append(Drawn(tuple(drawn)))
    parts += [table for table in tables if table]
    return Section(title=say("Balance"), parts=tuple(parts))
