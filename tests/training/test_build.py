from __future__ import annotations

import argparse
import ast
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import loaded

ROOT = Path(__file__).parents[2]
READER = ROOT / "training" / "reader"
RECIPES = {"default": ("--polnear", "corpus"), "free": ("--free",), "free, measured": ("--free", "--polnear", "corpus")}


FAST = ("fast", "fast-export")

build = loaded(READER / "build.py")


def called(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(READER / "build.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


def planned(folder: Path, *options: str) -> dict[str, list[str]]:
    """Step -> its command, as a dry run prints it."""
    done = called(folder, *options, "--dry-run")
    assert done.returncode == 0, done.stderr
    lines = (line.partition(": ") for line in done.stdout.splitlines())
    return {name: shlex.split(command) for name, _, command in lines}


def parser_of(script: Path) -> argparse.ArgumentParser:
    """The options a script really has, read from its source: importing it would need torch."""
    parser = argparse.ArgumentParser(allow_abbrev=False, exit_on_error=False)
    for node in ast.walk(ast.parse(script.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="add_argument"), args=[ast.Constant(value=str(name))]):
                parser.add_argument(name, **{word.arg: value(word.value) for word in node.keywords if word.arg})
            case ast.Yield(value=ast.Tuple(elts=[ast.Constant(value=str(name)), settings])):
                parser.add_argument(name, **value(settings))
    return parser


def value(node: ast.expr) -> Any:
    return eval(compile(ast.Expression(node), "option", "eval"), {"Path": Path, "int": int, "float": float})


@pytest.mark.parametrize("options", RECIPES.values(), ids=RECIPES.keys())
def test_every_command_names_files_and_options_that_are_there(options: tuple[str, ...], tmp_path: Path) -> None:
    scripts = [command for command in planned(tmp_path, *options).values() if command[1].endswith(".py")]
    assert {Path(command[1]).name for command in scripts} >= {"train.py", "export.py"}
    for command in scripts:
        assert (ROOT / command[1]).is_file()
        given = parser_of(ROOT / command[1]).parse_args(command[2:])
        for folder in getattr(given, "more", []):
            assert list((ROOT / folder).glob("*.txt"))


def test_the_parser_that_is_read_from_a_source_refuses_what_the_script_would() -> None:
    parser = parser_of(READER / "train.py")
    good = ["--data", "a", "--base", "b", "--out", "c"]
    assert parser.parse_args(good).epochs == 5
    for bad in ([*good, "--epoch", "3"], [*good, "--until", "soon"], good[2:]):
        with pytest.raises((SystemExit, argparse.ArgumentError)):
            parser.parse_args(bad)


def test_what_a_step_reads_an_earlier_step_has_left(tmp_path: Path) -> None:
    for options in RECIPES.values():
        steps = planned(tmp_path, *options, "--work", "w")
        work, left = str(tmp_path / "w"), {str(tmp_path / "w" / "venv"), str(tmp_path / "w" / "base")}
        for name, command in steps.items():
            out = command[command.index("--out") + 1] if "--out" in command else ""
            read = [word for word in command[1:] if word.startswith(work) and word != out]
            assert all(any(word.startswith(folder) for folder in left) for word in read), name
            left.add(out or work)


def test_the_default_recipe(tmp_path: Path) -> None:
    steps = planned(tmp_path, "--polnear", "corpus", "--work", "w")
    assert list(steps) == ["virtualenv", "packages", "base", "train", "export", *FAST]
    train, export = (" ".join(steps[name]) for name in ("train", "export"))
    assert f"--data {tmp_path}/corpus/train --more training/reader/written" in train
    assert f"--dev {tmp_path}/corpus/dev" in train
    assert f"--epochs {build.EPOCHS} " in train
    assert f"--weights {tmp_path}/w/run/epoch{build.EPOCHS}.pt" in export
    assert export.endswith("--out src/stemma/resources/reader")
    assert (ROOT / "src/stemma/resources/reader").parent.is_dir()


def test_the_free_recipe_reads_no_corpus_and_leaves_the_package_alone(tmp_path: Path) -> None:
    steps = planned(tmp_path, "--free", "--work", "w", "--seed", "11")
    assert list(steps)[-5:] == ["own", "train", "export", *FAST]
    assert "corpus" not in str(steps)
    assert "resources" not in str(steps)
    assert steps["own"][-1] == steps["train"][-1] == "11"
    assert steps["export"][-1] == str(tmp_path / "w" / "reader-free")
    assert planned(tmp_path, "--free", "--out", "there")["export"][-1] == str(tmp_path / "there")


def test_the_fast_reader_begins_with_the_careful_one_and_lies_beside_it(tmp_path: Path) -> None:
    steps = planned(tmp_path, "--polnear", "corpus", "--work", "w")
    fast, export = (parser_of(ROOT / steps[name][1]).parse_args(steps[name][2:]) for name in FAST)
    assert fast.vectors == tmp_path / "w" / "run" / f"epoch{build.EPOCHS}.pt"
    assert export.weights == fast.out / "last.pt"
    assert fast.careful == export.out == Path("src/stemma/resources/reader")
    assert fast.data == [tmp_path / "corpus" / "train", Path("training/reader/written")]


def test_the_dev_part_measures_and_never_trains(tmp_path: Path) -> None:
    for options in RECIPES.values():
        for command in planned(tmp_path, *options).values():
            if "--data" in command:
                given = parser_of(ROOT / command[1]).parse_args(command[2:])
                assert not set(given.dev) & {*given.data, *getattr(given, "more", [])}
                assert given.dev == ([tmp_path / "corpus" / "dev"] if "corpus" in options else [])


def test_an_interpreter_of_ones_own_is_taken(tmp_path: Path) -> None:
    steps = planned(tmp_path, "--free", "--python", sys.executable)
    assert "virtualenv" not in steps
    assert {command[0] for command in steps.values()} == {str(Path(sys.executable).absolute())}


def test_without_a_corpus_it_says_what_is_lacking(tmp_path: Path) -> None:
    assert "--free" in called(tmp_path).stderr
    assert f"{Path('corpus', 'train', 'text')}" in called(tmp_path, "--polnear", "corpus").stderr


def test_every_package_is_pinned_and_no_registry_is_named() -> None:
    lines = (READER / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(line.count("==") == 1 and "/" not in line for line in pins)
    assert {line.split("==")[0] for line in pins} >= {"torch", "onnx", "onnxruntime", "tokenizers", "safetensors"}


def step(folder: Path, code: str, name: str = "train", resumes: bool = True) -> Any:
    return build.Step(name, (sys.executable, "-c", code), folder / "epoch3.pt", resumes)


def test_a_failing_step_stops_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(build.StepError, match=r"step train failed.*ended with 3"):
        build.run(step(tmp_path, "raise SystemExit(3)"))
    with pytest.raises(build.StepError, match=r"step train failed: it left no .*epoch3\.pt"):
        build.run(step(tmp_path / "other", "pass"))


def test_a_stopped_build_names_the_step_and_ends_with_an_error(tmp_path: Path) -> None:
    done = called(tmp_path, "--free", "--work", "w", "--python", str(tmp_path / "none" / "python"))
    assert done.returncode != 0
    assert "step packages failed" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_goes_on_only_with_the_command_that_began_it(tmp_path: Path) -> None:
    leave = f"open({str(tmp_path / 'epoch3.pt')!r}, 'w').close()"
    build.run(step(tmp_path, leave))
    build.run(step(tmp_path, leave))
    with pytest.raises(build.StepError, match="begun by another command"):
        build.run(step(tmp_path, leave + "  # another seed"))


def test_base_weights_that_are_not_the_known_ones_stop_the_build(tmp_path: Path) -> None:
    assert build.altered(tmp_path) == list(build.BASE_FILES)
    leave = f"open({str(tmp_path / 'epoch3.pt')!r}, 'w').close()"
    with pytest.raises(build.StepError, match=r"step base failed.*model\.safetensors"):
        build.run(step(tmp_path, leave, name="base", resumes=False))


def test_scores_of_every_epoch_are_told(tmp_path: Path) -> None:
    assert "not measured" in "".join(build.scores(step(tmp_path, "")))
    for epoch, f1 in ((1, 70.0), (2, 80.5)):
        figures = {"source": [f1, f1, f1], "cue": [f1, f1, f1]}
        (tmp_path / f"epoch{epoch}.json").write_text(json.dumps(figures), "utf-8")
    told = list(build.scores(step(tmp_path, "")))
    assert len(told) == 4
    assert told[0].startswith("train epoch1  source")
    assert told[-1].endswith("F1  80.5")


def test_make_has_the_command() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    assert "\nreader-weights:\n" in make
    assert "training/reader/build.py" in make
