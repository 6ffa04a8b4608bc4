package diary_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// notFields are parts of a night that are never asked for.
var notFields = map[string]bool{"Date": true, "EnteredAt": true}

func TestEveryPartOfANightIsInTheTableOnce(t *testing.T) {
	empty := diary.Night{Date: someDay}
	parts := reflect.TypeFor[diary.Night]()
	lines := map[string]int{}
	for _, f := range diary.NightFields {
		n := empty
		diarytest.Answer(t, f, &n)
		if !f.IsSet(&n) || f.IsSet(&empty) {
			t.Errorf("%s: IsSet does not tell an answer from none", f.Name)
		}
		for i := range parts.NumField() {
			if reflect.DeepEqual(reflect.ValueOf(n).Field(i).Interface(), reflect.ValueOf(empty).Field(i).Interface()) {
				continue
			}
			lines[parts.Field(i).Name]++
			json, _, _ := strings.Cut(parts.Field(i).Tag.Get("json"), ",")
			if want := f.Name; json != want && json != f.PartOf {
				t.Errorf("%s is %q in JSON", f.Name, json)
			}
		}
	}
	for i := range parts.NumField() {
		part, want := parts.Field(i), 1
		if part.Type.Kind() == reflect.Array {
			want = part.Type.Len()
		}
		if notFields[part.Name] {
			want = 0
		}
		if got := lines[part.Name]; got != want {
			t.Errorf("NightFields has %d lines for %s, not %d", got, part.Name, want)
		}
	}
}

func TestAFieldIsAnsweredAsItsKindSays(t *testing.T) {
	kinds := map[diary.FieldKind]reflect.Type{
		diary.Rating: reflect.TypeFor[*diary.Optional[int]](), diary.Count: reflect.TypeFor[*diary.Optional[int]](),
		diary.Minutes: reflect.TypeFor[*diary.Optional[int]](), diary.Hours: reflect.TypeFor[*diary.Optional[float64]](),
		diary.Time: reflect.TypeFor[*diary.Optional[diary.Clock]](), diary.YesNo: reflect.TypeFor[*bool](),
		diary.OneOf: reflect.TypeFor[diary.Choice](), diary.AnyOf: reflect.TypeFor[diary.Choice](), diary.Prose: reflect.TypeFor[*string](),
	}
	names := map[string]bool{}
	for _, f := range diary.NightFields {
		want, known := kinds[f.Kind]
		if got := reflect.TypeOf(f.In(&diary.Night{})); !known || !got.AssignableTo(want) {
			t.Errorf("%s is of the kind %q and answered with %v", f.Name, f.Kind, got)
		}
		if (f.Kind == diary.OneOf || f.Kind == diary.AnyOf) != strings.HasSuffix(f.Words, ".") {
			t.Errorf("%s: the keys of its words begin with %q", f.Name, f.Words)
		}
		if found, ok := diary.NightField(f.Name); !ok || found.Name != f.Name || names[f.Name] {
			t.Errorf("%s is there twice, or not found", f.Name)
		}
		names[f.Name] = true
	}
}

func TestANumberAboveAFieldsRangeIsRefused(t *testing.T) {
	for _, f := range diary.NightFields {
		n := diarytest.FullNight(t, someDay)
		if err := n.Validate(someDay); err != nil {
			t.Fatalf("a full night is refused: %v", err)
		}
		switch v := f.In(&n).(type) {
		case *diary.Optional[int]:
			*v = diary.Some(f.Max + 1)
		case *diary.Optional[float64]:
			*v = diary.Some(float64(f.Max) + 0.25)
		case *diary.Optional[diary.Clock]:
			*v = diary.Some(diary.MaxClock + 1)
		case *string:
			*v = strings.Repeat("x", f.Max+1)
		case diary.Choice:
			v.Choose([]string{"none such"})
		default:
			continue
		}
		var faults diary.FieldErrors
		if err := n.Validate(someDay); !errors.As(err, &faults) || len(faults) != 1 || (faults[0].Field != f.Name && faults[0].Field != f.PartOf) {
			t.Errorf("%s: too much is told as %v", f.Name, err)
		}
	}
}

func TestAChoiceOfOneTakesTheFirst(t *testing.T) {
	var n diary.Night
	f, _ := diary.NightField("unusual")
	c := f.In(&n).(diary.Choice)
	c.Choose([]string{"travel", "illness"})
	if n.Unusual != diary.Travel || c.Len() != 1 {
		t.Errorf("chosen: %v", n.Unusual)
	}
	c.Choose(nil)
	if n.Unusual != "" || c.Chosen() != nil {
		t.Errorf("taken back: %v", n.Unusual)
	}
}
