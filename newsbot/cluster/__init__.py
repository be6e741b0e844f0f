"""Workers: what starts the runs of several machines that share a ledger."""
