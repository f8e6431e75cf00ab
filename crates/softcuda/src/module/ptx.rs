//! What a PTX module offers to a program: kernels with their parameters, and variables.
//!
//! This is a reader of declarations, not a compiler: bodies are skipped, except that the shared and
//! local memory declared in them is added up.

use std::collections::{BTreeMap, BTreeSet};

use table::{CudaError, CudaResult};

use super::{
    cubin::Managed,
    initial::{Initial, initialiser},
    tokens::{Token, Tokens},
};

/// The newest PTX that the library claims to understand: that of CUDA 13.0.
const NEWEST: (u32, u32) = (9, 0);

/// Bytes of constant memory that a module may have.
const CONSTANT: u64 = 64 << 10;

/// Bytes of all initial values.
const INITIAL: usize = 256 << 20;

/// No module has a larger variable.
const LARGEST_VARIABLE: u64 = 1 << 40;

/// A parameter of a kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Where it lies in the parameter buffer.
    pub offset: u64,
    /// Its size.
    pub size: u64,
}

/// A kernel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its parameters, in order.
    pub parameters: Vec<Parameter>,
    /// Threads in a block at most, if it says so.
    pub max_threads: Option<u32>,
    /// Registers of a thread at most, if it says so.
    pub max_registers: Option<u32>,
    /// Bytes of shared memory that it always has.
    pub shared: u64,
    /// Bytes of local memory of a thread.
    pub local: u64,
}

/// A variable in global or constant memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its size.
    pub size: u64,
    /// Its alignment.
    pub align: u64,
    /// What it holds at first.
    pub initial: Initial,
    /// Whether the program reads and writes it too.
    pub is_managed: bool,
}

/// A PTX module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// The compute capability that it was written for: 61 for sm_61.
    pub target: u32,
    /// Bytes of constant memory of the user's variables.
    pub constant: u64,
    /// Its kernels.
    pub entries: BTreeMap<String, Entry>,
    /// Its variables.
    pub variables: BTreeMap<String, Variable>,
    /// Where managed variables have to be, if the image says it.
    pub placed: BTreeMap<String, u64>,
    /// Its code.
    pub code: std::sync::Arc<super::Code>,
}

impl Program {
    /// Reads a module's declarations.
    pub fn parse(text: &str) -> CudaResult<Self> {
        let mut reader = Reader {
            tokens: Tokens::new(text),
            program: Self::default(),
            shared: BTreeMap::new(),
            room: INITIAL,
        };
        reader.header()?;
        reader.declarations().ok_or(CudaError::INVALID_PTX)?;
        if reader.program.constant > CONSTANT {
            return Err(CudaError::INVALID_PTX);
        }
        Ok(reader.program)
    }
}

impl Program {
    /// Its managed variables.
    pub fn managed(&self) -> impl Iterator<Item = Managed<'_>> {
        let is_managed = |(_, variable): &(&String, &Variable)| variable.is_managed;
        self.variables.iter().filter(is_managed).map(|(name, variable)| Managed {
            name,
            size: variable.size,
            align: variable.align,
            initial: &variable.initial,
        })
    }
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    program: Program,
    /// Shared variables outside kernels, which count for the kernels that name them.
    shared: BTreeMap<&'a str, u64>,
    /// Bytes that initial values may still take.
    room: usize,
}

/// A declared variable or parameter before its space is known.
struct Declaration<'a> {
    name: &'a str,
    element: u64,
    count: u64,
    align: u64,
    dimensions: Vec<u64>,
    is_managed: bool,
}

impl Declaration<'_> {
    fn size(&self) -> Option<u64> {
        self.element.checked_mul(self.count).filter(|size| *size <= LARGEST_VARIABLE)
    }
}

impl<'a> Reader<'a> {
    /// `.version`, `.target` and what stands beside them; the version has to come first.
    fn header(&mut self) -> CudaResult {
        const INVALID: CudaError = CudaError::INVALID_PTX;
        if self.tokens.word() != Some(".version") {
            return Err(INVALID);
        }
        let version = self.tokens.word().and_then(|word| word.split_once('.')).ok_or(INVALID)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| INVALID);
        if (number(version.0)?, number(version.1)?) > NEWEST {
            return Err(CudaError::UNSUPPORTED_PTX_VERSION);
        }
        if self.tokens.word() != Some(".target") {
            return Err(INVALID);
        }
        loop {
            let word = self.tokens.word().ok_or(INVALID)?;
            if let Some(sm) = word.strip_prefix("sm_") {
                self.program.target = number(sm.trim_end_matches(['a', 'f']))?;
            }
            if !self.tokens.takes(',') {
                break;
            }
        }
        if self.program.target == 0 { Err(INVALID) } else { Ok(()) }
    }

    fn declarations(&mut self) -> Option<()> {
        let mut is_extern = false;
        while let Some(token) = self.tokens.next() {
            let Token::Word(word) = token else {
                match token {
                    Token::Sign(';') => is_extern = false,
                    Token::Sign('{') => self.tokens.skip_group('{', '}')?,
                    _ => return None,
                }
                continue;
            };
            match word {
                ".address_size" => {
                    if self.tokens.word()? != "64" {
                        return None;
                    }
                }
                ".visible" | ".weak" | ".common" => {}
                ".extern" => {
                    is_extern = true;
                    continue;
                }
                ".file" => self.file()?,
                ".section" => {
                    self.tokens.word()?;
                    self.tokens.takes('{').then_some(())?;
                    self.tokens.skip_group('{', '}')?;
                }
                ".entry" => self.entry(is_extern)?,
                ".func" => self.skip_function()?,
                ".global" | ".const" | ".shared" => self.variables(word, is_extern)?,
                _ if word.starts_with('.') => self.skip_statement()?,
                _ => return None,
            }
            is_extern = false;
        }
        Some(())
    }

    /// `.file 1 "name" , 1 , 2` ends without a semicolon.
    fn file(&mut self) -> Option<()> {
        self.tokens.word()?;
        self.tokens.next()?;
        while self.tokens.takes(',') {
            self.tokens.next()?;
        }
        Some(())
    }

    /// Takes everything up to the end of a statement, groups in braces included.
    fn skip_statement(&mut self) -> Option<()> {
        loop {
            match self.tokens.next()? {
                Token::Sign(';') => return Some(()),
                Token::Sign('{') => {
                    self.tokens.skip_group('{', '}')?;
                    return Some(());
                }
                _ => {}
            }
        }
    }

    /// A function: a prototype ends with a semicolon, a definition with its body.
    fn skip_function(&mut self) -> Option<()> {
        self.skip_statement()
    }

    /// `.entry name ( parameters ) directives { body }`.
    fn entry(&mut self, is_extern: bool) -> Option<()> {
        let name = self.tokens.word()?;
        let mut entry = Entry::default();
        if self.tokens.takes('(') {
            entry.parameters = self.parameters()?;
        }
        loop {
            match self.tokens.next()? {
                Token::Sign(';') => break,
                Token::Sign('{') => {
                    self.body(&mut entry)?;
                    if !is_extern {
                        self.program.entries.insert(name.to_owned(), entry);
                    }
                    break;
                }
                Token::Word(".maxntid" | ".reqntid") => {
                    entry.max_threads = Some(self.numbers()?.into_iter().try_fold(1u32, u32::checked_mul)?);
                }
                Token::Word(".maxnreg") => entry.max_registers = self.numbers()?.first().copied(),
                Token::Word(".pragma") => self.skip_statement()?,
                _ => {}
            }
        }
        Some(())
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        loop {
            numbers.push(self.tokens.word()?.parse().ok()?);
            if !self.tokens.takes(',') {
                return Some(numbers);
            }
        }
    }

    /// `.param .align 8 .b8 name[20], .param .u64 .ptr .global .align 4 name )`
    fn parameters(&mut self) -> Option<Vec<Parameter>> {
        let mut parameters = Vec::new();
        let mut end = 0u64;
        if self.tokens.takes(')') {
            return Some(parameters);
        }
        loop {
            if self.tokens.word()? != ".param" {
                return None;
            }
            let declaration = self.declaration()?;
            let size = declaration.size()?;
            let offset = end.checked_next_multiple_of(declaration.align)?;
            end = offset.checked_add(size)?;
            parameters.push(Parameter { offset, size });
            if !self.tokens.takes(',') {
                return self.tokens.takes(')').then_some(parameters);
            }
        }
    }

    /// Everything from behind the state space to behind the dimensions.
    fn declaration(&mut self) -> Option<Declaration<'a>> {
        let (mut element, mut vector, mut align, mut is_managed) = (0, 1, None, false);
        let name = loop {
            let word = self.tokens.word()?;
            match word {
                ".align" => {
                    let number = self.tokens.word()?.parse::<u64>().ok()?;
                    align = Some(number).filter(|number| number.is_power_of_two() && *number <= 4096);
                    align?;
                }
                // What a pointer parameter points to does not change its own layout.
                ".ptr" => {
                    while let Some(Token::Word(word)) = self.tokens.peek() {
                        match word {
                            ".align" => {
                                self.tokens.word();
                                self.tokens.word()?;
                            }
                            ".global" | ".const" | ".shared" | ".local" | ".generic" => {
                                self.tokens.word();
                            }
                            _ => break,
                        }
                    }
                }
                ".v2" => vector = 2,
                ".v4" => vector = 4,
                ".attribute" => {
                    self.tokens.takes('(').then_some(())?;
                    is_managed |= self.attributes()?;
                }
                _ if word.starts_with('.') => element = element_size(word)?,
                _ => break word,
            }
        };
        if element == 0 {
            return None;
        }
        let mut dimensions = Vec::new();
        while self.tokens.takes('[') {
            if self.tokens.takes(']') {
                dimensions.push(0);
                continue;
            }
            dimensions.push(number(self.tokens.word()?)?);
            self.tokens.takes(']').then_some(())?;
        }
        let count =
            dimensions.iter().try_fold(vector, |count: u64, dimension| count.checked_mul(*dimension))?;
        let align = align.unwrap_or(element * vector);
        Some(Declaration { name, element, count, align, dimensions, is_managed })
    }

    /// `.managed, .unified(1, 2))`: whether the first is among them.
    fn attributes(&mut self) -> Option<bool> {
        let mut is_managed = false;
        loop {
            match self.tokens.next()? {
                Token::Word(".managed") => is_managed = true,
                Token::Sign('(') => self.tokens.skip_group('(', ')')?,
                Token::Sign(')') => return Some(is_managed),
                _ => {}
            }
        }
    }

    /// `.global .align 4 .b32 a[3] = {1, 2, 3}, b;`
    fn variables(&mut self, space: &str, is_extern: bool) -> Option<()> {
        loop {
            let mut declaration = self.declaration()?;
            let mut initial = Initial::default();
            if self.tokens.takes('=') {
                let Declaration { element, ref dimensions, .. } = declaration;
                let (values, count) = initialiser(&mut self.tokens, element, dimensions, self.room)?;
                self.room -= values.bytes.len();
                initial = values;
                // `name[] = {…}` takes its size from its values.
                if declaration.dimensions.contains(&0) {
                    declaration.count = count;
                }
            }
            let size = declaration.size()?;
            if initial.bytes.len() as u64 > size {
                return None;
            }
            if space == ".shared" {
                self.shared.insert(declaration.name, size);
            } else if !is_extern {
                if space == ".const" {
                    self.program.constant = self.program.constant.checked_add(size)?;
                }
                let is_managed = declaration.is_managed && space == ".global";
                let variable = Variable { size, align: declaration.align, initial, is_managed };
                self.program.variables.insert(declaration.name.to_owned(), variable);
            }
            if !self.tokens.takes(',') {
                return self.tokens.takes(';').then_some(());
            }
        }
    }

    /// A kernel's body: adds up the memory that it declares.
    fn body(&mut self, entry: &mut Entry) -> Option<()> {
        let mut depth = 1;
        let mut counted = BTreeSet::new();
        while depth > 0 {
            match self.tokens.next()? {
                Token::Sign('{') => depth += 1,
                Token::Sign('}') => depth -= 1,
                Token::Word(space @ (".shared" | ".local")) => {
                    let size = self.declaration()?.size()?;
                    let total = if space == ".shared" { &mut entry.shared } else { &mut entry.local };
                    *total = total.checked_add(size)?;
                }
                Token::Word(word) => {
                    if let Some(size) = self.shared.get(word)
                        && counted.insert(word)
                    {
                        entry.shared = entry.shared.checked_add(*size)?;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }
}

/// A whole number, decimal, octal, hexadecimal or binary, with PTX's suffix.
pub fn number(text: &str) -> Option<u64> {
    let text = text.trim_end_matches('U');
    if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        u64::from_str_radix(hex, 16).ok()
    } else if let Some(binary) = text.strip_prefix("0b").or_else(|| text.strip_prefix("0B")) {
        u64::from_str_radix(binary, 2).ok()
    } else if text.len() > 1 && text.starts_with('0') {
        u64::from_str_radix(text, 8).ok()
    } else {
        text.parse().ok()
    }
}

/// Bytes of an element of a type.
fn element_size(word: &str) -> Option<u64> {
    Some(match word {
        ".b8" | ".u8" | ".s8" | ".e4m3" | ".e5m2" => 1,
        ".b16" | ".u16" | ".s16" | ".f16" | ".bf16" => 2,
        ".b32" | ".u32" | ".s32" | ".f32" | ".f16x2" | ".bf16x2" | ".tf32" => 4,
        ".b64" | ".u64" | ".s64" | ".f64" | ".texref" | ".samplerref" | ".surfref" => 8,
        ".b128" => 16,
        _ => return None,
    })
}

#[cfg(test)]
#[path = "ptx_tests.rs"]
mod tests;
