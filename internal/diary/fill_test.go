package diary_test

import (
	"reflect"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

func TestFillAnswersWhatIsOpenAndNothingElse(t *testing.T) {
	full := diarytest.FullNight(t, diary.MustDate(2026, 1, 2))
	var empty diary.Night
	empty.Date, empty.EnteredAt = full.Date, full.EnteredAt
	filled := empty
	filled.Fill(full)
	if !reflect.DeepEqual(filled, full) {
		t.Errorf("filled from a full night: %+v\nwant %+v", filled, full)
	}
	kept := full
	other := empty
	other.Severity, other.Note = diary.Some(0), "another note"
	kept.Fill(other)
	if !reflect.DeepEqual(kept, full) {
		t.Errorf("an answer was replaced: %+v", kept)
	}
}
