//! The few words of JSON Schema that our own schema uses. Any other word in it is a fault, so that nothing goes unchecked.

use serde_json::{Map, Value};

/// Where `value` is not what `schema` says.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let words = schema.as_object().unwrap_or_else(|| panic!("{at}: {schema} is no schema"));
    for (word, wanted) in words {
        let is_well = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" | "properties" | "additionalProperties" => true,
            "$ref" => {
                let path =
                    wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("a place in the schema");
                check(root, root.pointer(path).expect(path), value, at, faults);
                true
            }
            "anyOf" => wanted.as_array().expect("choices").iter().any(|choice| {
                let mut found = Vec::new();
                check(root, choice, value, at, &mut found);
                found.is_empty()
            }),
            "type" => is_of(value, wanted.as_str().expect("a type")),
            "const" => wanted == value,
            "enum" => wanted.as_array().expect("choices").contains(value),
            "minimum" => value.as_i64().is_none_or(|value| value >= wanted.as_i64().expect("a number")),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{at}/{index}"), faults);
                }
                true
            }
            "required" => {
                let wanted = wanted.as_array().expect("names").iter();
                wanted.map(|name| name.as_str().expect("a name")).all(|name| value.get(name).is_some())
            }
            other => panic!("{at}: nobody here knows {other}"),
        };
        if !is_well {
            faults.push(format!("{at}: {word} is {wanted}, not so {value}"));
        }
    }
    if let Some(fields) = value.as_object() {
        members(root, words, fields, at, faults);
    }
}

fn members(
    root: &Value,
    words: &Map<String, Value>,
    fields: &Map<String, Value>,
    at: &str,
    faults: &mut Vec<String>,
) {
    for (name, field) in fields {
        let known = words.get("properties").and_then(|known| known.get(name));
        match known.or_else(|| words.get("additionalProperties")) {
            Some(Value::Bool(false)) => faults.push(format!("{at}/{name} is not in the schema")),
            Some(schema) => check(root, schema, field, &format!("{at}/{name}"), faults),
            None => {}
        }
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        other => panic!("no value is of type {other}"),
    }
}
