package diary

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// BlindTrial is a supplement tried from numbered boxes, half of which hold it and half of which hold a dummy. Somebody
// else fills them by a printed list. Each box lasts Days nights, one after the other from Begun on.
type BlindTrial struct {
	// Begun is the first night of the first box.
	Begun Date `json:"begun"`
	// Boxes is their even number, 4 to 12; Days how many nights each lasts, 7 to 56, of which the first RunInDays do
	// not count.
	Boxes     int `json:"boxes"`
	Days      int `json:"days"`
	RunInDays int `json:"run_in_days,omitzero"`
	// Seed is the sealed key: which boxes hold the supplement is worked out of it. It hides the key from eyes, not from
	// somebody who sets out to work it out, and the form says so. A code word on the helper's list alone would hide it
	// better; but with a lost list the trial would be lost, and an emergency could not be told what was taken.
	Seed int64 `json:"seed"`
	// Opened is the day on which the key was looked at, Abandoned that on which the trial was given up.
	Opened    Optional[Date] `json:"opened,omitzero"`
	Abandoned Optional[Date] `json:"abandoned,omitzero"`
	// Seen is the day on which the key was first looked at, where it was sealed again since or opened a second time: who
	// has seen it does not forget it. None where Opened tells all.
	Seen Optional[Date] `json:"seen,omitzero"`
}

// Limits of a blinded trial.
const (
	MinBoxes   = 4
	MaxBoxes   = 12
	MinBoxDays = 7
	MaxBoxDays = 56
)

func (b BlindTrial) check(c *checker, prefix string) {
	c.date(prefix+"begun", b.Begun)
	c.intIn(prefix+"boxes", Some(b.Boxes), MinBoxes, MaxBoxes)
	c.intIn(prefix+"days", Some(b.Days), MinBoxDays, MaxBoxDays)
	c.intIn(prefix+"run_in_days", Some(b.RunInDays), 0, MaxBoxDays-1)
	if b.Boxes%2 != 0 {
		c.add(prefix+"boxes", Contradicts)
	}
	if b.RunInDays >= b.Days {
		c.add(prefix+"run_in_days", Contradicts)
	}
	for name, day := range map[string]Optional[Date]{"opened": b.Opened, "abandoned": b.Abandoned, "seen": b.Seen} {
		if d, ok := day.Get(); ok {
			c.date(prefix+name, d)
		}
	}
}

// Key tells for each box whether it holds the supplement. It is worked out of the seed by SHA-256, so that a seed that
// is seen tells nothing: boxes are ordered by their hashes, and the first half holds it.
func (b BlindTrial) Key() []bool {
	type drawn struct {
		box  int
		hash [sha256.Size]byte
	}
	list := make([]drawn, b.Boxes)
	for i := range list {
		var body [16]byte
		binary.BigEndian.PutUint64(body[:], uint64(b.Seed))
		binary.BigEndian.PutUint64(body[8:], uint64(i))
		list[i] = drawn{i, sha256.Sum256(body[:])}
	}
	slices.SortFunc(list, func(x, y drawn) int { return slices.Compare(x.hash[:], y.hash[:]) })
	key := make([]bool, b.Boxes)
	for _, d := range list[:b.Boxes/2] {
		key[d.box] = true
	}
	return key
}

// Code names the list of a trial, so that paper and diary can be told to belong together. It does not tell the key.
func (b BlindTrial) Code() string {
	var body [17]byte
	binary.BigEndian.PutUint64(body[:], uint64(b.Seed))
	binary.BigEndian.PutUint64(body[8:], uint64(b.Boxes))
	body[16] = 'c'
	sum := sha256.Sum256(body[:])
	return fmt.Sprintf("%X", sum[:3])
}

// End is the first night after the last box.
func (b BlindTrial) End() Date { return b.Begun.AddDays(b.Boxes * b.Days) }

// BoxOn returns the box of a night, from 0, and whether the night counts; ok is false outside the trial.
func (b BlindTrial) BoxOn(night Date) (box int, counts, ok bool) {
	day := night.Sub(b.Begun)
	if day < 0 || !night.Before(b.End()) {
		return 0, false, false
	}
	return day / b.Days, day%b.Days >= b.RunInDays, true
}

// FirstLook is the day on which the key was first looked at; None for a key that nobody has seen.
func (b BlindTrial) FirstLook() Optional[Date] {
	opened, ok := b.Opened.Get()
	if seen, was := b.Seen.Get(); was && (!ok || seen.Before(opened)) {
		return b.Seen
	}
	return b.Opened
}

// NoteLook keeps in mind that the key was looked at on a day.
func (b *BlindTrial) NoteLook(day Date) {
	if first, ok := b.FirstLook().Get(); !ok || day.Before(first) {
		b.Seen = Some(day)
	}
}

// Cut is the first night that does not count any more because the key had been looked at before the last box was used, or
// the trial was given up; broken says that it was the key. ok is false where it went on to the end.
func (b BlindTrial) Cut() (from Date, broken, ok bool) {
	opened, gone := b.FirstLook().Or(b.End()), b.Abandoned.Or(b.End())
	switch {
	case opened.Before(b.End()) && opened.Before(gone):
		return opened, true, true
	case b.Abandoned.IsSet() && gone.Before(b.End()):
		return gone, false, true
	}
	return Date{}, false, false
}

// InBlindTrial tells whether a night lies in a blinded trial of the remedy, before that was opened or given up: whether
// it was taken then is another question than for nights with it and without.
func (iv Intervention) InBlindTrial(night Date) bool {
	return slices.ContainsFunc(iv.Blind, func(b BlindTrial) bool {
		_, _, in := b.BoxOn(night)
		return in && night.Before(b.Opened.Or(b.End())) && night.Before(b.Abandoned.Or(b.End()))
	})
}

// Running tells whether a night lies in a trial that was neither given up nor opened before it.
func (b BlindTrial) Running(night Date) bool {
	_, _, in := b.BoxOn(night)
	return in && !b.Abandoned.IsSet() && !b.Opened.IsSet()
}
