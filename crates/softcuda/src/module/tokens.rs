//! PTX text cut into words.

/// A word of PTX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A directive, identifier or number.
    Word(&'a str),
    /// A string, without its quotes.
    Text(&'a str),
    /// Any other character.
    Sign(char),
}

/// The words of a text, comments left out.
pub struct Tokens<'a> {
    rest: &'a str,
    ahead: Option<Token<'a>>,
}

impl<'a> Tokens<'a> {
    /// The words of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, ahead: None }
    }

    /// The next word, without taking it.
    pub fn peek(&mut self) -> Option<Token<'a>> {
        if self.ahead.is_none() {
            self.ahead = self.cut();
        }
        self.ahead
    }

    /// Takes the next word if it is this sign.
    pub fn takes(&mut self, sign: char) -> bool {
        let is_it = self.peek() == Some(Token::Sign(sign));
        if is_it {
            self.ahead = None;
        }
        is_it
    }

    /// Takes the next word if it is a word at all.
    pub fn word(&mut self) -> Option<&'a str> {
        match self.peek() {
            Some(Token::Word(word)) => {
                self.ahead = None;
                Some(word)
            }
            _ => None,
        }
    }

    /// Takes everything up to the sign that closes the group whose opening sign was just taken.
    pub fn skip_group(&mut self, open: char, close: char) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Token::Sign(sign) if sign == open => depth += 1,
                Token::Sign(sign) if sign == close => depth -= 1,
                _ => {}
            }
        }
        Some(())
    }

    fn cut(&mut self) -> Option<Token<'a>> {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(comment) = self.rest.strip_prefix("//") {
                self.rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
            } else if let Some(comment) = self.rest.strip_prefix("/*") {
                self.rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
            } else {
                break;
            }
        }
        let first = self.rest.chars().next()?;
        if first == '"' {
            let inner = &self.rest[1..];
            let (text, rest) = inner.split_once('"').unwrap_or((inner, ""));
            self.rest = rest;
            return Some(Token::Text(text));
        }
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '%' | '.');
        let len = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        if len == 0 {
            self.rest = &self.rest[first.len_utf8()..];
            return Some(Token::Sign(first));
        }
        let (word, rest) = self.rest.split_at(len);
        self.rest = rest;
        Some(Token::Word(word))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.ahead.take().or_else(|| self.cut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_strings_kept_whole() {
        let words: Vec<_> = Tokens::new(".a /* b */ \"c // d\" // e\n[1];é/*").collect();
        let expected = [
            Token::Word(".a"),
            Token::Text("c // d"),
            Token::Sign('['),
            Token::Word("1"),
            Token::Sign(']'),
            Token::Sign(';'),
            Token::Sign('é'),
        ];
        assert_eq!(words, expected);
    }
}
