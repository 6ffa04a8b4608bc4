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

	// stem is what its diary was called. id is the beginning of its diary's id, and order its place among the diary's backups in the order of
	// making, from 1 on; "" and 0 in the names of earlier versions.
	stem, id string
	order    int
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
func parse(name string) (b Copy, ok bool) {
	parts := strings.Split(strings.TrimSuffix(name, Extension), " ")
	if !strings.HasSuffix(name, Extension) {
		return b, false
	}
	if last := parts[len(parts)-1]; !slices.Contains(reasons, Reason(last)) {
		id, order, _ := strings.Cut(last, "-")
		n, err := strconv.Atoi(order)
		if err != nil || len(id) != ShortID {
			return b, false
		}
		b.id, b.order = id, n
		parts = parts[:len(parts)-1]
	}
	n := len(parts) - 3 // before day, time and reason is the name, which may have spaces
	if n < 1 {
		return b, false
	}
	b.stem, b.Reason = strings.Join(parts[:n], " "), Reason(parts[n+2])
	made, err := time.ParseInLocation(stamp, parts[n]+" "+parts[n+1], time.Local)
	b.Made = made
	return b, err == nil && slices.Contains(reasons, b.Reason)
}

// of tells whether the backup is of a diary with a name and an id. One that says whose it is belongs to that diary,
// whatever it was called when it was made; for another, or where the id is "", the name decides.
func (c Copy) of(stem, id string) bool {
	if c.id != "" && id != "" {
		return strings.HasPrefix(id, c.id)
	}
	return c.stem == stem
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

// List lists the backups in a folder of the diaries with some ids, whatever they are called, newest first; of every diary
// of that name where an id is "". A folder that is not there is fs.ErrNotExist.
func List(folder, diaryPath string, ids ...string) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var list []Copy
	for _, e := range entries {
		b, ok := parse(e.Name())
		if !ok || !slices.ContainsFunc(ids, func(id string) bool { return b.of(Stem(diaryPath), id) }) {
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
	Part = ".part"
	// PartJournal is what SQLite keeps beside one while it writes it.
	PartJournal = Part + "-journal"
	halfNew     = ".new"
)

// HalfMade lists what a program that was killed left half made in a folder of the backups of the diary with an id.
// Those of other diaries, which may be in the making, and such as do not say whose they are, are not among them.
func HalfMade(folder, id string) (paths []string) {
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
		name = strings.TrimSuffix(strings.TrimSuffix(name, PartJournal), Part)
		if b, ok := parse(name); ok && b.id != "" && strings.HasPrefix(id, b.id) {
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
		b := Copy{Made: made.Truncate(time.Second), Reason: reason, stem: Stem(diaryPath)}
		if id != "" {
			b.id, b.order = id[:ShortID], order
		}
		b.Path = filepath.Join(folder, b.name())
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return b, err
		}
	}
}

func (c Copy) name() string {
	name := fmt.Sprintf("%s %s %s", c.stem, c.Made.Format(stamp), c.Reason)
	if c.id != "" {
		name += fmt.Sprintf(" %s-%04d", c.id, c.order)
	}
	return name + Extension
}

// LongestName is how many bytes the name of a backup of a diary may take.
func LongestName(diaryPath string) int {
	longest := Copy{Reason: BeforeRestore, stem: Stem(diaryPath), id: "12345678", order: 9999}
	return len(longest.name())
}
