"""The run report: what a run did, in numbers; the alarm when a layout changes; who is told."""
