"""A rung → what is awarded there, kept; asked of the engine where that is enough, else all anew."""

from attrs import Factory, define, evolve

from tenderscore.block import Unsettled
from tenderscore.varying.outcome import Outcome
from tenderscore.varying.plainly import Reread, outcome_of
from tenderscore.varying.solving import Solver
from tenderscore.varying.states import States


@define(kw_only=True)
class Asking:
    states: States
    solver: Solver = Factory(Solver)
    reread: Reread | None = None
    answered: dict[int, Outcome] = Factory(dict)

    def anew(self, rung: int) -> Outcome:
        """Read, scored and selected again."""
        if rung not in self.answered:
            scenario = self.states.scenario(rung)
            self.answered[rung] = outcome_of(self.states.basis, scenario, self.reread)
        return self.answered[rung]

    def asked(self, rung: int) -> Outcome:
        """The same where the call file makes sense and workbooks are read alike."""
        if rung not in self.answered:
            question = self.states.need(rung).choice
            try:
                best = self.solver.best(question)
                if best is None:
                    found = self.solver.eased(question)
                else:
                    found = Outcome(kind="award", funded=best)
            except Unsettled:
                return self.anew(rung)
            self.answered[rung] = self.valued(rung, found)
        return self.answered[rung]

    def valued(self, rung: int, outcome: Outcome) -> Outcome:
        """With its points and money at this value."""
        if not outcome.funds:
            return outcome
        state = self.states.need(rung)
        total, money = state.total(outcome.funded), state.money(outcome.funded)
        return evolve(outcome, total=total, money=money)
