//! Text cut into tokens.

use logos::{Lexer, Logos};

/// What a token is. White space and old-style debug lines are none.
///
/// No rule repeats what takes more than one state, and comments are not skipped but left out afterwards: there the
/// generated code calls itself, and a compiler need not make jumps of that. What is not closed is one token up to
/// where it was given up, or the next would be looked for as far again.
#[derive(Logos, Debug, Clone, Copy, PartialEq, Eq)]
#[logos(skip r"[ \t\r\n\f\x0b]+")]
pub enum Kind {
    /// A name, an opcode, or a word such as `sm_75`.
    #[regex(r"[a-zA-Z][a-zA-Z0-9_$]*|[_$%][a-zA-Z0-9_$]+")]
    Name,
    /// A word that begins with a dot: a directive, a modifier, a type, a component.
    #[regex(r"\.[a-zA-Z0-9_]+(::[a-zA-Z0-9_]+){0,4}")]
    Dotted,
    /// A whole number.
    #[regex(r"[0-9]+U?|0[xX][0-9a-fA-F]+U?|0[bB][01]+U?")]
    Integer,
    /// A number with a fraction or an exponent.
    #[regex(r"[0-9]+\.[0-9]*([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+")]
    Fraction,
    /// The bits of a binary32 or binary64.
    #[regex(r"0[fF][0-9a-fA-F]+|0[dD][0-9a-fA-F]+")]
    Pattern,
    /// Text in quotes.
    #[token("\"", quoted)]
    Text,
    /// `_` alone.
    #[token("_")]
    Sink,
    /// `,`.
    #[token(",")]
    Comma,
    /// `;`.
    #[token(";")]
    Semicolon,
    /// `:`.
    #[token(":")]
    Colon,
    /// `?`.
    #[token("?")]
    Question,
    /// `(`.
    #[token("(")]
    Open,
    /// `)`.
    #[token(")")]
    Close,
    /// `[`.
    #[token("[")]
    OpenBracket,
    /// `]`.
    #[token("]")]
    CloseBracket,
    /// `{`.
    #[token("{")]
    OpenBrace,
    /// `}`.
    #[token("}")]
    CloseBrace,
    /// `@`.
    #[token("@")]
    At,
    /// `=`.
    #[token("=")]
    Equals,
    /// `|`.
    #[token("|")]
    Bar,
    /// `!`.
    #[token("!")]
    Bang,
    /// `~`.
    #[token("~")]
    Tilde,
    /// `+`.
    #[token("+")]
    Plus,
    /// `-`.
    #[token("-")]
    Minus,
    /// `<`.
    #[token("<")]
    Less,
    /// `>`.
    #[token(">")]
    Greater,
    /// An operator of constant expressions that has no other use.
    #[token("*")]
    #[token("/")]
    #[token("%")]
    #[token("&")]
    #[token("^")]
    #[token("<<")]
    #[token(">>")]
    #[token("<=")]
    #[token(">=")]
    #[token("==")]
    #[token("!=")]
    #[token("&&")]
    #[token("||")]
    Operator,
    /// A comment or an old-style debug line, which nobody gets to see.
    #[token("/*", comment)]
    #[token("//", line)]
    #[token("@@", line)]
    Comment,
    /// The body of a function, from behind its opening brace to before the closing one. No rule makes it; see
    /// `crate::load`.
    Body,
    /// No token of PTX.
    Unknown,
}

/// Takes the rest of a comment.
fn comment(lexer: &mut Lexer<'_, Kind>) -> bool {
    let rest = lexer.remainder();
    let end = memchr::memmem::find(rest.as_bytes(), b"*/").map(|end| end + 2);
    lexer.bump(end.unwrap_or(rest.len()));
    end.is_some()
}

/// Takes the rest of a line.
fn line(lexer: &mut Lexer<'_, Kind>) {
    let rest = lexer.remainder();
    lexer.bump(memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()));
}

/// Takes the rest of a text in quotes, which ends on its line.
fn quoted(lexer: &mut Lexer<'_, Kind>) -> bool {
    let rest = lexer.remainder();
    let mut at = 0;
    while let Some(len) = rest.as_bytes().get(at..).and_then(|it| memchr::memchr3(b'"', b'\\', b'\n', it)) {
        at += len;
        match rest.as_bytes()[at] {
            b'"' => {
                lexer.bump(at + 1);
                return true;
            }
            b'\\' if rest.as_bytes().get(at + 1).is_some_and(|next| *next != b'\n') => at += 2,
            b'\\' => at += 1,
            _ => {
                lexer.bump(at);
                return false;
            }
        }
    }
    lexer.bump(rest.len());
    false
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// Where it begins in the module's text.
    pub at: u32,
    /// Its text.
    pub text: &'t str,
}

/// The tokens of `text`, which begins at byte `base` of a module's text.
pub fn tokens(text: &str, base: u32) -> impl Iterator<Item = Token<'_>> {
    let mut lexer = Kind::lexer(text);
    std::iter::from_fn(move || {
        loop {
            let kind = lexer.next()?.unwrap_or(Kind::Unknown);
            if kind != Kind::Comment {
                // Modules longer than 4 GiB are refused before.
                let at = base.saturating_add(lexer.span().start as u32);
                return Some(Token { kind, at, text: lexer.slice() });
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        tokens(text, 0).map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn an_instruction_is_cut_at_its_dots_and_signs() {
        use Kind::{At, CloseBracket, Comma, Dotted, Integer, Minus, Name, OpenBracket, Plus, Semicolon};
        assert_eq!(
            kinds("@%p1 ld.shared::cta.L2::128B.u32 %r1, [%rd2+-4];"),
            [
                (At, "@"),
                (Name, "%p1"),
                (Name, "ld"),
                (Dotted, ".shared::cta"),
                (Dotted, ".L2::128B"),
                (Dotted, ".u32"),
                (Name, "%r1"),
                (Comma, ","),
                (OpenBracket, "["),
                (Name, "%rd2"),
                (Plus, "+"),
                (Minus, "-"),
                (Integer, "4"),
                (CloseBracket, "]"),
                (Semicolon, ";"),
            ]
        );
    }

    #[test]
    fn numbers_are_told_apart() {
        assert_eq!(
            kinds("0 017 0x1FU 0b11 1.5 8.4 1e-3 0f3F800000 0dBFF0000000000000 12U"),
            [
                (Kind::Integer, "0"),
                (Kind::Integer, "017"),
                (Kind::Integer, "0x1FU"),
                (Kind::Integer, "0b11"),
                (Kind::Fraction, "1.5"),
                (Kind::Fraction, "8.4"),
                (Kind::Fraction, "1e-3"),
                (Kind::Pattern, "0f3F800000"),
                (Kind::Pattern, "0dBFF0000000000000"),
                (Kind::Integer, "12U"),
            ]
        );
    }

    #[test]
    fn comments_and_old_debug_lines_are_left_out_and_garbage_is_a_token() {
        assert_eq!(
            kinds("a // b\n/* c ** d */ e\n@@DWARF f\n$L_1 _ é \"x // y\""),
            [
                (Kind::Name, "a"),
                (Kind::Name, "e"),
                (Kind::Name, "$L_1"),
                (Kind::Sink, "_"),
                (Kind::Unknown, "é"),
                (Kind::Text, "\"x // y\""),
            ]
        );
    }
    #[test]
    fn what_is_long_or_not_closed_is_one_token() {
        assert_eq!(
            kinds("a /*/ b */ /**/ c /* é"),
            [(Kind::Name, "a"), (Kind::Name, "c"), (Kind::Unknown, "/* é")]
        );
        assert_eq!(
            kinds("\"a\\\"b\" \"é\\é\" \"c\\\n\"d\ne"),
            [
                (Kind::Text, "\"a\\\"b\""),
                (Kind::Text, "\"é\\é\""),
                (Kind::Unknown, "\"c\\"),
                (Kind::Unknown, "\"d"),
                (Kind::Name, "e")
            ]
        );
        for (part, count) in
            [("/* ", 1), ("*é", 200_000), ("\"\\", 1), ("\\\"", 2), (".a::", 300_000), ("//é*\n", 0)]
        {
            assert_eq!(tokens(&part.repeat(100_000), 0).count(), count, "{part}");
        }
    }
}
