"""Text files that people upload: whether bytes are text, and in which encoding they were written."""

import codecs

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
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
# Of a text at most so many characters are controls: a stray one does not make a file binary.
_MOST_CONTROLS = 0.01


class UndecodableError(ValueError):
    """Bytes that fit no encoding that is read. `line`: where the first of them stand, from 1; `wrong`: these bytes."""

    def __init__(self, line: int, wrong: str):
        super().__init__(f"line {line}: {wrong}")
        self.line = line
        self.wrong = wrong


def is_text(data: bytes) -> bool:
    """Whether the bytes may be text in one of the encodings that are read."""
    if data.startswith(_BINARY):
        return False
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data) is not None:
        return True
    sample = data[:_SAMPLE]
    return sum(byte < 32 and byte not in b"\t\n\r" for byte in sample) <= len(sample) * _MOST_CONTROLS


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252.

    Raises UndecodableError.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding.removesuffix("-sig")
    wide = _wide(data)
    if wide is not None:
        return _strictly(data, wide), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "windows-1252"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in western text every second byte is zero."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd, half = sample[0::2].count(0), sample[1::2].count(0), len(sample) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = " ".join(f"0x{byte:02X}" for byte in data[error.start : error.end])
        raise UndecodableError(data[: error.start].count(b"\n") + 1, wrong) from error
