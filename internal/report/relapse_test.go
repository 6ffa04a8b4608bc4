package report

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// TestARelapseIsNowhereCalledCalmerOnPaper: a higher dose helped for two weeks, and then a month no longer.
func TestARelapseIsNowhereCalledCalmerOnPaper(t *testing.T) {
	d := diarytest.Relapse(diary.MustDate(2026, 1, 15))
	text := plainText(t, build(t, d, options(t)))
	if strings.Contains(text, "Calmer nights since") || !strings.Contains(text, "Helped at first; for the last 4 weeks no longer") {
		t.Errorf("the report says: %s", text)
	}
	if !strings.Contains(text, "Helped at first, and now less or no longer: Ropinirole, from 2 mg to 3 mg.") {
		t.Error("page 1 does not open with it")
	}
	if strings.Contains(text, "Too early to tell") {
		t.Error("a dose from before the diary is waited for")
	}
	// 104 nights are not too few: none of them holds when symptoms began.
	if strings.Contains(text, "too few nights") || !strings.Contains(text, "onset noted on 0 of the 14 nights needed") {
		t.Errorf("what is missing to look for augmentation is not said: %s", text)
	}
}
