package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// logOf keeps some changes, each with a text of so many letters.
func logOf(t *testing.T, count, letters int) (kept []byte, changes []change) {
	t.Helper()
	var l changeLog
	for i := range count {
		text, err := json.Marshal(strings.Repeat(strconv.Itoa(i), letters))
		must(t, err)
		c := change{Kind: Nights, Key: fmt.Sprint(i), Before: json.RawMessage("null"), After: text}
		if i%3 == 0 {
			c.Before, c.After = c.After, c.Before
		}
		must(t, l.add(c))
		changes = append(changes, c)
	}
	kept, err := l.bytes()
	must(t, err)
	return kept, changes
}

func TestStepsOfAnyLengthAreReadFromBothEnds(t *testing.T) {
	for _, size := range []struct{ count, letters int }{{1, 1}, {3, 10}, {40, packFrom}, {3000, 1000}, {2, 2 * partFrom}} {
		kept, changes := logOf(t, size.count, size.letters)
		for _, reversed := range []bool{false, true} {
			i := 0
			each := eachChange
			if reversed {
				each = eachChangeBack
			}
			must(t, each(kept, func(c change) error {
				want := changes[i]
				if reversed {
					want = changes[len(changes)-1-i]
				}
				if !reflect.DeepEqual(c, want) {
					t.Fatalf("%v, reversed %v: change %d is %s", size, reversed, i, c.Key)
				}
				i++
				return nil
			}))
			if i != len(changes) {
				t.Errorf("%v: %d of %d changes", size, i, len(changes))
			}
		}
		if size.count*size.letters > 2*partFrom && len(kept) > size.count*size.letters/2 {
			t.Errorf("%v: %d bytes are kept", size, len(kept))
		}
	}
}

// TestEarlierAndLaterVersionsReadEachOthersSteps: they were one list, packed as a whole, and still are one stream.
func TestEarlierAndLaterVersionsReadEachOthersSteps(t *testing.T) {
	kept, changes := logOf(t, 3000, 1000)
	z, err := gzip.NewReader(bytes.NewReader(kept))
	must(t, err)
	plain, err := io.ReadAll(z)
	must(t, err)
	var list []change
	must(t, json.Unmarshal(plain, &list))
	if !reflect.DeepEqual(list, changes) {
		t.Error("an earlier version reads something else")
	}
	var earlier bytes.Buffer
	w := gzip.NewWriter(&earlier)
	_, err = w.Write(plain)
	must(t, err)
	must(t, w.Close())
	i := 0
	must(t, eachChange(earlier.Bytes(), func(c change) error {
		if i++; !reflect.DeepEqual(c, changes[i-1]) {
			t.Fatalf("change %d of an earlier version is %s", i, c.Key)
		}
		return nil
	}))
}

func TestABrokenStepIsDamage(t *testing.T) {
	nothing := func(change) error { return nil }
	for _, letters := range []int{1, 1000} {
		kept, _ := logOf(t, 3000, letters)
		for at := 1; at < len(kept); at += 1 + len(kept)/50 {
			var damaged *DamagedError
			if err := eachChange(kept[:at], nothing); !errors.As(err, &damaged) {
				t.Errorf("the first %d of %d bytes are read as a step: %v", at, len(kept), err)
			}
			broken := bytes.Clone(kept)
			broken[at] ^= 0x55
			for _, err := range []error{eachChange(broken, nothing), eachChangeBack(broken, nothing)} {
				if err != nil && !errors.As(err, &damaged) {
					t.Errorf("byte %d: %v", at, err)
				}
			}
		}
	}
}

// longNights have texts that hardly shrink.
func longNights(count, letters int) (d diary.Diary, size int) {
	x := uint64(1)
	for i := range count {
		var b strings.Builder
		for b.Len() < letters {
			x = x*6364136223846793005 + 1442695040888963407
			b.WriteString(strconv.FormatUint(x>>20, 36))
			b.WriteByte(' ')
		}
		size += b.Len()
		d.Nights = append(d.Nights, diary.Night{Date: day(-i), Severity: diary.Some(i % 11), Note: strings.TrimSpace(b.String())})
	}
	d.Sort()
	return d, size
}

func TestALargeImportIsUndoneAndDoneAgain(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	before := whole(t, s)
	d, _ := longNights(1500, 3000)
	_, err := s.Import(t.Context(), d, TakeTheirs)
	must(t, err)
	after := whole(t, s)
	for range 2 {
		_, err = s.Undo(t.Context())
		must(t, err)
		if got := whole(t, s); !reflect.DeepEqual(got, before) {
			t.Fatal("undoing does not bring back what was there")
		}
		_, err = s.Redo(t.Context())
		must(t, err)
		if got := whole(t, s); !reflect.DeepEqual(got, after) {
			t.Fatal("doing it again brings something else")
		}
	}
}
