//! The real world: the library, the clipboard, an editor, the terminal.

mod drift;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crossterm::Command as Sequence;
use crossterm::clipboard::CopyToClipboard;
use jiff::Timestamp;

use super::corrections::Made;
use super::message::{Away, Effect, Leaf, Message, Notice};
use super::model::{Extracted, Model, Target, Work};
use super::outside::{Answer, Outside};
use super::terminal::Session;
use crate::article::{self, Article, Origin, WindowAt};
use crate::claims::{self, ClaimId, Corrected, Found, SourceId};
use crate::config;
use crate::store::{
    ArticleKey, ClaimMarks, ClaimNote, CorrectionKey, NoteKey, Reading, Settled, SourceMarks, SourceNote, Store,
    StoreError, settle,
};

/// The library as far as this article goes.
struct Shelf {
    store: Store,
    /// The article's place in the library, once it is registered.
    article: Option<ArticleKey>,
    /// The notes, by the uids of their claims and sources, whose numbers change with what is put right.
    claims: BTreeMap<String, NoteKey>,
    sources: BTreeMap<String, NoteKey>,
    /// The corrections that are in the library, by their numbers.
    corrections: BTreeMap<usize, CorrectionKey>,
    /// Notes that were deleted and brought back: the row that they were in, and the one that they are in now.
    renewed: Vec<(NoteKey, NoteKey)>,
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

    fn read_annotations(&mut self, folder: &Path, model: &Model) -> Result<(Settled, Vec<Made>), StoreError> {
        let store = match self.shelf.take() {
            Some(shelf) => shelf.store,
            None => Store::open_or_read(folder)?,
        };
        let mut annotations = store.annotations(&model.article)?;
        let mut stored = std::mem::take(&mut annotations.corrections);
        if model.extracted != Extracted::Done {
            // What is to be put right was not looked for yet.
            stored.clear();
        }
        let corrections = stored.iter().map(|stored| stored.key).enumerate().collect();
        let made = stored.into_iter().enumerate();
        let made: Vec<Made> = made.map(|(number, stored)| Made { number, correction: stored.correction }).collect();
        let corrected = corrected(model, &made);
        let found = match &corrected {
            Some(corrected) => {
                Found { article: &model.article, extraction: &corrected.extraction, uids: &corrected.uids }
            }
            None => model.known(),
        };
        annotations.sources.extend(store.known_sources(found)?);
        let settled = settle(annotations, found);
        let uid = |claim| found.uids.claim(claim).to_owned();
        let claims = settled.claims.iter().filter_map(|(claim, found)| Some((uid(*claim), found.note.key?))).collect();
        let uid = |source| found.uids.source(source).to_owned();
        let sources = settled.sources.iter().filter_map(|(source, note)| Some((uid(*source), note.key?))).collect();
        self.shelf = Some(Shelf { store, article: None, claims, sources, corrections, renewed: Vec::new() });
        Ok((settled, made))
    }

    /// Saves on the shelf, and tells whether it is on the disk.
    fn save(&mut self, work: Work, save: impl FnOnce(&mut Shelf) -> Result<(), StoreError>) -> Answer {
        let Some(shelf) = &mut self.shelf else {
            return Message::NotSaved(work, "the library is not open".to_owned()).into();
        };
        match save(shelf) {
            Ok(()) => Message::Saved(work).into(),
            Err(cause) => Message::NotSaved(work, cause.to_string()).into(),
        }
    }

    /// Where private files go: into the library, or among temporary files where there is none.
    fn folder(&self) -> PathBuf {
        self.library.clone().filter(|folder| folder.is_dir()).unwrap_or_else(std::env::temp_dir)
    }

    /// The number that a source of the article has in the library; none where that does not know it.
    fn known_source(&self, model: &Model, source: SourceId) -> Option<i64> {
        let shelf = self.shelf.as_ref()?;
        shelf.store.number_of_source(shelf.article?, model.uids().source(source)).ok().flatten()
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
                    Ok((settled, made)) => Message::Annotated(Box::new(settled), made).into(),
                    Err(cause) => refused(cause),
                }
            }
            Effect::Adopt(uid, key) => {
                if let Some(shelf) = &mut self.shelf {
                    shelf.adopt(uid, key);
                }
                Answer::Done
            }
            Effect::PutNote(note) => drifted(self.shelf.as_mut().map(|shelf| shelf.put_note(*note))),
            Effect::LeaveAdrift(key, hash) => drifted(self.shelf.as_mut().map(|shelf| shelf.leave_adrift(key, &hash))),
            Effect::LookBack => match self.shelf.as_ref().and_then(|shelf| shelf.earlier(&model.article)) {
                Some(earlier) => Message::LookedBack(earlier).into(),
                None => Answer::Done,
            },
            Effect::Compare(earlier) => match self.shelf.as_ref().map(|shelf| shelf.compare(earlier, model)) {
                Some(Ok(Some(compared))) => Message::Compared(Box::new(compared)).into(),
                Some(Err(cause)) => Message::Notice(Notice::with("cannot-compare", cause.to_string())).into(),
                _ => Message::Notice(Notice::plain("no-earlier")).into(),
            },
            Effect::Register => match self.shelf.as_mut().map(|shelf| shelf.keep_found(model)) {
                Some(Err(cause)) => refused(cause),
                _ => Answer::Done,
            },
            Effect::SaveClaim(claim, marks) => {
                self.save(Work::Marks(Target::Claim(claim)), |shelf| shelf.save_claim(model, claim, marks))
            }
            Effect::SaveSource(source, marks) => {
                self.save(Work::Marks(Target::Source(source)), |shelf| shelf.save_source(model, source, marks))
            }
            Effect::SaveCorrections(made) => self.save(Work::Corrections, |shelf| shelf.save_corrections(model, &made)),
            Effect::KeepView(changed) => told(model, |path| config::keep(path, changed)),
            Effect::ForgetView => told(model, config::forget),
            Effect::SaveReading(reading) => {
                // Where reading stopped is no work of the user's: that it could not be kept is not worth a word.
                let _ = self.shelf.as_mut().map(|shelf| shelf.save_reading(model, &reading));
                Answer::Done
            }
            Effect::Copy(text, notice) => Message::Notice(copy_out(self.session, &self.folder(), &text, notice)).into(),
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
            Effect::Quit | Effect::Go(_) | Effect::GoToDossier(_) if model.may_lose() => Message::Unsaved.into(),
            Effect::Quit => Answer::Leave,
            Effect::Go(Away::Out) => Answer::Go(Away::Out),
            Effect::Go(_) if self.shelf.is_none() => Message::Notice(Notice::plain("library.none")).into(),
            Effect::Go(away) => Answer::Go(away),
            Effect::GoToDossier(source) => match self.known_source(model, source) {
                Some(known) => Answer::Go(Away::Dossier(known)),
                None => Message::NoDossier(source).into(),
            },
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

    /// Registers the article, and keeps what was found in it, so that the library can list it.
    fn keep_found(&mut self, model: &Model) -> Result<(), StoreError> {
        let article = self.register(&model.article)?;
        if model.extracted == Extracted::Done && model.article.window.is_none() {
            self.store.save_found(article, model.known(), Timestamp::now())?;
        }
        Ok(())
    }

    fn save_claim(&mut self, model: &Model, claim: ClaimId, marks: ClaimMarks) -> Result<(), StoreError> {
        let Some(anchor) = model.known().anchor(claim) else { return Ok(()) };
        let uid = anchor.uid.clone();
        let note = ClaimNote { key: self.claims.get(&uid).copied(), anchor, marks };
        let article = self.register(&model.article)?;
        match self.store.save_claim(article, &note, Timestamp::now())? {
            Some(key) => self.claims.insert(uid, key),
            None => self.claims.remove(&uid),
        };
        Ok(())
    }

    fn save_source(&mut self, model: &Model, source: SourceId, marks: SourceMarks) -> Result<(), StoreError> {
        let Some(source) = model.known().source(source) else { return Ok(()) };
        let uid = source.uid.clone();
        let note = SourceNote { key: self.sources.get(&uid).copied(), source, marks, ratings: Vec::new() };
        let article = self.register(&model.article)?;
        match self.store.save_source(article, &note, Timestamp::now())? {
            Some(key) => self.sources.insert(uid, key),
            None => self.sources.remove(&uid),
        };
        Ok(())
    }

    /// Takes back what does not hold any more, then adds what is new: each on the disk by itself, so that what failed can be
    /// done again.
    fn save_corrections(&mut self, model: &Model, made: &[Made]) -> Result<(), StoreError> {
        let gone: Vec<usize> =
            self.corrections.keys().copied().filter(|number| made.iter().all(|made| made.number != *number)).collect();
        for number in gone {
            if let Some(key) = self.corrections.get(&number) {
                self.store.remove_correction(*key)?;
            }
            self.corrections.remove(&number);
        }
        for made in made.iter().filter(|made| !self.corrections.contains_key(&made.number)).collect::<Vec<_>>() {
            let article = self.register(&model.article)?;
            let key = self.store.add_correction(article, &made.correction, Timestamp::now())?;
            self.corrections.insert(made.number, key);
        }
        self.keep_found(model)
    }

    fn save_reading(&mut self, model: &Model, reading: &Reading) -> Result<(), StoreError> {
        let article = self.register(&model.article)?;
        self.store.save_reading(article, reading, Timestamp::now())
    }
}

/// Puts text on the terminal's clipboard, and tells of it with `notice`; where there is none, into a private file in `folder`.
pub fn copy_out(session: &mut Session, folder: &Path, text: &str, notice: Notice) -> Notice {
    let mut sequence = String::new();
    if CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).is_err() || !session.has_clipboard() {
        return copy_to_file(folder, text);
    }
    match session.send(&sequence) {
        Ok(()) => notice,
        Err(cause) => Notice::with("copy-failed", cause.to_string()),
    }
}

fn copy_to_file(folder: &Path, text: &str) -> Notice {
    let path = folder.join("clipboard.txt");
    match private_file(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Notice::with("copied-file", path.display().to_string()),
        Err(cause) => Notice::with("copy-failed", cause.to_string()),
    }
}

/// Tells where something could not be kept.
fn drifted(done: Option<Result<(), StoreError>>) -> Answer {
    match done {
        Some(Err(cause)) => Message::Notice(Notice::with("save-failed", cause.to_string())).into(),
        _ => Answer::Done,
    }
}

/// What the machine found, as the corrections make it; none where there are none.
fn corrected(model: &Model, made: &[Made]) -> Option<Corrected> {
    let list: Vec<_> = made.iter().map(|made| made.correction.clone()).collect();
    (!list.is_empty()).then(|| claims::correct(&model.article, model.machine().clone(), &list))
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
