package store

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// salvaged puts an image in a file, salvages it, and proves that what came of it is right and told.
func salvaged(t *testing.T, image []byte, want diary.Diary, what string) SalvageReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if report.Complete() && report.Kept[Nights] != len(want.Nights) {
		t.Errorf("%s: %d nights of %d, and the report says it is complete", what, report.Kept[Nights], len(want.Nights))
	}
	return report
}

func TestOneBadChunkOfALockedDiaryCostsOneChunk(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(994), nil))
	setTestPassphrase(t, s, testPass)
	want := whole(t, s)
	must(t, s.release())
	image, err := os.ReadFile(s.Path())
	must(t, err)
	chunks := len(image)/(64<<10) + 1
	r := rand.New(rand.NewPCG(19, 6))
	for range 20 {
		at := r.IntN(len(image))
		damaged := bytes.Clone(image)
		damaged[at] ^= 1 << r.IntN(8)
		report := salvaged(t, damaged, want, "one bit")
		// A chunk holds sixteen pages; nights lie side by side.
		if least := len(want.Nights) - 2*len(want.Nights)*2/chunks; report.Kept[Nights] < least {
			t.Errorf("bit in byte %d of %d: %d nights of %d", at, len(image), report.Kept[Nights], len(want.Nights))
		}
	}
}

// TestAFreeListThatNamesPagesInUseCostsNothing aims the list of pages in reserve at each page in turn.
func TestAFreeListThatNamesPagesInUseCostsNothing(t *testing.T) {
	image, want := diaryBytes(t)
	for page := 2; page <= len(image)/pageSize; page += 3 {
		damaged := bytes.Clone(image)
		binary.BigEndian.PutUint32(damaged[32:], uint32(page))
		report := salvaged(t, damaged, want, "free list")
		if report.Kept[Nights] != len(want.Nights) || report.Kept[Exposures] != len(want.Exposures) {
			t.Errorf("aimed at page %d: %d nights of %d", page, report.Kept[Nights], len(want.Nights))
		}
	}
}

// TestPagesOfAnotherDiaryAreNeverCalledComplete puts pages of another and of an older diary among ours.
func TestPagesOfAnotherDiaryAreNeverCalledComplete(t *testing.T) {
	image, want := diaryBytes(t)
	other := newStore(t)
	d := sample(700)
	for i := range d.Nights {
		d.Nights[i].Severity = diary.Some(i % 11)
	}
	must(t, other.fill(t.Context(), d, nil))
	must(t, other.release())
	strange, err := os.ReadFile(other.Path())
	must(t, err)
	pages := min(len(image), len(strange)) / pageSize
	r := rand.New(rand.NewPCG(19, 7))
	mixed := 0
	for range 60 {
		n, from := 1+r.IntN(pages-1), 1+r.IntN(pages-1)
		damaged := bytes.Clone(image)
		copy(damaged[n*pageSize:(n+1)*pageSize], strange[from*pageSize:])
		path := filepath.Join(t.TempDir(), "diary.stillnight")
		must(t, os.WriteFile(path, damaged, 0o600))
		fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
		report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
		must(t, err)
		got := whole(t, reopen(t, fresh))
		for _, night := range got.Nights {
			if original, there := want.Night(night.Date); !there || !sameNight(original, night) {
				mixed++
				if report.Complete() {
					t.Errorf("page %d from %d: a stranger's night of %s, and the report says it is complete", n, from, night.Date)
				}
				break
			}
		}
	}
	if mixed == 0 {
		t.Error("no page brought strangers: the test shows nothing")
	}
}
