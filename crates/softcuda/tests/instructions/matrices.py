"""Matrix instructions. The layouts are those of the ISA's figures, shape by shape."""

def tests():
    pass
