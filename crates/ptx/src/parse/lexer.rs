//! Text cut into tokens.

use logos::Logos;

/// What a token is. Comments, white space and old-style debug lines are none.
#[derive(Logos, Debug, Clone, Copy, PartialEq, Eq)]
#[logos(skip r"[ \t\r\n\f\x0b]+")]
#[logos(skip r"/\*([^*]|\*+[^*/])*\*+/")]
#[logos(skip(r"(//|@@)[^\n]*", allow_greedy = true))]
pub enum Kind {
    /// A name, an opcode, or a word such as `sm_75`.
    #[regex(r"[a-zA-Z][a-zA-Z0-9_$]*|[_$%][a-zA-Z0-9_$]+")]
    Name,
    /// A word that begins with a dot: a directive, a modifier, a type, a component.
    #[regex(r"\.[a-zA-Z0-9_]+(::[a-zA-Z0-9_]+)*")]
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
    #[regex(r#""([^"\\\n]|\\.)*""#)]
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
    /// The body of a function, from behind its opening brace to before the closing one. No rule makes it; see
    /// `crate::load`.
    Body,
    /// No token of PTX.
    Unknown,
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
    Kind::lexer(text).spanned().map(move |(kind, span)| Token {
        kind: kind.unwrap_or(Kind::Unknown),
        // Modules longer than 4 GiB are refused before.
        at: base.saturating_add(span.start as u32),
        text: text.get(span).unwrap_or_default(),
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
}
