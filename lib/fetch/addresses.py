"""Which network addresses may be asked: public ones, and no others."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

# IANA special-purpose address registries (RFC 6890 and its updates), with the word told to the reader.
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


def objection(address: Address | str) -> str | None:
    """Why the address may not be asked, in a few words ("a private network"); None when it may.

    An IPv4 address inside an IPv6 one (mapped, or through NAT64) is judged itself.
    """
    told = ip_address(address) if isinstance(address, str) else address
    if isinstance(told, IPv6Address):
        return _objection_to_six(told)
    return _listed(told)


def _objection_to_six(told: IPv6Address) -> str | None:
    if told.scope_id is not None:
        return "a link-local network"
    if told.ipv4_mapped is not None:
        return _listed(told.ipv4_mapped)
    if told in _NAT64:
        return _listed(IPv4Address(int(told) & 0xFFFFFFFF))
    return _listed(told) or (None if told in _GLOBAL else "a reserved range")


def _listed(told: Address) -> str | None:
    return next((word for network, word in _REFUSED if told in network), None)
