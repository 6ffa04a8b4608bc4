package store

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

func TestEveryFieldOfANightIsKept(t *testing.T) {
	s := newStore(t)
	want := []diary.Night{diarytest.FullNight(t, day(0))}
	for i, f := range diary.NightFields {
		n := diary.Night{Date: day(-1 - i)}
		diarytest.Answer(t, f, &n)
		want = append(want, n)
	}
	for i := range want {
		want[i].EnteredAt = at
	}
	must(t, s.SaveSheet(t.Context(), Sheet{Nights: want}))
	got, err := s.Nights(t.Context(), day(-len(want)), day(0))
	must(t, err)
	slices.Reverse(got)
	for i := range want {
		if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("kept of %+v\nis       %+v", want[i], got[i])
		}
	}
}

func TestTheColumnsOfEarlierVersionsStayInTheirOrder(t *testing.T) {
	// A seal covers the values in this order: to move a column would break every row of every diary.
	const first = "date severity all_day onset minutes_bothered sensations body_parts jerks_seen rest_minutes " +
		"block_12_18 block_18_24 block_0_6 block_6_12 tried_to_sleep minutes_to_sleep times_woken woken_by_legs " +
		"times_up minutes_awake sleep_hours satisfaction tiredness daytime_symptoms naps nap_minutes unusual safety " +
		"note entered_at jerks_count"
	got := strings.Join(nightsTable.columns, " ")
	if !strings.HasPrefix(got+" ", first+" ") {
		t.Errorf("the columns are\n%s\nand began with\n%s", got, first)
	}
}
