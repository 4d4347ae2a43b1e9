"""Finds out in which encoding a text file was written."""

import codecs

from frontdesk.knowledge.errors import FileFault, FileFaultsError

# What common binary files begin with: PDF, ZIP (and office files), PNG, JPEG, GIF, gzip, OLE, ELF.
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def looks_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any of the encodings that are read."""
    if data.startswith(_BINARY):
        return True
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data):
        return False
    sample = data[:_SAMPLE]
    return sum(byte < 32 and byte not in b"\t\n\r\x00" for byte in sample) > len(sample) // 10


def decoded(data: bytes) -> str:
    """The text, by its mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252; line ends become one kind.

    Raises FileFaultsError naming the line of the first byte that fits none of them.
    """
    return _text(data).replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    wide = _wide(data)
    if wide:
        return _strictly(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in western text every second byte is zero."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        wrong = " ".join(f"0x{byte:02X}" for byte in data[error.start : error.end])
        raise FileFaultsError(
            [FileFault(f"line {line}", f"the bytes {wrong} are no text in this encoding; save the file as UTF-8")]
        ) from error
