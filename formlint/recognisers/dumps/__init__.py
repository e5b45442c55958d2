"""What the road of text dumps (`linear`) is made of: text that has lost its table.

Here lies what all steps share: the strips of a dump, what it costs to read one as a cell, headings and the order of columns. A folder each for the
steps, in the order in which `linear` takes them:

    joining        what the dump broke is one strip again
    labels         what stands around the tables
    headers        the headings of the tables
    amounts        the table of the funds
    narratives     goal and actual
    rows           the rows of the indicators, by what is left of their columns:
        ordered        only the order of words
        aligned        columns, by their blanks
        parted         cells, by empty lines
    finishing      tables for the grid road, and what the form gets beyond them
    sections       which rows belong to which section, asked at the end
"""
