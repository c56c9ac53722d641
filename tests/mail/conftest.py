"""A data home with the password of the mail account, which trusts the server's certificate."""

from pathlib import Path

import pytest

from tests.mail.post_office import CERTIFICATE, PASSWORD


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data home whose owner has a mail account."""
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.delenv("WIREROOM_MAIL_PASSWORD_FILE", raising=False)
    return tmp_path
