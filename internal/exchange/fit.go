package exchange

import (
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

// fit looks whether the values are such as the field has, and finds their unit and scale. A column that
// does not fit is not used, unless the user has chosen it.
func (c *Column) fit(s reading.Source, texts []string, chosen Choices) {
	if c.Field == Ignored {
		return
	}
	c.meaning.field = c.Field
	c.meaning.def, _ = diary.NightField(string(c.Field))
	if u, ok := chosen.Units[c.Field]; ok {
		c.Unit = u
	} else if c.Unit == cell.Unknown {
		c.Unit = unitInHead(s.Name)
	}
	scaled := c.Scale != cell.Scale{}
	if scale, ok := chosen.Scales[c.Field]; ok {
		c.Scale, scaled = scale, true
	} else if !scaled {
		c.Scale, scaled = cell.ScaleIn(s.Name)
	}
	if words, ok := chosen.Words[c.Field]; ok {
		c.meaning.words = words
	}
	why := WhyUnknown
	switch kindOf(c.Field) {
	case diary.Rating:
		why = c.fitRating(s, texts, scaled)
	case diary.Minutes, diary.Hours:
		why = c.fitLength(s, texts)
	case diary.Count:
		why = whyOf(share(texts, isNumber) >= 0.5)
	case diary.Time:
		why = whyOf(share(texts, func(s string) bool { _, ok := clockIn(s); return ok }) >= 0.5)
	default:
		why = ""
	}
	if why != "" && (c.How == ByName || why == WhyUnit) {
		c.Offer, c.Field, c.How, c.Why = c.Field, Ignored, NotUsed, why
		if kindOf(c.Offer) == diary.Rating && areFractions(texts) {
			c.Offer = Ignored // shares of one are no rating of anything
		}
		return
	}
	if kindOf(c.Field) != diary.Rating {
		c.Scale = cell.Scale{}
	}
	c.meaning.unit, c.meaning.scale = c.Unit, c.Scale
}

func whyOf(fits bool) Why {
	if fits {
		return ""
	}
	return WhyRange
}

// share of texts that fit.
func share(texts []string, fits func(string) bool) float64 {
	good := 0
	for _, text := range texts {
		if fits(text) {
			good++
		}
	}
	return float64(good) / float64(max(len(texts), 1))
}

func isNumber(text string) bool {
	_, ok := cell.ParseNumber(text)
	_, word := cell.Grade(text)
	return ok || word
}

func isClock(text string) bool {
	_, ok := cell.ParseClock(text)
	return ok
}

// fitRating looks whether values are ratings of a scale.
func (c *Column) fitRating(s reading.Source, texts []string, scaled bool) Why {
	if c.meaning.words != nil {
		return ""
	}
	if !scaled {
		c.Scale = cell.Ten
	}
	if areFractions(texts) {
		return WhyRange
	}
	readable := share(texts, func(text string) bool {
		x, ok := cell.ParseNumber(text)
		if ok && s.Factor != 0 {
			x.Value /= s.Factor
		}
		_, word := cell.Grade(text)
		return word || ok && (x.Of != 0 || x.Value >= c.Scale.Low && x.Value <= c.Scale.High)
	})
	_, strong := namesSeverity(s.Name)
	if readable < 0.3 || readable < 0.6 && !strong {
		return WhyRange
	}
	if c.Field == "severity" && !strong && !scaled && areTicks(texts) {
		return WhyTicks
	}
	// Only severity is rated 0–10 by its name; how content one is with sleep has any scale.
	if c.Field == "satisfaction" && !scaled && c.How == ByName {
		return WhyScale
	}
	return ""
}

// areFractions tells shares and indices, which lie between 0 and 1, from ratings.
func areFractions(texts []string) bool {
	fraction := false
	for _, text := range texts {
		x, ok := cell.ParseNumber(text)
		if !ok || x.Of != 0 || x.Value > 1 {
			return false
		}
		fraction = fraction || x.Value != 0 && x.Value != 1
	}
	return fraction
}

// areTicks tells marks for yes and no from ratings: nothing but 0 and 1, or 0, 2 and 3 as habit trackers
// write them.
func areTicks(texts []string) bool {
	seen := make(map[string]bool)
	for _, text := range texts {
		seen[text] = true
	}
	if len(texts) < 3 || seen["0"] && len(seen) == 1 {
		return false
	}
	only := func(marks ...string) bool {
		n := 0
		for _, mark := range marks {
			if seen[mark] {
				n++
			}
		}
		return n == len(seen)
	}
	return only("0", "1") || seen["0"] && seen["2"] && only("0", "2", "3") || seen["-1"] && only("-1", "0", "1", "2", "3")
}

// fitLength finds the unit of bare numbers where neither the head nor the format tells it, and only where
// there is one way to read them.
func (c *Column) fitLength(s reading.Source, texts []string) Why {
	bare, clocks, late, readable := lengthsIn(texts)
	c.belowHour = len(bare) > 0 && slices.Max(bare) < 60
	if c.How == ByName && (kindOf(c.Field) == diary.Minutes && clocks*4 > len(texts) || late > 0) {
		return WhyClock
	}
	if readable*2 < len(texts) {
		return WhyRange
	}
	if len(bare) == 0 || c.Unit != cell.Unknown || c.meaning.factor != 0 {
		if c.meaning.factor != 0 && c.Unit == cell.Unknown {
			c.Unit = unitOfField(c.Field)
		}
		return ""
	}
	if c.How == ByName && c.Field == awakeField && extraNames[i18n.Fold(bareName(spaced(s.Name)))] == awakeField {
		return WhyUnit // a bare number may be how often
	}
	top, fraction := 0.0, false
	for _, x := range bare {
		top = max(top, x)
		fraction = fraction || x != float64(int(x))
	}
	switch {
	case kindOf(c.Field) == diary.Hours && top <= diary.MaxSleepHours:
		c.Unit = cell.Hours
	case kindOf(c.Field) == diary.Minutes && top <= diary.MaxMinutesInBed && (top > 3 || !fraction):
		c.Unit = cell.Minutes
	default:
		return WhyUnit
	}
	return ""
}

// lengthsIn sorts texts into bare numbers, and counts those of hours and minutes that are long for minutes, those
// that only a time of day can be, and those that can be read.
func lengthsIn(texts []string) (bare []float64, clocks, late, readable int) {
	for _, text := range texts {
		if x, ok := cell.ParseNumber(text); ok && x.Of == 0 {
			bare = append(bare, x.Value)
			readable++
			continue
		}
		minutes, ok := cell.ParseDuration(text, cell.Unknown)
		if !ok {
			if isClock(text) {
				late++ // 11:35 pm
			}
			continue
		}
		readable++
		if colon := strings.Contains(text, ":"); colon && minutes > 3*60 {
			clocks++
			if minutes > longestOfSleep {
				late++
			}
		}
	}
	return bare, clocks, late, readable
}

// longestOfSleep is the longest that a night's sleep is written as, in minutes: what looks like more is a time of
// day.
const longestOfSleep = 17 * 60

func unitOfField(f Field) cell.Unit {
	if kindOf(f) == diary.Hours {
		return cell.Hours
	}
	return cell.Minutes
}

// unitInHead finds the unit that a head tells: "Sleep (min)", "Awake, seconds", "hours slept", "Total Sleep
// [s]", "duration_ms".
func unitInHead(head string) cell.Unit {
	found := cell.Unknown
	for word := range strings.FieldsSeq(i18n.Fold(head)) {
		if word == "m" || word == "u" || word == "du" {
			continue // letters that stand for other things too
		}
		u, ok := cell.UnitOf(word)
		switch {
		case !ok:
		case found != cell.Unknown && found != u:
			return cell.Unknown // "h:mm", "hours or minutes"
		default:
			found = u
		}
	}
	return found
}
