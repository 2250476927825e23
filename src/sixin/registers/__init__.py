"""Who and where: areas, buildings, households, people and what is known of them, members, partners.

People are found from `visible_to(member)`; a person who was merged into another stays as a row that
points at the one who is kept, so nothing that names it breaks and a merge can be undone.
"""
