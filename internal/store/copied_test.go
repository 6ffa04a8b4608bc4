package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/envelope"
	"stillnight/internal/instance"
)

// copyFileTo copies a file as a file manager does.
func copyFileTo(t *testing.T, from, to string) string {
	t.Helper()
	data, err := os.ReadFile(from)
	must(t, err)
	must(t, os.MkdirAll(filepath.Dir(to), 0o700))
	must(t, os.WriteFile(to, data, 0o600))
	return to
}

// saveSeverity saves a night, so many days from the first of the tests.
func saveSeverity(t *testing.T, s *Store, n, severity int) {
	t.Helper()
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(n), Severity: diary.Some(severity)}))
}

// TestTwoCopiesOfADiaryThatAreBothUsedAreTwoDiaries copies the file to another folder, with backups or without, and
// keeps the backups of both in one folder.
func TestTwoCopiesOfADiaryThatAreBothUsedAreTwoDiaries(t *testing.T) {
	for _, pass := range []string{"", testPass} {
		for name, before := range map[string]func(t *testing.T, s *Store){
			"used":                   func(t *testing.T, s *Store) { saveSeverity(t, s, 1, 7) },
			"backed up without more": func(t *testing.T, s *Store) { _, err := s.Backup(t.Context()); must(t, err) },
			"looked at":              func(*testing.T, *Store) {},
			"given a passphrase": func(t *testing.T, s *Store) {
				var left *PlainLeftError // the other one's backups may be plain
				if err := s.relock(t.Context(), newLightKey(t, otherPassphrase)); err != nil && !errors.As(err, &left) {
					t.Fatal(err)
				}
			},
		} {
			t.Run(name+": "+pass, func(t *testing.T) { twoCopies(t, pass, before) })
		}
	}
}

// TestACopyThatCannotBeToldApartAtOnceIsSaidWithTheFirstSave stands for a disk that is full while it is opened.
func TestACopyThatCannotBeToldApartAtOnceIsSaidWithTheFirstSave(t *testing.T) {
	s := newStore(t)
	original, id := filepath.Join(t.TempDir(), "diary.stillnight"), s.id
	s.copied, s.home = true, original
	saveSeverity(t, s, 1, 4)
	if f := s.Findings(); len(f) != 1 || f[0].Key != "store.found.copy" || f[0].Args["path"] != original {
		t.Errorf("told %+v", f)
	}
	if saveSeverity(t, s, 2, 4); s.id == id || !slices.Equal(s.former, []string{id}) || len(s.Findings()) != 1 {
		t.Errorf("of %s it is %s, of former %v; told %+v", id, s.id, s.former, s.Findings())
	}
}

func newLightKey(t *testing.T, pass string) *envelope.Key {
	t.Helper()
	k, err := lightKey(pass)
	must(t, err)
	return k
}

func twoCopies(t *testing.T, pass string, use func(t *testing.T, s *Store)) {
	folder, now := t.TempDir(), at
	open := func(path string) *Store {
		t.Helper()
		ask := func(retry bool) (string, error) {
			if retry {
				return otherPassphrase, nil
			}
			return pass, nil
		}
		s, err := Open(t.Context(), path, Options{Now: func() time.Time { return now }, Backups: BackupOptions{Folder: folder}, Passphrase: ask, Work: lightWork})
		must(t, err)
		return s
	}
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := open(path)
	must(t, s.fill(t.Context(), sample(10), nil))
	if pass != "" {
		must(t, s.relock(t.Context(), newLightKey(t, pass)))
	}
	_, err := s.Backup(t.Context())
	must(t, err)
	must(t, s.Close())
	twin := copyFileTo(t, path, filepath.Join(t.TempDir(), "diary.stillnight"))
	other := open(twin)
	if f := other.Findings(); len(f) != 1 || f[0].Key != "store.found.copy" || f[0].Args["path"] != path {
		t.Errorf("told %+v", f)
	}
	use(t, other)
	must(t, other.Close())
	for i := range 30 { // enough to push out what is old
		now = now.AddDate(0, 0, 1)
		for _, p := range []string{path, twin} {
			s := open(p)
			saveSeverity(t, s, 20+i, 3)
			must(t, s.Close())
		}
	}
	s, other = open(path), open(twin)
	defer func() { must(t, errors.Join(s.Close(), other.Close())) }()
	if s.id == other.id || !slices.Contains(other.former, s.id) || len(s.former) > 0 || len(other.Findings()) > 0 {
		t.Fatalf("the ids are %s and %s, of a copy of %v; told %+v", s.id, other.id, other.former, other.Findings())
	}
	mine, err := s.Backups(t.Context())
	must(t, err)
	theirs, err := other.Backups(t.Context())
	must(t, err)
	byHand := slices.ContainsFunc(mine, func(b backup.Copy) bool { return b.Reason == backup.ByHand })
	if len(mine) < 10 || len(theirs) < 10 || !byHand {
		t.Errorf("%d and %d backups; that made by hand is there: %v", len(mine), len(theirs), byHand)
	}
	for _, b := range mine {
		if slices.ContainsFunc(theirs, func(c backup.Copy) bool { return b.Path == c.Path }) {
			t.Errorf("%s is both's", b.Path)
		}
		if _, err := s.PreviewBackup(t.Context(), b.Path, nil); err != nil {
			t.Errorf("%s: %v", b.Path, err)
		}
	}
}

// TestBackupsThatWereCopiedAlongStayTheCopys copies the whole folder.
func TestBackupsThatWereCopiedAlongStayTheCopys(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	first, err := s.Backup(t.Context())
	must(t, err)
	twin := copyFileTo(t, s.Path(), filepath.Join(t.TempDir(), "diary.stillnight"))
	along := copyFileTo(t, first.Path, filepath.Join(backup.Beside(twin), filepath.Base(first.Path)))
	other := reopen(t, twin)
	saveSeverity(t, other, 1, 4)
	list, err := other.Backups(t.Context())
	must(t, err)
	if other.id == s.id || !slices.ContainsFunc(list, func(b backup.Copy) bool { return b.Path == along }) {
		t.Errorf("ids %s and %s; its backups are %+v", s.id, other.id, list)
	}
	must(t, other.relock(t.Context(), newLightKey(t, testPass)))
	for path, locked := range map[string]bool{along: true, first.Path: false} {
		head, err := readHead(path, 64)
		must(t, err)
		if nature, err := natureIn(head); (nature == lockedDiary) != locked {
			t.Errorf("%s is locked: %v (%v)", path, !locked, err)
		}
	}
}

// TestAMovedDiaryStaysTheSame is renamed, comes to another folder, or is what a sync service or salvage made.
func TestAMovedDiaryStaysTheSame(t *testing.T) {
	for name, leave := range map[string]bool{
		"renamed.stillnight": false, "elsewhere/diary.stillnight": false, "diary (1).stillnight": true,
		"diary saved 2026-03-03 21.00.stillnight": true,
	} {
		s := newStore(t)
		must(t, s.fill(t.Context(), sample(3), nil))
		must(t, s.Close())
		moved := copyFileTo(t, s.Path(), filepath.Join(filepath.Dir(s.Path()), name))
		if !leave {
			must(t, os.Remove(s.Path()))
		}
		id := s.id
		s = reopen(t, moved)
		saveSeverity(t, s, 1, 4)
		if s.id != id || len(s.Findings()) > 0 {
			t.Errorf("%s: its id is another; told %+v", name, s.Findings())
		}
		if home, _, err := s.Setting(t.Context(), keyHome); err != nil || home != moved {
			t.Errorf("%s: it is kept in mind at %s (%v)", name, home, err)
		}
	}
}

// TestAFileThatIsReachedInTwoWaysIsNoCopy: a share that is connected twice shows one file as two. What is written on the
// one side stands on the other, which for the side file of the lock a second name does here.
func TestAFileThatIsReachedInTwoWaysIsNoCopy(t *testing.T) {
	for _, twice := range []bool{true, false} {
		s := newStore(t)
		must(t, s.fill(t.Context(), sample(3), nil))
		id, there := s.id, copyFileTo(t, s.Path(), filepath.Join(t.TempDir(), "diary.stillnight"))
		if twice {
			must(t, os.Link(instance.LockPath(s.Path()), instance.LockPath(there)))
		}
		s.home = there
		s.lookForOriginal(t.Context())
		if (s.id == id) != twice || (len(s.Findings()) == 0) != twice {
			t.Errorf("reached in two ways %v: of %s it is %s; told %+v", twice, id, s.id, s.Findings())
		}
	}
}

// TestAPlainOriginalOfALockedCopyIsSaid and the other way round: both hold the same.
func TestAPlainOriginalOfALockedCopyIsSaid(t *testing.T) {
	for _, lockCopy := range []bool{true, false} {
		s := newStore(t)
		must(t, s.fill(t.Context(), sample(3), nil))
		other := reopen(t, copyFileTo(t, s.Path(), filepath.Join(filepath.Dir(s.Path()), "copy.stillnight")))
		saveSeverity(t, other, 1, 4)
		locked, plain := s, other
		if lockCopy {
			locked, plain = other, s
		}
		var left *PlainLeftError
		if err := locked.relock(t.Context(), newLightKey(t, testPass)); !errors.As(err, &left) || !slices.Contains(left.Paths, plain.Path()) {
			t.Errorf("the copy is locked: %v; locking gave %v", lockCopy, err)
		}
	}
}

// TestWhoseADamagedCopyIsCanStillBeRead where nothing leads to its rows any more.
func TestWhoseADamagedCopyIsCanStillBeRead(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(3), nil))
	other := reopen(t, copyFileTo(t, s.Path(), filepath.Join(t.TempDir(), "copy.stillnight")))
	image, err := os.ReadFile(other.Path())
	must(t, err)
	clear(image[headerSize:pageSize])
	path := filepath.Join(t.TempDir(), "damaged.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	if id, former := kinOf(t.Context(), path); id != other.id || id == s.id || !slices.Equal(former, []string{s.id}) {
		t.Errorf("it is %s, copied from %v", id, former)
	}
}
