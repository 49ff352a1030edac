//! The real world: the library, the clipboard, an editor, the terminal.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crossterm::Command as Sequence;
use crossterm::clipboard::CopyToClipboard;
use jiff::Timestamp;

use super::message::{Effect, Leaf, Message, Notice};
use super::model::{Model, Target};
use super::outside::{Answer, Outside};
use super::terminal::Session;
use crate::article::{self, Article, Origin, WindowAt};
use crate::claims::{self, Anchor, ClaimId, Found, SourceId, SourceRef};
use crate::config;
use crate::store::{
    ArticleKey, ClaimMarks, ClaimNote, NoteKey, Reading, Settled, SourceMarks, SourceNote, Store, StoreError, settle,
};

/// The library as far as this article goes.
struct Shelf {
    store: Store,
    /// The article's place in the library, once it is registered.
    article: Option<ArticleKey>,
    claims: BTreeMap<ClaimId, NoteKey>,
    sources: BTreeMap<SourceId, NoteKey>,
}

/// The world that a real terminal stands in.
pub struct World<'a> {
    /// The terminal.
    pub session: &'a mut Session,
    library: Option<PathBuf>,
    shelf: Option<Shelf>,
}

impl<'a> World<'a> {
    /// The world round `session`, with the library in the folder `library`.
    pub fn new(session: &'a mut Session, library: Option<PathBuf>) -> World<'a> {
        World { session, library, shelf: None }
    }

    fn read_annotations(&mut self, folder: &Path, model: &Model) -> Result<Settled, StoreError> {
        let store = match self.shelf.take() {
            Some(shelf) => shelf.store,
            None => Store::open(folder)?,
        };
        let found = Found { article: &model.article, extraction: &model.extraction, uids: model.uids() };
        let settled = settle(store.annotations(&model.article)?, found);
        let claims = settled.claims.iter().filter_map(|(claim, found)| Some((*claim, found.note.key?))).collect();
        let sources = settled.sources.iter().filter_map(|(source, note)| Some((*source, note.key?))).collect();
        self.shelf = Some(Shelf { store, article: None, claims, sources });
        Ok(settled)
    }

    /// Saves on the shelf, and tells whether it is on the disk.
    fn save(&mut self, target: Target, save: impl FnOnce(&mut Shelf) -> Result<(), StoreError>) -> Answer {
        let Some(shelf) = &mut self.shelf else {
            return Message::NotSaved(target, "the library is not open".to_owned()).into();
        };
        match save(shelf) {
            Ok(()) => Message::Saved(target).into(),
            Err(cause) => Message::NotSaved(target, cause.to_string()).into(),
        }
    }

    /// Where private files go: into the library, or among temporary files where there is none.
    fn folder(&self) -> PathBuf {
        self.library.clone().filter(|folder| folder.is_dir()).unwrap_or_else(std::env::temp_dir)
    }

    fn copy(&mut self, text: &str, notice: Notice) -> Notice {
        let mut sequence = String::new();
        if CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).is_err() || !self.session.has_clipboard()
        {
            return self.copy_to_file(text);
        }
        match self.session.send(&sequence) {
            Ok(()) => notice,
            Err(cause) => Notice::with("copy-failed", cause.to_string()),
        }
    }

    fn copy_to_file(&self, text: &str) -> Notice {
        let path = self.folder().join("clipboard.txt");
        match private_file(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => Notice::with("copied-file", path.display().to_string()),
            Err(cause) => Notice::with("copy-failed", cause.to_string()),
        }
    }

    /// Lets an editor change `text` in a private file, which is removed afterwards; but where what was written cannot be
    /// read it stays, and the complaint names it.
    fn edit(&mut self, text: &str) -> io::Result<String> {
        let path = self.folder().join(format!("note-{}.txt", std::process::id()));
        private_file(&path)?.write_all(text.as_bytes())?;
        let ran = self.session.run_outside(|| run_editor(&path)).and_then(|ran| ran);
        let edited = ran.and_then(|()| read_note(&path));
        match &edited {
            Err(cause) if cause.kind() == io::ErrorKind::InvalidData => {}
            _ => fs::remove_file(&path)?,
        }
        edited
    }
}

impl Outside for World<'_> {
    fn perform(&mut self, effect: Effect, model: &Model) -> Answer {
        match effect {
            Effect::Extract => Message::Extracted(claims::extract_with(&model.article, model.settings.overlay)).into(),
            Effect::ReadAnnotations => {
                let Some(folder) = self.library.clone() else {
                    return Message::NoLibrary("there is no home folder; name one with --library".to_owned()).into();
                };
                match self.read_annotations(&folder, model) {
                    Ok(settled) => Message::Annotated(Box::new(settled)).into(),
                    Err(cause) => refused(cause),
                }
            }
            Effect::Register => match self.shelf.as_mut().map(|shelf| shelf.register(&model.article)) {
                Some(Err(cause)) => refused(cause),
                _ => Answer::Done,
            },
            Effect::SaveClaim(claim, marks) => {
                self.save(Target::Claim(claim), |shelf| shelf.save_claim(model, claim, marks))
            }
            Effect::SaveSource(source, marks) => {
                self.save(Target::Source(source), |shelf| shelf.save_source(model, source, marks))
            }
            Effect::KeepView(changed) => told(model, |path| config::keep(path, changed)),
            Effect::ForgetView => told(model, config::forget),
            Effect::SaveReading(reading) => {
                // Where reading stopped is no work of the user's: that it could not be kept is not worth a word.
                let _ = self.shelf.as_mut().map(|shelf| shelf.save_reading(model, &reading));
                Answer::Done
            }
            Effect::Copy(text, notice) => Message::Notice(self.copy(&text, notice)).into(),
            Effect::Edit(_, text) => match self.edit(&text) {
                Ok(text) => Message::Edited(text).into(),
                Err(cause) => Message::Notice(Notice::with("editor-failed", cause.to_string())).into(),
            },
            Effect::Turn(_) if model.may_lose() => Message::Unsaved.into(),
            Effect::Turn(leaf) => match turn(&model.article, leaf) {
                Ok(article) => Message::Opened(Box::new(article), leaf).into(),
                Err(cause) => Message::Notice(Notice::with("cannot-turn", cause)).into(),
            },
            Effect::Suspend => {
                let _ = self.session.suspend();
                Answer::Done
            }
            Effect::Redraw => {
                self.session.redraw();
                Message::Nothing.into()
            }
            Effect::Quit if model.may_lose() => Message::Unsaved.into(),
            Effect::Quit => Answer::Leave,
        }
    }
}

impl Shelf {
    /// The article's place in the library. It is registered at the first need: writing takes longer than reading.
    fn register(&mut self, article: &Article) -> Result<ArticleKey, StoreError> {
        let key = match self.article {
            Some(key) => key,
            None => self.store.open_article(article, Timestamp::now())?,
        };
        self.article = Some(key);
        Ok(key)
    }

    fn save_claim(&mut self, model: &Model, claim: ClaimId, marks: ClaimMarks) -> Result<(), StoreError> {
        let Some(found) = model.claim(claim) else { return Ok(()) };
        let uid = model.uids().claim(claim);
        let key = self.claims.get(&claim).copied();
        let note = ClaimNote { key, anchor: Anchor::of(&model.article, found.content, uid), marks };
        let article = self.register(&model.article)?;
        match self.store.save_claim(article, &note, Timestamp::now())? {
            Some(key) => self.claims.insert(claim, key),
            None => self.claims.remove(&claim),
        };
        Ok(())
    }

    fn save_source(&mut self, model: &Model, source: SourceId, marks: SourceMarks) -> Result<(), StoreError> {
        let Some(found) = model.extraction.sources.get(source.0) else { return Ok(()) };
        let source_ref = SourceRef { uid: model.uids().source(source).to_owned(), name: found.name.clone() };
        let note =
            SourceNote { key: self.sources.get(&source).copied(), source: source_ref, marks, ratings: Vec::new() };
        let article = self.register(&model.article)?;
        match self.store.save_source(article, &note, Timestamp::now())? {
            Some(key) => self.sources.insert(source, key),
            None => self.sources.remove(&source),
        };
        Ok(())
    }

    fn save_reading(&mut self, model: &Model, reading: &Reading) -> Result<(), StoreError> {
        let article = self.register(&model.article)?;
        self.store.save_reading(article, reading, Timestamp::now())
    }
}

/// Does something with the file that keeps the view, where there is one, and tells what went wrong.
fn told(model: &Model, change: impl FnOnce(&Path) -> io::Result<()>) -> Answer {
    match model.settings.kept.as_deref().map(change) {
        Some(Err(cause)) => Message::Notice(Notice::with("view-not-kept", cause.to_string())).into(),
        _ => Answer::Done,
    }
}

/// A library that is locked, damaged or newer ends the reader before anything is marked; one that may only not be
/// written leaves it to read.
fn refused(cause: StoreError) -> Answer {
    if cause.is_of_library() { Answer::Fail(cause) } else { Message::NoLibrary(cause.to_string()).into() }
}

/// Reads another window of the file that `article` is a window of.
fn turn(article: &Article, leaf: Leaf) -> Result<Article, String> {
    let (Origin::File(path), Some(window)) = (&article.origin, article.window) else {
        return Err("the article is whole".to_owned());
    };
    let at = match leaf {
        Leaf::First => WindowAt::First,
        Leaf::Last => WindowAt::Last,
        Leaf::Before => WindowAt::Before(&window),
        Leaf::After => WindowAt::After(&window),
    };
    article::open_window(path, at).map_err(|cause| cause.to_string())
}

/// A new file that only its owner can read, in the place of an older one. It may lie in a folder that others write to:
/// neither a file nor a link that somebody else put there is written to.
fn private_file(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(path),
    }
}

/// What an editor left in `path`.
fn read_note(path: &Path) -> io::Result<String> {
    String::from_utf8(fs::read(path)?).map_err(|_| {
        let says = format!("it did not save UTF-8; what was written is in {}", path.display());
        io::Error::new(io::ErrorKind::InvalidData, says)
    })
}

/// Runs the user's editor; `$VISUAL` and `$EDITOR` may hold arguments, as everywhere.
fn run_editor(path: &Path) -> io::Result<()> {
    let wished = ["VISUAL", "EDITOR"].iter().filter_map(std::env::var_os).find(|editor| !editor.is_empty());
    let editor = wished.unwrap_or_else(|| "vi".into());
    let mut script = editor.clone();
    script.push(" \"$1\"");
    let status = Command::new("sh").arg("-c").arg(script).arg("isnad").arg(path).status()?;
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{} ended with {status}", editor.to_string_lossy())))
}
