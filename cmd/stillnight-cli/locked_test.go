package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

func TestALockedDiaryIsOpenedWithThePassphraseFileOnly(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	path := filepath.Join(dir, "locked.stillnight")
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveNight(ctx, diary.Night{Date: diary.MustDate(2026, 1, 1), Severity: diary.Some(5)}); err != nil {
		t.Fatal(err)
	}
	plain, err := s.Image(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(ctx, "quiet legs"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	right, wrong := filepath.Join(dir, "right"), filepath.Join(dir, "wrong")
	for file, text := range map[string]string{right: "quiet legs\n", wrong: "loud legs\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	twin := filepath.Join(dir, "twin.stillnight") // somebody's copy of it from before
	if err := os.WriteFile(twin, plain, 0o600); err != nil {
		t.Fatal(err)
	}
	copied, piped := filepath.Join(dir, "copy.stillnight"), filepath.Join(dir, "piped.stillnight")
	locked, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"export", "--diary", path, "--out", "-", "--format", "csv"}, exitFailed, "Give it with --passphrase-file"},
		{[]string{"export", "--diary", path, "--out", "-", "--format", "csv", "--passphrase-file", wrong}, exitFailed, "passphrase"},
		{[]string{"check", "--diary", path, "--passphrase-file", dir}, exitFailed, "cannot be read"},
		{[]string{"export", "--diary", path, "--out", "-", "--format", "csv", "--passphrase-file", right}, exitGood, "2026-01-01,5"},
		{[]string{"check", "--diary", path, "--passphrase-file", right}, exitFailed, twin},
		{[]string{"check", "--diary", path, "--passphrase-file", right}, exitFailed, "The diary itself is whole."},
		{[]string{"import", path, "--diary", copied, "--passphrase-file", right}, exitGood, "1 night was brought in"},
		{[]string{"import", "-", "--diary", piped, "--passphrase-file", right}, exitGood, "1 night was brought in"},
		{[]string{"import", "-", "--diary", piped, "--passphrase-file", wrong}, exitFailed, "passphrase"},
		{[]string{"restore", path, "--diary", copied, "--passphrase-file", right}, exitGood, "now is as in the backup"},
	} {
		var out, errs bytes.Buffer
		code := run(ctx, append(c.args, "--lang", "en"), bytes.NewReader(locked), &out, &errs)
		if code != c.code || !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("%v: exit %d, %s%s", c.args, code, out.String(), errs.String())
		}
	}
}

func TestTheFolderOfASampleThatWasKilledIsRemoved(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	killed, young := filepath.Join(dir, halfSample+"1"), filepath.Join(dir, halfSample+"2")
	for _, folder := range []string{killed, young} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, sampleName), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := time.Now().Add(-2 * sampleTime)
	if err := os.Chtimes(killed, before, before); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"demo", "--out", filepath.Join(dir, "d.stillnight"), "--lang", "en"}, strings.NewReader(""), &out, &errs); code != exitGood {
		t.Fatal(errs.String())
	}
	if _, err := os.Stat(killed); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the killed one's folder: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("one that is being made: %v", err)
	}
}

func TestADamagedDiaryIsReplacedByABackupAndKept(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	good, path := filepath.Join(dir, "good.stillnight"), filepath.Join(dir, "d.stillnight")
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"demo", "--out", good, "--lang", "en"}, strings.NewReader(""), &out, &errs); code != exitGood {
		t.Fatal(errs.String())
	}
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(data); i += 64 {
		data[i] ^= 0x55
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"check", "--diary", path}, exitFailed, "damaged"},
		{[]string{"restore", good, "--diary", path}, exitGood, "damaged file was kept as"},
		{[]string{"check", "--diary", path}, exitGood, "Every page of the file is in order"},
	} {
		out.Reset()
		errs.Reset()
		code := run(ctx, append(c.args, "--lang", "en"), strings.NewReader(""), &out, &errs)
		if code != c.code || !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("%v: exit %d, %s%s", c.args, code, out.String(), errs.String())
		}
	}
}

// TestTheSampleTakesNoPlaceOfADiaryThatIsOpenOrLocked has the diary open as a window has it, and then locked.
func TestTheSampleTakesNoPlaceOfADiaryThatIsOpenOrLocked(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "sample.stillnight")
	demo := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		code := run(ctx, append([]string{"demo", "--out", path, "--lang", "en"}, args...), strings.NewReader(""), &out, &errs)
		return code, errs.String()
	}
	if code, words := demo(); code != exitGood {
		t.Fatal(words)
	}
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	refused := func(want string) {
		t.Helper()
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if code, words := demo("--force"); code != exitFailed || !strings.Contains(words, want) {
			t.Errorf("exit %d, %s", code, words)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("the file was touched (%v)", err)
		}
	}
	refused("open in another window")
	if err := s.SetPassphrase(ctx, "quiet legs"); err != nil {
		t.Fatal(err)
	}
	refused("open in another window")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refused("is not a sample diary")
}
