package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stillnight/internal/diary/diarytest"
)

// TestSalvageTakesMemoryByWhatThereIsToSave and not by the size of the file, which a disk or a copy may have made much
// larger. It holds the diary once, and what SQLite and the lock take of it.
func TestSalvageTakesMemoryByWhatThereIsToSave(t *testing.T) {
	if raced {
		t.Skip("the race detector keeps memory of its own")
	}
	d, size := longNights(3000, 3000)
	for _, locked := range []bool{false, true} {
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: clock})
		must(t, err)
		must(t, s.fill(t.Context(), d, nil))
		if locked {
			setTestPassphrase(t, s, testPass)
		}
		must(t, s.release())
		data, err := os.ReadFile(s.Path())
		must(t, err)
		for at := 100_000; at < len(data); at += 1_000_000 {
			data[at] ^= 0x55
		}
		must(t, os.WriteFile(s.Path(), data, 0o600))
		must(t, os.Truncate(s.Path(), 150<<20)) // the rest takes no room on the disk
		fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
		var report SalvageReport
		peak := diarytest.Peak(10, func() {
			report, err = Salvage(t.Context(), s.Path(), fresh, Options{Now: clock, Passphrase: answering(testPass)})
		})
		must(t, err)
		t.Logf("locked %v: %d MB for texts of %d MB; %d nights", locked, peak>>20, size>>20, report.Kept[Nights])
		if most := 7 * int64(size); peak > most {
			t.Errorf("locked %v: %d MB are held to save texts of %d MB", locked, peak>>20, size>>20)
		}
		if report.Kept[Nights] < 2000 {
			t.Errorf("locked %v: %d nights were saved", locked, report.Kept[Nights])
		}
	}
}

// TestADiaryInAFileThatIsFarTooLargeIsDamaged and not refused: what is in it can be saved.
func TestADiaryInAFileThatIsFarTooLargeIsDamaged(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s := newStore(t)
		must(t, s.SaveNight(t.Context(), fullNight(day(0))))
		if locked {
			setTestPassphrase(t, s, testPass)
		}
		must(t, s.release())
		must(t, os.Truncate(s.Path(), LargestFile+pageSize)) // takes no room on the disk
		var damaged *DamagedError
		if _, err := Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering(testPass)}); !errors.As(err, &damaged) {
			t.Errorf("locked %v: opening it gave %v", locked, err)
		}
		report, err := Salvage(t.Context(), s.Path(), filepath.Join(t.TempDir(), "fresh.stillnight"), Options{Now: clock, Passphrase: answering(testPass)})
		must(t, err)
		if report.Kept[Nights] != 1 {
			t.Errorf("%d nights were saved", report.Kept[Nights])
		}
	}
}

// patience is a context that ends when it was asked so many times whether it has.
type patience struct {
	context.Context
	end context.CancelFunc
	mu  sync.Mutex
	n   int
}

func patient(ctx context.Context, n int) *patience {
	ctx, end := context.WithCancel(ctx)
	return &patience{Context: ctx, end: end, n: n}
}

// Err counts down.
func (p *patience) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n--; p.n < 0 {
		p.end()
	}
	return p.Context.Err()
}

// TestSalvageAndCheckEndWhereNobodyWaits for them any more, and leave nothing behind.
func TestSalvageAndCheckEndWhereNobodyWaits(t *testing.T) {
	image, _ := diaryBytes(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	fresh := filepath.Join(folder, "fresh.stillnight")
	canceled, ended := 0, false
	for n := 0; !ended; n += 1 + n/3 {
		ctx := patient(t.Context(), n)
		_, err := Salvage(ctx, path, fresh, Options{Now: clock})
		_, there := os.Lstat(fresh)
		switch ended = err == nil; {
		case ended:
			must(t, os.Remove(fresh))
		case !errors.Is(err, context.Canceled):
			t.Fatalf("after %d looks salvage gave %v", n, err)
		case !errors.Is(there, fs.ErrNotExist):
			t.Fatalf("after %d looks something is left: %v", n, there)
		}
		canceled++
		ctx.end()
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, image) || canceled < 10 {
		t.Errorf("salvage was ended %d times; the file is another: %v, %v", canceled, !bytes.Equal(now, image), err)
	}
	s := reopen(t, path)
	canceled, ended = 0, false
	for n := 0; !ended; n += 1 + n/3 {
		ctx := patient(t.Context(), n)
		report, err := s.Check(ctx)
		if ended = err == nil; ended && !report.OK() || !ended && !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks the check gave %v: %+v", n, err, report)
		}
		canceled++
		ctx.end()
	}
	if canceled < 2 {
		t.Errorf("the check was ended %d times", canceled)
	}
}
