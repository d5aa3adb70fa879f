"""Compiles the engine's four kernel files where that is possible; where not, they run as text.

The text stands in the package either way. Set TENDERSCORE_AS_TEXT=1 to leave the compiler alone.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAMES = ("tableau", "simplex", "weighing", "search")
DIRECTIVES = {
    "boundscheck": False, "wraparound": False, "initializedcheck": False, "cdivision": True,
}  # fmt: skip
# No fused multiply-add: the same operations in the same order give the same floats everywhere.
FLAGS = {"unix": ["-O3", "-ffp-contract=off", "-w"], "msvc": ["/O2", "/fp:precise"]}


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        engine = Path(self.root, "src", "tenderscore", "engine")
        for name in NAMES:
            for old in [*engine.glob(f"{name}.*.so"), *engine.glob(f"{name}.*.pyd")]:
                old.unlink()
        if os.environ.get("TENDERSCORE_AS_TEXT"):
            return
        try:
            built = compiled(Path(self.root, "src"))
        except Exception as error:
            self.app.display_warning(f"The engine is not compiled and runs slower: {error}")
            return
        build_data["artifacts"] += [str(each.relative_to(self.root)) for each in built]
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compiled(source: Path) -> list[Path]:
    """The compiled files, beside their texts. Raises what a failing compiler does."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    class Build(build_ext):
        def build_extensions(self) -> None:
            kind = self.compiler.compiler_type
            for extension in self.extensions:
                extension.extra_compile_args = FLAGS.get(kind, [])
            super().build_extensions()

    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(source)
        try:
            extensions = [
                Extension(f"tenderscore.engine.{name}", [f"tenderscore/engine/{name}.py"])
                for name in NAMES
            ]
            modules = cythonize(
                extensions, build_dir=folder, language_level=3, quiet=True,
                compiler_directives=DIRECTIVES, force=True,
            )  # fmt: skip
            distribution = Distribution({"name": "engine", "ext_modules": modules})
            command = Build(distribution)
            command.build_lib, command.build_temp = folder, folder
            command.parallel = os.cpu_count()
            command.ensure_finalized()
            command.run()
            built = [Path(command.get_ext_fullpath(each.name)) for each in modules]
            places = [source / "tenderscore" / "engine" / each.name for each in built]
            for each, place in zip(built, places, strict=True):
                place.write_bytes(each.read_bytes())
        finally:
            os.chdir(here)
    return places
