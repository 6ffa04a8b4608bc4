package exchange

import (
	"errors"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// TestAFileTwiceChangesNothing brings every sample into an empty diary, and again: the second time nothing is new and
// nothing differs, however the two are joined.
func TestAFileTwiceChangesNothing(t *testing.T) {
	var folders []string
	for _, pattern := range []string{"testdata/imports/*", "testdata/imports/reported/*", "testdata/more/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, found...)
	}
	brought := 0
	for _, folder := range folders {
		files := filesBelow(t, folder)
		if len(files) == 0 || filepath.Base(folder) == "reported" || filepath.Base(folder) == "README.md" {
			continue
		}
		t.Run(filepath.Base(folder), func(t *testing.T) {
			got, err := proposeFile(t, answers[filepath.Base(folder)], files...)
			if f := (*Fault)(nil); errors.As(err, &f) {
				return // it is refused, which the tests of samples look at
			}
			if err != nil {
				t.Fatal(err)
			}
			brought++
			changesNothingTwice(t, got.Diary)
			all, err := proposeFile(t, everyOffer(answers[filepath.Base(folder)], got), files...)
			if err != nil {
				t.Fatalf("with every offer taken: %v", err)
			}
			changesNothingTwice(t, all.Diary)
		})
	}
	if brought < 200 {
		t.Errorf("only %d samples were brought in", brought)
	}
}

func changesNothingTwice(t *testing.T, theirs diary.Diary) {
	t.Helper()
	first, err := Join(diary.Diary{}, theirs, Fill)
	if err != nil {
		t.Fatal(err)
	}
	mine := Apply(diary.Diary{}, first)
	for _, mode := range []JoinMode{Fill, KeepMine, TakeTheirs} {
		again, err := Join(mine, theirs, mode)
		if err != nil || !again.Empty() || len(again.Differ) > 0 {
			t.Errorf("%s, the second time: %d new, %d changed, %d others, %d differ, %v", mode, again.New, again.Changed, again.Others, len(again.Differ), err)
		}
	}
}

// everyOffer is the choices of somebody who takes all that is offered.
func everyOffer(chosen Choices, p Proposal) Choices {
	chosen = chosen.Clone()
	if chosen.Columns == nil {
		chosen.Columns = make(map[string]Field)
	}
	taken := make(map[Field]bool)
	for _, part := range p.Parts {
		for _, c := range part.Columns {
			taken[c.Field] = true
		}
	}
	for _, part := range p.Parts {
		for _, c := range part.Columns {
			if c.Offer != Ignored && (isGroup(c.Offer) || !taken[c.Offer]) {
				taken[c.Offer], chosen.Columns[c.Name] = true, c.Offer
			}
		}
	}
	for _, o := range p.Offers {
		chosen.Columns[o.Kind] = TriggerGroup
	}
	return chosen
}
