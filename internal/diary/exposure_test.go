package diary_test

import (
	"encoding/json"
	"errors"
	"testing"

	"stillnight/internal/diary"
)

// TestFilesHoldTheTimeOfTheLastOneAsMinutesAfterMidnight, as they have since the first version.
func TestFilesHoldTheTimeOfTheLastOneAsMinutesAfterMidnight(t *testing.T) {
	const file = `{"id":1,"night":"2026-03-02","trigger_id":2,"amount":1.5,"last_at":930}`
	var e diary.Exposure
	if err := json.Unmarshal([]byte(file), &e); err != nil {
		t.Fatal(err)
	}
	if c, ok := e.LastAt.Get(); !ok || c.String() != "15:30" || e.Validate() != nil {
		t.Errorf("read as %s, %v, %v", c, ok, e.Validate())
	}
	if again, err := json.Marshal(e); err != nil || string(again) != file {
		t.Errorf("written as %s, %v", again, err)
	}
	e.LastAt = diary.None[diary.Clock]()
	if again, err := json.Marshal(e); err != nil || string(again) != `{"id":1,"night":"2026-03-02","trigger_id":2,"amount":1.5}` {
		t.Errorf("without a time written as %s, %v", again, err)
	}
}

func TestATimeThatIsNoneIsRefused(t *testing.T) {
	for _, at := range []string{"-1", "1440", "99999"} {
		var e diary.Exposure
		if err := json.Unmarshal([]byte(`{"night":"2026-03-02","trigger_id":2,"last_at":`+at+`}`), &e); err != nil {
			t.Fatal(err)
		}
		var fields diary.FieldErrors
		if err := e.Validate(); !errors.As(err, &fields) || fields[0].Field != "last_at" || fields[0].Reason != diary.OutOfRange {
			t.Errorf("%s: %v", at, err)
		}
	}
	var e diary.Exposure
	if err := json.Unmarshal([]byte(`{"night":"2026-03-02","trigger_id":2,"lastat":930}`), &e); err == nil {
		t.Errorf("an unknown field is read as %+v", e)
	}
}
