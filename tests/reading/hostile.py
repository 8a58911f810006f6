"""Mail made to hurt its reader. Each case takes a size: about so many octets come out."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable, Mapping

MB = 1_000_000
BASIC = b"From: Mallory <mallory@acme.example>\r\nTo: ada@example.org\r\nSubject: Role\r\n"
DATED = BASIC + b"Date: Tue, 05 Mar 2024 10:00:00 +0100\r\n"
TYPES = {
    "plain": b"Content-Type: text/plain; charset=utf-8\r\n\r\n",
    "html": b"Content-Type: text/html; charset=utf-8\r\n\r\n",
    "calendar": b"Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n",
}


def filled(piece: bytes, size: int) -> bytes:
    """`piece` so often that about `size` octets come out."""
    return piece * max(size // len(piece), 1)


def bodied(kind: str, start: bytes, piece: bytes, end: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: DATED + TYPES[kind] + start + filled(piece, size) + end


def headed(start: bytes, piece: bytes, end: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: DATED + start + filled(piece, size) + end + b"\r\n\r\nHello\r\n"


def numbered(start: bytes, piece: bytes, end: bytes) -> Callable[[int], bytes]:
    """`piece` holds one %d, which counts up from 0."""
    return lambda size: start + b"".join(piece % number for number in range(size // len(piece))) + end


def encoded(body: bytes, encoding: bytes, kind: bytes = b"text/plain") -> bytes:
    code = base64.encodebytes if encoding == b"base64" else quopri.encodestring
    return DATED + b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + code(body)


def with_attachment(kind: bytes, encoding: bytes, piece: bytes) -> Callable[[int], bytes]:
    start = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: " + kind
    start = DATED + start + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n"
    return lambda size: start + filled(piece, size) + b"\r\n--b--\r\n"


BASE64_LINE = b"QUJD" * 19 + b"\r\n"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n"
EVENT = b"BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20240305T090000Z\r\nDTEND:20240305T100000Z\r\n"
ENDED = b"END:VEVENT\r\nEND:VCALENDAR\r\n"
ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\n"
    b"TZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
NOWHERE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\n"
    b"TZOFFSETTO:+0200\r\n"
)
SOMEWHEN = EVENT.replace(b"DTSTART:20240305T090000Z", b"DTSTART;TZID=Nowhere:20240305T090000") + ENDED
MULTIPART = b"Content-Type: multipart/mixed; boundary=b\r\n"

CASES: Mapping[str, tuple[Callable[[int], bytes], int]] = {
    # parts
    "base64 attached": (with_attachment(b"application/zip", b"base64", BASE64_LINE), 1000 * MB),
    "base64 as the text": (with_attachment(b"text/plain", b"base64", BASE64_LINE), 1000 * MB),
    "base64 alone": (lambda n: encoded(b"x" * n, b"base64"), 20 * MB),
    "base64 of one line": (with_attachment(b"text/plain", b"base64", b"QUJD"), 990_000),
    "base64 with noise": (with_attachment(b"text/plain", b"base64", b"Q*"), 990_000),
    "quoted-printable": (lambda n: encoded("ü".encode() * (n // 2), b"quoted-printable"), 300_000),
    "quoted-printable escapes": (with_attachment(b"text/plain", b"quoted-printable", b"="), 990_000),
    "parts, 10,000 of them": (lambda n: DATED + MULTIPART + filled(b"\r\n--b\r\n\r\nx", n), 110_000),
    "parts of many types": (
        numbered(DATED + MULTIPART, b"\r\n--b\r\nContent-Type: text/html; name=%d\r\n\r\n<p>x", b""),
        MB,
    ),
    "nested, 1,000 deep": (numbered(DATED, b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%%d\n", b""), 46_000),
    "nested with one boundary": (lambda n: DATED + filled(MULTIPART + b"\r\n--b\r\n", n), 5 * MB),
    "messages in messages": (lambda n: DATED + filled(b"Content-Type: message/rfc822\r\n\r\n", n), 5 * MB),
    "messages in a report": (
        lambda n: (
            DATED
            + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n"
            + filled(b"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <x@y.example>\r\n\r\n", n)
        ),
        MB,
    ),
    "boundary of one dash": (lambda n: DATED + b"Content-Type: multipart/x; boundary=-\r\n\r\n" + b"-" * n, 20 * MB),
    "boundaries that are none": (lambda n: DATED + MULTIPART + filled(b"\r\n--bx", n), 20 * MB),
    "boundary of a megabyte": (
        lambda n: DATED + b"Content-Type: multipart/mixed; boundary=" + b"b" * n + b"\r\n\r\n--" + b"b" * n,
        MB,
    ),
    # headers
    "header of one long value": (headed(b"X-Long: ", b"x"), 10 * MB),
    "header of one long word": (headed(b"Subject: ", b"x"), 10 * MB),
    "headers, 100,000 of them": (numbered(DATED, b"X-%d: y\r\n", b"\r\nHello\r\n"), 900_000),
    "headers of one name": (headed(b"X: y", b"\r\nReceived: from x by y; Tue, 5 Mar 2024 10:00:00 +0100"), 10 * MB),
    "headers without a colon": (headed(b"X: y\r\n", b"x\r\n"), 10 * MB),
    "header without an end": (lambda n: DATED + filled(b"X: y\r\n", n), 10 * MB),
    "header folded often": (headed(b"Subject: x", b"\r\n x"), 10 * MB),
    "header of white space": (lambda n: DATED + b"Subject:" + b" " * n + b"\r\n\r\nHello", 10 * MB),
    "white space in front": (lambda n: b" \r\n" * (n // 3) + DATED + b"\r\nHello", 10 * MB),
    "encoded words": (headed(b"Subject: ", b"=?utf-8?B?w7w=?= "), MB),
    "encoded words of many charsets": (numbered(DATED + b"Subject:", b" =?iso-8859-%d?Q?=FC?=", b"\r\n\r\nHello"), MB),
    "encoded words without an end": (headed(b"Subject: ", b"=?utf-8?B?"), MB),
    "encoded words of utf-7": (headed(b"Subject: ", b"=?utf-7?Q?+2AA-?= "), MB),
    "encoded word of one line": (headed(b"Subject: =?utf-8?Q?", b"=0D=0A", b"?="), MB),
    "parameters continued, 100,000": (
        numbered(DATED + b"Content-Type: text/plain; name*0=a", b";\r\n name*%d*=%%41", b"\r\n\r\nHello"),
        2 * MB,
    ),
    "parameters of percents": (headed(b"Content-Type: text/plain; name*=utf-8''", b"%"), MB),
    "parameters, an unknown charset": (headed(b"Content-Type: text/plain; name*=no-such''", b"%FC"), MB),
    "parameters of quotes": (headed(b'Content-Type: text/plain; name="', b'\\"'), MB),
    "parameters of semicolons": (headed(b"Content-Type: text/plain", b"; "), MB),
    "parameter names": (headed(b"Content-Type: text/plain; ", b"x"), MB),
    "addresses": (numbered(DATED + b"Cc: x@y.example", b", A <a%d@b.example>", b"\r\n\r\nHello"), MB),
    "address brackets": (headed(b"Cc: ", b"<"), MB),
    "address comments": (headed(b"Cc: ", b"("), MB),
    "address quotes": (headed(b"Cc: ", b'"'), MB),
    "address dots": (headed(b"Cc: a@", b"a."), MB),
    "address groups": (headed(b"Cc: ", b"a:;"), MB),
    "references": (numbered(DATED + b"References:", b" <r%d@y.example>", b"\r\n\r\nHello"), 10 * MB),
    "message-id brackets": (headed(b"Message-ID: ", b"<"), MB),
    "a date in the year 1": (lambda n: BASIC + b"Date: Mon, 01 Jan 0001 00:00:00 +1400\r\n\r\nx" + b"y" * n, 100),
    "a date in the year 9999": (lambda n: BASIC + b"Date: Fri, 31 Dec 9999 23:59:59 -1400\r\n\r\nx" + b"y" * n, 100),
    "a date of digits": (lambda n: BASIC + b"Date: " + b"1" * n + b"\r\n\r\nHello", MB),
    "a date of blanks": (lambda n: BASIC + b"Date: 1" + b" " * n + b"Mar 2024\r\n\r\nHello", MB),
    # text
    "text of NUL": (bodied("plain", b"", b"\0"), 990_000),
    "text of bare CR": (lambda n: (DATED + TYPES["plain"]).replace(b"\n", b"") + filled(b"word\r", n), 20 * MB),
    "text of line ends": (bodied("plain", b"x", b"\n"), 990_000),
    "text of blank lines": (bodied("plain", b"x", b"\n \n"), 990_000),
    "text of one line": (bodied("plain", b"", b"word "), 990_000),
    "text of quoted lines": (bodied("plain", b"", b"> q\n"), 990_000),
    "text of quotation marks": (bodied("plain", b"", b">"), 990_000),
    "text of attributions": (bodied("plain", b"", b"On 5 Mar 2024, at 10:00, A wrote:\n> x\n"), 990_000),
    "text of half attributions": (bodied("plain", b"", b"On 5 Mar 2024\n"), 990_000),
    "text of labels": (bodied("plain", b"", b"From: a\nSent: b\n\n"), 990_000),
    "text of rules": (bodied("plain", b"", b"-----\n"), 990_000),
    "text of separators": (bodied("plain", b"", b"-----Original Message-----\n> x\n"), 990_000),
    "text of links": (numbered(DATED + TYPES["plain"], b"https://x.example/%d\n", b""), 850_000),
    "text of one link": (bodied("plain", b"https://x.example/", b"a"), 990_000),
    "flowed text": (
        lambda n: DATED + b"Content-Type: text/plain; format=flowed\r\n\r\n" + filled(b"> x \n", n),
        990_000,
    ),
    "text of an unknown charset": (
        lambda n: DATED + b"Content-Type: text/plain; charset=x-no-such\r\n\r\n" + filled(b"\xfc ", n),
        990_000,
    ),
    "text of utf-7": (
        lambda n: DATED + b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + filled(b"+2AA-", n),
        990_000,
    ),
    "text called utf-16": (
        lambda n: DATED + b"Content-Type: text/plain; charset=utf-16\r\n\r\n" + filled(b"\xd8\x00", n),
        990_000,
    ),
    "text called iso-2022-jp": (
        lambda n: DATED + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + filled(b"\x1b$B", n),
        990_000,
    ),
    "text of accents": (bodied("plain", b"e", "\u0301".encode()), 990_000),
    "text of accents out of order": (bodied("plain", b"e", "\u0301\u0327".encode()), 990_000),
    "flowed text, four parts of it": (
        lambda n: (
            DATED
            + MULTIPART
            + (b"\r\n--b\r\nContent-Type: text/plain; format=flowed\r\n\r\n" + filled(b"> x \n", n // 4)) * 4
        ),
        3_900_000,
    ),
    "text of quoted lines, four parts of it": (
        lambda n: DATED + MULTIPART + (b"\r\n--b\r\n\r\n" + filled(b"> \xfc\n", n // 4)) * 4,
        3_900_000,
    ),
    # HTML
    "HTML of 20 MB": (bodied("html", b"<table>", b"<tr><td><p>Dear Ada</p></td></tr>"), 20 * MB),
    "HTML of 1 MB": (bodied("html", b"<table>", b"<tr><td><p>Dear Ada</p></td></tr>"), 990_000),
    "HTML, nested div": (bodied("html", b"", b"<div>"), 990_000),
    "HTML, nested b": (bodied("html", b"", b"<b>"), 990_000),
    "HTML, nested p and font": (bodied("html", b"", b"<p><font>"), 990_000),
    "HTML, nested table": (bodied("html", b"", b"<table><tr><td>"), 990_000),
    "HTML, nested quotations": (bodied("html", b"", b"<blockquote>q"), 990_000),
    "HTML, nested lists": (bodied("html", b"", b"<ul><li>"), 990_000),
    "HTML, misnested": (bodied("html", b"", b"<a><b></a></b><p>"), 990_000),
    "HTML, closed never opened": (bodied("html", b"", b"</div></p></b>"), 990_000),
    "HTML, attributes": (numbered(DATED + TYPES["html"] + b"<p", b" a%d=1", b">Hello"), 600_000),
    "HTML, attributes in many tags": (
        lambda n: DATED + TYPES["html"] + filled(b"<p " + b" ".join(b"a%d" % i for i in range(700)) + b">", n),
        990_000,
    ),
    "HTML, attributes behind a quoted >": (
        numbered(DATED + TYPES["html"] + b'<p x=">"', b" a%d=1", b">Hello"),
        390_000,
    ),
    "HTML, quoted > in many attributes": (numbered(DATED + TYPES["html"] + b"<p", b" a%d='>'", b">Hello"), 390_000),
    "HTML, quoted < in many attributes": (numbered(DATED + TYPES["html"] + b"<p", b" a%d='<b'", b">Hello"), 390_000),
    "HTML, < in the names of attributes": (numbered(DATED + TYPES["html"] + b"<p", b" <a%d", b">Hello"), 150_000),
    "HTML, > in few attributes": (
        lambda n: (
            DATED
            + TYPES["html"]
            + filled(
                b"<p" + b"".join(b" a%d='>'" % i + b"".join(b" b%d%d" % (i, j) for j in range(30)) for i in range(30)),
                n,
            )
        ),
        390_000,
    ),
    "HTML, one long attribute": (bodied("html", b'<a href="', b"x", b'">x</a>'), 990_000),
    "HTML, open angles": (bodied("html", b"", b"<"), 990_000),
    "HTML, open comments": (bodied("html", b"", b"<!--"), 990_000),
    "HTML, open styles": (bodied("html", b"", b"<style"), 990_000),
    "HTML, comments": (bodied("html", b"", b"<!-- x -->"), 990_000),
    "HTML, entities": (bodied("html", b"", b"&amp;&nbsp;&#xD800;"), 990_000),
    "HTML, ampersands": (bodied("html", b"", b"&"), 990_000),
    "HTML, long styles": (bodied("html", b"<p style='", b"display :", b"'>x"), 3_900),
    "HTML, hidden styles": (bodied("html", b"", b"<p style='display  :  nonsense  display'>x"), 390_000),
    "HTML, selects": (bodied("html", b"", b"<select><option>"), 390_000),
    "HTML, formatting in tables": (bodied("html", b"<table>", b"<b>x"), 390_000),
    "HTML, forms and templates": (bodied("html", b"", b"<template><form>"), 390_000),
    "HTML, svg": (bodied("html", b"", b"<svg><g>"), 390_000),
    "HTML, class names": (bodied("html", b"<p class='", b"x_", b"'>x"), 3_900),
    "HTML, links": (numbered(DATED + TYPES["html"], b"<a href='https://x.example/%d'>x</a>", b""), 900_000),
    "HTML, scripts": (bodied("html", b"", b"<script type='application/ld+json'>{}</script>"), 990_000),
    "HTML, white space": (bodied("html", b"<pre>", b" \t"), 390_000),
    "HTML, padding": (bodied("html", b"", "\u200c\u200b".encode()), 390_000),
    "HTML, Gmail's introductions": (bodied("html", b"", b"<div class=gmail_attr>x"), 9_000),
    "HTML, parts of it": (
        lambda n: DATED + MULTIPART + filled(b"\r\n--b\r\nContent-Type: text/html\r\n\r\n" + b"<p>x" * 20_000, n),
        4 * MB,
    ),
    # iCalendar
    "calendar, 100,000 events": (
        bodied("calendar", CALENDAR, EVENT + b"END:VEVENT\r\n", b"END:VCALENDAR\r\n"),
        10 * MB,
    ),
    "calendar, events of 150 kB": (
        bodied("calendar", CALENDAR, EVENT + b"END:VEVENT\r\n", b"END:VCALENDAR\r\n"),
        149_000,
    ),
    "calendar, small events": (
        bodied("calendar", CALENDAR, b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"END:VCALENDAR\r\n"),
        149_000,
    ),
    "calendar, nested": (bodied("calendar", CALENDAR, b"BEGIN:VEVENT\r\n"), 149_000),
    "calendar in calendar": (bodied("calendar", b"", b"BEGIN:VCALENDAR\r\n"), 149_000),
    "calendars": (bodied("calendar", b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), 149_000),
    "calendar, one long line": (bodied("calendar", CALENDAR + EVENT + b"DESCRIPTION:", b"x", b"\r\n" + ENDED), 149_000),
    "calendar, escapes": (bodied("calendar", CALENDAR + EVENT + b"DESCRIPTION:", b"\\n", b"\r\n" + ENDED), 149_000),
    "calendar, folded": (bodied("calendar", CALENDAR + EVENT + b"DESCRIPTION:", b"x\r\n ", b"\r\n" + ENDED), 149_000),
    "calendar, attendees": (
        bodied("calendar", CALENDAR + EVENT, b"ATTENDEE;CN=A:mailto:a@b.example\r\n", ENDED),
        149_000,
    ),
    "calendar, parameters": (
        bodied("calendar", CALENDAR + EVENT + b"ATTENDEE", b";X=y", b":mailto:a\r\n" + ENDED),
        149_000,
    ),
    "calendar, parameter values": (
        bodied("calendar", CALENDAR + EVENT + b"ATTENDEE;X=y", b',"z"', b":mailto:a\r\n" + ENDED),
        149_000,
    ),
    "calendar, quotes": (
        bodied("calendar", CALENDAR + EVENT + b'ATTENDEE;CN="', b'"', b":mailto:a\r\n" + ENDED),
        149_000,
    ),
    "calendar, broken lines": (bodied("calendar", CALENDAR + EVENT, b"x\r\n", ENDED), 149_000),
    "calendar, rules": (bodied("calendar", CALENDAR + EVENT, b"RRULE:FREQ=SECONDLY;COUNT=9\r\n", ENDED), 149_000),
    "calendar, one rule": (
        bodied("calendar", CALENDAR + EVENT + b"RRULE:FREQ=DAILY", b";BYDAY=MO", b"\r\n" + ENDED),
        149_000,
    ),
    "calendar, dates": (
        bodied("calendar", CALENDAR + EVENT + b"RDATE:20240305T090000", b",20240305T090000", b"\r\n" + ENDED),
        149_000,
    ),
    "calendar, periods": (
        bodied("calendar", CALENDAR + EVENT + b"FREEBUSY:", b"20240305T090000Z/PT1H,", b"\r\n" + ENDED),
        149_000,
    ),
    "calendar, digits": (bodied("calendar", CALENDAR + EVENT + b"SEQUENCE:", b"9", b"\r\n" + ENDED), 149_000),
    "calendar, a long duration": (
        bodied("calendar", CALENDAR + EVENT + b"DURATION:P", b"9", b"W\r\n" + ENDED),
        149_000,
    ),
    "calendar, a zone that never ends": (bodied("calendar", CALENDAR + ZONE + EVENT, b"X-A:b\r\n", ENDED), 1_000),
    "calendar, zones": (bodied("calendar", CALENDAR, ZONE, EVENT + ENDED), 149_000),
    "calendar, tame zones": (
        bodied("calendar", CALENDAR, ZONE.replace(b"SECONDLY", b"YEARLY"), EVENT + ENDED),
        149_000,
    ),
    "calendar, observances": (
        bodied(
            "calendar",
            CALENDAR + b"BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\n",
            b"BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
            b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:STANDARD\r\n",
            b"END:VTIMEZONE\r\n" + SOMEWHEN,
        ),
        149_000,
    ),
    "calendar, unknown zones": (
        numbered(
            DATED + TYPES["calendar"] + CALENDAR,
            b"BEGIN:VEVENT\r\nUID:%d\r\nDTSTART;TZID=Nowhere:20240305T090000\r\nEND:VEVENT\r\n",
            b"END:VCALENDAR\r\n",
        ),
        140_000,
    ),
    "calendar, a zone of dates": (
        bodied(
            "calendar",
            CALENDAR + NOWHERE + b"RDATE:20000101T000000",
            b",20000101T000000",
            b"\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" + SOMEWHEN,
        ),
        149_000,
    ),
    "calendar, twelve rules": (
        lambda n: (
            DATED
            + TYPES["calendar"]
            + CALENDAR
            + (ZONE.replace(b"SECONDLY", b"YEARLY;BYMONTH=3;BYDAY=-1SU") * 12)
            + SOMEWHEN.replace(b"END:VCALENDAR", b"X-A:" + b"b" * n + b"\r\nEND:VCALENDAR")
        ),
        1_000,
    ),
    "calendars, fifty of them": (
        lambda n: (
            DATED
            + MULTIPART
            + filled(
                b"\r\n--b\r\nContent-Type: text/calendar\r\n\r\n"
                + CALENDAR
                + EVENT * 900
                + b"END:VEVENT\r\n" * 900
                + b"END:VCALENDAR",
                n,
            )
        ),
        4 * MB,
    ),
    # reports
    "report of recipients": (
        numbered(
            DATED
            + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
            + b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n",
            b"\r\nFinal-Recipient: rfc822; a%d@b.example\r\nAction: failed\r\n",
            b"--b--\r\n",
        ),
        900_000,
    ),
    "report of blank lines": (
        lambda n: (
            DATED
            + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
            + b"Content-Type: message/delivery-status\r\n\r\n"
            + b"\n \t" * (n // 3)
        ),
        990_000,
    ),
    "report in words": (
        lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + filled(b"a@b.example.\n", n),
        990_000,
    ),
    "report of at signs": (
        lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + filled(b"a@", n),
        990_000,
    ),
    "report of one word": (
        lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + b"a" * n,
        990_000,
    ),
    "report of rules": (
        lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + filled(b"\n--- ", n),
        990_000,
    ),
}
"""By name: the generator, and the size at which it is measured."""
