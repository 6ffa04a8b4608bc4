package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
	"stillnight/internal/instance"
)

// Options say how a diary is opened. The zero Options open it for writing.
type Options struct {
	// ReadOnly opens it beside another window, or where only reading is wanted. It never creates,
	// migrates or locks.
	ReadOnly bool
	// Passphrase is asked for where the diary is locked; retry says that the one before was wrong. Its
	// error ends Open and is returned. Without it a locked diary gives ErrPassphrase.
	Passphrase func(retry bool) (string, error)
	// Now is the clock, time.Now where nil.
	Now func() time.Time
	// Backups say where copies are kept.
	Backups BackupOptions
	// Work is the power of two of scrypt's rounds for new passphrases, envelope.Work where 0. Tests that open a
	// locked diary hundreds of times take less.
	Work int
	// Reading is called at every read of the diary, to count what a key press costs; nil for nobody.
	Reading func()
	// Places keep in mind on which drive the diary is. Where that is not connected, no diary is made.
	Places Places
	// CheckLater lets Open return before the pages and rows of a plain file have been looked through.
	// Store.CheckPages does so then, or else the first write, which it may stop.
	CheckLater bool
}

// Store is one open diary. Its methods may be called from any goroutine.
type Store struct {
	path     string
	readOnly bool
	newer    bool
	now      func() time.Time
	backups  BackupOptions
	work     int
	reading  func()

	// mu guards conn and what follows.
	mu      sync.Mutex
	conn    *conn
	eye     *os.File      // a plain diary's file, to be looked at; see look
	vault   *envelope.Key // nil for a diary that is not locked
	saved   *held         // the database as last written or read, nil where that is not known
	onDisk  sighting      // the file as last written or read
	adrift  bool          // another file is in its place that cannot be read: conn holds what was saved
	changed bool          // since it was opened or last backed up
	created bool          // now, and empty until it is changed
	id      string        // the diary's own; one of an older version may have none
	folders []string      // to which backups ever went, but for the one beside
	homes   []string      // paths at which it was saved before it was moved
	home    string        // the path at which it was last saved, "" where that is not known
	former  []string      // ids of the diaries that it was copied from
	// journalled is room for the journal of a save, used again at each.
	journalled []byte
	copied     bool // the diary at home is there, too: this one is told apart from it before it is used
	// atRename is called before a file takes the diary's name, and renamed behind it, by tests that put another one there
	// just then.
	atRename, renamed func()

	// backingUp is held while a backup is made and verified; it is taken before mu.
	backingUp sync.Mutex

	pages      pageCheck
	edition    atomic.Uint64 // see Edition
	drafts     drafts
	noUndo     atomic.Bool // the steps to undo are damaged, and nothing else
	lock       *instance.Lock
	activation instance.Watch
	findingsMu sync.Mutex
	findings   findings
	listeners  struct {
		sync.Mutex
		next int
		list []listener
	}
}

// Open opens the diary at path, or creates one where there is no file. A diary of an older version is
// migrated after a backup. One of a newer version is opened for reading, which Newer tells.
//
// Its errors match ErrInUse, ErrNotADiary, ErrPassphrase, ErrPermission, ErrReadOnly, ErrFolderGone,
// ErrDiskFull, ErrBusy or ErrDisk, or are a *DamagedError, for which see NewestGoodBackup and Salvage.
func Open(ctx context.Context, path string, o Options) (_ *Store, err error) {
	real, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("opening diary %s: %w", path, classify(path, err))
	}
	s := &Store{
		path: real, readOnly: o.ReadOnly, now: o.Now, backups: o.Backups, reading: o.Reading, work: cmp.Or(o.Work, envelope.Work),
	}
	if s.now == nil {
		s.now = time.Now
	}
	err = s.open(ctx, o)
	if errors.Is(err, ErrTooLarge) {
		// A disk or a copy may have made it so. What is in it can be saved, for that is read where it lies.
		err = &DamagedError{Detail: "the file is larger than any diary"}
	}
	if err != nil {
		return nil, fmt.Errorf("opening diary %s: %w", path, errors.Join(s.classify(err), s.release()))
	}
	return s, nil
}

// claim makes sure that nobody else writes in the diary, and that there is one.
func (s *Store) claim(places Places) error {
	if err := reachable(s.path, places); err != nil {
		return err
	}
	lock, err := instance.Acquire(s.path)
	if err != nil {
		return err
	}
	s.lock = lock
	if err := s.sweep(); err != nil {
		return err
	}
	if _, err := os.Stat(s.path); errors.Is(err, fs.ErrNotExist) {
		if err := createDiary(s.path); err != nil {
			return err
		}
		s.created = true
	}
	return mayWrite(s.path)
}

// mayWrite returns ErrReadOnly where the file is write-protected. A locked diary is written beside and renamed, which
// heeds no such protection, and SQLite says so only at the first save.
func mayWrite(path string) error {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return err // a pipe would keep the program waiting
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	switch {
	case err == nil:
		return f.Close()
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	if meaning := Meaning(err); meaning != nil {
		return err
	}
	return nil // it is a folder, or in use: opening it tells more
}

func (s *Store) open(ctx context.Context, o Options) error {
	if !s.readOnly {
		if err := s.claim(o.Places); err != nil {
			return err
		}
	}
	nature, err := natureOf(s.path)
	if errors.Is(err, ErrNotADiary) && s.wasADiary() {
		err = &DamagedError{Detail: "the first bytes are not those of a diary, but copies of one lie beside it"}
	}
	if err != nil {
		return err
	}
	switch {
	case nature == lockedDiary:
		err = s.unlock(o.Passphrase)
	case s.readOnly:
		err = s.openQuietly()
	default:
		if err = s.settleJournal(); err == nil {
			err = s.connect()
		}
	}
	if err != nil {
		return err
	}
	version, err := examine(ctx, s.conn)
	if err != nil {
		return err
	}
	if err := s.checkPages(ctx, version, o.CheckLater); err != nil {
		return err
	}
	if err := s.recall(ctx); err != nil {
		return err
	}
	if err := s.toCurrent(ctx, version); err != nil || s.readOnly {
		return err
	}
	if s.vault == nil {
		if err := s.remember(); err != nil {
			return err
		}
	}
	_ = o.Places.note(s.path) // what cannot be kept in mind keeps nobody from the diary
	s.lookForOriginal(ctx)
	s.finish(ctx)
	return nil
}

// toCurrent brings an older diary up to date. A newer one is only read.
func (s *Store) toCurrent(ctx context.Context, version int) error {
	switch {
	case version > currentVersion:
		s.newer, s.readOnly = true, true
		return nil
	case version == currentVersion:
		return nil
	case s.readOnly:
		return s.migrateInMemory(version)
	}
	if err := s.pages.await(); err != nil {
		return err
	}
	if err := s.proveOld(ctx, version); err != nil {
		return err
	}
	if _, err := s.backup(ctx, backup.BeforeMigration); err != nil {
		return err
	}
	return s.migrate(version)
}

// wasADiary tells whether a file that is none any more by its first bytes has the copies of one beside it: they are
// what a disk most often loses, and all behind them may be whole.
func (s *Store) wasADiary() bool {
	info, err := os.Stat(s.path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	list, err := backup.List(backup.Beside(s.path), s.path, "")
	return err == nil && len(list) > 0
}

// sweep removes what a crash left half written, of the diary and of its backups. Such files never held
// anything that was acknowledged.
func (s *Store) sweep() error {
	for _, folder := range []string{filepath.Dir(s.path), backup.Beside(s.path)} {
		if err := sweepFolder(folder, s.path); err != nil {
			return err
		}
	}
	return nil
}

// sweepFolder removes the leftovers of one folder.
func sweepFolder(folder, diaryPath string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // there are none, or the folder says so itself when it is needed
	}
	for _, e := range entries {
		name := e.Name()
		half := strings.HasPrefix(name, "."+filepath.Base(diaryPath)+".") && strings.HasSuffix(name, ".new") ||
			strings.HasPrefix(name, "."+backup.Stem(diaryPath)+" ") && (strings.HasSuffix(name, backup.Part) || strings.HasSuffix(name, backup.PartJournal) || strings.HasSuffix(name, ".new"))
		if !half {
			continue
		}
		if err := durable.Remove(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// migrateInMemory makes an older diary readable without writing to its file.
func (s *Store) migrateInMemory(version int) error {
	memory, err := migratedCopy(s.conn, version)
	if err != nil {
		return err
	}
	old := s.conn
	s.conn, s.onDisk = memory, sighting{}
	return old.close()
}

// proveOld proves every row of an older diary, on a copy, before its file is touched: a damaged one stays as it is.
func (s *Store) proveOld(ctx context.Context, version int) (err error) {
	c, err := migratedCopy(s.conn, version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	return s.proveRows(ctx, c)
}

func (s *Store) migrate(version int) error {
	if s.vault == nil {
		if err := s.remember(); err != nil {
			return err
		}
	}
	if err := migrate(s.conn, version, newID()); err != nil {
		return err
	}
	if err := s.recall(context.Background()); err != nil {
		return err
	}
	return s.persist(nil)
}

// Path returns the diary's absolute path.
func (s *Store) Path() string { return s.path }

// ReadOnly tells whether changes are refused.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Newer tells whether the diary was written by a newer version of the program, so that it can only be read.
func (s *Store) Newer() bool { return s.newer }

// writable returns why nothing can be written, nil if it can.
func (s *Store) writable() error {
	switch {
	case s.conn == nil:
		return ErrClosed
	case s.newer:
		return ErrNewer
	case s.readOnly:
		return ErrReadOnly
	}
	return nil
}

// Close backs up what changed since the last backup, and releases the file. Of a day only the newest
// routine backup stays. After an error the diary is closed all the same.
func (s *Store) Close() error {
	var backupErr error
	draftErr := s.settleDrafts()
	s.mu.Lock()
	var joinErr error
	if s.writable() == nil {
		joinErr = s.settle(context.Background())
	}
	due := s.changed && s.writable() == nil && !s.adrift
	s.mu.Unlock()
	if due {
		backupErr = s.backupToday(context.Background())
	}
	if err := errors.Join(draftErr, joinErr, backupErr, s.release()); err != nil {
		return fmt.Errorf("closing diary: %w", err)
	}
	return nil
}

func (s *Store) release() error {
	s.activation.Stop()
	s.pages.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	errs := []error{s.disconnect()}
	if s.vault != nil {
		s.saved.clear()
	}
	s.vault, s.saved = nil, nil
	if s.lock != nil {
		errs = append(errs, s.lock.Release())
		s.lock = nil
	}
	return errors.Join(errs...)
}
