"""What is kept no longer than due: the terms are rule rows, the kinds of things stand in `kinds`.

A dry run counts what is past its term and writes that down (`RetentionRun`); somebody looks at it
and confirms; then a job removes just that. The ledger is never touched.
"""
