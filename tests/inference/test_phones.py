"""Which number of a signature is a telephone's."""

from __future__ import annotations

import pytest

from watcher.inference.people import phone_in


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Tel: +49 30 1234567", "+49 30 1234567"),
        ("Phone: (415) 555-0132", "(415) 555-0132"),
        ("T +44 20 7946 0958 | F +44 20 7946 0999", "+44 20 7946 0958"),
        ("F: +44 20 7946 0999 | T: +44 20 7946 0958", "+44 20 7946 0958"),
        ("Phone number: 415-555-0132", "415-555-0132"),
        ("Mobil 0171 2345678", "0171 2345678"),
        ("Fax: +49 30 1234567", ""),
        ("Telefax +49 30 1234567", ""),
        ("Req ID: 4471 2293 118", ""),
        ("Job ref. 2024 118 2231", ""),
        ("Requisition 1182 2310 44", ""),
        ("Interview on 12.03.2026", ""),
        ("12 03 2026", ""),
        ("2026-03-12 10:00", ""),
        ("10.00 - 11.00", ""),
        ("HRB 1234 56789", ""),
        ("Kennziffer 2026 1188 44", ""),
    ],
)
def test_the_number(line: str, phone: str) -> None:
    assert phone_in(f"Hi Sam,\n\nbest,\nDana Cole\n{line}\n") == phone
