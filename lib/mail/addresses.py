"""Which mail addresses and server names can be used: plain ASCII (RFC 5321), one at a time.

No sign in them can end a header or begin an encoded word.
"""

import re

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"  # example
_DOMAIN = rf"(?=[^@]{{1,253}}$){_LABEL}(?:\.{_LABEL})*"  # mail.example.org
_IPV6 = r"(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+"  # 2001:db8::1
_ATOM = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"  # lee+news
_MAILBOX = rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*"  # ann.lee+news
_SERVER = re.compile(rf"{_DOMAIN}|{_IPV6}")  # mail.example.org, 192.0.2.1 or 2001:db8::1
_ADDRESS = re.compile(rf"{_MAILBOX}@{_DOMAIN}")  # ann.lee+news@example.org


def is_address(text: str) -> bool:
    """Return whether a text is one mail address, without a person's name."""
    return _ADDRESS.fullmatch(text) is not None


def is_server(text: str) -> bool:
    """Return whether a text is the name or number of a server, without a port."""
    return _SERVER.fullmatch(text) is not None
