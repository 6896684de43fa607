"""Proposing claims, causes and the question from texts nobody prepared."""
