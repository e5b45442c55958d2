"""What follows from the numbers of a form, as several checks reckon it: the budget of the year, which rows add up to which, the points that are due,
the steps that a note lays down, what a blank cell must hold; and what running text tells of another time, or as a part."""
