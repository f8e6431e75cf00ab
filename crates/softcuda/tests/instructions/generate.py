#!/usr/bin/env python3
"""Writes the test files of this folder. Needs nothing but Python.

Expected values come from Python's integers and fractions, and from its mathematical library where PTX is
approximate; see README.md.
"""

import random

import control
import convert
import floats
import integers
import matrices
import more
import warps
from writer import write

if __name__ == "__main__":
    random.seed(1)
    for family in (integers, floats, convert, warps, matrices, control, more):
        family.tests()
    write()
