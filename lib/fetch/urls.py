"""Which addresses may be requested: well-formed http and https addresses in public networks."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from lib.fetch.outcome import Refusal, Target

IpAddress = IPv4Address | IPv6Address

# IANA special-purpose address registries (RFC 6890 and its updates), with the words for the message.
_REFUSED = tuple(
    (ip_network(network), word)
    for word, networks in {
        "this machine": "0.0.0.0/8 127.0.0.0/8 ::1/128 ::/128",
        "a private network": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7 fec0::/10",
        "a link-local network": "169.254.0.0/16 fe80::/10",
        "a group of machines": "224.0.0.0/4 ff00::/8",
        "a reserved range": (
            "192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.175.48.0/24"
            " 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 100::/64 2001::/23 2001:db8::/32"
            " 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16"
        ),
        # Public by number, yet answered by the cloud's host itself.
        "a cloud's own service": "168.63.129.16/32",
    }.items()
    for network in networks.split()
)
_GLOBAL = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: how an IPv6-only network reaches an IPv4 site

LONGEST = 4_000  # characters
PORTS = (80, 443, 8000, 8008, 8080, 8443, 8888)
DEFAULT_PORT = {"http": 80, "https": 443}

# Names that no public server answers to (RFC 6761, 6762, 7686, 8375; ICANN 2024 for .internal).
_INSIDE = ("localhost", "local", "internal", "home.arpa", "localdomain", "lan", "intranet", "onion")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
SHOWN = 200  # characters of an address in a sentence
_PATH = "/%:@!$&'()*+,;=~-._?"


def objection(address: IpAddress | str) -> str | None:
    """Return why an IP address may not be requested, as "a private network"; None if it may.

    For an IPv6 address that holds an IPv4 one (mapped, or through NAT64) the IPv4 address decides.
    """
    where = ip_address(address) if isinstance(address, str) else address
    if isinstance(where, IPv6Address):
        if where.scope_id is not None:
            return "a link-local network"
        if where.ipv4_mapped is not None:
            return _reserved_network(where.ipv4_mapped)
        if where in _NAT64:
            return _reserved_network(IPv4Address(int(where) & 0xFFFFFFFF))
        return _reserved_network(where) or (None if where in _GLOBAL else "a reserved range")
    return _reserved_network(where)


def _reserved_network(where: IpAddress) -> str | None:
    return next((word for network, word in _REFUSED if where in network), None)


def target(url: str, *, base: str | None = None, exempt: bool = False) -> Target:
    """Return the address split into its parts; raises Refusal if it may not be requested.

    `base` resolves a redirect's relative address. `exempt` skips the check of port and network, for a server
    of the tests. The IP addresses of the host are checked by the dialer, when it connects.
    """
    written = url.strip(" \t\r\n\f").replace(" ", "%20")
    _refuse_if_long(written)
    if _UNSAFE.search(written):
        where = repr(written[:SHOWN])
        raise Refusal("address", f"The address {where} has a backslash or control character; check it.")
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
    except ValueError as error:
        raise Refusal("address", f"{shown(written)} is no web address ({error}); check it.") from error
    if parts.scheme not in DEFAULT_PORT:
        where = shown(written)
        raise Refusal(
            "address", f"{where} does not begin with http:// or https://, the only two that are requested."
        )
    if parts.username is not None or parts.password is not None:
        host = f" of {parts.hostname}" if parts.hostname else ""
        raise Refusal("address", f"The address{host} contains a user name; remove it.")
    host, port = host_name(parts.hostname or "", shown(written)), _port_of(parts, written)
    if not exempt:
        _refuse_inside(host, port, shown(written))
    place = f"[{host}]" if ":" in host else host
    place += "" if port == DEFAULT_PORT[parts.scheme] else f":{port}"
    query = f"?{quote(parts.query, safe=_PATH)}" if parts.query else ""
    spelled = f"{parts.scheme}://{place}{quote(parts.path or '/', safe=_PATH)}{query}"
    _refuse_if_long(spelled)  # in ASCII a letter takes up to twelve
    return Target(url=spelled, scheme=parts.scheme, host=host, port=port)


def _refuse_if_long(address: str) -> None:
    if len(address) > LONGEST:
        raise Refusal("address", f"The address {address[:60]}… is longer than {LONGEST} characters.")


def completed(typed: str) -> str:
    """Return the address without a leading "feed:" or "//", and with "https://" if it has no scheme."""
    address = typed.strip()
    if named := re.match(r"feed:(?://)?(?=\w)|//(?=\w)", address, re.IGNORECASE):
        address = address[named.end() :]
    return address if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", address, re.IGNORECASE) else f"https://{address}"


def shown(address: str) -> str:
    """Return the first 200 characters of an address, and "…" if it is longer."""
    return address if len(address) <= SHOWN else f"{address[:SHOWN]}…"


def _port_of(parts: SplitResult, written: str) -> int:
    """Return the port of an address, by default that of its scheme; raises Refusal for an invalid port."""
    try:
        port = parts.port
    except ValueError as error:
        where = shown(written)
        raise Refusal("address", f"{where} names a port that is no number up to 65535; check it.") from error
    return DEFAULT_PORT[parts.scheme] if port is None else port


def host_name(host: str, written: str) -> str:
    """Return the host in ASCII, an IPv4 address in dotted notation; raises Refusal if it is not valid."""
    if not host:
        raise Refusal("address", f"{written} names no host; check the address.")
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except ValueError as error:
            raise Refusal("address", f"{written} has a host that is no IPv6 address.") from error
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
    """Return the IPv4 address of a host that ends in a number; None for a name.

    Raises Refusal, with the address as `written`, if it is not valid.
    """
    last = host.rsplit(".", 1)[-1]
    if not (last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last)):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError as error:
        raise Refusal("address", f"{written} has a number for a host that is no address.") from error


def _refuse_inside(host: str, port: int, written: str) -> None:
    """Raise Refusal for a port not in PORTS and for names and addresses of a private network."""
    if port not in PORTS:
        ports = ", ".join(str(number) for number in PORTS)
        raise Refusal("address", f"{written} names port {port}; only {ports} are requested.")
    if any(host == name or host.endswith(f".{name}") for name in _INSIDE):
        raise Refusal("address", f"{host} is a name of a private network; only public sites are requested.")
    word = objection(host) if is_number(host) else None
    if word:
        raise Refusal("address", f"{written} leads to {word} ({host}); only public sites are requested.")


def is_number(host: str) -> bool:
    """Return whether the host is an IP address."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
