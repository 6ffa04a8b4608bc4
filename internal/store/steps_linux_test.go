package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// What takes more than one step is ended between any two of the system calls that change a file, by strace,
// which counts them on the thread of the test's child. Afterwards there must be a diary with all that was
// acknowledged, and nothing in plain where there should be none.

// changing are the system calls that change files.
const changing = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,ftruncate,mkdir,mkdirat"

func init() {
	for _, old := range fixtures {
		for _, locked := range []bool{false, true} {
			stepped[fmt.Sprintf("migrate from version %d, locked %v", old.version, locked)] = step{locked: locked, fixture: old.path, want: old.want,
				do:    onDiary(func(context.Context, *Store) error { return nil }),
				after: migrated}
		}
	}
	if os.Getenv(childTask) != "" {
		runtime.LockOSThread() // strace follows one thread
		for name, step := range stepped {
			children[name] = step.do
		}
	}
}

func openAny(ctx context.Context, path string) (*Store, error) {
	tried := 0
	return Open(ctx, path, Options{Now: clock, Passphrase: func(bool) (string, error) {
		tried++
		if tried > 2 {
			return "", ErrPassphrase
		}
		return []string{testPass, otherPassphrase}[tried-1], nil
	}})
}

// step is something that changes several files.
type step struct {
	locked bool // at the beginning
	theirs bool // another version of the diary lies ready
	// fixture is a diary of an older version to begin with, which holds what want says.
	fixture string
	want    func() diary.Diary
	do      func(ctx context.Context, path string) error
	// after looks at the diary, which was opened again, and at its folder.
	after func(t *testing.T, s *Store, before diary.Diary)
}

func relockTo(passphrase string) func(context.Context, string) error {
	return func(ctx context.Context, path string) error {
		s, err := openAny(ctx, path)
		if err != nil {
			return err
		}
		var k *envelope.Key
		if passphrase != "" {
			if k, err = lightKey(passphrase); err != nil {
				return err
			}
		}
		return errors.Join(s.relock(ctx, k), s.release())
	}
}

// theirsName is another version of the diary, which a step puts in its place.
const theirsName = "theirs.bin"

func onDiary(f func(ctx context.Context, s *Store) error) func(context.Context, string) error {
	return func(ctx context.Context, path string) error {
		s, err := openAny(ctx, path)
		if err != nil {
			return err
		}
		return errors.Join(f(ctx, s), s.Close())
	}
}

// furtherName is another name of a diary's file, where the diary does not look.
func furtherName(path string) string { return filepath.Join(filepath.Dir(path), "elsewhere", "again") }

func same(t *testing.T, s *Store, before diary.Diary) {
	t.Helper()
	if d := whole(t, s); !reflect.DeepEqual(d, before) {
		t.Errorf("%d nights of %d, or others", len(d.Nights), len(before.Nights))
	}
}

// allCopiesOpen proves that every backup has the diary's own passphrase, or none where that has none.
func allCopiesOpen(t *testing.T, s *Store) {
	t.Helper()
	list, err := s.Backups(t.Context())
	must(t, err)
	if len(list) < 3 {
		t.Errorf("%d backups are left", len(list))
	}
	for _, b := range list {
		if _, err := s.PreviewBackup(t.Context(), b.Path, nil); err != nil {
			t.Errorf("%s: %v", filepath.Base(b.Path), err)
		}
	}
	if s.Locked() {
		noMarker(t, filepath.Dir(s.Path()), "after the next start")
	}
}

var stepped = map[string]step{
	"lock": {do: relockTo(testPass), after: func(t *testing.T, s *Store, before diary.Diary) {
		same(t, s, before)
		allCopiesOpen(t, s)
	}},
	"lock with other names": {do: func(ctx context.Context, path string) error {
		other := furtherName(path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(other), 0o700), os.Link(path, other)); err != nil {
			return err
		}
		return relockTo(testPass)(ctx, path)
	}, after: func(t *testing.T, s *Store, before diary.Diary) {
		same(t, s, before)
		data, err := os.ReadFile(furtherName(s.Path()))
		if !s.Locked() || err != nil || !bytes.HasPrefix(data, []byte(sqliteMagic)) {
			return
		}
		noted, err := settingIn(t.Context(), s.conn, keyLinked)
		if err != nil || noted == "" {
			t.Errorf("the other name leads to it in plain, and nothing says so (%v)", err)
		}
	}},
	"unlock": {locked: true, do: relockTo(""), after: func(t *testing.T, s *Store, before diary.Diary) {
		same(t, s, before)
		allCopiesOpen(t, s)
	}},
	"change passphrase": {locked: true, do: relockTo(otherPassphrase), after: func(t *testing.T, s *Store, before diary.Diary) {
		same(t, s, before)
		allCopiesOpen(t, s)
	}},
	"replace damaged": {do: func(ctx context.Context, path string) error {
		list, err := ListBackups(path, BackupOptions{})
		if err != nil {
			return err
		}
		_, err = ReplaceDamaged(ctx, path, list[0].Path, Options{})
		return err
	}, after: same},
	"restore": {locked: true, do: onDiary(func(ctx context.Context, s *Store) error {
		list, err := s.Backups(ctx)
		if err != nil {
			return err
		}
		_, err = s.Restore(ctx, list[0].Path, nil)
		return err
	}), after: same},
	"import": {do: onDiary(func(ctx context.Context, s *Store) error {
		_, err := s.Import(ctx, sample(40), KeepMine)
		return err
	}), after: func(t *testing.T, s *Store, before diary.Diary) {
		if n := len(whole(t, s).Nights); n != len(before.Nights) && n != len(before.Nights)+20 {
			t.Errorf("%d nights, before %d", n, len(before.Nights))
		}
	}},
	"join": {theirs: true, do: joinTheirs, after: joinedOrNot},
	"join locked": {locked: true, theirs: true, do: joinTheirs, after: func(t *testing.T, s *Store, before diary.Diary) {
		joinedOrNot(t, s, before)
		noMarker(t, filepath.Dir(s.Path()), "after joining")
	}},
}

func joinTheirs(ctx context.Context, path string) error {
	return onDiary(func(ctx context.Context, s *Store) error {
		if err := s.SaveNight(ctx, diary.Night{Date: day(1), Severity: diary.Some(1), Note: marker}); err != nil {
			return err
		}
		fmt.Println("ours")
		// As a synchroniser does, in one step.
		if err := os.Rename(filepath.Join(filepath.Dir(path), theirsName), path); err != nil {
			return err
		}
		return s.SaveNight(ctx, diary.Night{Date: day(2), Severity: diary.Some(2), Note: marker})
	})(ctx, path)
}

// joinedOrNot: theirs is whole once it was in the place, and ours once it was acknowledged.
func joinedOrNot(t *testing.T, s *Store, before diary.Diary) {
	t.Helper()
	d := whole(t, s)
	for _, n := range before.Nights {
		if _, there := d.Night(n.Date); !there {
			t.Errorf("the night of %s is gone", n.Date)
		}
	}
	_, ours := d.Night(day(1))
	_, theirs := d.Night(day(3))
	_, waiting := os.Stat(filepath.Join(filepath.Dir(s.Path()), theirsName))
	if waiting != nil && !theirs {
		t.Error("their night is gone")
	}
	if said, err := os.ReadFile(filepath.Join(filepath.Dir(s.Path()), "said")); err == nil && strings.Contains(string(said), "ours") && !ours {
		// Between the other program's rename and our next look ours is in our memory alone: it was
		// acknowledged, and another program took it away while ours was being killed.
		if _, err := os.Stat(oursPath(s.Path())); err == nil {
			t.Error("our night is gone, though it was written beside the diary")
		}
	}
}

// prepare makes the folder on which a step is tried.
func prepare(t *testing.T, st step) (folder string, before diary.Diary) {
	t.Helper()
	folder = t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	if st.fixture != "" {
		return folder, old(t, st, path)
	}
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	d := sample(20)
	for i := range d.Nights {
		d.Nights[i].Note = marker
	}
	_, err = s.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	for range 2 {
		_, err = s.Backup(t.Context())
		must(t, err)
	}
	if st.locked {
		setTestPassphrase(t, s, testPass)
	}
	before = whole(t, s)
	must(t, s.release())
	if !st.theirs {
		return folder, before
	}
	data, err := os.ReadFile(path)
	must(t, err)
	theirs := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(theirs, data, 0o600))
	other, err := openAny(t.Context(), theirs)
	must(t, err)
	must(t, other.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(3), Note: marker}))
	must(t, other.release())
	data, err = os.ReadFile(theirs)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, theirsName), data, 0o600))
	return folder, before
}

// old puts a diary of an older version at a path, locked or not.
func old(t *testing.T, st step, path string) diary.Diary {
	t.Helper()
	image, err := os.ReadFile(st.fixture)
	must(t, err)
	if st.locked {
		k, err := lightKey(testPass)
		must(t, err)
		image, err = k.Seal(image, envelope.ID{})
		must(t, err)
	}
	must(t, os.WriteFile(path, image, 0o600))
	return sorted(st.want())
}

// migrated proves that all of an older diary is there, and a copy of it as it was, of the old version.
func migrated(t *testing.T, s *Store, before diary.Diary) {
	t.Helper()
	same(t, s, before)
	list, err := s.Backups(t.Context())
	must(t, err)
	kept := 0
	for _, b := range list {
		if b.Reason != backup.BeforeMigration {
			continue
		}
		d, err := ReadLocked(t.Context(), b.Path, answering(testPass))
		if err != nil || len(d.Nights) != len(before.Nights) {
			t.Errorf("%s: %d nights, %v", filepath.Base(b.Path), len(d.Nights), err)
		}
		kept++
	}
	if kept == 0 {
		t.Error("no copy of the older version was kept")
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), "*", ".*")); err != nil || len(left) > 0 {
		t.Errorf("left half made: %v, %v", left, err)
	}
}

// tracer runs a step in a child and kills it when it enters the system call of a number, 0 for none. It
// returns how many there were.
func tracer(t *testing.T, name, folder string, kill int) int {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	log := filepath.Join(t.TempDir(), "calls")
	// Signals are the runtime's own, thousands where the machine is busy: they are no calls.
	args := []string{"-qq", "-o", log, "-e", "signal=none", "-e", "trace=" + changing}
	if kill > 0 {
		args = append(args, "-e", "inject="+changing+":signal=KILL:when="+strconv.Itoa(kill))
	}
	cmd := exec.Command("strace", append(args, self)...)
	cmd.Env = append(os.Environ(), childTask+"="+name, childPath+"="+filepath.Join(folder, "diary.stillnight"))
	out, err := cmd.Output()
	must(t, os.WriteFile(filepath.Join(folder, "said"), out, 0o600))
	if kill == 0 && err != nil {
		t.Fatalf("%s without a kill: %v\n%s", name, err, out)
	}
	calls, err := os.ReadFile(log)
	must(t, err)
	return strings.Count(string(calls), "\n")
}

// everyCall asks for a kill at each system call where there are many too, which takes minutes: "make soak" does.
const everyCall = "STILLNIGHT_EVERY_CALL"

func TestKilledBetweenAnyTwoStepsNothingIsLostOrLeftOpen(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not here")
	}
	for name, st := range stepped {
		t.Run(name, func(t *testing.T) {
			folder, before := prepare(t, st)
			all := tracer(t, name, copyFolder(t, folder), 0)
			if all < 5 {
				t.Skipf("only %d system calls were seen: strace may not trace here", all)
			}
			stride := 1
			switch {
			case os.Getenv(everyCall) != "":
			case testing.Short():
				stride = 9
			case all > 100: // the steps of a migration are alike
				stride = 5
			}
			for kill := 1; kill <= all; kill += stride {
				work := copyFolder(t, folder)
				tracer(t, name, work, kill)
				s, err := openAny(t.Context(), filepath.Join(work, "diary.stillnight"))
				if err != nil {
					t.Fatalf("killed at call %d of %d: %v", kill, all, err)
				}
				st.after(t, s, before)
				must(t, s.release())
				if t.Failed() {
					t.Fatalf("killed at call %d of %d", kill, all)
				}
			}
			t.Logf("%d system calls", all)
		})
	}
}

func copyFolder(t *testing.T, folder string) string {
	t.Helper()
	to := t.TempDir()
	must(t, filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, path)
		if err != nil || rel == "." {
			return err
		}
		if e.IsDir() {
			return os.Mkdir(filepath.Join(to, rel), 0o700)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o600)
	}))
	return to
}
