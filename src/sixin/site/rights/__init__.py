"""A person's rights over her data: the whole record handed over, erased, and kept no longer than due.

`holdings` is the one list of tables that say something of people, and of those that do not, with
the reason. What is exported, what erasing does and what a contract test holds all read it.
"""
