"""Generated requests for every operation of the OpenAPI document, right and wrong ones.

Schemathesis checks that no answer is a fault of the service, and that each has a status, a type, and
a body that the document tells. ``FUZZ_SECONDS`` makes it go on longer, with chance as the seed
(``make fuzz``).
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = os.environ.get("FUZZ_SECONDS")
FEW = ["--max-examples=5", "--max-time=30", "--seed=4"]


def test_no_request_goes_wrong(start_service: Callable[..., str], tmp_path: Path) -> None:
    service = start_service(rate=0, write_tokens="0" * 64, deadline=2)
    bounds = [f"--max-time={SECONDS}", "--max-examples=2000"] if SECONDS else FEW
    command = [Path(sys.executable).with_name("schemathesis"), f"--config-file={CONFIG}", "run"]
    options = ["--phases=examples,coverage,fuzzing", "--no-color", *bounds]
    address = f"{service}/v1/openapi.json"
    ended = subprocess.run(
        [*command, address, f"--url={service}", *options],
        cwd=tmp_path,
        capture_output=not SECONDS,
        text=True,
        check=False,
        timeout=3600,
    )
    assert ended.returncode == 0, ended.stdout
