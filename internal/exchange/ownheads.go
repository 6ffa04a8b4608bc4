package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// ownHeads is one of our tables in one language.
type ownHeads struct{ kind, lang string }

// ownColumns are the heads of our tables, as keys of the translations.
var ownColumns = map[string][]string{
	"episodes": {"exchange.column.night", "exchange.column.time", "exchange.field.severity", "exchange.column.minutes", "exchange.column.tried", "exchange.column.relief", "exchange.column.minutes_to_relief", "exchange.field.note"},
	"remedies": {"exchange.column.remedy", "exchange.column.kind", "exchange.column.from", "exchange.column.until", "exchange.column.dose", "exchange.column.unit", "exchange.column.times_per_week",
		"exchange.column.stop_reason", "exchange.column.overall", "exchange.field.note"},
	"doses":        {"exchange.column.night", "exchange.column.remedy", "exchange.column.status", "exchange.column.time", "exchange.column.dose"},
	"side-effects": {"exchange.column.day", "exchange.column.remedy", "exchange.column.effect", "exchange.column.how_bad"},
	"triggers":     {"exchange.column.night", "exchange.column.trigger", "exchange.column.amount", "exchange.column.unit", "exchange.column.last_at"},
	"blood-tests":  {"exchange.column.day", "exchange.column.test", "exchange.column.value", "exchange.column.unit", "exchange.field.note"},
	"visits":       {"exchange.column.visit_day", "exchange.field.note"},
	"prescribed":   {"exchange.column.day", "exchange.column.remedy", "exchange.column.prescribed", "exchange.column.unit"},
	"blinded-trials": {"exchange.column.day", "exchange.column.remedy", "exchange.column.boxes", "exchange.column.box_days", "exchange.column.box_run_in", "exchange.column.sealed_key",
		"exchange.column.opened", "exchange.column.given_up"},
	"about-me": {"exchange.column.question", "exchange.column.answer", "exchange.column.highest_dose", "exchange.column.why_stopped"},
}

// furtherColumns stand behind those of a table, where something is in them.
var furtherColumns = map[string][]string{
	"remedies": {"exchange.column.times_of_day", "exchange.column.weeks", "exchange.column.as_needed", "exchange.column.paused", "exchange.column.box_run_in",
		"exchange.column.carry_over_days", "exchange.column.judge_after_days", "exchange.column.entry"},
	"triggers":       {"exchange.column.entry"},
	"blood-tests":    {"exchange.column.iron_within_day"},
	"blinded-trials": {"exchange.column.seen"},
}

// learnOurs remembers the heads of our tables in every language.
func (v *vocabulary) learnOurs() {
	v.ours = make(map[string]ownHeads)
	for i, words := range v.texts {
		for kind, keys := range ownColumns {
			heads := make([]string, len(keys))
			for k, key := range keys {
				heads[k] = words[key]
			}
			if line := headLine(heads); v.ours[line].kind == "" {
				v.ours[line] = ownHeads{kind, i18n.Languages[i]}
			}
		}
	}
}

func headLine(heads []string) string {
	folded := make([]string, len(heads))
	for i, h := range heads {
		folded[i] = i18n.Fold(h)
	}
	return strings.Join(folded, "\t")
}

// ownTableOf finds the language whose heads a table has.
func (v *vocabulary) ownTableOf(it source.Item) (own ownTable, is bool, err error) {
	if it.Table == nil || len(it.Table.Rows) == 0 {
		return own, false, nil
	}
	heads := it.Table.Rows[0].Cells
	ours, is := v.ours[headLine(heads)]
	if v.isOldVisits(it, heads) {
		ours, is = ownHeads{"visits", i18n.Fallback}, true
	}
	var further map[string]int
	for _, kind := range slices.Sorted(maps.Keys(furtherColumns)) {
		if fixed := len(ownColumns[kind]); !is && len(heads) > fixed && len(heads) <= fixed+len(furtherColumns[kind]) {
			ours, further, is = v.ownWithFurther(kind, heads[:fixed], heads[fixed:])
		}
	}
	if !is {
		return own, false, nil
	}
	l, err := i18n.New(ours.lang)
	if err != nil {
		return own, false, fmt.Errorf("reading our own table: %w", err)
	}
	return ownTable{ours.kind, l, it.Table.Rows[1:], further}, true, nil
}

// ownWithFurther knows one of our tables by its fixed heads, and the places of the further ones behind them.
func (v *vocabulary) ownWithFurther(kind string, fixed, heads []string) (ours ownHeads, further map[string]int, is bool) {
	ours, is = v.ours[headLine(fixed)]
	if !is || ours.kind != kind {
		return ours, nil, false
	}
	words := v.texts[slices.Index(i18n.Languages, ours.lang)]
	further = make(map[string]int, len(heads))
	for i, head := range heads {
		at := slices.IndexFunc(furtherColumns[kind], func(key string) bool { return i18n.Fold(words[key]) == i18n.Fold(head) })
		if at < 0 {
			return ours, nil, false
		}
		further[furtherColumns[kind][at]] = len(fixed) + i
	}
	return ours, further, true
}

// isOldVisits knows a table of visits as it once was written: a date and a note, which may be anyone's
// nights too, but for the file's name.
func (v *vocabulary) isOldVisits(it source.Item, heads []string) bool {
	return it.Is("visits") && len(heads) == 2 && v.hasRole(heads[0], dateRole) && v.names[i18n.Fold(heads[1])] == NoteField
}
