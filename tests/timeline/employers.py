"""Made-up employers and roles, with the many ways in which mail writes one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_FIRST = """Alder Birch Cobalt Dune Ember Fern Gannet Harbour Iris Juniper Kestrel Lantern Marsh Nettle Osprey Pebble
Quarry Raven Saffron Thistle Umber Vesper Willow Yarrow Zephyr Amber Bramble Cedar Drift Elm Falcon Garnet
Heron Indigo Jasper Kite Larch Meadow North Opal Plover Quill Rowan Sable Tern Upland Violet Wren Yew Zinc""".split()  # noqa: SIM905
_SECOND = """Analytics Foods Robotics Health Mobility Software Logistics Systems Energy Media Bank Labs Insurance
Networks""".split()  # noqa: SIM905
_LEGAL = ("GmbH", "Inc.", "Ltd", "AG", "SE", "LLC", "GmbH & Co. KG", "S.A.", "B.V.", "")
_PEOPLE = """Jane Doe, Tom Lind, Maria Keller, Ana Ruiz, Paul Weber, Lena Fuchs, Omar Haddad, Sofie Jensen, Marc Dubois,
Nina Rossi, Karl Brandt, Eva Novak, Ben Carter, Ida Holm, Leo Martin, Rosa Silva, Hugo Petit, Clara Stein,
Finn Berg, Mia Walsh""".replace(",\n", ", ").split(", ")
ROLES = """Data Engineer, Senior Data Engineer, Staff Data Engineer, Data Engineer II, Data Analyst, Analytics Engineer,
Machine Learning Engineer, Backend Engineer, Senior Backend Engineer, Platform Engineer, Data Scientist,
Senior Data Scientist, Database Administrator, Product Analyst, Site Reliability Engineer,
Business Intelligence Developer, Data Architect, Software Engineer, Lead Data Engineer, Head of Data""".replace(
    ",\n", ", "
).split(", ")
PLACES = ("Berlin", "London", "Munich", "Dublin", "Amsterdam", "Paris", "Hamburg")
# Each writes the employer into its display name; the address is one for all of its customers.
RELAYS = (
    ("Greenhouse", "no-reply@us.greenhouse-mail.io"),
    ("Lever", "no-reply@hire.lever.co"),
    ("Ashby", "no-reply@ashbyhq.com"),
    ("SmartRecruiters", "notifications@smartrecruiters.com"),
    ("Jobvite", "notification@jobvite.com"),
    ("Comeet", "noreply@comeet-notifications.com"),
)


@dataclass(frozen=True, slots=True)
class Employer:
    """One employer, the relay that it uses, and three of its people. `domain` is its own."""

    name: str
    legal: str
    domain: str
    relay: tuple[str, str]
    people: tuple[str, str, str]
    place: str

    @property
    def formal(self) -> str:
        """The name with its legal form."""
        return f"{self.name} {self.legal}".strip()

    def desk(self, random: Random) -> str:
        """What a machine shows as its name."""
        n = self.name
        shown = (
            n,
            self.formal,
            f"{n} Careers",
            f"The {n} Team",
            f"{n} Recruiting",
            f"{n} Talent Acquisition",
            n.upper(),
        )
        return random.choice((*shown, f"{n} (via {self.relay[0]})", f"{n} Hiring Team"))

    def said(self, random: Random) -> str:
        """How a text names it."""
        return random.choice((self.name, self.name, self.name, self.formal))

    def ats(self, random: Random) -> str:
        """A sender that is its ATS."""
        return f"{self.desk(random)} <{self.relay[1]}>"

    def mail(self, which: int) -> str:
        """A person of its own, with address."""
        person = self.people[which]
        return f"{person} <{person.lower().replace(' ', '.')}@{self.domain}>"


def employers(random: Random, count: int) -> Sequence[Employer]:
    """So many employers, no two of one name; some begin alike ("Alder", "Alder Labs")."""
    names = [*_FIRST, *(f"{first} {second}" for first in _FIRST for second in _SECOND)]
    return [
        Employer(
            name,
            random.choice(_LEGAL),
            f"{name.lower().replace(' ', '')}.example",
            random.choice(RELAYS),
            tuple(random.sample(_PEOPLE, 3)),  # type: ignore[arg-type]
            random.choice(PLACES),
        )
        for name in random.sample(names, count)
    ]


def headline(role: str, place: str, random: Random) -> str:
    """The title of a posting, as boards and machines repeat it."""
    number = f"R-{random.randint(10000, 99999)}"
    forms = (
        *(role,) * 4,
        f"{role} (m/f/d)",
        f"{role} (f/m/x)",
        f"{role} (all genders)",
        f"{role} - {place}",
        f"{role} ({place})",
        f"{role}, {place}",
        f"{role} (Remote)",
        f"{role} - Remote (m/w/d)",
        f"{number} {role}",
        f"{role} ({number})",
        f"{role} - {number}",
        f"{number} {role} - {place}",
    )
    return random.choice(forms)
