//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"stillnight/internal/diary"
)

func init() { children["fill"] = fillDisk }

// fillDisk saves nights until the file may not grow any more, then makes room and goes on. It prints
// what happened.
func fillDisk(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		return err
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	free := limit.Cur
	limit.Cur = 200 << 10
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	for i := 0; ; i++ {
		n := fullNight(day(-i))
		n.Note = fmt.Sprintf("%2000d", i)
		err := s.SaveNight(ctx, n)
		if err == nil {
			fmt.Println("saved", n.Date)
			continue
		}
		fmt.Println("full", errors.Is(err, ErrDiskFull))
		limit.Cur = free
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		fmt.Println("retried", s.SaveNight(ctx, n) == nil)
		d, err := s.Diary(ctx)
		if err != nil {
			return err
		}
		fmt.Println("there", len(d.Nights) == i+1)
		return s.release()
	}
}

func TestFullDiskIsNamedLosesNothingAndRetryWorks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	saved := 0
	var said []string
	start(t, "fill", path, func(line string) {
		if len(line) > 5 && line[:5] == "saved" {
			saved++
			return
		}
		said = append(said, line)
	})
	if fmt.Sprint(said) != "[full true retried true there true]" {
		t.Errorf("after %d nights: %v", saved, said)
	}
	if d := whole(t, reopen(t, path)); len(d.Nights) != saved+1 {
		t.Errorf("%d nights were acknowledged, %d are there", saved+1, len(d.Nights))
	}
}

func TestFolderGoneIsNamedAndRetryWorks(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "stick")
	must(t, os.Mkdir(folder, 0o700))
	path := filepath.Join(folder, "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	n := diary.Night{Date: day(0), Severity: diary.Some(1)}
	must(t, s.SaveNight(t.Context(), n))
	must(t, os.Rename(folder, folder+".out"))
	n.Severity = diary.Some(2)
	if err := s.SaveNight(t.Context(), n); !is(err, ErrFolderGone) {
		t.Errorf("saving without the folder gave %v", err)
	}
	must(t, os.Rename(folder+".out", folder))
	must(t, s.SaveNight(t.Context(), n))
	if got, _, err := s.Night(t.Context(), day(0)); err != nil || got.Severity != diary.Some(2) {
		t.Errorf("after putting it back: %+v, %v", got, err)
	}
	must(t, s.release())
	if _, err := Open(t.Context(), filepath.Join(folder, "no", "such", "diary.stillnight"), Options{}); !is(err, ErrNotConnected) {
		t.Errorf("opening in a folder that is not there gave %v", err)
	}
}
