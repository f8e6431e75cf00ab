//! Rows of bits.

/// As many rows of as many bits.
#[derive(Debug, Clone, Default)]
pub struct BitMatrix {
    words: usize,
    bits: Vec<u64>,
}

/// A matrix has no more bits than that: 256 MiB.
const MOST: usize = 1 << 31;

impl BitMatrix {
    /// All zeros; `None` if that is too large.
    pub fn new(rows: usize, columns: usize) -> Option<Self> {
        let words = columns.div_ceil(64);
        let all = rows.checked_mul(words).filter(|all| *all <= MOST / 64)?;
        Some(Self { words, bits: vec![0; all] })
    }

    /// Words of a row.
    pub fn words(&self) -> usize {
        self.words
    }

    fn slice(&self, row: usize) -> &[u64] {
        let start = row * self.words;
        self.bits.get(start..start + self.words).unwrap_or_default()
    }

    fn slice_mut(&mut self, row: usize) -> &mut [u64] {
        let start = row * self.words;
        self.bits.get_mut(start..start + self.words).unwrap_or_default()
    }

    /// Sets a bit.
    pub fn set(&mut self, row: usize, column: usize) {
        if let Some(word) = self.slice_mut(row).get_mut(column / 64) {
            *word |= 1 << (column % 64);
        }
    }

    /// The bits that are set in a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.slice(row).iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(index * 64 + bit)
            })
        })
    }

    /// Sets a row's bits that another matrix' row has.
    pub fn join(&mut self, row: usize, other: &Self, from: usize) {
        for (word, more) in self.slice_mut(row).iter_mut().zip(other.slice(from)) {
            *word |= more;
        }
    }

    /// Sets in a row what `from` has and `except` has not; whether that changed anything.
    pub fn join_except(&mut self, row: usize, from: &Self, except: &Self) -> bool {
        let mut changed = false;
        let more = from.slice(row).iter().zip(except.slice(row));
        for (word, (more, less)) in self.slice_mut(row).iter_mut().zip(more) {
            let new = *word | (more & !less);
            changed |= new != *word;
            *word = new;
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_that_were_set_are_found() {
        let mut matrix = BitMatrix::new(3, 130).expect("small");
        for column in [0, 63, 64, 129] {
            matrix.set(1, column);
        }
        assert_eq!(matrix.row(1).collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!(matrix.row(0).count() + matrix.row(2).count(), 0);
        assert!(BitMatrix::new(usize::MAX, 64).is_none());
        assert!(BitMatrix::new(1 << 20, 1 << 20).is_none());
    }
}
