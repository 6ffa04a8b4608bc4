package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Reason is why a backup was made.
type Reason string

// The reasons.
const (
	Routine         Reason = "auto"
	ByHand          Reason = "manual"
	BeforeMigration Reason = "before-update"
	BeforeImport    Reason = "before-import"
	BeforeRestore   Reason = "before-restore"
	// BeforeJoin are the two versions that were there before a diary that another program had replaced was
	// joined with the one that was open.
	BeforeJoin Reason = "before-join"
)

var reasons = []Reason{Routine, ByHand, BeforeMigration, BeforeImport, BeforeRestore, BeforeJoin}

// Copy is one backup on disk.
type Copy struct {
	Path   string
	Made   time.Time
	Reason Reason
	// Size in bytes.
	Size int64

	// id is the beginning of its diary's id, and order its place among the diary's backups in the order of
	// making, from 1 on; "" and 0 in the names of earlier versions.
	id    string
	order int
}

// ShortID is how much of a diary's id is in a backup's name: enough to tell a person's diaries apart.
const ShortID = 8

// Extension is that of every diary and every backup.
const Extension = ".stillnight"

// stamp is how a backup's name says when it was made.
const stamp = "2006-01-02 150405"

// Beside is the folder beside a diary in which its backups are kept unless the user chose another one.
func Beside(diaryPath string) string {
	return filepath.Join(filepath.Dir(diaryPath), "backups")
}

// Stem is a diary's name without its ending, with which the names of its backups begin.
func Stem(diaryPath string) string {
	base := filepath.Base(diaryPath)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// parse reads "diary 2026-03-02 213000 auto 1f2e3d4c-0012.stillnight". The names of earlier versions
// end after the reason.
func parse(diaryPath, name string) (b Copy, ok bool) {
	rest, ok := strings.CutPrefix(name, Stem(diaryPath)+" ")
	if !ok {
		return b, false
	}
	rest, ok = strings.CutSuffix(rest, Extension)
	if !ok || len(rest) < len(stamp)+2 {
		return b, false
	}
	made, err := time.ParseInLocation(stamp, rest[:len(stamp)], time.Local)
	if err != nil {
		return b, false
	}
	reason, whose, named := strings.Cut(rest[len(stamp)+1:], " ")
	b.Made, b.Reason = made, Reason(reason)
	if named {
		id, order, _ := strings.Cut(whose, "-")
		n, err := strconv.Atoi(order)
		if err != nil || len(id) != ShortID {
			return b, false
		}
		b.id, b.order = id, n
	}
	return b, slices.Contains(reasons, b.Reason)
}

// NewestFirst sorts backups: by the order of making where all are one diary's, else by their time. Those without
// a place in that order are older than those with one.
func NewestFirst(list []Copy) {
	ids := make(map[string]bool)
	for _, b := range list {
		if b.id != "" {
			ids[b.id] = true
		}
	}
	oneDiary := len(ids) == 1
	slices.SortStableFunc(list, func(a, b Copy) int {
		if oneDiary && a.order != b.order {
			return b.order - a.order
		}
		return b.Made.Compare(a.Made)
	})
}

// Dated tells whether the backup's name says of which diary it is, and after which others it was made.
func (c Copy) Dated() bool { return c.id != "" }

// List lists the backups in a folder of the diaries with some ids, newest first; of every diary of that name where an
// id is "". A folder that is not there is fs.ErrNotExist.
func List(folder, diaryPath string, ids ...string) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var list []Copy
	for _, e := range entries {
		b, ok := parse(diaryPath, e.Name())
		if !ok || b.id != "" && !slices.ContainsFunc(ids, func(id string) bool { return id == "" || strings.HasPrefix(id, b.id) }) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it went away while we looked
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		list = append(list, b)
	}
	NewestFirst(list)
	return list, nil
}

// The endings of files that are being made: a copy before it is looked over, and any file before it is whole.
const (
	Part    = ".part"
	halfNew = ".new"
)

// HalfMade lists what a program that was killed left half made in a folder of the backups of the diary with an id.
// Those of other diaries, which may be in the making, and such as do not say whose they are, are not among them.
func HalfMade(folder, diaryPath, id string) (paths []string) {
	entries, err := os.ReadDir(folder)
	if err != nil || len(id) < ShortID {
		return nil
	}
	for _, e := range entries {
		name, hidden := strings.CutPrefix(e.Name(), ".")
		if !hidden || !e.Type().IsRegular() {
			continue
		}
		if n, ok := strings.CutSuffix(name, halfNew); ok {
			name = strings.TrimSuffix(n, filepath.Ext(n)) // a number
		}
		name = strings.TrimSuffix(name, Part)
		if b, ok := parse(diaryPath, name); ok && b.id != "" && strings.HasPrefix(id, b.id) {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	return paths
}

// Order is the place of the latest of these backups in the order of making, 0 where none has one.
func Order(list []Copy) int {
	order := 0
	for _, b := range list {
		order = max(order, b.order)
	}
	return order
}

// Next names a backup that is to be made now in a folder, whose name is not taken. Without an id, which is "" or at
// least ShortID long, it has no place in the order of making.
func Next(folder, diaryPath, id string, order int, reason Reason, now time.Time) (Copy, error) {
	for made := now; ; made = made.Add(time.Second) {
		b := Copy{Made: made.Truncate(time.Second), Reason: reason}
		if id != "" {
			b.id, b.order = id[:ShortID], order
		}
		b.Path = filepath.Join(folder, b.name(Stem(diaryPath)))
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return b, err
		}
	}
}

func (c Copy) name(stem string) string {
	name := fmt.Sprintf("%s %s %s", stem, c.Made.Format(stamp), c.Reason)
	if c.id != "" {
		name += fmt.Sprintf(" %s-%04d", c.id, c.order)
	}
	return name + Extension
}

// LongestName is how many bytes the name of a backup of a diary may take.
func LongestName(diaryPath string) int {
	longest := Copy{Reason: BeforeRestore, id: "12345678", order: 9999}
	return len(longest.name(Stem(diaryPath)))
}
