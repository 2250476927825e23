"""Roster import: from the Excel files that offices send to people on the register.

    file ─ reading ─ headers ─ rows ─ entries ─ planning ─ applying ─ report
           sheets    layout    kinds   cleaned   matched    one tx     every refusal named

`reading` and everything up to `entries` is pure: no database, no clock. `planning` compares with
what the register holds, `applying` writes it, `actions` is the way in. Whatever is not taken over
is a `Problem` with sheet, row, column, value, code and a sentence that says how to mend it.
What headers and marks mean is data: `registers/data/roster_fields.csv` and `roster_marks.csv`.
"""
