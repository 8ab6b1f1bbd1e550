"""What `receive` prints: one row for each file, then what waits for a decision, and where the receipts are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paritrana.cli.options import Common
from paritrana.cli.show import say, table
from paritrana.cli.terminal import envelope
from paritrana.store.receipts import Receipt, number
from paritrana.text import label

if TYPE_CHECKING:
    from paritrana.workflow.receive import Received

COLUMNS = ("receipt", "file", "code", "state", "to_mend", "answers")


def show_received(received: Received, options: Common) -> int:
    """Tell of one call of `receive`, and return its exit code."""
    if options.as_json:
        envelope(
            "receive",
            exit_code=received.exit_code,
            receipts=[_facts(one) for one in received.fresh],
            again=[{"file": name, "receipt": one.number} for name, one in received.again],
            waiting=[one.number for one in received.waiting],
            folder=received.folder.as_posix(),
        )
        return received.exit_code
    if received.fresh:
        table(COLUMNS, (_row(one, options) for one in received.fresh), options, right=("to_mend", "answers"))
    for name, one in received.again:
        state = label(f"receipt.state.{one.state.value}", options.lang, by=number(one.replaced_by))
        say("received_again", options, file=name, number=one.number, state=state)
    if received.waiting:
        say("received_waiting", options, numbers=", ".join(one.number for one in received.waiting))
    say("received", options, count=str(len(received.fresh)), total=str(len(received.known)))
    if received.known:
        say("receipts", options, path=str(received.folder))
    return received.exit_code


def _row(one: Receipt, options: Common) -> tuple[str, ...]:
    who = ", ".join(one.covers[:3]) + (" …" if len(one.covers) > 3 else "")
    state = label(f"receipt.state.{one.state.value}", options.lang, by=number(one.replaced_by))
    why = f" {label(f'receipt.why.{one.why}', options.lang)}" if one.why else ""
    return one.number, one.name, who or one.sender, f"{state}{why}", str(one.errors), str(one.answers)


def _facts(one: Receipt) -> dict[str, Any]:
    return {
        "receipt": one.number,
        "file": one.name,
        "sha256": one.sha256,
        "state": one.state.value,
        "why": one.why,
        "category": one.category,
        "role": one.role,
        "candidates": list(one.covers),
        "answers": one.answers,
        "errors": one.errors,
        "warnings": one.warnings,
        "replaces": [number(no) for no in one.replaces],
    }
