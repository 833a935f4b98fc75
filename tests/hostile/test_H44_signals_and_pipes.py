"""H44: interrupted, terminated, piped to a reader that leaves, stdin, stdout or stderr closed. Always a clean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STEMMA = (sys.executable, "-c", "from stemma.cli import main; main()")
STORY = "Ferry stops\n“The hull is sound,” said Ida Holm on Monday.\nThe yard has 40 workers.\n"


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY * 40, encoding="utf-8")
    return str(path)


def shell(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which "$@" is the program, with its arguments."""
    return subprocess.run(["bash", "-c", command, "bash", *arguments], capture_output=True, text=True, timeout=60)


def waiting(process: subprocess.Popen[bytes]) -> None:
    """Until the process sleeps: it has started and waits for stdin."""
    asleep = 0
    for _ in range(400):
        state = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        asleep = asleep + 1 if state == "S" else 0
        if asleep >= 6:
            return
        time.sleep(0.05)


def _heard() -> None:
    """A shell starts what it runs in the background with SIGINT ignored; here it must be heard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc to see when the process waits")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_ends_it_quietly(tmp_path: Path, number: int, code: int) -> None:
    target = tmp_path / "out.json"
    process = subprocess.Popen(
        [*STEMMA, "read", "-", "-o", str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heard,
    )
    waiting(process)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["terminal", "json", "html", "markdown"])
def test_reader_of_the_pipe_leaves(story: str, form: str) -> None:
    done = shell(
        'set -o pipefail; "$@" | head -1 >/dev/null; echo "${PIPESTATUS[0]}"', *STEMMA, "read", story, "--format", form
    )
    assert done.stderr == ""
    assert done.stdout.strip() in ("0", "141")


def test_closed_stdout_is_said_before_the_work(story: str) -> None:
    done = shell('"$@" >&-', *STEMMA, "read", story)
    assert done.returncode == 2
    assert "U-OUTPUT" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_stdout_does_no_harm_with_a_file(story: str, tmp_path: Path) -> None:
    done = shell('"$@" >&-', *STEMMA, "read", story, "-o", str(tmp_path / "x.json"))
    assert done.returncode == 0
    assert (tmp_path / "x.json").read_bytes().startswith(b"{")


def test_closed_stdin_is_a_failed_input() -> None:
    done = shell('"$@" <&-', *STEMMA, "read", "-")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_closed_stderr_changes_nothing(story: str) -> None:
    done = shell('"$@" 2>&-', *STEMMA, "read", story, "/no/such/report.txt", "--format", "json")
    assert done.returncode == 3
    assert done.stdout.startswith("{")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk_on_stdout_is_said(story: str) -> None:
    done = shell('"$@" >/dev/full', *STEMMA, "read", story, "--format", "json")
    assert done.returncode == 4
    assert "X-WRITE" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_code_of_a_closed_pipe_is_its_own(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(STORY + f"Day {number}.\n", encoding="utf-8")
    archive = str(tmp_path / "archive")
    assert shell('"$@"', *STEMMA, "init", archive).returncode == 0
    words = "add", "--store", archive, "--format", "json", str(tmp_path)
    done = shell('set -o pipefail; "$@" | true; echo "${PIPESTATUS[0]}"', *STEMMA, *words)
    assert done.stdout.strip() == "141"
    assert "Traceback" not in done.stderr
    assert shell('"$@"', *STEMMA, "check", "--store", archive).returncode == 0


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc to see the workers")
def test_interrupted_workers_are_silent(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(STORY * 300 + f"Day {number}.\n", encoding="utf-8")
    process = subprocess.Popen(
        [*STEMMA, "read", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heard,
        start_new_session=True,
    )
    _at_work(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def _at_work(pid: int) -> None:
    """Until two workers of this process have begun: they ignore SIGINT, the second bit of the mask."""
    for _ in range(1200):
        deaf = [child for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if _ignores(child)]
        if len(deaf) >= 2:
            return
        time.sleep(0.05)


def _ignores(pid: str) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    tracker = b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return not tracker and bool(int(status.split("SigIgn:")[1].split()[0], 16) & 2)
