package cell

import (
	"math"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
)

// The serial numbers by which spreadsheets keep dates: days since 30 December 1899. These bound what is
// taken for one: 1954 to 2173.
const (
	firstSerial = 20_000
	lastSerial  = 100_000
)

// SerialMoment reads the number by which a spreadsheet keeps a date: days since 30 December 1899, the time
// of day as a fraction.
func SerialMoment(text string) (Moment, bool) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil || x < firstSerial || x > lastSerial {
		return Moment{}, false
	}
	whole, part := math.Modf(x)
	m := Moment{Date: diary.MustDate(1900, time.January, 1).AddDays(int(whole) - 2)}
	if seconds := int(math.Round(part * 86400)); seconds > 0 && seconds < 86400 {
		m.Timed, m.Hour, m.Minute, m.Sec = true, seconds/3600, seconds/60%60, seconds%60
	}
	return m, true
}

// Unix reads a moment as seconds or milliseconds since 1970, by their size: 1990 to 2100.
func Unix(text string) (time.Time, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	const from, to = 631_152_000, 4_102_444_800
	switch {
	case err != nil:
		return time.Time{}, false
	case n >= from && n < to:
		return time.Unix(n, 0).UTC(), true
	case n >= from*1000 && n < to*1000:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}
