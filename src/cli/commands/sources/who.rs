//! Who is who: names, merging, splitting, and taking that back.

use jiff::Timestamp;

use super::{full, one, plain};
use crate::claims::NameKey;
use crate::cli::args::{AliasTask, SourceSplit, Sources};
use crate::cli::fail::Failure;
use crate::cli::named::named;
use crate::cli::output::tell;
use crate::store::{DossierQuery, SourceEdit, SourceKey, SplitOff, Store};

/// Makes one edit, takes the last one back, or makes it again.
pub(super) fn run(task: &Sources, store: &mut Store, now: Timestamp) -> Result<(), Failure> {
    let (edit, nothing) = match task {
        Sources::Alias(AliasTask::Add { name, alias }) => {
            let source = one(store, name)?.key;
            (store.add_alias(source, &full(alias)?, now)?, "the source has this name already")
        }
        Sources::Alias(AliasTask::Remove { name, alias }) => {
            let source = one(store, name)?.key;
            (store.remove_alias(source, &full(alias)?, now)?, "the source has no such name by you")
        }
        Sources::Rename { name, to } => {
            let source = one(store, name)?.key;
            (store.rename_source(source, &full(to)?, now)?, "the source is called so already")
        }
        Sources::Merge { name, into } => {
            let (from, into) = (one(store, name)?.key, one(store, into)?.key);
            (store.merge_sources(from, into, now)?, "the two are one already")
        }
        Sources::Apart { name, other } => {
            let (one_of, other) = (one(store, name)?.key, one(store, other)?.key);
            (store.keep_apart(one_of, other, now)?, "the two are one, or known not to be the same")
        }
        Sources::Split(split) => (self::split(store, split, now)?, "nothing of that is the source's"),
        Sources::Undo => (store.undo_source_edit(now)?, "there is nothing to take back"),
        Sources::Redo => (store.redo_source_edit(now)?, "there is nothing to make again"),
        _ => return Ok(()),
    };
    let Some(edit) = edit else { return Err(Failure::NotFound(nothing.to_owned())) };
    let done = match task {
        Sources::Undo => "taken back",
        Sources::Redo => "made again",
        _ => "kept",
    };
    tell(&format!("{done}: {}", in_words(&edit, store)?));
    Ok(())
}

fn split(store: &mut Store, split: &SourceSplit, now: Timestamp) -> Result<Option<SourceEdit>, Failure> {
    let source = one(store, &split.name)?.key;
    let off = if split.claims.is_empty() {
        let documents = split.articles.iter().map(|typed| Ok(named(store, typed)?.document.key));
        SplitOff::Documents(documents.collect::<Result<_, Failure>>()?)
    } else {
        SplitOff::Claims(claims(store, source, &split.claims)?)
    };
    let name = full(&split.to)?;
    let to = other(store, source, &name)?;
    Ok(store.split_source(source, &off, to.ok_or(name.as_str()), now)?)
}

/// Whose it is: a source of just this name or uid, if there is one besides the source itself.
fn other(store: &Store, source: SourceKey, name: &str) -> Result<Option<SourceKey>, Failure> {
    let key = NameKey::of(name).key;
    let mut exact = Vec::new();
    for row in store.sources_meant(name, super::OFFERED)? {
        let known = store.source(row.key)?;
        let is_alias = known.is_some_and(|known| known.aliases.iter().any(|alias| NameKey::of(&alias.name).key == key));
        let is_named = NameKey::of(&row.name).key == key || row.uid.starts_with(&name.to_ascii_lowercase()) || is_alias;
        if is_named && row.key != source {
            exact.push(row.key);
        }
    }
    match exact.as_slice() {
        [] => Ok(None),
        [other] => Ok(Some(*other)),
        _ => one(store, name).map(|row| Some(row.key)),
    }
}

/// The uids of claims of a source that begin as was typed.
fn claims(store: &Store, source: SourceKey, typed: &[String]) -> Result<Vec<String>, Failure> {
    let query = DossierQuery { limit: usize::MAX, ..DossierQuery::default() };
    let all = store.dossier(source, &query)?.map_or_else(Vec::new, |dossier| dossier.claims);
    let mut uids = Vec::with_capacity(typed.len());
    for start in typed {
        let start = start.to_ascii_lowercase();
        let mut fitting = all.iter().filter(|claim| start.len() >= 4 && claim.uid.starts_with(&start));
        match (fitting.next(), fitting.next()) {
            (Some(claim), None) => uids.push(claim.uid.clone()),
            (None, _) => return Err(Failure::NotFound(format!("the source has no claim {start}"))),
            _ => return Err(Failure::Usage(format!("several claims begin with {start}; give more of the uid"))),
        }
    }
    Ok(uids)
}

/// An edit in one line.
fn in_words(edit: &SourceEdit, store: &Store) -> Result<String, Failure> {
    let name = |uid: &str| -> Result<String, Failure> {
        let key = store.source_by_uid(uid)?;
        let known = key.map(|key| store.source(key)).transpose()?.flatten();
        Ok(known.map_or_else(|| uid.to_owned(), |known| format!("{uid} {}", plain(&known.name))))
    };
    Ok(match edit {
        SourceEdit::Merge { from, into, .. } => format!("merge {from} into {}", name(into)?),
        SourceEdit::Split { of, to, moved, given, .. } => {
            let claims: usize = given.iter().map(|(_, prints)| prints.len()).sum();
            format!("split {} from {}: {} mentions, {claims} claims", name(to)?, name(of)?, moved.len())
        }
        SourceEdit::Rename { source, from, to } => format!("rename {source} {} to {}", plain(from), plain(to)),
        SourceEdit::Alias { source, name: alias } => format!("{} is also {}", name(source)?, plain(alias)),
        SourceEdit::NoAlias { source, name: alias } => format!("{} is not {}", name(source)?, plain(alias)),
        SourceEdit::Apart { one, other } => format!("{} is not {}", name(one)?, name(other)?),
    })
}
