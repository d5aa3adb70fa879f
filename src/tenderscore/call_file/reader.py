"""The tables of a call file → the nouns of a Call; options are checked against their schema."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import fields_dict

from tenderscore.call import (
    Call,
    Column,
    Criterion,
    DistributionKey,
    Eligibility,
    IndicatorUse,
    Jury,
    RuleUse,
    ScoredIndicator,
    Stage,
)
from tenderscore.call_file.jury import jury_of
from tenderscore.call_file.names import cited, source_of
from tenderscore.call_file.tables import (
    CallFile,
    ColumnTable,
    CriterionOption,
    CriterionTable,
    EligibilityOwn,
    IndicatorOwn,
    Nothing,
    ReachTable,
    RuleOwn,
    StageOwn,
)
from tenderscore.indicators import INDICATORS
from tenderscore.language import later, said
from tenderscore.problem import InputError, Problem, problem
from tenderscore.regions.demand import read_demand
from tenderscore.regions.keys import distribution_keys
from tenderscore.registry import Registry
from tenderscore.rules import RULES
from tenderscore.suggest import did_you_mean
from tenderscore.toml_file import structure
from tenderscore.units import Points, hundredths, number_text

Table = Mapping[str, Any]


class Reader:
    """Turns the tables of one file into nouns and keeps what it finds wrong on the way."""

    def __init__(self, name: str):
        self.name = name
        self.problems: list[Problem] = []

    def call(self, file: CallFile, folder: Path) -> Call:
        own = file.call
        self._cite(file)
        if own.amends is not None and own.amends >= own.edition:
            self.problems.append(problem("TS332", where=self._where("call.amends")))
        by_percent = any(c.weight_percent is not None for c in file.criteria.values())
        scale = self._points(own.scale_points, "call.scale_points") or Points(0)
        return Call(
            id=own.id,
            edition=own.edition,
            title=own.title,
            title_de=own.title_de,
            closes=own.closes,
            currency=own.currency,
            language=own.language,
            lots=own.lots,
            sources=file.sources,
            groups=file.groups,
            topics=file.topics,
            columns={
                id_: Column(id=id_, **{name: getattr(c, name) for name in fields_dict(ColumnTable)})
                for id_, c in file.columns.items()
            },
            keys={
                **distribution_keys(),
                **{
                    id_: DistributionKey(id=id_, percent=key.percent, source=key.source)
                    for id_, key in file.keys.items()
                },
            },
            demand=self._demand(file.reach, folder),
            eligibility=tuple(self._each(file.eligibility, "eligibility", self._eligibility)),
            criteria=tuple(
                self._criterion(id_, c, scale, by_percent) for id_, c in file.criteria.items()
            ),
            total_is="mean" if by_percent else "sum",
            total_threshold=file.total.threshold_points if file.total else None,
            total_source=file.total.source if file.total else "",
            jury=jury_of(file.jury, self._points) if file.jury else Jury(),
            partner_leaves=file.reserve.partner_leaves if file.reserve else "",
            rules=tuple(self._each(file.rules, "rules", self._rule)),
            objective=tuple(self._objective(file.objective.order)),
            name=self.name,
        )

    def _cite(self, file: CallFile) -> None:
        for path, source in cited(file).items():
            self.problems += source_of(file.sources, source, self._where(path))

    def _where(self, path: str) -> str:
        return f"{self.name} › {path}"

    def _points(self, value: Fraction | None, path: str) -> Points | None:
        if value is None:
            return None
        points = hundredths(value)
        if points is None or points < 0:
            shown = later(number_text, value)
            self.problems.append(problem("TS306", where=self._where(path), value=shown))
            return None
        return Points(points)

    def _demand(self, reach: ReachTable | None, folder: Path) -> Any:
        if reach is None:
            return None
        try:
            return read_demand(folder / reach.demand)
        except InputError as error:
            self.problems += error.problems
            return None

    def _each(self, tables: Mapping[str, Table], section: str, read: Any) -> Iterable[Any]:
        for id_, table in tables.items():
            noun = read(id_, table, f"{section}.{id_}")
            if noun is not None:
                yield noun

    def _split(self, table: Table, own: type, path: str) -> tuple[Any, dict[str, Any]]:
        """The keys of `own` as an instance, and the others, which are the options."""
        known = set(fields_dict(own))
        its = {k: v for k, v in table.items() if k in known}
        noun, problems = structure(its, own, self._where(path))
        self.problems += problems
        return noun, {k: v for k, v in table.items() if k not in known}

    def _options(
        self, registry: Registry, use: str, options: Table, path: str
    ) -> Mapping[str, Any] | None:
        if use not in registry:
            self.problems.append(
                problem(
                    "TS304",
                    where=self._where(path),
                    value=repr(use),
                    kind=said(registry.kind),
                    suggestion=did_you_mean(use, registry),
                    known=", ".join(registry),
                )
            )
            return None
        entry = registry[use]
        noun, problems = structure(options, entry.options, self._where(path))
        self.problems += problems
        if noun is None:
            return None
        return {name: getattr(noun, name) for name in fields_dict(entry.options)}

    def _eligibility(self, id_: str, table: Table, path: str) -> Eligibility | None:
        own, rest = self._split(table, EligibilityOwn, path)
        if own is None:
            return None
        options = self._options(INDICATORS, own.use, rest, path)
        if options is None:
            return None
        return Eligibility(
            id=id_,
            title=own.title,
            title_de=own.title_de,
            indicator=IndicatorUse(use=own.use, options=options),
            min=own.min,
            max=own.max,
            source=own.source,
        )

    def _criterion(
        self, id_: str, table: CriterionTable, scale: Points, by_percent: bool
    ) -> Criterion:
        path = f"criteria.{id_}"
        weight = table.weight_percent if by_percent else table.weight
        if weight is None or (table.weight is not None and table.weight_percent is not None):
            self.problems.append(problem("TS307", where=self._where(path)))
        ranking = table.ranking_weight_percent if by_percent else table.ranking_weight
        if (table.ranking_weight if by_percent else table.ranking_weight_percent) is not None:
            self.problems.append(problem("TS307", where=self._where(path)))
        own_scale = self._points(table.scale_points, f"{path}.scale_points")
        return Criterion(
            id=id_,
            title=table.title,
            title_de=table.title_de,
            weight=weight or Fraction(0),
            ranking_weight=(weight or Fraction(0)) if ranking is None else ranking,
            threshold=self._points(table.threshold_points, f"{path}.threshold_points"),
            scale=scale if own_scale is None else own_scale,
            wording=table.wording,
            wording_de=table.wording_de,
            guidance=table.guidance,
            guidance_de=table.guidance_de,
            guidance_source=table.guidance_source,
            indicators=tuple(
                scored
                for number, each in enumerate(table.indicators, 1)
                if (
                    scored := self._scored(
                        each, f"{path}.indicators[{number}]", alone=len(table.indicators) == 1
                    )
                )
            ),
            source=table.source,
        )

    def _scored(self, table: Table, path: str, alone: bool) -> ScoredIndicator | None:
        own, rest = self._split(table, IndicatorOwn, path)
        if own is None:
            return None
        options = self._options(INDICATORS, own.use, rest, path)
        if options is None:
            return None
        share = own.share_percent
        if share is None:
            if not alone:
                self.problems.append(
                    problem("TS302", where=self._where(path), key="'share_percent'")
                )
            share = Fraction(100)
        return ScoredIndicator(
            indicator=IndicatorUse(use=own.use, options=options),
            share_percent=share,
            steps=own.steps,
            line=own.line,
            source=own.source,
        )

    def _rule(self, id_: str, table: Table, path: str) -> RuleUse | None:
        own, rest = self._split(table, RuleOwn, path)
        if own is None:
            return None
        options = self._options(RULES, own.use, rest, path)
        if options is None:
            return None
        return RuleUse(
            id=id_,
            title=own.title,
            title_de=own.title_de,
            use=own.use,
            options=options,
            source=own.source,
        )

    def _objective(self, order: Iterable[Table]) -> Iterable[Stage]:
        for number, table in enumerate(order, 1):
            path = f"objective.order[{number}]"
            own, rest = self._split(table, StageOwn, path)
            if own is None:
                continue
            stage = self._stage(own, rest, path)
            if stage is not None:
                yield stage

    def _stage(self, own: StageOwn, rest: dict[str, Any], path: str) -> Stage | None:
        given = [
            (aim, what)
            for aim, what in (
                ("maximise", own.maximise),
                ("minimise", own.minimise),
                ("draw", own.draw),
                ("draw_from", own.draw_from),
            )
            if what is not None
        ]
        if len(given) != 1:
            self.problems.append(problem("TS308", where=self._where(path)))
            return None
        ((aim, what),) = given
        if aim in ("draw", "draw_from") or what in ("score", "count"):
            _, problems = structure(rest, Nothing, self._where(path))
            self.problems += problems
            return Stage(aim=aim, what=what, source=own.source)
        if what == "criterion":
            noun, problems = structure(rest, CriterionOption, self._where(path))
            self.problems += problems
            if noun is None:
                return None
            options: Mapping[str, Any] | None = {"criterion": noun.criterion}
        else:
            options = self._options(INDICATORS, what, rest, path)
        return (
            None
            if options is None
            else Stage(aim=aim, what=what, options=options, source=own.source)
        )
