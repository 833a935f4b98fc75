"""Certificates made for one test run with the openssl command: good, expired, for another host, signed by itself."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest


class Authority:
    """Signs certificates for servers on this machine."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("no openssl command on this machine to make certificates with")
        self.folder = folder
        self._run("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=pier-authority")
        self._make("good", "DNS:localhost", "-days 30 -CA ca.pem -CAkey ca.key")
        self._make("other", "DNS:pier.example", "-days 30 -CA ca.pem -CAkey ca.key")
        self._make("expired", "DNS:localhost", "-days -1 -CA ca.pem -CAkey ca.key")
        self._make("self", "DNS:localhost", "-days 30 -signkey self.key")

    def server(self, kind: str) -> ssl.SSLContext:
        """What a server with this certificate needs."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{kind}.pem", self.folder / f"{kind}.key")
        return context

    def trust(self) -> ssl.SSLContext:
        """What a client needs that trusts this authority alone."""
        return ssl.create_default_context(cafile=str(self.folder / "ca.pem"))

    def _make(self, name: str, host: str, how: str) -> None:
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={host}\n", "utf-8")
        self._run(f"req -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.csr -subj /CN=pier")
        self._run(f"x509 -req -in {name}.csr -out {name}.pem -extfile {name}.ext -set_serial 7 {how}")

    def _run(self, words: str) -> None:
        subprocess.run(["openssl", *words.split()], cwd=self.folder, check=True, capture_output=True)
