"""From an address as it was written to one that may be asked."""

import re
import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from lib.fetch.addresses import objection
from lib.fetch.outcome import Refusal, Target

LONGEST = 4_000  # characters
PORTS = (80, 443, 8000, 8008, 8080, 8443, 8888)
DEFAULT_PORT = {"http": 80, "https": 443}

# Names that no public server answers to (RFC 6761, 6762, 7686, 8375; ICANN 2024 for .internal).
_INSIDE = ("localhost", "local", "internal", "home.arpa", "localdomain", "lan", "intranet", "onion")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
SHOWN = 200  # characters of an address in a sentence
_PATH = "/%:@!$&'()*+,;=~-._?"


def target(url: str, *, base: str | None = None, open_door: bool = False) -> Target:
    """Return the address in its parts; Refusal where it may not be asked.

    `base` resolves a redirect's relative address. `open_door` leaves port and network to the dialer, for a
    server of the tests. What the name resolves to is the dialer's to judge, at the socket.
    """
    written = url.strip(" \t\r\n\f").replace(" ", "%20")
    if len(written) > LONGEST:
        raise Refusal("address", f"The address {written[:60]}… is longer than {LONGEST} characters.")
    if _UNSAFE.search(written):
        told = repr(written[:SHOWN])
        raise Refusal("address", f"The address {told} has a backslash or control character; check it.")
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
    except ValueError as error:
        raise Refusal("address", f"{shown(written)} is no web address ({error}); check it.") from error
    if parts.scheme not in DEFAULT_PORT:
        told = shown(written)
        raise Refusal("address", f"{told} does not begin with http:// or https://, the only two asked.")
    if parts.username is not None or parts.password is not None:
        raise Refusal("address", f"The address of {parts.hostname} carries a user name; take it out.")
    host, port = host_name(parts.hostname or "", shown(written)), _port(parts, written)
    if not open_door:
        _refuse_inside(host, port, shown(written))
    spelled = _spelled(parts.scheme, host, port) + _asked(parts.path, parts.query)
    return Target(url=spelled, scheme=parts.scheme, host=host, port=port)


def completed(typed: str) -> str:
    """Return the address that was meant where its scheme is left out, or says that it is a feed's (feed:)."""
    address = typed.strip()
    if named := re.match(r"feed:(?://)?(?=\w)", address, re.IGNORECASE):
        address = address[named.end() :]
    return address if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", address, re.IGNORECASE) else f"https://{address}"


def shown(address: str) -> str:
    """Return the address as a sentence can hold it."""
    return address if len(address) <= SHOWN else f"{address[:SHOWN]}…"


def _port(parts: SplitResult, written: str) -> int:
    try:
        port = parts.port
    except ValueError as error:
        told = shown(written)
        raise Refusal("address", f"{told} names a port that is no number up to 65535; check it.") from error
    return DEFAULT_PORT[parts.scheme] if port is None else port


def host_name(host: str, written: str) -> str:
    """Return the host in ASCII; numbers of every notation (0x7f.1, 2130706433) as the address that they
    mean.
    """
    if not host:
        raise Refusal("address", f"{written} names no host; check the address.")
    if ":" in host:
        return _six(host, written)
    try:
        known = host.removesuffix(".")
        ascii_host = idna.encode(known, uts46=True).decode("ascii") if not host.isascii() else host
    except idna.IDNAError as error:
        why = str(error)[:SHOWN]
        raise Refusal(
            "address", f"{shown(host)} is no valid host name ({why}); check the address."
        ) from error
    ascii_host = ascii_host.lower().removesuffix(".")
    if not re.fullmatch(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", ascii_host) or len(ascii_host) > 253:
        raise Refusal("address", f"{shown(host)} is no valid host name; check the address.")
    return _as_number(ascii_host, written) or ascii_host


def _as_number(host: str, written: str) -> str | None:
    """Return a host that ends in a number is an IPv4 address or nothing (WHATWG URL, "ends in a number")."""
    last = host.rsplit(".", 1)[-1]
    if not (last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last)):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError as error:
        raise Refusal("address", f"{written} has a number for a host that is no address.") from error


def _six(host: str, written: str) -> str:
    try:
        return str(IPv6Address(host))
    except ValueError as error:
        raise Refusal("address", f"{written} has a host that is no IPv6 address.") from error


def _refuse_inside(host: str, port: int, written: str) -> None:
    if port not in PORTS:
        ports = ", ".join(str(each) for each in PORTS)
        raise Refusal("address", f"{written} asks at port {port}; only {ports} are asked.")
    if any(host == name or host.endswith(f".{name}") for name in _INSIDE):
        raise Refusal("address", f"{host} is a name of a private network; only public sites are asked.")
    word = objection(host) if is_number(host) else None
    if word:
        raise Refusal("address", f"{written} leads to {word} ({host}); only public sites are asked.")


def is_number(host: str) -> bool:
    """Return whether the host is an address already and needs no resolving."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _spelled(scheme: str, host: str, port: int) -> str:
    place = f"[{host}]" if ":" in host else host
    return f"{scheme}://{place}" if port == DEFAULT_PORT[scheme] else f"{scheme}://{place}:{port}"


def _asked(path: str, query: str) -> str:
    return quote(path or "/", safe=_PATH) + (f"?{quote(query, safe=_PATH)}" if query else "")
