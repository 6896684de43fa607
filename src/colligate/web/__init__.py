"""A door: pages to actions. No logic lives in a route; whatever changes a study is an action."""
