"""BODYSTRUCTURE as servers send it, to what reading goes by."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.response_parser import parse_fetch_response

from watcher.mail.imap_structure import OddStructureError, structure_of
from watcher.reading import Structure


def parsed(text: bytes) -> Structure:
    """From the wire, through imapclient."""
    items = parse_fetch_response([b"1 (UID 1 BODYSTRUCTURE " + text + b")"])
    return structure_of(items[1][b"BODYSTRUCTURE"])


def flat(node: Structure) -> Iterator[tuple[str, str]]:
    yield node.section, node.content_type
    for child in node.children:
        yield from flat(child)


TEXT = b'("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "QUOTED-PRINTABLE" 12 1 NIL NIL NIL NIL)'
HTML = b'("text" "html" NIL NIL NIL "7bit" 3 1)'
PDF = (
    b'("APPLICATION" "PDF" ("NAME" "=?UTF-8?Q?R=C3=A9sum=C3=A9=2Epdf?=") NIL NIL "BASE64" 4000 NIL '
    b'("ATTACHMENT" ("FILENAME" "cv.pdf")) NIL NIL)'
)
ENVELOPE = b"(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"


def test_a_single_part() -> None:
    node = parsed(TEXT)
    assert node == Structure("1", "text/plain", {"charset": "UTF-8"}, "quoted-printable", 12)


def test_sections_are_numbered_as_in_rfc_3501() -> None:
    inner = b"(" + TEXT + HTML + b' "ALTERNATIVE" ("BOUNDARY" "b"))'
    embedded = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 ' + ENVELOPE + b" " + TEXT + b" 20)"
    holding_parts = b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 ' + ENVELOPE + b" (" + TEXT + HTML + b' "MIXED") 20)'
    node = parsed(b"(" + inner + PDF + embedded + holding_parts + b' "MIXED" ("BOUNDARY" "a") NIL NIL)')
    assert list(flat(node)) == [
        ("", "multipart/mixed"),
        ("1", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/html"),
        ("2", "application/pdf"),
        ("3", "message/rfc822"),
        ("3.1", "text/plain"),
        ("4", "message/rfc822"),
        ("4.1", "text/plain"),
        ("4.2", "text/html"),
    ]


def test_an_attachment_has_its_name() -> None:
    node = parsed(b"(" + TEXT + PDF + b' "MIXED")').children[1]
    assert (node.disposition, node.filename, node.size, node.encoding) == ("attachment", "cv.pdf", 4000, "base64")
    assert node.params["name"] == "Résumé.pdf"


@pytest.mark.parametrize(
    "parameters",
    [
        b'("NAME*" "utf-8\'\'R%C3%A9sum%C3%A9.pdf")',
        b'("name*0*" "utf-8\'\'R%C3%A9" "name*1*" "sum%C3%A9" "name*2" ".pdf")',
        b'("NAME" "=?utf-8?B?UsOpc3Vtw6kucGRm?=")',
        b'("NAME" {13}',
    ],
    ids=["rfc 2231", "continued", "rfc 2047", "bare utf-8"],
)
def test_names_beyond_ascii(parameters: bytes) -> None:
    rest = b' NIL NIL "BASE64" 10 NIL NIL NIL NIL)'
    if parameters.endswith(b"}"):
        lines = [
            (b'1 (UID 1 BODYSTRUCTURE ("APPLICATION" "PDF" ' + parameters, "Résumé.pdf".encode() + b" "),
            b")" + rest + b")",
        ]
        items = parse_fetch_response(lines)
        node = structure_of(items[1][b"BODYSTRUCTURE"])
        assert node.filename.strip() == "Résumé.pdf"
    else:
        assert parsed(b'("APPLICATION" "PDF" ' + parameters + rest).filename == "Résumé.pdf"


@pytest.mark.parametrize(
    ("text", "disposition"),
    [
        (b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3 1 NIL ("INLINE" NIL))', "inline"),
        (b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3 NIL ("attachment" NIL) NIL)', "attachment"),
        (b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3 1 NIL "attachment")', "attachment"),
        (b'("TEXT" "PLAIN" NIL NIL NIL "7BIT" 3 1)', ""),
        (b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 NIL ("ATTACHMENT" ("FILENAME" "m.eml")) NIL)', "attachment"),
    ],
)
def test_dispositions_that_servers_put_elsewhere(text: bytes, disposition: str) -> None:
    assert parsed(text).disposition == disposition


@pytest.mark.parametrize("odd", [None, (), b"text", 7, (b"TEXT",), [[], b"mixed"], ([], b"mixed"), ((None,), b"mixed")])
def test_what_is_no_structure_is_said_to_be_none(odd: object) -> None:
    with pytest.raises(OddStructureError):
        structure_of(odd)


def test_row_32_depth_and_width_are_bounded() -> None:
    leaf = (b"TEXT", b"PLAIN", None, None, None, b"7BIT", 1, 1)
    deep: object = leaf
    for _ in range(25):
        deep = ([deep], b"MIXED")
    with pytest.raises(OddStructureError):
        structure_of(deep)
    with pytest.raises(OddStructureError):
        structure_of(([leaf] * 300, b"MIXED"))


_atoms = (
    st.none()
    | st.integers(-3, 9)
    | st.sampled_from([b"TEXT", b"message", b"RFC822", b"attachment", b"=?x?Q?=ff?=", b"n*0*"])
)


@given(
    st.recursive(
        _atoms, lambda inner: st.lists(inner, max_size=9) | st.lists(inner, max_size=9).map(tuple), max_leaves=40
    )
)
def test_any_answer_is_a_structure_or_said_to_be_odd(answer: object) -> None:
    try:
        node = structure_of(answer)
    except OddStructureError:
        return
    assert isinstance(node, Structure)
