"""Files for tests, made by hand: PDFs with pages of lines, and Word files of any inside."""

import zipfile
from io import BytesIO

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
# A password nobody has: the keys are made up.
_ENCRYPTED = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <"
    + b"28bf4e5e" * 8
    + b"> /U <"
    + b"11" * 32
    + b"> >> /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def pdf(*pages: str, protected: bool = False) -> bytes:
    """A PDF with these pages, each of lines of plain letters."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, page in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * at} 0 R >>".encode(),
            _stream(page),
        ]
    return _written(objects, _ENCRYPTED if protected else b"")


def _stream(page: str) -> bytes:
    lines = page.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").split("\n")
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 50 780 Td 14 TL {shown} ET".encode("latin-1")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _written(objects: list[bytes], trailer: bytes) -> bytes:
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table))
    return out.getvalue()


def docx(body: str, *, before: str = "", megabytes_of_spaces: int = 0) -> bytes:
    """A Word file. `before`: what stands before its root element."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        folder.writestr("word/styles.xml", f"<w:styles {WORD}>{styles}</w:styles>")
        with folder.open("word/document.xml", "w") as part:
            part.write(f"{before}<w:document {WORD} {_COMPATIBILITY}><w:body>{body}".encode())
            for _ in range(megabytes_of_spaces):
                part.write(b" " * 1_000_000)
            part.write(b"</w:body></w:document>")
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    described = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{described}<w:r><w:t>{text}</w:t></w:r></w:p>"
