package store

import (
	"bytes"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// version7 writes a diary as the program did before seals were salted: a row of any diary of that time has a true seal
// in every other one, and the ledger has none.
func version7(t testing.TB, path string, d diary.Diary) []byte {
	t.Helper()
	s := newStore(t)
	must(t, s.fill(t.Context(), d, nil))
	salt, err := s.conn.salt(t.Context())
	must(t, err)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		must(t, os.WriteFile(path, nil, 0o600))
		c, err := openFile(path, readWrite)
		must(t, err)
		for version := 1; version < saltedSince; version++ {
			text, err := migration(version)
			must(t, err)
			must(t, c.script(fmt.Sprintf("BEGIN; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", text, applicationID, version)))
		}
		must(t, c.close())
	}
	c, err := openFile(path, readWrite)
	must(t, err)
	stamp, err := c.stamp()
	must(t, err)
	must(t, c.script(fmt.Sprintf("BEGIN; PRAGMA foreign_keys = 0; PRAGMA default_cache_size = %d; PRAGMA %s", nextStamp(stamp), cachePragma)))
	for _, tab := range allTables() {
		must(t, c.exec("DELETE FROM "+tab.name))
	}
	for _, tab := range allTables() {
		var sum ledgerDelta
		must(t, s.conn.query(t.Context(), tab.selecting(""), nil, func(v []driver.Value) error {
			seal, _ := v[len(v)-1].(int64)
			seal ^= salt
			sum.rows, sum.sum = sum.rows+1, sum.sum+seal
			return c.exec(tab.insert, append(slices.Clone(v[:len(v)-1]), seal)...)
		}))
		must(t, c.exec("UPDATE ledger SET rows = ?, sum = ? WHERE name = ?", sum.rows, sum.sum, tab.name))
	}
	must(t, c.script("COMMIT"))
	must(t, c.close())
	image, err := os.ReadFile(path)
	must(t, err)
	return image
}

// unsalted are a diary of version 7 and what it holds, one of somebody else with nights of the same dates, and an older
// version of the first.
func unsalted(t testing.TB) (image []byte, want diary.Diary, strange, older []byte) {
	t.Helper()
	want = sample(400)
	want.Nights[3].Note = strings.Repeat("a long night ", 700)
	want.Sort()
	other := sample(700)
	for i := range other.Nights {
		other.Nights[i].Severity = diary.Some((i*7 + 3) % 11)
		other.Nights[i].Note = fmt.Sprintf("somebody else's %d", i)
	}
	before := sample(400)
	for i := range before.Nights {
		before.Nights[i].Note = "as it was before"
	}
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	older = version7(t, path, before)
	image = version7(t, path, want)
	strange = version7(t, filepath.Join(t.TempDir(), "other.stillnight"), other)
	return image, want, strange, older
}

// harms are the ways in which a file is damaged here, each by chance.
var harms = map[string]func(r *rand.Rand, image, other []byte) []byte{
	"pages of the other in their places": func(r *rand.Rand, image, other []byte) []byte {
		for range 1 + r.IntN(3) {
			n := 1 + r.IntN(min(len(image), len(other))/pageSize-1)
			copy(image[n*pageSize:(n+1)*pageSize], other[n*pageSize:])
		}
		return image
	},
	"pages of the other in any place": func(r *rand.Rand, image, other []byte) []byte {
		for range 1 + r.IntN(3) {
			to, from := 1+r.IntN(len(image)/pageSize-1), 1+r.IntN(len(other)/pageSize-1)
			copy(image[to*pageSize:(to+1)*pageSize], other[from*pageSize:(from+1)*pageSize])
		}
		return image
	},
	"sectors of the other": func(r *rand.Rand, image, other []byte) []byte {
		for range 1 + r.IntN(6) {
			n := 8 + r.IntN(min(len(image), len(other))/512-8)
			copy(image[n*512:(n+1)*512], other[n*512:])
		}
		return image
	},
	"a list of free pages that names pages in use": func(r *rand.Rand, image, _ []byte) []byte {
		binary.BigEndian.PutUint32(image[32:], uint32(1+r.IntN(len(image)/pageSize)))
		binary.BigEndian.PutUint32(image[36:], uint32(r.IntN(5)))
		return image
	},
	"such a list, and pages of the other": func(r *rand.Rand, image, other []byte) []byte {
		binary.BigEndian.PutUint32(image[32:], uint32(1+r.IntN(len(image)/pageSize)))
		n := 1 + r.IntN(min(len(image), len(other))/pageSize-1)
		copy(image[n*pageSize:(n+1)*pageSize], other[n*pageSize:])
		return image
	},
	"pages of the other behind": func(r *rand.Rand, image, other []byte) []byte {
		from := 1 + r.IntN(len(other)/pageSize-1)
		image = append(image, other[from*pageSize:]...)
		if r.IntN(2) == 0 {
			n := 1 + r.IntN(len(image)/pageSize-1)
			clear(image[n*pageSize : (n+1)*pageSize])
		}
		return image
	},
	"pages that changed places": func(r *rand.Rand, image, _ []byte) []byte {
		a, b := 1+r.IntN(len(image)/pageSize-1), 1+r.IntN(len(image)/pageSize-1)
		page := bytes.Clone(image[a*pageSize : (a+1)*pageSize])
		copy(image[a*pageSize:], image[b*pageSize:(b+1)*pageSize])
		copy(image[b*pageSize:], page)
		return image
	},
	"a page twice": func(r *rand.Rand, image, _ []byte) []byte {
		a, b := 1+r.IntN(len(image)/pageSize-1), 1+r.IntN(len(image)/pageSize-1)
		copy(image[a*pageSize:(a+1)*pageSize], image[b*pageSize:(b+1)*pageSize])
		return image
	},
	"flipped bytes": func(r *rand.Rand, image, _ []byte) []byte {
		for range 1 + r.IntN(8) {
			image[r.IntN(len(image))] ^= byte(1 + r.IntN(255))
		}
		return image
	},
	"the first page of the other": func(r *rand.Rand, image, other []byte) []byte {
		copy(image[:pageSize], other[:pageSize])
		return image
	},
	"no first page, and pages of the other": func(r *rand.Rand, image, other []byte) []byte {
		clear(image[:pageSize])
		n := 1 + r.IntN(min(len(image), len(other))/pageSize-1)
		copy(image[n*pageSize:(n+1)*pageSize], other[n*pageSize:])
		return image
	},
	"cut short, and the end of the other": func(r *rand.Rand, image, other []byte) []byte {
		n := 1 + r.IntN(min(len(image), len(other))/pageSize-1)
		return append(image[:n*pageSize], other[n*pageSize:]...)
	},
}

// TestDamagedDiariesBeforeSaltedSealsAreNeverShownAsGood damages a diary of version 7 in many ways before it is migrated.
func TestDamagedDiariesBeforeSaltedSealsAreNeverShownAsGood(t *testing.T) {
	image, want, strange, older := unsalted(t)
	seeds := 3
	if testing.Short() {
		seeds = 1
	}
	counts := make(map[string]int)
	for name, harm := range harms {
		for seed := range seeds {
			for whose, other := range map[string][]byte{"another's": strange, "an older one's": older} {
				r := rand.New(rand.NewPCG(19, uint64(seed)))
				damaged := harm(r, bytes.Clone(image), other)
				what := fmt.Sprintf("%s, %s, seed %d", name, whose, seed)
				attackUnsalted(t, damaged, want, what, counts)
			}
		}
	}
	t.Logf("%v", counts)
}

// attackUnsalted opens a damaged diary and salvages it. It is shown as it was or not at all; what is saved of it is said to be
// unproved where it may be another's.
func attackUnsalted(t *testing.T, damaged []byte, want diary.Diary, what string, counts map[string]int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, damaged, 0o600))
	counts["all"]++
	if d, err := ReadForeign(t.Context(), path); err == nil && !reflect.DeepEqual(d, want) {
		t.Errorf("%s: read as a foreign diary it shows what it is not", what)
	}
	s, err := Open(t.Context(), path, Options{Now: clock})
	if err == nil {
		counts["opened"]++
		got, err := s.Diary(t.Context())
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: a diary that is not the true one was shown as good", what)
		}
		must(t, s.release())
		return
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, damaged) {
		t.Errorf("%s: the damaged file was changed", what)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
	if err != nil {
		t.Errorf("%s: salvage gave %v", what, err)
		return
	}
	got := whole(t, reopen(t, fresh))
	wrong := wrongNights(got, want)
	counts["wrong nights"] += len(wrong)
	if len(wrong) > 0 {
		counts["with wrong nights"]++
		if !report.Unproved {
			t.Errorf("%s: %d nights that were never ours, and it is not said: %+v", what, len(wrong), report)
		}
	}
	if report.Complete() {
		counts["complete"]++
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: it is called complete, and is not: %d nights of %d, %d wrong", what, len(got.Nights), len(want.Nights), len(wrong))
		}
	}
	if len(got.Nights) < len(want.Nights) {
		counts["lost some"]++
	}
	counts["nights saved"] += len(got.Nights) - len(wrong)
	counts["nights in all"] += len(want.Nights)
}
