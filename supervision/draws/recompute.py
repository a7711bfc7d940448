"""draw-1: whom a random draw chose. python3 recompute.py LIST.json SEED prints it; needs nothing but Python 3.9.

A number below N is SHA-256 of "seed|purpose|turn|attempt" modulo N (beyond the last full round: the next attempt).
Objects are drawn one after another, each by its weight among what is left; then, for each, the officers, all alike.
"""

import hashlib
import json
import sys
from typing import Any


def number_below(limit: int, seed: str, purpose: str, turn: int) -> int:
    full, attempt = 2**256 - 2**256 % limit, 0
    while True:
        told = f"{seed}|{purpose}|{turn}|{attempt}".encode()
        found = int.from_bytes(hashlib.sha256(told).digest(), "big")
        if found < full:
            return found % limit
        attempt += 1


def drawn(weights: dict[str, int], count: int, seed: str, purpose: str) -> list[str]:
    order: list[str] = []
    left = {name: weights[name] for name in sorted(weights) if weights[name] > 0}
    while left and len(order) < count:
        at = number_below(sum(left.values()), seed, purpose, len(order))
        for name in left:
            if at < left[name]:
                break
            at -= left[name]
        order.append(name)
        del left[name]
    return order


def result(listed: dict[str, Any], seed: str) -> list[dict[str, Any]]:
    barred = {one["key"]: one["not"] for one in listed["objects"]}
    chosen = drawn({one["key"]: one["weight"] for one in listed["objects"]}, listed["wanted"], seed, "objects")
    free = {key: {number: 1 for number in listed["officers"] if number not in barred[key]} for key in chosen}
    return [{"object": key, "officers": drawn(free[key], len(free[key]), seed, "officers|" + key)} for key in chosen]


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        frozen = file.read()
    told: dict[str, Any] = {"list": hashlib.sha256(frozen).hexdigest(), "seed": sys.argv[2]}
    told["drawn"] = result(json.loads(frozen), sys.argv[2])
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
