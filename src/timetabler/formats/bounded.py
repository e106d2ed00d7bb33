"""Ask over HTTP and read the answer up to a size and for a time, never beyond."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

MOST_BYTES = 50_000_000
MOST_SECONDS = 120.0


class BoundedError(Exception):
    """An answer that does not come, or that has no end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole."""

    status: int
    content: bytes
    headers: httpx.Headers

    @property
    def good(self) -> bool:
        """Whether it is what was asked for."""
        return httpx.codes.is_success(self.status)

    @property
    def moved(self) -> str:
        """Where else to ask, if it says so."""
        redirected = httpx.codes.is_redirect(self.status)
        return self.headers.get("Location", "") if redirected else ""

    def said(self, longest: int = 300) -> str:
        """The beginning of the answer as a line of text."""
        text = self.content[: 4 * longest].decode(errors="replace")
        return "".join(c for c in " ".join(text.split()) if c.isprintable())[:longest]

    def json(self) -> Any:  # noqa: ANN401
        """Read the answer as JSON.

        Raises:
            BoundedError: If it is none, or nested too deep.
        """
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            raise BoundedError("the answer is not JSON") from None


def ask(
    client: httpx.Client,
    method: str,
    address: str,
    parameters: Mapping[str, Any] | None,
    body: Any,  # noqa: ANN401
) -> Answer:
    """Ask and read the answer whole, unpacked.

    Raises:
        BoundedError: If there is none, or if it is too large or too slow.
    """
    latest = time.monotonic() + MOST_SECONDS
    content = bytearray()
    try:
        with client.stream(method, address, params=parameters, json=body) as answer:
            # Chunks are small, so that what unpacks to very much is seen in time.
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > MOST_BYTES:
                    raise BoundedError(f"the answer has more than {MOST_BYTES:,} bytes")
                if time.monotonic() > latest:
                    why = f"the answer takes more than {MOST_SECONDS:g} seconds"
                    raise BoundedError(why)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BoundedError(f"{type(error).__name__}: {error}") from None
    return Answer(answer.status_code, bytes(content), answer.headers)
