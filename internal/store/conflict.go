package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/durable"
	"stillnight/internal/pattern"
)

// A sync service that finds a file changed on two computers keeps both: one under its name, the other beside it
// under a name of its own making. conflictMarks are what such names have after the diary's own.
var conflictMarks = pattern.New(`(?i)^(?:` +
	// Dropbox, Nextcloud, Seafile, pCloud, Synology, in their users' languages, and Syncthing; a second copy of a day may
	// have a number behind.
	`[ ._([-].{0,100}(?:conflict|konflikt|conflit).{0,100}` +
	`|[-_][^ .]{2,32}` + // OneDrive puts the computer's name there
	`| \(\d{1,2}\)|\s\d{1,2}` + // Google Drive, iCloud
	`)$`)

// mayConflict tells whether a file's name is one that a sync service gives to a conflicted copy of a diary.
func mayConflict(diaryName, name string) bool {
	ending := filepath.Ext(diaryName)
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(diaryName, ending))
	if !ok || !strings.EqualFold(filepath.Ext(rest), ending) {
		return false
	}
	return conflictMarks.MatchString(rest[:len(rest)-len(ending)])
}

// Conflicts lists the copies of the open diary that lie beside it because it was changed in two places. Names alone
// tell too little: each holds the same diary, known by its id.
func (s *Store) Conflicts() (paths []string) {
	s.mu.Lock()
	path, id := s.path, s.id
	s.mu.Unlock()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || id == "" {
		return nil
	}
	for _, e := range entries {
		other := filepath.Join(filepath.Dir(path), e.Name())
		if e.Type().IsRegular() && mayConflict(filepath.Base(path), e.Name()) && idOf(context.Background(), other) == id {
			paths = append(paths, other)
		}
	}
	return paths
}

// Difference is a night that is answered in two ways.
type Difference struct{ Mine, Theirs diary.Night }

// Joining is what another version of the diary would bring, or brought.
type Joining struct {
	// Added nights only the other version has; Filled have answers there that are open here; Others are further
	// entries that only it has, such as remedies and episodes, and remedies that gain doses or intakes.
	Added, Filled, Others int
	// Left are remedies that both have, and of which the other version says something that does not go together with
	// what is said here: that stays as it is.
	Left int
	// Differing are nights on which both answered, in different ways.
	Differing []Difference
}

// Nothing tells whether the other version has nothing that this one lacks or answers otherwise.
func (j Joining) Nothing() bool {
	return j.Added == 0 && j.Filled == 0 && j.Others == 0 && j.Left == 0 && len(j.Differing) == 0
}

// Differences tells what a conflicted copy of the diary would bring. ask is called where the copy has another
// passphrase than the diary; it may be nil.
func (s *Store) Differences(ctx context.Context, path string, ask func(retry bool) (string, error)) (Joining, error) {
	mine, err := s.Diary(ctx)
	if err != nil {
		return Joining{}, err
	}
	theirs, err := s.readCopy(ctx, path, ask)
	if err != nil {
		return Joining{}, err
	}
	image, err := read(s, (*conn).image)
	if err != nil {
		return Joining{}, fmt.Errorf("copying the diary: %w", err)
	}
	_, tried, err := joinImages(ctx, image, theirs)
	if err != nil {
		return Joining{}, err
	}
	j := Joining{Added: tried.Added, Filled: tried.Filled, Others: tried.Others, Left: tried.Left}
	for _, n := range theirs.Nights {
		if old, there := mine.Night(n.Date); there && differ(old, n) {
			j.Differing = append(j.Differing, Difference{old, n})
		}
	}
	return j, nil
}

// differ tells whether two records of a night answer one question in different ways. What one leaves open is no
// difference.
func differ(mine, theirs diary.Night) bool {
	here, there := mine, theirs
	here.Fill(theirs)
	there.Fill(mine)
	return !sameNight(here, there)
}

func (s *Store) readCopy(ctx context.Context, path string, ask func(retry bool) (string, error)) (diary.Diary, error) {
	s.mu.Lock()
	known := s.vault
	s.mu.Unlock()
	d, _, err := readForeign(ctx, path, ask, known)
	return d, err
}

// Join brings a conflicted copy into the diary, night by night, in one undo step, and moves it to the backups. Where
// both answered, ours stays but for the nights of which theirs is true. After a *CopyLeftError all is joined.
func (s *Store) Join(ctx context.Context, path string, ask func(retry bool) (string, error), theirs map[diary.Date]bool) (Joining, error) {
	before, err := sumOf(path)
	if err != nil {
		return Joining{}, fmt.Errorf("joining: %w", err)
	}
	other, err := s.readCopy(ctx, path, ask)
	if err != nil {
		return Joining{}, fmt.Errorf("joining: %w", err)
	}
	var r joinReport
	step := label{"join", make(map[string]string)}
	err = s.write(ctx, step, func(t *tx) error {
		mine, err := readAll(ctx, t.conn)
		if err != nil {
			return err
		}
		if mine, err = preferTheirs(t, mine, other, theirs); err != nil {
			return err
		}
		r, err = joinInto(ctx, t, mine, other)
		step.args["count"] = strconv.Itoa(r.Added + r.Filled + len(theirs))
		return err
	})
	if err != nil {
		return Joining{}, fmt.Errorf("joining %s: %w", path, err)
	}
	if err := s.keepCopy(path, before); err != nil {
		err = &CopyLeftError{path, classify(path, err)}
		return Joining{Added: r.Added, Filled: r.Filled, Others: r.Others}, err
	}
	return Joining{Added: r.Added, Filled: r.Filled, Others: r.Others}, nil
}

// CopyLeftError says that a conflicted copy was joined, and still lies beside the diary all the same.
type CopyLeftError struct {
	// Path of the copy.
	Path string
	// Err is why it could not be moved to the backups.
	Err error
}

// Error describes the fault for a log.
func (e *CopyLeftError) Error() string {
	return fmt.Sprintf("joined, but keeping %s: %v", e.Path, e.Err)
}

// Words are the key of the sentence for a person.
func (e *CopyLeftError) Words() (key string, args []any) {
	return "store.error.copy_left", []any{"file", filepath.Base(e.Path), "reason", e.Err}
}

// Unwrap returns the cause.
func (e *CopyLeftError) Unwrap() error { return e.Err }

// preferTheirs takes the other version's answers on some nights; what it leaves open stays ours.
func preferTheirs(t *tx, mine, other diary.Diary, nights map[diary.Date]bool) (diary.Diary, error) {
	for i, old := range mine.Nights {
		n, there := other.Night(old.Date)
		if !there || !nights[old.Date] {
			continue
		}
		n.Fill(old)
		n.EnteredAt = old.EnteredAt
		if err := keep(t, nightKind, n); err != nil {
			return mine, err
		}
		mine.Nights[i] = n
	}
	return mine, nil
}

// SetAside moves a conflicted copy that has nothing new to the backups; any other it leaves where it is. It tells
// whether it did.
func (s *Store) SetAside(ctx context.Context, path string, ask func(retry bool) (string, error)) (bool, error) {
	before, err := sumOf(path)
	if err != nil {
		return false, err
	}
	j, err := s.Differences(ctx, path, ask)
	if err != nil || !j.Nothing() {
		return false, err
	}
	switch err := s.keepCopy(path, before); {
	case errors.Is(err, ErrCopyChanged):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("keeping %s: %w", path, classify(path, err))
	}
	return true, nil
}

// sumOf tells a copy from what it may be a moment later.
func sumOf(path string) (sum [sha256.Size]byte, err error) {
	data, err := readBounded(path)
	if err != nil {
		return sum, classify(path, err)
	}
	return sha256.Sum256(data), nil
}

// keepCopy moves a copy that is joined now to the backups. One that is not what it was before it was read is
// ErrCopyChanged, and stays: a sync service may have brought more into it.
func (s *Store) keepCopy(path string, before [sha256.Size]byte) error {
	data, err := readBounded(path)
	if err != nil {
		return err
	}
	if sha256.Sum256(data) != before {
		return ErrCopyChanged
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.keepVersion(data); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return durable.SyncFolder(filepath.Dir(path))
}
