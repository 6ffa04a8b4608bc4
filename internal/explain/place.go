package explain

import (
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
)

// inLists are the keys of the words for one of a list within a record, such as "dose 2".
var inLists = map[string]string{
	"phases": "exchange.part.phase", "intakes": "exchange.part.intake", "side_effects": "exchange.part.side_effect",
	"prescribed": "exchange.part.prescribed", "blind": "exchange.part.blind", "tried": "exchange.part.tried",
}

// fieldWords are the keys of the words for fields that are no fields of a night, or called otherwise there.
var fieldWords = map[string]string{
	"date": "exchange.column.day", "night": "exchange.column.night", "name": "exchange.part.name", "kind": "exchange.column.kind",
	"carry_over_days": "exchange.column.carry_over_days", "judge_after_days": "exchange.column.judge_after_days",
	"start": "exchange.column.from", "start_is": "exchange.part.start_is", "end": "exchange.column.until", "dose": "exchange.column.dose",
	"unit": "exchange.column.unit", "stop_reason": "exchange.column.stop_reason", "run_in_days": "exchange.column.box_run_in",
	"overall": "exchange.column.overall", "times": "exchange.column.times_of_day", "times_per_week": "exchange.column.times_per_week",
	"weeks": "exchange.column.weeks", "begun": "exchange.column.from", "boxes": "exchange.column.boxes", "days": "exchange.column.box_days",
	"opened": "exchange.column.opened", "abandoned": "exchange.column.given_up", "effect": "exchange.column.effect",
	"minutes": "exchange.column.minutes", "tried": "exchange.column.tried", "relief": "exchange.column.relief",
	"minutes_to_relief": "exchange.column.minutes_to_relief", "trigger_id": "exchange.column.trigger", "amount": "exchange.column.amount",
	"last_at": "exchange.column.last_at", "test": "exchange.column.test", "value": "exchange.column.value",
	"intervention_id": "exchange.column.remedy", "baseline_days": "exchange.part.baseline_days", "on_days": "exchange.part.on_days",
	"off_days": "exchange.part.off_days", "starts": "exchange.part.starts", "prescribed": "exchange.column.prescribed",
	"agent": "exchange.column.remedy", "why": "exchange.column.why_stopped", "blocks": "exchange.part.blocks",
	"onset_age": "clinical.about.onset_age", "apnoea_treatment": "clinical.about.apnoea_treatment", "family": "clinical.about.family",
}

// placeWords names a field of a record: "prescribed[1].date" is "prescribed step 2, date". Dots without figures, as those of
// a path through JSON, lead to the field that is named last.
func placeWords(l *i18n.Localizer, path string) string {
	var parts []string
	steps := strings.Split(path, ".")
	for _, step := range steps[:len(steps)-1] {
		if words := listWords(l, step); words != "" {
			parts = append(parts, words)
		}
	}
	last := steps[len(steps)-1]
	if words := listWords(l, last); words != "" {
		return strings.Join(append(parts, words), ", ")
	}
	return strings.Join(append(parts, leafWords(l, steps)), ", ")
}

// listWords name one of a list, "" where a step is none.
func listWords(l *i18n.Localizer, step string) string {
	name, rest, listed := strings.Cut(step, "[")
	n, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	key, known := inLists[name]
	if !listed || err != nil || !known {
		return ""
	}
	return l.T(key, "n", l.Number(float64(n+1), 0))
}

// leafWords name the field itself.
func leafWords(l *i18n.Localizer, steps []string) string {
	name := steps[len(steps)-1]
	if len(steps) > 1 {
		switch before := steps[len(steps)-2]; {
		case before == "criteria":
			return l.T("clinical.about.criterion." + name)
		case before == "conditions":
			return i18n.Capital(l.T("clinical.about.condition." + name))
		case name == "severity" && strings.HasPrefix(before, "side_effects"):
			return l.T("exchange.column.how_bad")
		}
	}
	if key, known := fieldWords[name]; known {
		return l.T(key)
	}
	if _, known := diary.NightField(name); known {
		return l.T("exchange.field." + name)
	}
	return name
}

// inWords is a fault of a file with the field in it by its name.
type inWords struct {
	l *i18n.Localizer
	*exchange.Fault
}

// Words are the key and the values.
func (f inWords) Words() (key string, args []any) {
	key, args = f.Fault.Words()
	args = slices.Clone(args)
	for i := 0; i+1 < len(args); i += 2 {
		if path, is := args[i+1].(string); is && args[i] == "field" {
			args[i+1] = placeWords(f.l, path)
		}
	}
	return key, args
}
