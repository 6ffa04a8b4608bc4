package clinical_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

// day is the nth of March 2026.
func day(n int) diary.Date { return diary.MustDate(2026, time.March, 1).AddDays(n - 1) }

func TestTheUrgentSignsAreThese(t *testing.T) {
	want := map[diary.SafetySign]clinical.Urgency{
		diary.SelfHarm:      clinical.TalkNow,
		diary.SlowBreathing: clinical.CallNow,
		diary.Weakness:      clinical.CallNow,
		diary.SwollenLeg:    clinical.SeenToday,
		diary.Bruising:      clinical.SeenToday,
	}
	seenOther := false
	for _, s := range diary.SafetySigns {
		got, urgent := clinical.UrgencyOf(s)
		if expected, listed := want[s]; urgent != listed || got != expected {
			t.Errorf("%s: %q, %v", s, got, urgent)
		}
		if urgent && seenOther {
			t.Errorf("%s is urgent and stands after one that is not", s)
		}
		seenOther = seenOther || !urgent
	}
}

func TestUrgentSignsAreFoundByTheirTicksAlone(t *testing.T) {
	night := func(n int, signs ...diary.SafetySign) diary.Night {
		return diary.Night{Date: day(n), Severity: diary.Some(5), Safety: signs}
	}
	for _, x := range []struct {
		name   string
		nights []diary.Night
		want   []clinical.Ticked
	}{
		{"no night", nil, nil},
		{"nothing ticked", []diary.Night{night(1), night(2)}, nil},
		{"a sign for the next visit", []diary.Night{night(1, diary.NewUrges)}, nil},
		{"a note that names it", []diary.Night{{Date: day(1), Note: "suicidal thoughts, blue lips"}}, nil},
		{"one", []diary.Night{night(1), night(2, diary.SlowBreathing), night(3)}, []clinical.Ticked{{diary.SlowBreathing, day(2), 1}}},
		{"a night without a rating", []diary.Night{{Date: day(1), Safety: []diary.SafetySign{diary.SelfHarm}}}, []clinical.Ticked{{diary.SelfHarm, day(1), 1}}},
		{"the gravest first, each once with its last date", []diary.Night{night(1, diary.Bruising, diary.Weakness), night(4, diary.SelfHarm, diary.Weakness)},
			[]clinical.Ticked{{diary.SelfHarm, day(4), 1}, {diary.Weakness, day(4), 2}, {diary.Bruising, day(1), 1}}},
		{"half a year ago", []diary.Night{night(1, diary.SelfHarm), night(182)}, []clinical.Ticked{{diary.SelfHarm, day(1), 1}}},
		{"longer ago", []diary.Night{night(1, diary.SelfHarm), night(183)}, nil},
	} {
		if got := clinical.Urgent(x.nights); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

func TestUrgentSignsThatArriveFromElsewhereAreTold(t *testing.T) {
	night := func(n int, signs ...diary.SafetySign) diary.Night { return diary.Night{Date: day(n), Safety: signs} }
	mine := []diary.Night{night(1, diary.Weakness), night(2), night(200)}
	for _, x := range []struct {
		name            string
		before, arrived []diary.Night
		want            []clinical.Ticked
	}{
		{"nothing came", mine, nil, nil},
		{"nights without", mine, []diary.Night{night(3), night(4)}, nil},
		{"into an empty diary", nil, []diary.Night{night(3, diary.SelfHarm)}, []clinical.Ticked{{diary.SelfHarm, day(3), 1}}},
		{"a night that was there without it", mine, []diary.Night{night(200, diary.SlowBreathing)}, []clinical.Ticked{{diary.SlowBreathing, day(200), 1}}},
		{"one that was ticked already", mine[:2], []diary.Night{night(1, diary.Weakness)}, nil},
		{"one of them was", mine[:2], []diary.Night{night(1, diary.SelfHarm, diary.Weakness)}, []clinical.Ticked{{diary.SelfHarm, day(1), 1}}},
		{"long before the last night", mine, []diary.Night{night(3, diary.SelfHarm)}, nil},
		{"not urgent", mine, []diary.Night{night(201, diary.NewUrges)}, nil},
	} {
		if got := clinical.UrgentArrived(x.before, x.arrived); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// TestTheNumbersAreThoseOfTheSources holds each region against the numbers that SOURCES.md names, written down here a second
// time: a slip of one digit is not seen otherwise.
func TestTheNumbersAreThoseOfTheSources(t *testing.T) {
	want := map[string]string{
		"AR": "911 / 107: 0800 999 0091, 0800 345 1435, 135", "AT": "112 / 144: 142", "AU": "000: 13 11 14", "BE": "112: 1813, 0800 32 123", "CA": "911: 988",
		"CH": "112 / 144: 143", "CL": "131: *4141", "CO": "123: 106", "CR": "911: ", "DE": "112: 0800 111 0 111, 0800 111 0 222",
		"EC": "911: 171", "ES": "112: 024", "FR": "15 / 112: 3114", "GB": "999: 116 123", "IE": "112 / 999: 116 123", "LI": "112 / 144: 143", "LU": "112: 45 45 45",
		"MX": "911: 800 911 2000", "NL": "112: 113, 0800 0113", "NZ": "111: 1737", "PE": "106 / 911: 113", "US": "911: 988", "UY": "911: 0800 0767, *0767",
	}
	for _, region := range clinical.HelpRegions() {
		h, _ := clinical.HelpIn(region)
		var lines []string
		for _, line := range h.Crisis {
			lines = append(lines, line.Number)
		}
		if got := h.Emergency + ": " + strings.Join(lines, ", "); got != want[region] && got != "112: " {
			t.Errorf("%s: %q, want %q", region, got, want[region])
		}
		if _, pinned := want[region]; pinned && h.Emergency == "112" && len(h.Crisis) == 0 {
			t.Errorf("%s has lost its line", region)
		}
		delete(want, region)
	}
	for region := range want {
		t.Errorf("%s is no longer known", region)
	}
}

// TestALineThatIsShutAtNightSaysItsHours: most who tick a sign do so at night, when a line without hours reads as open.
func TestALineThatIsShutAtNightSaysItsHours(t *testing.T) {
	hours := map[string]string{"0800 345 1435, 135": "(8–24 h)", "45 45 45": "(11–23 h)"}
	for _, region := range clinical.HelpRegions() {
		h, _ := clinical.HelpIn(region)
		for _, line := range h.Crisis {
			want, shut := hours[line.Number]
			if said := strings.HasSuffix(line.Name, " h)"); said != shut || !strings.HasSuffix(line.Name, want) {
				t.Errorf("%s: %q, want its hours %q", region, line.Name, want)
			}
			delete(hours, line.Number)
		}
	}
	for number := range hours {
		t.Errorf("%s is no longer known", number)
	}
}

func TestNumbersAreNeverGuessed(t *testing.T) {
	for region, emergency := range map[string]string{"DE": "112", "GB": "999", "US": "911", "NL": "112", "IT": "112", "AU": "000", "CL": "131", "CO": "123", "PE": "106 / 911", "EC": "911", "AR": "911 / 107"} {
		if h, known := clinical.HelpIn(region); !known || h.Emergency != emergency {
			t.Errorf("%s: %+v, %v", region, h, known)
		}
	}
	for _, region := range []string{"", "JP", "ZZ", "de", "419"} {
		if h, known := clinical.HelpIn(region); known {
			t.Errorf("%q: %+v", region, h)
		}
	}
	for _, region := range clinical.HelpRegions() {
		h, known := clinical.HelpIn(region)
		if !known || h.Emergency == "" {
			t.Errorf("%s has no emergency number", region)
		}
		for _, line := range h.Crisis {
			if line.Name == "" || line.Number == "" {
				t.Errorf("%s: %+v", region, line)
			}
		}
	}
}
