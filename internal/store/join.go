package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
	"stillnight/internal/envelope"
	"stillnight/internal/instance"
)

// When another program puts another file in the place of the open diary, a sync service above all, there are
// two versions: ours, which is in memory as it was last saved, and theirs. Ours is written beside the diary
// first; then theirs is copied to the backups, the two are joined night by night, and only then does the
// joined diary replace theirs. Whatever ends the program in between, the next start finds our
// version beside the diary and joins it.

// oursPath is where our version waits until it is joined.
func oursPath(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".ours")
}

// settle makes sure that the connection reads the file that is there: it sets alien journals aside and joins a
// version that another program brought. The caller holds s.mu. After ErrReplaced ours can still be read.
func (s *Store) settle(ctx context.Context) error {
	if s.readOnly {
		return s.follow(ctx)
	}
	if s.onDisk.info == nil {
		return nil // still opening
	}
	if s.vault == nil && !s.adrift {
		if err := s.settleJournal(); err != nil && !isGone(err) {
			return err
		}
	}
	if err := s.writeDeleted(); err != nil && !errors.Is(err, errAnother) {
		return err
	}
	err := s.unreplaced()
	if s.adrift && err == nil {
		err = ErrReplaced // it is the one that could not be read
	}
	switch {
	case err == nil, isGone(err):
		return nil // SQLite says better what is wrong with a folder or a file that is gone
	case !errors.Is(err, ErrReplaced):
		return err
	}
	return s.join(ctx)
}

// writeDeleted writes the diary again where another program has deleted its file, so that what was acknowledged is on
// the disk. Where all else in the folder is gone too, the lock of this window with it, its drive was taken away.
func (s *Store) writeDeleted() error {
	if _, err := os.Lstat(s.path); !errors.Is(err, fs.ErrNotExist) || s.driveGone() {
		return nil
	}
	if s.holdOpenFile(); s.saved == nil {
		return nil
	}
	image, err := s.saved.image()
	if err != nil {
		return err
	}
	data, err := s.sealed(image)
	if err != nil {
		return err
	}
	still := func() error { // gone: a sync service may have brought another meanwhile
		if _, err := os.Lstat(s.path); !errors.Is(err, fs.ErrNotExist) {
			return errAnother
		}
		return nil
	}
	if err := s.install(data, image, still); err != nil {
		return err
	}
	s.adrift = false
	s.found("written_again")
	return s.keepWaiting()
}

// keepWaiting moves our version to the backups, which was written beside the diary while another file was in its place: it is
// in the diary again. The next start would join it, with what is deleted from now on.
func (s *Store) keepWaiting() error {
	if _, err := os.Lstat(oursPath(s.path)); err != nil {
		return nil
	}
	return s.keepOurs()
}

// driveGone tells whether the drive was taken away: the diary and the lock of this window are gone together. The folder may
// be there all the same, and what is written to it would lie on another disk, out of sight once the drive is back.
func (s *Store) driveGone() bool {
	if s.lock == nil {
		return false
	}
	if _, err := os.Lstat(s.path); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_, err := os.Lstat(instance.LockPath(s.path))
	return errors.Is(err, fs.ErrNotExist)
}

// holdOpenFile reads what was last saved from the open file, where that has lost its name and nothing else has it: it
// was taken away before the end of a save.
func (s *Store) holdOpenFile() {
	if s.saved != nil || s.eye == nil {
		return
	}
	mine, err := s.eye.Stat()
	if err != nil {
		return
	}
	if there, err := os.Stat(s.path); err == nil && os.SameFile(mine, there) {
		return
	}
	if data, err := wholeFile(s.eye); err == nil {
		s.saved = holding(data)
	}
}

// wholeFile reads an open diary's file whole, also one that has lost its name.
func wholeFile(f *os.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > LargestFile {
		return nil, ErrTooLarge
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(io.NewSectionReader(f, 0, info.Size()), data); err != nil {
		return nil, err
	}
	return data, checkHeader(data)
}

func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)
}

// follow lets a reader see what another window has saved since.
func (s *Store) follow(ctx context.Context) error {
	if s.vault != nil || s.onDisk.info == nil {
		return nil
	}
	now, err := s.look()
	if err != nil || now.same(s.onDisk) {
		return nil // what was read is still there to be shown
	}
	fresh, err := openFile(s.path, readOnly)
	if err != nil {
		return err
	}
	if version, err := examine(ctx, fresh); err != nil || version != currentVersion {
		return errors.Join(err, fresh.close())
	}
	old := s.conn
	s.conn, s.onDisk = fresh, now
	s.edition.Add(1)
	return old.close()
}

// join joins the version that lies in the diary's place with ours, and puts the joined diary there. Where meanwhile yet
// another one came, that is joined instead.
func (s *Store) join(ctx context.Context) (err error) {
	const tries = 4
	for range tries {
		if err = s.joinOnce(ctx); !errors.Is(err, errAnother) {
			return err
		}
	}
	return err
}

// errAnother says that the file in the diary's place is not the one that was looked at.
var errAnother = fmt.Errorf("it was replaced once more: %w", ErrReplaced)

func (s *Store) joinOnce(ctx context.Context) error {
	if s.holdOpenFile(); s.saved == nil {
		return s.reconnect() // the file could not be looked at after a save: it is the only version there is
	}
	image, err := s.saved.image()
	if err != nil {
		return err
	}
	now, err := s.look()
	if err != nil {
		return err
	}
	there, readErr := readBounded(s.path)
	if readErr == nil && s.holdsSame(there, image) { // touched, copied over itself, or on a drive that numbers files anew
		if s.vault != nil {
			s.adrift, s.onDisk = false, now
		} else if err := s.reconnectTo(image); err != nil {
			return err
		}
		return s.keepWaiting()
	}
	ours, err := s.sealed(image)
	if err != nil {
		return err
	}
	if err := durable.Write(oursPath(s.path), ours); err != nil {
		return unjoined(err)
	}
	if readErr != nil { // it is a folder, or a pipe
		return errors.Join(unjoined(readErr), s.drift(now))
	}
	theirs, err := s.readTheirs(ctx, there, image)
	if err != nil {
		return errors.Join(unjoined(err), s.drift(now))
	}
	joined, report, err := joinImages(ctx, image, theirs.Diary)
	if err != nil {
		return errors.Join(unjoined(err), s.drift(now))
	}
	if err := s.keepVersion(there); err != nil {
		return unjoined(err)
	}
	data, err := s.sealed(joined)
	if err != nil {
		return err
	}
	still := func() error {
		if again, err := s.look(); err != nil || !again.same(now) {
			return errors.Join(errAnother, err)
		}
		return nil
	}
	if err := s.install(data, joined, still); err != nil {
		return err
	}
	s.adrift, s.changed = false, true
	s.found("joined", report.args()...)
	s.notifyAll()
	return s.keepOurs()
}

// unjoined says why the file in the diary's place was not joined. What it matches first is told, whatever is wrong with
// that file.
func unjoined(cause error) error {
	if errors.Is(cause, ErrOtherDiary) {
		return errors.Join(ErrOtherDiary, ErrReplaced, cause)
	}
	return errors.Join(ErrReplaced, cause)
}

// holdsSame tells whether the file in the diary's place holds what ours does, an image, locked as ours is.
func (s *Store) holdsSame(there, image []byte) bool {
	if s.vault == nil {
		return bytes.Equal(there, image)
	}
	f, err := envelope.Parse(there)
	if err != nil || f.Harmed() || f.ID != s.envelopeID() || !s.vault.Fits(f) {
		return false
	}
	held, err := s.vault.Image(f)
	defer clear(held)
	return err == nil && bytes.Equal(held, image)
}

// readTheirs reads the version that lay in the diary's place, which is a file that was read, beside ours, which is an
// image. Another diary is ErrOtherDiary. The file is not read again: by then a third may lie there, and the nights of one
// would be taken for those of the other.
func (s *Store) readTheirs(ctx context.Context, there, ours []byte) (theirs version, err error) {
	refuse := func(bool) (string, error) { return "", errOtherPassphrase }
	kind, err := natureIn(there)
	var f fileImage
	var damaged *DamagedError
	if err == nil || errors.As(err, &damaged) {
		f, err = imageIn(there, kind, err, refuse, s.vault)
	}
	if err != nil && !s.kin(f.id) {
		return theirs, errors.Join(ErrOtherDiary, err) // it has another passphrase, too
	}
	if err != nil {
		return theirs, err
	}
	if theirs, err = f.version(ctx); err != nil {
		return theirs, err
	}
	c, err := openMemory(ours)
	if err != nil {
		return theirs, err
	}
	related, err := s.related(ctx, c, theirs)
	if err == nil && !related {
		err = ErrOtherDiary
	}
	return theirs, errors.Join(err, c.close())
}

// keepVersion keeps another version of the diary among the backups: byte by byte, but that no copy of a locked
// diary stays in plain.
func (s *Store) keepVersion(data []byte) error {
	place, err := s.nextBackup(backup.Beside(s.path), backup.BeforeJoin)
	if err != nil {
		return err
	}
	if locked, _ := envelope.Recognised(data[:min(len(data), envelope.HeadSize)]); !locked {
		if data, err = s.sealed(data); err != nil {
			return err
		}
	}
	return durable.Write(place.Path, data)
}

// keepOurs moves our version, which is joined now, to the backups.
func (s *Store) keepOurs() error {
	place, err := s.nextBackup(backup.Beside(s.path), backup.BeforeJoin)
	if err != nil {
		return err
	}
	if err := os.Rename(oursPath(s.path), place.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return durable.SyncFolder(filepath.Dir(s.path))
}

// finishJoin joins our version that an earlier session, which was cut short, left beside the diary.
func (s *Store) finishJoin(ctx context.Context) error {
	if _, err := os.Stat(oursPath(s.path)); err != nil {
		return nil
	}
	refuse := func(bool) (string, error) { return "", errOtherPassphrase }
	f, err := imageOf(oursPath(s.path), refuse, s.vault)
	if err != nil && !s.kin(f.id) {
		return s.setOursAside() // it has another passphrase, too
	}
	if err != nil {
		return err
	}
	ours, err := f.version(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	related, err := s.related(ctx, s.conn, ours)
	s.mu.Unlock()
	switch {
	case err != nil:
		return err
	case !related:
		return s.setOursAside()
	}
	var report joinReport
	step := label{"join", make(map[string]string)}
	err = s.write(ctx, step, func(t *tx) error {
		mine, err := readAll(ctx, t.conn)
		if err != nil {
			return err
		}
		report, err = joinInto(ctx, t, mine, ours.Diary)
		step.args["count"] = strconv.Itoa(report.Added + report.Filled)
		return err
	})
	if err != nil {
		return err
	}
	s.found("joined", report.args()...)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vault != nil && !f.preview.Locked {
		if _, err := relockCopy(oursPath(s.path), nil, s.vault, s.envelopeID()); err != nil {
			return err
		}
	}
	return s.keepOurs()
}
