"""Who we are and how our mail is marked: the values that composing a mail needs and that never change while running."""

from dataclasses import dataclass, field

from postlotse.core.earned import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The contact point.  `secret` (32 bytes) signs Message-IDs and trace headers; it is never shown or logged."""

    name: str
    city: str
    address: str
    aliases: tuple[str, ...] = ()
    phone: str = ""
    privacy_url: str = ""
    bounce_address: str = ""
    desk_url: str = ""
    plus_addressing: bool = False
    null_sender: bool = True
    forward_delay: int = 600  # seconds before an automatic forward may leave
    release_delay: int = 0  # seconds before a mail that a person released may leave
    acknowledge: bool = True
    acknowledge_max_age: int = 48  # hours
    auto: Terms = field(default_factory=Terms)
    authserv_id: str = ""
    #: Headers in which our own filter marks spam, lower case; None = those of any known filter count.
    spam_headers: frozenset[str] | None = None
    time_zone: str = "Europe/Berlin"
    secret: bytes = field(default=b"", repr=False)

    @property
    def domain(self) -> str:
        """Return the domain of our address, for Message-IDs."""
        return self.address.rpartition("@")[2]

    @property
    def ours(self) -> frozenset[str]:
        """Return every address under which we can be reached, lower case."""
        return frozenset(a.lower() for a in (self.address, *self.aliases, self.bounce_address) if a)

    def reply_address(self, token: str) -> str:
        """Return the address that answers of this case go to."""
        if not self.plus_addressing:
            return self.address
        local, _, domain = self.address.rpartition("@")
        return f"{local}+{token}@{domain}"
