//! The real world: the library, the clipboard, an editor, the terminal.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crossterm::Command as Sequence;
use crossterm::clipboard::CopyToClipboard;

use super::exporting::{self, Outcome, Scope, Wish};
use super::message::{Away, Effect, Leaf, Message, Notice};
use super::model::{Model, Target, Work};
use super::outside::{Answer, Outside};
use super::shelf::{Fresh, Kept, Shelf};
use super::terminal::Session;
use crate::article::{self, Article, Origin, WindowAt};
use crate::claims::{self, ClaimId, SourceId};
use crate::config;
use crate::export::Annotated;
use crate::shelf::{self, Contacts, Outward, Wanted};
use crate::store::{Store, StoreError};

/// The world that a real terminal stands in.
pub struct World<'a> {
    /// The terminal.
    pub session: &'a mut Session,
    library: Option<PathBuf>,
    shelf: Option<Shelf>,
}

impl<'a> World<'a> {
    /// The world round `session`, with the library in the folder `library`, and as far as it was read already.
    pub const fn new(session: &'a mut Session, library: Option<PathBuf>, shelf: Option<Shelf>) -> World<'a> {
        World { session, library, shelf }
    }

    /// The library as far as it was read.
    pub fn into_shelf(self) -> Option<Shelf> {
        self.shelf
    }

    fn read_annotations(&mut self, folder: &Path, model: &Model) -> Result<Fresh, StoreError> {
        let store = match self.shelf.take() {
            Some(shelf) => shelf.into_store(),
            None => Store::open_or_read(folder)?,
        };
        let shelf = self.shelf.insert(Shelf::new(store));
        shelf.read(model)
    }

    /// Reads the marks again, where another program has written the library.
    fn refresh(&mut self, model: &Model) -> Answer {
        match self.shelf.as_mut().map(|shelf| shelf.refresh(model)) {
            Some(Ok(Some(fresh))) => Message::Refreshed(Box::new(fresh)).into(),
            // What cannot be read now is said when something is saved.
            _ => Answer::Done,
        }
    }

    /// The claim that was kept last before this one.
    fn pinned_before(&self, model: &Model, claim: ClaimId) -> Answer {
        let uid = model.uids().claim(claim);
        let found = self.shelf.as_ref().map(|shelf| shelf.last_pinned((&model.article.hash, uid)));
        Message::PinnedBefore(claim, found.and_then(Result::ok).flatten()).into()
    }

    /// Leaves the article for another screen, where there is a library.
    fn go(&self, away: Away) -> Answer {
        if self.shelf.is_none() && away != Away::Out {
            return Message::Notice(Notice::plain("library.none")).into();
        }
        Answer::Go(away)
    }

    /// Saves on the shelf, and tells whether it is on the disk.
    fn save(&mut self, work: Work, save: impl FnOnce(&mut Shelf) -> Result<Kept, StoreError>) -> Answer {
        let Some(shelf) = &mut self.shelf else {
            return Message::NotSaved(work, "the library is not open".to_owned()).into();
        };
        match save(shelf) {
            Ok(Kept::AsItIs) => Message::Saved(work).into(),
            Ok(Kept::Merged(merged)) => Message::Merged(work, merged).into(),
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
        shelf.number_of_source(model.uids().source(source))
    }

    /// Writes the article into a file, with what is said of it, on the disk or not yet.
    fn export(&self, wish: &Wish, model: &Model) -> Outcome {
        let path = exporting::place(&wish.path);
        let wanted = if wish.scope == Scope::OpenPinned { Wanted::Pinned } else { Wanted::Every };
        let outward = Outward { format: wish.format, wanted, path: path.clone(), there: wish.there };
        let shelf = shelf::Shelf(self.shelf.as_ref().map(Shelf::store));
        let done = annotated(&shelf, model)
            .map_err(Into::into)
            .and_then(|annotated| shelf.write(1, &outward, &model.settings, |write| write(&annotated)));
        exporting::outcome(done, &path, model.words)
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
                    Ok(Fresh { settled, made }) => Message::Annotated(Box::new(settled), made).into(),
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
            Effect::Refresh => self.refresh(model),
            Effect::FindPinned(claim) => self.pinned_before(model, claim),
            Effect::OpenLink(url) => opened(url),
            Effect::KeepView(changed) => told(model, |path| config::keep(path, changed)),
            Effect::ForgetView => told(model, config::forget),
            Effect::SaveReading(reading) => {
                // Where reading stopped is no work of the user's: that it could not be kept is not worth a word.
                let _ = self.shelf.as_mut().map(|shelf| shelf.save_reading(model, &reading));
                Answer::Done
            }
            Effect::Copy(text, notice) => Message::Notice(copy_out(self.session, &self.folder(), &text, notice)).into(),
            Effect::Export(wish) => Message::Exported(self.export(&wish, model)).into(),
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
            Effect::Go(away) => self.go(away),
            Effect::GoToDossier(source) => match self.known_source(model, source) {
                Some(known) => Answer::Go(Away::Dossier(known)),
                None => Message::NoDossier(source).into(),
            },
        }
    }
}

/// The article as it is in the library, with what is not on the disk.
fn annotated<'a>(shelf: &shelf::Shelf<&Store>, model: &'a Model) -> Result<Annotated<'a>, StoreError> {
    let kept = shelf.kept(&model.article, &model.corrections.list(), &model.settings)?;
    let mut all = shelf.said(&model.article, kept, Contacts::Withheld)?;
    for work in &model.unsaved {
        match work {
            Work::Marks(Target::Claim(claim)) => {
                all.say_of_claim(model.uids().claim(*claim), (&model.marks_of_claim(*claim)).into());
            }
            Work::Marks(Target::Source(source)) => {
                all.say_of_source(model.uids().source(*source), &model.marks_of_source(*source));
            }
            Work::Corrections => {}
        }
    }
    Ok(all)
}

/// Opens an address in the browser, and tells of it.
fn opened(url: String) -> Answer {
    let notice = match open_link(&url) {
        Ok(()) => Notice::with("link-opened", url),
        Err(cause) => Notice { key: "link-failed", values: vec![url, cause.to_string()] },
    };
    Message::Notice(notice).into()
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

/// Opens an address in the user's browser, which goes on by itself; `$BROWSER` may hold arguments.
fn open_link(url: &str) -> io::Result<()> {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    if !matches!(scheme, "http" | "https") {
        return Err(io::Error::other("not an http address"));
    }
    let wished = std::env::var_os("BROWSER").filter(|browser| !browser.is_empty());
    let mut script = wished.unwrap_or_else(|| if cfg!(target_os = "macos") { "open" } else { "xdg-open" }.into());
    script.push(" \"$1\" &");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg("isnad").arg(url);
    let status = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
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
