"""A certificate authority of our own, with one good and two bad server certificates."""

import datetime
import ipaddress
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Paths: the authority, and certificate and key pairs for localhost (good), long expired, and another host."""

    ca: Path
    good: tuple[Path, Path]
    expired: tuple[Path, Path]
    wrong_host: tuple[Path, Path]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def make(directory: Path) -> Certificates:
    """Write an authority and its certificates into `directory`."""
    now = datetime.datetime.now(datetime.UTC)
    year = datetime.timedelta(days=365)
    ca_key = ec.generate_private_key(ec.SECP256R1())
    ca = (
        x509.CertificateBuilder()
        .subject_name(_name("Postlotse test authority"))
        .issuer_name(_name("Postlotse test authority"))
        .public_key(ca_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 3 * year)
        .not_valid_after(now + year)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    ca_path = directory / "ca.pem"
    ca_path.write_bytes(ca.public_bytes(serialization.Encoding.PEM))

    def server(file: str, host: str, begin: datetime.datetime, end: datetime.datetime) -> tuple[Path, Path]:
        key = ec.generate_private_key(ec.SECP256R1())
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_name(host))
            .issuer_name(ca.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
            .sign(ca_key, hashes.SHA256())
        )
        paths = directory / f"{file}.pem", directory / f"{file}.key"
        paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        private = serialization.PrivateFormat.PKCS8
        paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption()))
        return paths

    day = datetime.timedelta(days=1)
    return Certificates(
        ca=ca_path,
        good=server("good", "localhost", now - day, now + year),
        expired=server("expired", "localhost", now - 2 * year, now - year),
        wrong_host=server("wrong", "mail.example.org", now - day, now + year),
    )


@pytest.fixture(scope="session")
def certificates() -> Iterator[Certificates]:
    """An authority of this session; its files are readable by servers that run as other users."""
    with tempfile.TemporaryDirectory(prefix="postlotse-tls-", dir="/tmp") as directory:
        path = Path(directory)
        path.chmod(0o755)
        yield make(path)
