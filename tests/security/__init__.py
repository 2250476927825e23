"""What an attacker would try, and what the code must never hold. docs/security.md names each."""
