"""The study folder on disk: journals (the truth), texts, lenses and settings."""
