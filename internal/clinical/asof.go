package clinical

import "stillnight/internal/diary"

// AsOf is the date as of which tests and medicines are looked at: that of the last night, or a later one up to today on
// which a test was taken or a dose was begun or ended. The zero Date where the diary has none.
func AsOf(d diary.Diary, today diary.Date) diary.Date {
	_, last, _ := d.Span()
	later := func(day diary.Date) {
		if last.Before(day) && !day.After(today) {
			last = day
		}
	}
	for _, r := range d.Labs {
		later(r.Date)
	}
	for _, iv := range d.Interventions {
		for _, p := range iv.Phases {
			later(p.Start)
			if end, ended := p.End.Get(); ended {
				later(end)
			}
		}
	}
	return last
}
