"""Build hook: compiles the gazetteer into the package, for wheels and editable installs alike."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "src/stemma/resources/places.sqlite"


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `places.sqlite` if it is missing or its sources have changed, and puts it into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        spec = importlib.util.spec_from_file_location(
            "build_gazetteer", Path(self.root) / "training" / "build_gazetteer.py"
        )
        if spec is None or spec.loader is None:
            raise FileNotFoundError("training/build_gazetteer.py is missing: the gazetteer cannot be built")
        builder = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(builder)
        target = Path(self.root) / TARGET
        if not builder.is_current(target):
            self.app.display_info("compiling the gazetteer (about half a minute)")
            builder.build(target)
        build_data["artifacts"].append(TARGET)
