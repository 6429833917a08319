"""Tells Lethe about user retirements in Open edX: queued with the row itself, signed and posted by a worker."""
