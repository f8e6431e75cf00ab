//! Looks into source files for what codegen must know of them: which types are structures, which
//! functions exist.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};
use syn::{Item, visit::Visit};

struct Names {
    functions: BTreeSet<String>,
    structs: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Fn(function) => {
                self.functions.insert(function.sig.ident.to_string());
            }
            Item::Struct(structure) => {
                self.structs.insert(structure.ident.to_string());
            }
            Item::Union(union) => {
                self.structs.insert(union.ident.to_string());
            }
            _ => {}
        }
        syn::visit::visit_item(self, item);
    }
}

fn names(dir: &Path) -> Result<Names> {
    let mut found = Names { functions: BTreeSet::new(), structs: BTreeSet::new() };
    if !dir.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            let inner = names(&path)?;
            found.functions.extend(inner.functions);
            found.structs.extend(inner.structs);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let text = fs::read_to_string(&path)?;
            let file = syn::parse_file(&text).with_context(|| format!("cannot parse {}", path.display()))?;
            found.visit_file(&file);
        }
    }
    Ok(found)
}

/// Names of all functions under `dir`.
pub fn functions(dir: &Path) -> Result<BTreeSet<String>> {
    Ok(names(dir)?.functions)
}

/// Names of all structures and unions under `dir`.
pub fn structs(dir: &Path) -> Result<BTreeSet<String>> {
    Ok(names(dir)?.structs)
}
