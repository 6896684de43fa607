"""``python -m colligate.cli``."""

from colligate.cli import main

main()
