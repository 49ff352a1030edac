//! A checker of JSON Schemas. It knows the keywords that ours use and stops at any other, so that none goes unchecked. Crates
//! that know all of JSON Schema bring some forty others with them.
#![allow(dead_code, reason = "each test takes what it needs")]

use serde_json::Value;

/// The first thing in `value` that does not fit `schema`, a part of `root`: where, and what.
pub fn misfit(root: &Value, schema: &Value, value: &Value, place: &str) -> Option<String> {
    let rules = schema.as_object().expect("a schema is an object");
    rules.iter().find_map(|(keyword, rule)| {
        let fits = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name =
                    rule.as_str().and_then(|target| target.strip_prefix('#')).expect("a reference into the schema");
                return misfit(root, root.pointer(name).expect("the reference's target"), value, place);
            }
            "anyOf" => list(rule).iter().any(|choice| misfit(root, choice, value, place).is_none()),
            "const" => value == rule,
            "enum" => list(rule).contains(value),
            "type" => {
                rule.as_str().map_or_else(|| list(rule).iter().any(|one| is_of(value, one)), |_| is_of(value, rule))
            }
            "pattern" => value.as_str().is_none_or(|text| matches(rule.as_str().unwrap(), text)),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "required" => {
                list(rule).iter().all(|key| value.as_object().is_none_or(|map| map.contains_key(key.as_str().unwrap())))
            }
            "additionalProperties" => {
                assert_eq!(rule, false, "only false is known");
                let known = |key: &String| schema["properties"].get(key).is_some();
                value.as_object().is_none_or(|map| map.keys().all(known))
            }
            "properties" => {
                let wrong = |(key, part): (&String, &Value)| {
                    value.get(key).and_then(|inner| misfit(root, part, inner, &format!("{place}/{key}")))
                };
                return rule.as_object().unwrap().iter().find_map(wrong);
            }
            "items" => {
                let wrong = |(at, item): (usize, &Value)| misfit(root, rule, item, &format!("{place}/{at}"));
                return value.as_array().and_then(|items| items.iter().enumerate().find_map(wrong));
            }
            other => panic!("{place}: the checker does not know the keyword {other}"),
        };
        (!fits).then(|| format!("{place}: {keyword} {rule} and {value}"))
    })
}

pub fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

/// The patterns of the schema, by hand.
fn matches(pattern: &str, text: &str) -> bool {
    let numbered = |letter: char| {
        text.strip_prefix(letter).is_some_and(|rest| {
            !rest.starts_with('0') && !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    match pattern {
        "^s[1-9][0-9]*$" => numbered('s'),
        "^c[1-9][0-9]*$" => numbered('c'),
        "^[0-9a-f]{16}$" => text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
        other => panic!("no pattern {other}"),
    }
}
