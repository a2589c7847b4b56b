"""Turns for what takes long: of the threads that answer REST, most stay free for what is quick."""

import asyncio
from typing import Final

LONG: Final = asyncio.Semaphore(4)
"""Held by an answer for which a query of anyone's is evaluated, or another release is opened."""
