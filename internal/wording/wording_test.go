package wording

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func english(t *testing.T) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func comparison(o compare.Outcome, v compare.Verdict, change, low, high float64) compare.Comparison {
	return compare.Comparison{
		Plan:      compare.Plan{Outcome: o, LastNight: diary.MustDate(2026, time.April, 1)},
		Before:    compare.Side{N: 28, Mean: 6.1},
		After:     compare.Side{N: 21, Mean: 4.3},
		Effect:    diary.Some(compare.Effect{Change: change, CI: compare.Interval{Low: low, High: high}}),
		Verdict:   v,
		Secondary: o != compare.Severity,
	}
}

func TestVerdictsReadAsTheMethodHasThem(t *testing.T) {
	l := english(t)
	early := comparison(compare.Severity, compare.TooEarly, 0, 0, 0)
	early.Effect, early.After.N = diary.None[compare.Effect](), 9
	early.Before.N = 20
	signs := comparison(compare.Severity, compare.TooEarly, -2, -5, 1)
	signs.After.N = 9
	apart := comparison(compare.Severity, compare.CannotSeparate, 0, 0, 0)
	apart.Plan.Others = []compare.OtherStep{{Intervention: "Magnesium", Kind: compare.Start, DaysFromStep: -3, TooClose: true}, {Intervention: "Far", DaysFromStep: 30}}
	second := " Severity is the main measure; this one is only a second look, and its range allows for how many were taken."
	for _, c := range []struct {
		c    compare.Comparison
		want string
	}{
		{comparison(compare.Severity, compare.Better, -2, -3, -1), "Calmer nights since. About 2 points lower (likely between 1 and 3)."},
		{comparison(compare.Severity, compare.Worse, 1.04, 0.5, 1.6), "Worse nights since. About 1 point higher (likely between 0.5 and 1.6)."},
		{comparison(compare.Severity, compare.NoClearChange, 0, -1, 1), "No clear change. It could be anything from 1 lower to 1 higher."},
		{early, "Too early to tell. 9 of 14 nights after."},
		{signs, "Too early to tell. 9 of 14 nights after. First signs only: It could be anything from 5 lower to 1 higher."},
		{apart, "Can't be told apart from Magnesium, which began 3 nights earlier."},
		{comparison(compare.SleepHours, compare.Better, 0.75, 0.25, 1.25), "More sleep since. About 45 minutes more sleep (likely between 15 minutes and 1 h 15 min)." + second},
		{comparison(compare.OnsetMinutes, compare.Worse, -90, -150, -60), "Symptoms begin earlier since. About 1 h 30 min earlier (likely between 1 hour and 2 h 30 min)." + second},
		{comparison(compare.TimesUp, compare.Better, -1.2, -2, -0.4), "Up less often since. Times up: about 1.2 fewer a night (likely between 0.4 and 2)." + second},
	} {
		if got := Verdict(l, c.c); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestStepsAreNamedByWhatChanged(t *testing.T) {
	l := english(t)
	mg := func(x float64) compare.Dose { return compare.Dose{Amount: diary.Some(x), Unit: "mg"} }
	for _, c := range []struct {
		s    compare.Step
		want string
	}{
		{compare.Step{Intervention: "Ropinirole", Kind: compare.DoseChange, From: mg(1), To: mg(3)}, "Ropinirole: from 1 mg to 3 mg"},
		{compare.Step{Intervention: "Iron", Kind: compare.Start, To: mg(65)}, "Iron: start, 65 mg"},
		{compare.Step{Intervention: "Pramipexole", Kind: compare.Restart, To: mg(0.125)}, "Pramipexole: started again, 0.125 mg"},
		{compare.Step{Intervention: "Iron", Kind: compare.Stop, From: mg(65)}, "Iron: after stopping"},
		{compare.Step{Intervention: "Yoga", Kind: compare.Start}, "Yoga: start"},
	} {
		if got := StepTitle(l, c.s); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestEveryTextIsUsedAndExists holds the keys of the code against those of the file, both ways.
func TestEveryTextIsUsedAndExists(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "resources", "translations", "en", "wording.json"))
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var whole, prefixes []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(wording\.[a-z_.]+)"`).FindAllStringSubmatch(string(source), -1) {
			if strings.HasSuffix(m[1], ".") {
				prefixes = append(prefixes, m[1])
			} else {
				whole = append(whole, m[1])
			}
		}
	}
	used := map[string]bool{}
	for _, key := range whole {
		used[key] = true
		if _, ok := texts[key]; !ok {
			t.Errorf("no text for %s", key)
		}
	}
	for key := range texts {
		ok := used[key]
		for _, p := range prefixes {
			ok = ok || strings.HasPrefix(key, p)
		}
		if !ok {
			t.Errorf("%s is not used", key)
		}
	}
}

// TestEveryValueHasItsWords asks for the text of every value that a key is composed with.
func TestEveryValueHasItsWords(t *testing.T) {
	l := english(t)
	need := func(prefix string, values ...string) {
		for _, v := range values {
			if !l.Has(prefix + v) {
				t.Errorf("no text for %s%s", prefix, v)
			}
		}
	}
	for _, o := range compare.Outcomes {
		for _, prefix := range []string{"wording.better.", "wording.worse.", "wording.lower.", "wording.higher.", "wording.range."} {
			need(prefix, string(o))
		}
		need("outcome.", string(o))
	}
	for _, u := range compare.Units {
		words, ok := units[u]
		if !ok {
			t.Fatalf("units has no words for %q", u)
		}
		if !words.named {
			need("wording.unit.", string(u))
		}
		need("wording.change.", string(words.change))
		for name, write := range map[string]func(*i18n.Localizer, float64) string{
			"value": words.value, "tick": words.tick, "mean": words.mean, "amount": words.amount, "bare": words.bare, "precise": words.precise,
		} {
			if write == nil || write(l, 1) == "" || strings.Contains(write(l, 1.5), "wording.") {
				t.Errorf("%s of %s is not put into words", name, u)
			}
		}
	}
	for _, k := range []compare.StepKind{compare.Start, compare.DoseChange, compare.Stop, compare.Restart} {
		for _, prefix := range []string{"wording.changed.", "wording.earlier.", "wording.later.", "wording.same_night."} {
			need(prefix, string(k))
		}
	}
	need("wording.size.", string(compare.Small), string(compare.Clear), string(compare.Large))
	need("wording.trigger.", string(compare.Better), string(compare.Worse))
	need("wording.pooled.", string(compare.Better), string(compare.Worse))
	for _, r := range []compare.Role{compare.Before, compare.After, compare.RunIn, compare.CarryOver, compare.NoValue, compare.NotRecorded, compare.BlindedRole} {
		need("wording.night.", string(r))
	}
	for _, e := range []compare.Explanation{compare.LowIron, compare.MissedDoses, compare.IllNights, compare.LessSleep, compare.OtherSeason, compare.OtherRemedy} {
		need("wording.explanation.", string(e))
	}
}

func TestEveryWarningIsASentence(t *testing.T) {
	l := english(t)
	for _, k := range []compare.WarningKind{
		compare.WarnBadStretch, compare.WarnTrend, compare.WarnDiaryStart, compare.WarnSpread, compare.WarnMissing, compare.WarnLate, compare.WarnSeason, compare.WarnAdherence,
		compare.WarnOtherSteps, compare.WarnFewNights, compare.WarnOneNight, compare.WarnJudgeLater, compare.WarnInCarryOver, compare.WarnTooClose,
	} {
		w := compare.Warning{Kind: k, Outcome: compare.Severity, A: 0.7, B: 7, Names: []string{"Magnesium"}, Kinds: []compare.StepKind{compare.Stop}, Dates: []diary.Date{diary.MustDate(2026, time.March, 2)}}
		got := Warning(l, w)
		if !strings.HasSuffix(got, ".") || strings.Contains(got, "no value") || strings.Contains(got, "wording.") || strings.ContainsAny(got, "!") {
			t.Errorf("%s: %q", k, got)
		}
	}
}

// An interval that ends just short of no change must not look as if it held it.
func TestADifferenceThatIsNotZeroIsNotWrittenAsZero(t *testing.T) {
	l := english(t)
	for _, x := range []struct {
		o    compare.Outcome
		n    float64
		want string
	}{
		{compare.Severity, -0.04, "−0.04"}, {compare.Severity, 0.04, "+0.04"}, {compare.Severity, 0, "0.0"}, {compare.Severity, -0.0001, "0.0"},
		{compare.Severity, -0.4, "−0.4"}, {compare.MinutesToSleep, 0.3, "+0.3"}, {compare.MinutesToSleep, -12.4, "−12"}, {compare.MinutesToSleep, 0.01, "0"},
	} {
		if got := Difference(l, x.o, x.n); got != x.want {
			t.Errorf("%s %g: %q, want %q", x.o, x.n, got, x.want)
		}
	}
}

func TestAShareOfCasesIsNeverAll(t *testing.T) {
	l := english(t)
	for better, want := range map[int]string{0: "would hardly ever show", 9: "would hardly ever show", 120: "in about 6 of 10 cases", 189: "in about 9 of 10 cases", 190: "in more than 9 of 10 cases", 200: "in more than 9 of 10 cases"} {
		if got := Power(l, compare.PowerPlan{Without: 28, With: 28, Change: -2}, compare.Power{Better: better, Of: 200}); !strings.Contains(got, want) {
			t.Errorf("%d of 200: %q", better, got)
		}
	}
}
