"""HTML to readable text, and work that stays bounded on hostile HTML."""

from __future__ import annotations

import pytest

from watcher.reading.markup import Page, Room
from watcher.reading.markup import page as page_in


def page(html: str, *, links_only: bool = False) -> Page:
    return page_in(html, Room(), links_only=links_only)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello <b>A</b>da,<br>how   are\nyou?", "Hello Ada,\nhow are you?"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two<div>Three</div></div>", "One\nTwo\nThree"),
        ("<h1>Title</h1>text", "Title\n\ntext"),
        ("<ul><li>one</li><li><p>two</p></li></ul>", "- one\n- two"),
        (
            "<table><tr><th>When</th><td>Monday</td></tr><tr><td>Where</td><td> Room 5 </td></tr></table>",
            "When\tMonday\nWhere\tRoom 5",
        ),
        ("<table><tr><td><div>Layout</div></td><td><div>table</div></td></tr></table>", "Layout\ntable"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a&nbsp;&amp;&nbsp;b &lt;c&gt; &#8211; &euro;", "a & b <c> – €"),
        ("<style>p{}</style><script>x()</script><title>t</title><!-- c --><p>shown</p>", "shown"),
        ("<!--[if mso]><p>for Outlook</p><![endif]-->all", "all"),
        ('<div style="display:none; max-height: 0">preheader</div>shown', "shown"),
        (
            '<span style="DISPLAY : none !important">x</span><p hidden>y</p><i style="visibility:hidden">z</i>shown',
            "zshown",
        ),
        ('<span style="opacity:0">x</span><span style="opacity:0.8">seen</span>', "seen"),
        ('<td style="font-size:0px"><div style="font-size:13px">seen</div></td>', "seen"),
        ("&zwnj;&nbsp;&zwnj;&nbsp;&#847;&#8203;soft&shy;ly", "softly"),
        ("one<p></p><p>&nbsp;</p><p></p>two", "one\n\ntwo"),
        ("never <b>closed <i>tags", "never closed tags"),
        ("<html><body><p>a</body></html><p>after", "a\n\nafter"),
        ("", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert page(html).text.strip() == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("new<blockquote>old<blockquote>older</blockquote></blockquote>", "new\n\n> old\n>\n> older"),
        ('<blockquote style="margin:0 0 0 40px;border:none">indented</blockquote>', "indented"),
        ('<blockquote style="border:none" type="cite">old</blockquote>', "> old"),
        (
            'new<div class="gmail_quote"><div class="gmail_attr">When, who:</div>'
            '<blockquote class="gmail_quote">old</blockquote></div>answer',
            "new\n> When, who:\n\n> old\n>\nanswer",
        ),
        (
            'new<div class="gmail_quote"><div class="gmail_attr">----- Forwarded -----<br>Who</div>told</div>',
            "new\n> ----- Forwarded -----\n> Who\n> told",
        ),
        ('new<div class="x_moz-cite-prefix">Who wrote</div>', "new\n> Who wrote"),
        ('new<hr><div id="divRplyFwdMsg">De: Grace</div><div>old</div>', "new\n> De: Grace\n> old"),
    ],
)
def test_quotations(html: str, text: str) -> None:
    assert page(html).text == text


def test_links() -> None:
    html = """<a href=" https://acme.example/a?x=1&amp;y=2 ">a</a><a href="javascript:x()">b</a><a href="#c">c</a>
        <a href="HTTPS://acme.example/a">d</a><a href="mailto:g@acme.example">e</a><a href="tel:+1555">f</a><a>g</a>
        <a href=" https://acme.example/a?x=1&amp;y=2 ">again</a>"""
    links = ("https://acme.example/a?x=1&y=2", "HTTPS://acme.example/a", "mailto:g@acme.example", "tel:+1555")
    assert page(html).links == links
    assert page(html, links_only=True).links == links
    assert page(html, links_only=True).text == ""
    assert len(page("".join(f"<a href='http://x.example/{number}'></a>" for number in range(500))).links) == 200


def test_json_ld() -> None:
    script = '<script type="application/ld+json"> {"@type": "EventReservation"} </script>'
    for html in (script, f"<head>{script}</head>text", f"<body>{script}<script>x()</script></body>"):
        assert page(html).json_ld == ('{"@type": "EventReservation"}',)
        assert page(html, links_only=True).json_ld == ('{"@type": "EventReservation"}',)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000,
        "<b>" * 330_000,
        "<font>a</p>" * 90_000,
        "<div><marquee></div></marquee>" * 33_000,
        "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "<div " + " ".join(f'a{number}="<"' for number in range(100_000)) + ">",
        '<div x=">" ' + " ".join(f"a{number}" for number in range(60_000)) + ">",
        "<!--" * 250_000,
        "<style" * 160_000,
        "<" * 1_000_000,
        "<td>" * 250_000,
        "&" * 1_000_000,
        "<p>" + "\u200c " * 300_000,
        "<img src='data:image/png;base64," + "A" * 20_000_000 + "'>",
    ],
    ids=lambda html: html[:16],
)
def test_hostile_html_is_bounded(html: str) -> None:
    assert page("<p>before</p>" + html + "after").text.startswith("before") or "before" in page(html + "<p>before").text


def test_a_long_text_without_tags_stays_whole() -> None:
    words = "word " * 10_000
    assert page(f"<p>{words}</p>").text == words.strip()
