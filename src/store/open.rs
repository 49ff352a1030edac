//! Opening a library: its folder, its file, their modes, and a connection that writes durably.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, Trouble};
use super::schema;

/// The library's file in its folder. Beside it SQLite keeps `library.db-wal` and `library.db-shm`.
pub const FILE_NAME: &str = "library.db";

/// How long a writer waits for another one before it says that the library is locked.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Opens the library in `folder`, creating both where they are missing.
pub(super) fn open(folder: &Path) -> Result<(PathBuf, Connection), StoreError> {
    let path = folder.join(FILE_NAME);
    let connection = match fs::metadata(&path) {
        Ok(found) => check_file(&path, &found).and_then(|()| open_file(&path, &found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            create_folder(folder).map_err(|error| StoreError::new(folder, error.into()))?;
            create(&path)
        }
        Err(error) => Err(error.into()),
    };
    let connection = connection.map_err(|trouble| StoreError::new(&path, trouble))?;
    Ok((path, connection))
}

/// What can be told from the directory entries alone.
///
/// The file is never opened but by SQLite: closing another handle of it would drop this process's locks (POSIX).
fn check_file(path: &Path, found: &fs::Metadata) -> Result<(), Trouble> {
    if found.is_dir() {
        return Err(Trouble::Other("a folder stands in its place".to_owned()));
    }
    let has_log = ["-wal", "-journal"].iter().any(|end| fs::metadata(beside(path, end)).is_ok_and(|log| log.len() > 0));
    if found.len() == 0 && has_log {
        // SQLite would begin anew and delete the log.
        return Err(Trouble::Damaged("the file is empty, and its log is not".to_owned()));
    }
    if found.len() % 512 != 0 && !has_log {
        return Err(Trouble::Damaged("the file was cut short".to_owned()));
    }
    Ok(())
}

fn open_file(path: &Path, found: &fs::Metadata) -> Result<Connection, Trouble> {
    if found.len() == 0 {
        return create(path);
    }
    mode::tighten(path, found);
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema::migrate(&mut connection)?;
    accept(connection)
}

/// Makes a new library; several processes may do so at once.
fn create(path: &Path) -> Result<Connection, Trouble> {
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    mode::tighten(path, &fs::metadata(path)?);
    // The change to a write-ahead log does not wait by itself for another process that makes it too.
    let begun = Instant::now();
    while let Err(error) = connection.pragma_update(None, "journal_mode", "wal") {
        let trouble = Trouble::from(error);
        if trouble != Trouble::Locked || begun.elapsed() > PATIENCE {
            return Err(trouble);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    schema::migrate(&mut connection)?;
    accept(connection)
}

/// A connection that leaves the file as it is until [`accept`] has seen that it is ours.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Trouble> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Trouble::Forbidden("read-only file".to_owned()));
    }
    // FULL: what was acknowledged survives a power cut. secure_delete: what was deleted is overwritten.
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
    Ok(connection)
}

fn accept(connection: Connection) -> Result<Connection, Trouble> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    mode::private_folder(&mut builder);
    builder.create(folder)
}

/// The path of a file that SQLite keeps beside the library.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Modes: the library protects sources, so nobody but its owner reads it.
#[cfg(unix)]
mod mode {
    use std::fs::{DirBuilder, Metadata, Permissions, metadata, set_permissions};
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    use std::path::Path;

    /// New folders are 0700.
    pub fn private_folder(builder: &mut DirBuilder) {
        builder.mode(0o700);
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
    use std::fs::{DirBuilder, Metadata};
    use std::path::Path;

    pub fn private_folder(_builder: &mut DirBuilder) {}

    pub fn tighten(_path: &Path, _found: &Metadata) {}
}
