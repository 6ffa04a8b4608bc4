package source

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how a spreadsheet shows a number.
type format string

const (
	asNumber format = ""
	asDate   format = "date"
	asTime   format = "time"
	asSpan   format = "span" // hours beyond 24, as [h]:mm
)

// formatOf knows what a number's format shows, by the standard numbers of ECMA-376 (18.8.30) or by its code.
func formatOf(id int, code string) format {
	if code == "" {
		switch {
		case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
			return asDate
		case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47:
			return asTime
		case id == 46:
			return asSpan
		}
		return asNumber
	}
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	var bare strings.Builder
	span, quoted := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return asNumber
			}
			inside := code[i+1 : i+end]
			span = span || inside != "" && strings.Trim(inside, "hms") == ""
			i += end
		default:
			bare.WriteByte(c)
		}
	}
	shown := bare.String()
	switch {
	case span:
		return asSpan
	case strings.Contains(shown, "general"):
		return asNumber
	case strings.ContainsAny(shown, "yd"):
		return asDate
	case strings.ContainsAny(shown, "hs"):
		return asTime
	case strings.Contains(shown, "mmm"):
		return asDate
	}
	return asNumber
}

// text writes a cell's number as it is meant.
func (f format) text(raw string, from1904 bool) string {
	if f == asNumber {
		return raw
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil || x < 0 || x > 2_958_465 { // the year 9999
		return raw
	}
	seconds := int64(math.Round(x * 86400))
	if f == asSpan || f == asTime && x < 1 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	if seconds%86400 == 0 && f == asDate {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}
