"""The encoding names that browsers accept, and some others that pages print, each with Python's codec."""

# Python's own lookup does not serve: it also knows "hex" and "idna", which are no encodings of text.
_LABELS: dict[str, str] = {
    "utf-8": (
        "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 utf8mb4 utf8mb3 unicode unicode11utf8 unicode20utf8 "
        # A page that says utf-16 in its own ASCII-readable markup cannot be utf-16.
        "utf-16 utf-16le utf-16be ucs-2 iso-10646-ucs-2"
    ),
    "cp1252": (
        "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii "
        "us-ascii ansi_x3.4-1968 cp819 csisolatin1 ibm819 iso-ir-100 iso88591 iso_8859-1:1987"
    ),
    "iso8859_2": (
        "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2 csisolatin2 iso-ir-101 iso88592 iso_8859-2:1987"
    ),
    "iso8859_3": (
        "iso-8859-3 iso8859-3 latin3 l3 csisolatin3 iso-ir-109 iso88593 iso_8859-3 iso_8859-3:1988"
    ),
    "iso8859_4": (
        "iso-8859-4 iso8859-4 latin4 l4 csisolatin4 iso-ir-110 iso88594 iso_8859-4 iso_8859-4:1988"
    ),
    "iso8859_5": (
        "iso-8859-5 iso8859-5 iso_8859-5 cyrillic csisolatincyrillic iso-ir-144 iso88595 iso_8859-5:1988"
    ),
    "iso8859_6": (
        "iso-8859-6 iso8859-6 arabic ecma-114 asmo-708 csiso88596e csiso88596i csisolatinarabic "
        "iso-8859-6-e iso-8859-6-i iso-ir-127 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso8859_7": (
        "iso-8859-7 iso8859-7 greek greek8 ecma-118 csisolatingreek elot_928 iso-ir-126 iso88597 "
        "iso_8859-7 iso_8859-7:1987 sun_eu_greek"
    ),
    "iso8859_8": (
        "iso-8859-8 iso8859-8 iso-8859-8-i iso-8859-8-e hebrew visual logical csiso88598e "
        "csisolatinhebrew iso-ir-138 iso88598 iso_8859-8 iso_8859-8:1988 csiso88598i"
    ),
    "iso8859_10": "iso-8859-10 iso8859-10 latin6 csisolatin6 iso-ir-157 iso885910 l6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 iso8859-15 latin9 l9 csisolatin9 iso885915 iso_8859-15",
    "iso8859_16": "iso-8859-16",
    "cp874": "windows-874 tis-620 iso-8859-11 dos-874 iso8859-11 iso885911",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 win-1251 win1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": (
        "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5 csisolatin5 iso-ir-148 "
        "iso88599 iso_8859-9 iso_8859-9:1989"
    ),
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp866": "ibm866 cp866 866 csibm866",
    "koi8_r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8_u": "koi8-u koi8-ru koi8_u",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": (
        "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese csgb2312 iso-ir-58 hz-gb-2312 csiso58gb231280 gb_2312"
    ),
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc_jp": "euc-jp euc_jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": (
        "euc-kr euc_kr ks_c_5601-1987 korean ksc5601 ksc_5601 windows-949 cseuckr csksc56011987 "
        "iso-ir-149 ks_c_5601-1989"
    ),
}

CODEC_OF: dict[str, str] = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
