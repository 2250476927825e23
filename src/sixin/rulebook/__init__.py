"""Rules of the field as dated rows with a source and a status.

A row says: in this area, from this day, where these facts hold (`when`), this is the `value`.
Rows shipped with the product stand in `data/*.csv`; an area adds its own with `sixin rules load`.
The nearest area wins, then the latest valid date. Unverified rows carry a badge and block nothing.
"""
