"""Signs a program for Windows if there is a certificate; without one it does nothing.

python3 sign.py FILE

TALLYMATE_CERTIFICATE names a .p12 file, TALLYMATE_CERTIFICATE_PASSWORD a file with its password, and
TALLYMATE_TIMESTAMP a server that confirms the time of signing, so that the signature outlives the
certificate.
"""

import os
import pathlib
import subprocess
import sys
from collections.abc import Mapping


def command_of(file: pathlib.Path, signed: pathlib.Path, environment: Mapping[str, str]) -> list[str] | None:
    """Return the command that signs a file; None without a certificate."""
    certificate = environment.get("TALLYMATE_CERTIFICATE")
    if not certificate:
        return None
    command = ["osslsigncode", "sign", "-pkcs12", certificate, "-h", "sha256", "-n", "TallyMate"]
    if password := environment.get("TALLYMATE_CERTIFICATE_PASSWORD"):
        command += ["-readpass", password]
    if timestamp := environment.get("TALLYMATE_TIMESTAMP"):
        command += ["-ts", timestamp]
    return [*command, "-in", str(file), "-out", str(signed)]


def main(arguments: list[str]) -> int:
    """Sign one file in its place; return the exit code."""
    file = pathlib.Path(arguments[0])
    signed = file.with_name(f"{file.name}.signed")
    command = command_of(file, signed, os.environ)
    if command is None:
        return 0
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        signed.replace(file)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
