package store

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"testing"

	"stillnight/internal/diary/diarytest"
)

// TestAnImportLiesInMemoryOnce: beside the diary that comes in, what its undo step packs into and little more.
func TestAnImportLiesInMemoryOnce(t *testing.T) {
	if raced {
		t.Skip("the race detector keeps memory of its own")
	}
	d, size := longNights(4000, 3000)
	s := newStore(t)
	bytes := diarytest.Peak(5, func() {
		_, err := s.Import(t.Context(), d, TakeTheirs)
		must(t, err)
	})
	t.Logf("%d MB for texts of %d MB", bytes>>20, size>>20)
	if most := 2 * int64(size); bytes > most {
		t.Errorf("%d MB are held to bring in %d MB", bytes>>20, size>>20)
	}
	runtime.KeepAlive(d)
	bytes = diarytest.Peak(5, func() { must(t, s.Close()) })
	if bytes > 4<<20 {
		t.Errorf("%d MB are held to close", bytes>>20)
	}
}

// TestAnImportOfWhatNobodyElseNeedsTakesItsPlace: the undo step of notes that hardly pack is as large as they are.
func TestAnImportOfWhatNobodyElseNeedsTakesItsPlace(t *testing.T) {
	if raced {
		t.Skip("the race detector keeps memory of its own")
	}
	d, size := longNights(4000, 3000)
	count := len(d.Nights)
	last := d.Nights[count-1]
	s := newStore(t)
	held := diarytest.Peak(5, func() {
		result, err := s.ImportOnce(t.Context(), d, TakeTheirs)
		must(t, err)
		if result.Added[Nights] != count {
			t.Errorf("%d nights came in", result.Added[Nights])
		}
	})
	t.Logf("%d MB more for texts of %d MB", held>>20, size>>20)
	if most := int64(size); held > most {
		t.Errorf("%d MB more are held to bring in %d MB", held>>20, size>>20)
	}
	for i, n := range d.Nights {
		if n.Note != "" {
			t.Fatalf("the text of night %d is still held", i)
		}
	}
	got, found, err := s.Night(t.Context(), last.Date)
	must(t, err)
	if !found || got.Note != last.Note {
		t.Errorf("of the last night %q was kept", got.Note)
	}
}

func TestSQLiteKeepsLittleOfALargeFile(t *testing.T) {
	s := newStore(t)
	bounded := func(when string) {
		t.Helper()
		n, err := s.conn.number("PRAGMA cache_size")
		must(t, err)
		if n >= 0 || n < -16_000 { // in KB where negative, in pages otherwise
			t.Errorf("%s SQLite may keep %d", when, n)
		}
	}
	bounded("at first")
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	bounded("after a save")
	path := s.Path()
	must(t, s.Close())
	s = reopen(t, path)
	bounded("in a file with a stamp")
}

// TestWhatIsHeldIsWhatWasWritten brings a large file up to date at random, beside plain bytes.
func TestWhatIsHeldIsWhatWasWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	file := make([]byte, packedFrom+3*pieceSize+5*pageSize)
	h := &held{}
	update := func(from, to int64) {
		t.Helper()
		h.resize(int64(len(file)))
		must(t, h.read(bytes.NewReader(file), from, to))
		image, err := h.image()
		must(t, err)
		if !bytes.Equal(image, file) {
			t.Fatalf("after bytes %d to %d something else is held", from, to)
		}
	}
	small := file[:packedFrom/2]
	h.resize(int64(len(small)))
	must(t, h.read(bytes.NewReader(small), 0, int64(len(small))))
	update(int64(len(small)), int64(len(file)))
	for range 60 {
		switch pages := len(file) / pageSize; r.IntN(8) {
		case 0:
			file = file[:len(file)-(1+r.IntN(9))*pageSize]
			update(0, 0)
		case 1:
			before := int64(len(file))
			file = append(file, bytes.Repeat([]byte{byte(r.IntN(256))}, (1+r.IntN(40))*pageSize)...)
			update(before, int64(len(file)))
		default:
			first := r.IntN(pages)
			last := min(pages, first+1+r.IntN(30))
			for i := first * pageSize; i < last*pageSize; i++ {
				file[i] = byte(r.IntN(256) >> (first % 8)) // some that do not shrink
			}
			update(int64(first)*pageSize, int64(last)*pageSize)
		}
		if !h.begins(file[:100]) || h.begins([]byte("something else")) {
			t.Fatal("its beginning is not known")
		}
	}
}
