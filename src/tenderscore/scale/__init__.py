"""Many pieces of work on all cores or a cluster, kept in a checkpoint → results, in their order."""

from tenderscore.scale.asked import Asked, asked
from tenderscore.scale.checkpoint import Checkpoint, resumed
from tenderscore.scale.gathering import gathering
from tenderscore.scale.hands import Hands, here
from tenderscore.scale.processes import cores, processes
from tenderscore.scale.remote import cluster

__all__ = [
    "Asked",
    "Checkpoint",
    "Hands",
    "asked",
    "cluster",
    "cores",
    "gathering",
    "here",
    "processes",
    "resumed",
]
