"""Short unique names for long texts."""

from PySide6.QtCore import QByteArray, QCryptographicHash

_LENGTH = 16


def short_key(text: str) -> str:
    """Return a name of 16 hexadecimal digits that is practically unique to the text.

    Qt makes the hash, since hashlib loads OpenSSL, which takes 4 MB.
    """
    data = QByteArray(text.encode("utf-8", "surrogateescape"))
    digest = QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode()[:_LENGTH]
