package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/durable"
)

// Two versions of one diary are joined. The diaries of two people are not: nights of both would be shown as those of
// one.

// version is what a file holds, and which diary it is.
type version struct {
	diary.Diary
	id     string   // "" in a file of an early version of the program
	former []string // ids of the diaries that it was copied from
}

// version reads what the file holds, which may be hostile.
func (f fileImage) version(ctx context.Context) (v version, err error) {
	if f.path != "" { // read once: another may lie there next
		if f.image, err = readBounded(f.path); err != nil {
			return v, err
		}
	}
	if v.Diary, err = diaryOf(ctx, f.image); err != nil {
		return v, err
	}
	c, err := openMemory(f.image)
	if err != nil {
		return v, err
	}
	v.id, v.former, err = kinIn(ctx, c)
	return v, errors.Join(err, c.close())
}

// related tells whether a file holds a version of this diary, of which c holds what it last was: it is the same one, or
// one was copied from the other, or both from a third, or they have a night that was entered at the same moment. What
// is empty mixes with nothing.
func (s *Store) related(ctx context.Context, c *conn, other version) (bool, error) {
	if s.kin(append([]string{other.id}, other.former...)...) {
		return true, nil
	}
	mine, err := readDiary(ctx, c, false)
	return isEmpty(mine) || isEmpty(other.Diary) || shareNight(mine, other.Diary), err
}

// kin tells whether one of some ids is this diary's or that of one that it was copied from, or is not known.
func (s *Store) kin(ids ...string) bool {
	return s.id == "" || slices.ContainsFunc(ids, func(id string) bool {
		return id == "" || id == s.id || slices.Contains(s.former, id)
	})
}

func isEmpty(d diary.Diary) bool {
	for _, n := range countKinds(d) {
		if n > 0 {
			return false
		}
	}
	return true
}

// shareNight tells whether two diaries have a night that was entered at the same moment. Nights that were brought in
// have no moment: then most of those that both have must say the same.
func shareNight(a, b diary.Diary) bool {
	both, same := 0, 0
	for _, n := range b.Nights {
		m, there := a.Night(n.Date)
		switch {
		case !there:
			continue
		case !n.EnteredAt.IsZero() && m.EnteredAt.Equal(n.EnteredAt):
			return true
		case n.EnteredAt.IsZero() && m.EnteredAt.IsZero() && sameNight(m, n):
			same++
		}
		both++
	}
	return 2*same > both
}

// asideMark is in the names of diaries that lay here before another one came.
const asideMark = ".set-aside-"

// setOursAside gives the version that waits to be joined a name of its own, since the diary that is here now is another.
func (s *Store) setOursAside() error {
	aside, err := freeName(func(i int) string {
		name := fmt.Sprintf("%s%s%d%s", backup.Stem(s.path), asideMark, i, backup.Extension)
		return filepath.Join(filepath.Dir(s.path), name)
	})
	if err != nil {
		return err
	}
	if err := os.Rename(oursPath(s.path), aside); err != nil {
		return err
	}
	s.found("other_aside", "path", aside)
	return durable.SyncFolder(filepath.Dir(aside))
}
