"""H52: an assistant passes paths, SQL, ten megabytes, tools that are not there: refused; nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from desks import FERRY, archive_at, waited
from stemma.archive import Archive

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_at(tmp_path_factory.mktemp("h52") / "archive", FERRY)


def asked(place: Path, ask: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    """What a client gets from the command a user types."""

    async def session() -> Any:
        server = StdioServerParameters(command=sys.executable, args=["-m", "stemma", "mcp", str(place)])
        async with stdio_client(server) as (reads, writes), ClientSession(reads, writes) as client:
            await client.initialize()
            return await ask(client)

    return waited(session())


def test_what_is_no_argument_is_refused_and_the_server_goes_on(place: Path) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("report", {"report": "../../etc/passwd"}),
        ("report", {"report": "x' OR 1=1; DROP TABLE report; --"}),
        ("search", {"q": "x" * 10_000_000}),
        ("search", {"q": "ferry", "path": "/etc/passwd"}),
        ("search", {"q": {"$ne": 1}}),
        ("search", {"sort": "'; DELETE FROM report; --"}),
        ("stories", {"limit": 10**9}),
        ("stories", {"after": "\x00"}),
        ("account", {}),
        ("rule", {"kind": "merge", "why": "x", "names": ["A", "B"]}),
        ("add", {"reports": [{"text": "x"}]}),
        ("undo", {"ruling": "x"}),
        ("forget", {"report": "x"}),
    ]

    async def ask(client: ClientSession) -> Any:
        said = []
        for name, arguments in calls:
            try:
                answer = await client.call_tool(name, arguments)
                said.append(answer.is_error)
            except MCPError:
                said.append(True)
        return said, await client.call_tool("stories", {})

    before = state(place)
    refused, after = asked(place, ask)
    assert refused == [True] * len(calls)
    assert not after.is_error
    assert state(place) == before


def state(place: Path) -> tuple[str, int]:
    with Archive.open(place) as archive:
        return str(archive.head()), len(archive.rulings())


def test_only_what_reads_is_offered(place: Path) -> None:
    async def ask(client: ClientSession) -> Any:
        return await client.list_tools()

    tools = asked(place, ask).tools
    assert {"stories", "search", "account", "view", "report"} <= {one.name for one in tools}
    assert not {"rule", "undo", "add", "judge", "forget"} & {one.name for one in tools}
    assert all(one.input_schema["additionalProperties"] is False for one in tools)
