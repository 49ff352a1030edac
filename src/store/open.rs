//! Opening a library: its folder, its file, their modes, and a connection that writes durably.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use crate::search::index_words;

use super::error::{StoreError, Trouble};
use super::{people, schema};

/// The library's file in its folder. Beside it SQLite keeps `library.db-wal` and `library.db-shm`.
pub const FILE_NAME: &str = "library.db";

/// How long a writer waits for another one before it says that the library is locked.
const PATIENCE: Duration = Duration::from_millis(1500);

/// SQLite's files are whole pages, of this many bytes or a multiple.
const SMALLEST_PAGE: u64 = 512;

/// temp_store: no words of the library go to temporary files. mmap_size: a page that the system holds is read where it is, so
/// that rows which lie far apart in a large library cost little more than in a small one.
const READING: &str = "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 2147418112;";

/// Tells new libraries apart that this process is making at once.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Opens the library in `folder`, creating both where they are missing.
pub(super) fn open(folder: &Path) -> Result<(PathBuf, Connection), StoreError> {
    let path = folder.join(FILE_NAME);
    if let Err(error) = fs::metadata(&path) {
        if error.kind() != io::ErrorKind::NotFound {
            return Err(StoreError::new(&path, error.into()));
        }
        create_folder(folder).map_err(|error| StoreError::new(folder, error.into()))?;
        create(folder, &path).map_err(|trouble| StoreError::new(&path, trouble))?;
    }
    let connection = open_file(&path).map_err(|trouble| StoreError::new(&path, trouble))?;
    Ok((path, connection))
}

fn open_file(path: &Path) -> Result<Connection, Trouble> {
    let found = fs::metadata(path)?;
    check_file(path, &found)?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema::migrate(&mut connection)?;
    people::keys::bring_up(&mut connection)?;
    mode::tighten(path, &found);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// Opens the library in `folder` so that nothing of it can be changed, be it in a folder that may not be written.
pub(super) fn open_to_read(folder: &Path) -> Result<(PathBuf, Connection), StoreError> {
    let path = folder.join(FILE_NAME);
    let connection = open_file_to_read(&path).map_err(|trouble| StoreError::new(&path, trouble))?;
    Ok((path, connection))
}

fn open_file_to_read(path: &Path) -> Result<Connection, Trouble> {
    check_file(path, &fs::metadata(path)?)?;
    // Where it may be written, SQLite needs to lay its index of the log beside it.
    let (connection, version) = match looked_at(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        Err(Trouble::Forbidden(_)) => match looked_at(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            Err(Trouble::Forbidden(says)) if has_log(path) => Err(Trouble::Unclosed(says)),
            Err(Trouble::Forbidden(_)) => looked_at_alone(path),
            other => other,
        },
        other => other,
    }?;
    if version == schema::SCHEMA { Ok(connection) } else { newest_in_memory(&connection) }
}

/// A connection that changes nothing, and the schema of the library.
fn looked_at(path: &Path, flags: OpenFlags) -> Result<(Connection, u32), Trouble> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // A log that others left stays as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log(path))?;
    teach_words(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON;")?;
    connection.execute_batch(READING)?;
    let version = schema::version(&connection)?;
    Ok((connection, version))
}

/// As [`looked_at`], where SQLite can lay nothing beside the file: as it has no log, and nobody can write it here, nothing
/// is missed.
fn looked_at_alone(path: &Path) -> Result<(Connection, u32), Trouble> {
    // Bytes that mean something in an address are written as their numbers.
    let address = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let address = PathBuf::from(format!("file:{address}?immutable=1"));
    let unreadable = |trouble| match trouble {
        Trouble::Forbidden(says) => Trouble::Unreadable(says),
        other => other,
    };
    looked_at(&address, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI).map_err(unreadable)
}

/// A copy of an older library, brought to the newest schema where nobody sees it.
fn newest_in_memory(old: &Connection) -> Result<Connection, Trouble> {
    let mut copy = Connection::open_in_memory()?;
    teach_words(&copy)?;
    match Backup::new(old, &mut copy)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(Trouble::Locked),
    }
    schema::migrate(&mut copy)?;
    people::keys::bring_up(&mut copy)?;
    copy.execute_batch("PRAGMA query_only = ON;")?;
    Ok(copy)
}

/// What can be told from the directory entries alone.
///
/// The file is never opened but by SQLite: closing another handle of it would drop this process's locks (POSIX).
fn check_file(path: &Path, found: &fs::Metadata) -> Result<(), Trouble> {
    if found.is_dir() {
        return Err(Trouble::Other("a folder stands in its place".to_owned()));
    }
    if found.len() == 0 {
        // SQLite would begin anew, and delete a log beside it.
        return Err(Trouble::Damaged("the file is empty".to_owned()));
    }
    if !found.len().is_multiple_of(SMALLEST_PAGE) && !has_log(path) {
        return Err(Trouble::Damaged("the file was cut short".to_owned()));
    }
    Ok(())
}

/// Makes a new library under another name and gives it its own when it is whole, so that other processes see all of it
/// or nothing. Where another process was faster, theirs stays.
fn create(folder: &Path, path: &Path) -> Result<(), Trouble> {
    if has_log(path) {
        // SQLite would take the log for that of the new file.
        return Err(Trouble::Damaged("the file is gone, and its log is not".to_owned()));
    }
    let new = folder.join(format!(".{FILE_NAME}.{}.{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    // What a killed process of the same number may have left.
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(&new, end));
    }
    let made = fill(&new).and_then(|()| publish(&new, path));
    let removed = fs::remove_file(&new);
    made?;
    // Where it was renamed, the other name is gone already.
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    mode::keep_entries(folder)?;
    Ok(())
}

/// Writes an empty library of the newest schema, and brings it to the disk once.
fn fill(new: &Path) -> Result<(), Trouble> {
    let mut connection = connect(new, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    mode::tighten(new, &fs::metadata(new)?);
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")?;
    schema::migrate(&mut connection)?;
    people::keys::bring_up(&mut connection)?;
    connection.execute_batch("PRAGMA journal_mode = WAL;")?;
    connection.close().map_err(|(_, error)| Trouble::from(error))?;
    Ok(fs::OpenOptions::new().write(true).open(new)?.sync_all()?)
}

/// Gives the file its name, unless the name is taken.
fn publish(new: &Path, path: &Path) -> Result<(), Trouble> {
    match fs::hard_link(new, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        // A file system without links.
        Err(_) if fs::metadata(path).is_err() => Ok(fs::rename(new, path)?),
        _ => Ok(()),
    }
}

/// Whether a log holds what is not yet in the file.
fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|end| fs::metadata(beside(path, end)).is_ok_and(|log| log.len() > 0))
}

/// A connection that leaves the file and its log as they are until [`open_file`] has seen that they are ours.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Trouble> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log(path))?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Trouble::Forbidden("read-only file".to_owned()));
    }
    // FULL: what was acknowledged survives a power cut. secure_delete: what was deleted is overwritten.
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
    connection.execute_batch(READING)?;
    teach_words(&connection)?;
    Ok(connection)
}

/// Registers `isnad_words`, by which the triggers of the schema keep the index of words in step with what is written.
pub(super) fn teach_words(connection: &Connection) -> Result<(), Trouble> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection
        .create_scalar_function("isnad_words", 1, flags, |context| Ok(index_words(context.get_raw(0).as_str()?)))?;
    Ok(())
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    mode::private_folder(&mut builder);
    builder.create(folder)
}

/// Makes an empty file that only its owner reads.
pub(super) fn private_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).write(true);
    mode::private(&mut options);
    options.open(path).map(drop)
}

/// The path of a file that SQLite keeps beside the library.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Modes: the library protects sources, so nobody but its owner reads it.
#[cfg(unix)]
mod mode {
    use std::fs::{DirBuilder, File, Metadata, OpenOptions, Permissions, metadata, set_permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    /// New folders are 0700.
    pub fn private_folder(builder: &mut DirBuilder) {
        builder.mode(0o700);
    }

    /// New files are 0600.
    pub fn private(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    /// Brings a folder's entries to the disk.
    pub fn keep_entries(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// The library becomes 0600, with the files beside it; SQLite gives new ones the library's own mode.
    pub fn tighten(path: &Path, found: &Metadata) {
        if found.permissions().mode() & 0o077 == 0 {
            return;
        }
        for end in ["", "-wal", "-shm", "-journal"] {
            let path = super::beside(path, end);
            if metadata(&path).is_ok() {
                // The file of another owner stays as it is: it is theirs to protect.
                let _ = set_permissions(&path, Permissions::from_mode(0o600));
            }
        }
    }
}

#[cfg(not(unix))]
mod mode {
    use std::fs::{DirBuilder, Metadata, OpenOptions};
    use std::path::Path;

    pub fn private_folder(_builder: &mut DirBuilder) {}

    pub fn private(_options: &mut OpenOptions) {}

    pub fn keep_entries(_folder: &Path) -> std::io::Result<()> {
        Ok(())
    }

    pub fn tighten(_path: &Path, _found: &Metadata) {}
}
