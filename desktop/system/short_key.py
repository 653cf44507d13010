"""Short names for long ones."""

from PySide6.QtCore import QByteArray, QCryptographicHash

_LENGTH = 16


def short_key(text: str) -> str:
    """Give a name of 16 letters and digits that no other text has, for all that is likely.

    By Qt: Python's own hashes load OpenSSL, which takes 4 MB.
    """
    data = QByteArray(text.encode("utf-8", "surrogateescape"))
    digest = QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode()[:_LENGTH]
