"""What the fault and conformance scripts share: a server to start, a client, a ledger, a check.

Only Python's standard library. Nothing here knows the server's insides: it speaks the contract.
"""
