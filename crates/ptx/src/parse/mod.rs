//! Tokens to syntax. Nothing is looked up here.

pub mod constant;
pub mod declaration;
pub mod lexer;
pub mod statement;
pub mod syntax;

use winnow::Parser;
use winnow::error::ParserError;
use winnow::stream::{Stream, TokenSlice};
use winnow::token::one_of;

use self::lexer::{Kind, Token};
use crate::diagnostic::Problem;

/// The tokens that are left.
pub type Input<'s, 't> = TokenSlice<'s, Token<'t>>;

/// What the parser wanted to see at the place where the input now stands, or what it found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unexpected {
    /// Something else was expected.
    Wanted(&'static str),
    /// What is there makes no sense.
    Wrong(Problem),
}

impl<'s, 't> ParserError<Input<'s, 't>> for Unexpected {
    type Inner = Self;

    fn from_input(_: &Input<'s, 't>) -> Self {
        Self::Wanted("something else")
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// What a parser gives.
pub type Parsed<T> = Result<T, Unexpected>;

/// The next token, without taking it.
pub fn peek<'t>(input: &Input<'_, 't>) -> Option<Token<'t>> {
    input.peek_token().copied()
}

/// Whether the next token is of a kind.
pub fn is_next(input: &Input<'_, '_>, kind: Kind) -> bool {
    peek(input).is_some_and(|token| token.kind == kind)
}

/// Takes the next token if it is of a kind.
pub fn takes(input: &mut Input<'_, '_>, kind: Kind) -> bool {
    let is_it = is_next(input, kind);
    if is_it {
        input.next_token();
    }
    is_it
}

/// A token of a kind; the text says what it is for.
pub fn token<'s, 't>(kind: Kind, what: &'static str) -> impl Parser<Input<'s, 't>, Token<'t>, Unexpected>
where
    't: 's,
{
    one_of(move |token: &Token<'t>| token.kind == kind)
        .map(|token: &Token<'t>| *token)
        .map_err(move |_: Unexpected| Unexpected::Wanted(what))
}

/// Something, and as many more as there are commas.
pub fn list<'s, 't, T>(
    input: &mut Input<'s, 't>,
    mut item: impl FnMut(&mut Input<'s, 't>) -> Parsed<T>,
) -> Parsed<Vec<T>> {
    let mut items = vec![item(input)?];
    while takes(input, Kind::Comma) {
        items.push(item(input)?);
    }
    Ok(items)
}

/// The problem that an error is, with the place where the input stands.
pub fn problem(error: Unexpected, input: &Input<'_, '_>, end: u32) -> Problem {
    match error {
        Unexpected::Wrong(problem) => problem,
        Unexpected::Wanted(what) => match peek(input) {
            Some(token) => {
                Problem::new(token.at, format!("expected {what}, found `{}`", shortened(token.text)))
            }
            None => Problem::new(end, format!("expected {what}, found the end")),
        },
    }
}

/// As much of a text as a message may hold.
pub fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
