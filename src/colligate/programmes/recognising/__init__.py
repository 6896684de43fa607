"""Proposing who, where and when from prose: dates, places, actors, instruments, events. Rules; unsure, they abstain."""
