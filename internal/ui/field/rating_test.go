package field

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestTenIsTypedAsPeopleTypeIt(t *testing.T) {
	test.NewTempApp(t)
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	// A window tells of each key twice, by its name and by what it writes.
	press := func(r *Rating, keys string) {
		for _, key := range keys {
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(string(key))})
			r.TypedRune(key)
		}
	}
	for _, x := range []struct {
		name string
		do   func(r *Rating, clock *time.Time)
		want int
	}{
		{"1 and 0", func(r *Rating, _ *time.Time) { press(r, "10") }, 10},
		{"1 and 0 much later", func(r *Rating, clock *time.Time) {
			press(r, "1")
			*clock = clock.Add(2 * time.Second)
			press(r, "0")
		}, 0},
		{"1, 5 and 0", func(r *Rating, _ *time.Time) { press(r, "150") }, 0},
		{"1, an arrow and 0", func(r *Rating, _ *time.Time) {
			press(r, "1")
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			press(r, "0")
		}, 0},
		{"1, 0 and 0", func(r *Rating, _ *time.Time) { press(r, "100") }, 0},
		{"=", func(r *Rating, _ *time.Time) { press(r, "=") }, 10},
	} {
		clock := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
		r := NewRating(l, "severity", diary.None[int](), nil)
		r.now = func() time.Time { return clock }
		x.do(r, &clock)
		if r.Value() != diary.Some(x.want) {
			t.Errorf("%s: %v, want %d", x.name, r.Value(), x.want)
		}
	}
}
