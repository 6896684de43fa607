"""Actors, programmes, events and factors: dated facts, each with its passage."""
