"""What is asked of chance: with other marks, or with other costs, how often, by which seed."""

from attrs import frozen

from tenderscore.language import N_
from tenderscore.problem import InputError, problem

KINDS = {
    "resample": N_("other jurors, drawn from those who marked"),
    "leave-one-out": N_("each juror left out in turn"),
    "half-mark": N_("each mark half a step lower, as it is, or higher"),
    "costs": N_("other costs of each proposal"),
    "overspend": N_("higher costs of the funded proposals"),
}
MOST_PERCENT = {"costs": 99, "overspend": 1000}


@frozen(kw_only=True)
class Sampling:
    """`percent`: by so much costs may differ, where costs are what is drawn."""

    kind: str
    draws: int = 1000
    """Without meaning where jurors are left out: there are as many as jurors."""
    seed: str = ""
    percent: int = 10

    def __attrs_post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind of sampling: {self.kind}")
        if self.draws < 1:
            raise InputError([problem("TS880", where="--draws", draws=self.draws)])
        most = MOST_PERCENT.get(self.kind)
        if most is not None and not 1 <= self.percent <= most:
            raise InputError(
                [problem("TS881", where=f"--{self.kind}", percent=self.percent, most=most)]
            )
