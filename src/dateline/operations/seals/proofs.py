"""Who vouched for a file, and when: signatures of ssh-keygen and time stamps of RFC 3161 by openssl, beside the file.

Both are in the usual forms, so that `ssh-keygen -Y verify` and `openssl ts -verify` check them without dateline.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from dateline.drafts import draft
from dateline.errors import DatelineError, UnusableFile

NAMESPACE = "dateline-seal"
"""What a signature is for, so that none that was made for something else counts."""
SIGNATURE, TOKEN, REQUEST = ".sig", ".tsr", ".tsq"
"""How the files beside a file end."""
_LONGEST = 1_000_000
"""Bytes of a signature or a token; usual ones have a few thousand."""
_KEY = re.compile(r"Good \"?[^\"]*\"? signature with (.+)", re.IGNORECASE)
_IMPRINT = re.compile(r"^ +[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", re.MULTILINE)
_TIME = re.compile(r"^Time stamp: (.+)$", re.MULTILINE)


class Proof(NamedTuple):
    """What a signature or a time stamp shows in a sentence, or, as a fault, that it shows nothing."""

    sentence: str
    is_fault: bool = False


def sign(file: str, key: str) -> None:
    """Sign a file with a key of SSH, or with the agent's where `key` is a public one.

    Raises:
        DatelineError: there is a signature, ssh-keygen is missing, or the key cannot be used.
    """
    done = _run(["ssh-keygen", "-Y", "sign", "-f", key, "-n", NAMESPACE], _bytes(file))
    if done.returncode:
        raise DatelineError(f"{key} cannot sign: {_said(done)}", "give a private key of SSH, or one that ssh-agent has")
    _write(file + SIGNATURE, done.stdout)


def signature(file: str, signers: str | None) -> Proof:
    """Tell who signed a file: one of `signers` (the file "allowed signers" of SSH), without it only with which key.

    Raises:
        DatelineError: ssh-keygen is missing, or a file cannot be read.
    """
    signed, content = file + SIGNATURE, _bytes(file)
    common = ["-n", NAMESPACE, "-s", signed]
    if signers is None:
        done = _run(["ssh-keygen", "-Y", "check-novalidate", *common], content)
        key = _KEY.search(done.stdout.decode(errors="replace"))
        if done.returncode or not key:
            return Proof(f"{signed} is no signature of {file}: {_said(done)}", is_fault=True)
        return Proof(f"signed with {key[1].strip()}; --signers FILE would tell whose key it is")
    found = _run(["ssh-keygen", "-Y", "find-principals", "-s", signed, "-f", signers], content)
    who = found.stdout.decode(errors="replace").partition("\n")[0].strip()
    if found.returncode or not who:
        return Proof(f"{signed} is of a key that {signers} does not name: {_said(found)}", is_fault=True)
    done = _run(["ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, *common], content)
    if done.returncode:
        return Proof(f"{signed} is no signature of {file} by {who}: {_said(done)}", is_fault=True)
    return Proof(f"signed by {who}")


def ask_for_time(file: str) -> None:
    """Write the request that a time stamp authority answers with a token.

    Raises:
        DatelineError: openssl is missing or fails, or there is such a file.
    """
    done = _run(["openssl", "ts", "-query", "-data", file, "-sha256", "-cert"])
    if done.returncode:
        raise DatelineError(f"openssl could not make the request: {_said(done)}")
    _write(file + REQUEST, done.stdout)


def attach_time(file: str, token: str) -> None:
    """Put the token of an authority beside the file that it is of.

    Raises:
        DatelineError: it is no token, or one of another file, or there is one.
    """
    told = _time_of(file, token)
    if told.is_fault:
        raise DatelineError(told.sentence, f"give the answer of the authority to {file}{REQUEST}")
    _write(file + TOKEN, _bytes(token))


def time_stamp(file: str, authorities: str | None) -> Proof:
    """Tell when a file was there, by the token beside it; its authority is checked by the certificates given.

    Raises:
        DatelineError: openssl is missing, or a file cannot be read.
    """
    token = file + TOKEN
    told = _time_of(file, token)
    if told.is_fault:
        return told
    if authorities is None:
        return Proof(f"{told.sentence}, by an authority not checked here: give --authorities FILE")
    done = _run(["openssl", "ts", "-verify", "-data", file, "-in", token, "-CAfile", authorities])
    if done.returncode:
        return Proof(f"{token} is not signed by an authority of {authorities}: {_said(done)}", is_fault=True)
    return Proof(f"{told.sentence}, by an authority of {authorities}")


def _time_of(file: str, token: str) -> Proof:
    """Return the time in a token, unless it is of another file."""
    _bytes(token)
    done = _run(["openssl", "ts", "-reply", "-in", token, "-text"])
    text = done.stdout.decode(errors="replace")
    time = _TIME.search(text)
    if done.returncode or not time:
        return Proof(f"{token} is no time stamp of RFC 3161", is_fault=True)
    if _imprint(text) != _digest(file, text):
        return Proof(f"{token} is not of {file} as it is", is_fault=True)
    return Proof(f"time stamp of {time[1].strip()}")


def _imprint(text: str) -> str:
    """Return the hash that a token is of."""
    _, _, rest = text.partition("Message data:")
    return "".join(re.sub("[^0-9a-f]", "", line) for line in _IMPRINT.findall(rest.partition("Serial number:")[0]))


def _digest(file: str, text: str) -> str:
    """Return the hash of a file in the way that a token names; empty if it is an unknown or a weak one."""
    import hashlib

    named = re.search(r"^Hash Algorithm: (sha(?:256|384|512))$", text, re.MULTILINE)
    return hashlib.new(named[1], _bytes(file)).hexdigest() if named else ""


def _run(words: Sequence[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program; DatelineError if it is missing."""
    try:
        return subprocess.run(words, input=given or b"", capture_output=True, check=False)
    except OSError as error:
        package = "OpenSSH" if words[0] == "ssh-keygen" else "OpenSSL"
        raise DatelineError(
            f"this needs the program {words[0]}, which is missing here", f"install {package}"
        ) from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = (done.stderr or done.stdout).decode(errors="replace").split("\n")
    return next((line.strip().rstrip(".") for line in lines if line.strip()), f"it ended with {done.returncode}")


def _bytes(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read(_LONGEST)
    except OSError as error:
        raise UnusableFile(file, error) from error


def _write(path: str, content: bytes) -> None:
    """Write a new file; what vouches for something is never overwritten."""
    try:
        with draft(path, new=True) as made, open(made, "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise UnusableFile(path, error) from error


def proofs(file: str, signers: str | None, authorities: str | None) -> list[Proof]:
    """Return what the signature and the time stamp beside a file show; whoever names a key or authority expects one.

    Raises:
        DatelineError: a program is missing, or a file cannot be read.
    """
    found = []
    for ending, given, told in ((SIGNATURE, signers, signature), (TOKEN, authorities, time_stamp)):
        if os.path.exists(file + ending):
            found.append(told(file, given))
        elif given is not None:
            found.append(Proof(f"{file}{ending} is missing", is_fault=True))
    return found
