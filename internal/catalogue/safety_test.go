package catalogue_test

import (
	"regexp"
	"testing"

	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

// told is what a note must tell, by a word of it in each language in the order of i18n.Languages.
var told = map[string][]string{
	"kidneys":       {"kidney", "Nieren", "riñones|renal", "reins|rénale", "nier"},
	"mood":          {"mood", "Stimmung", "tristeza", "humeur", "stemming"},
	"driving":       {"driving", "Fahren|Steuer", "conducir", "conduire|conduite|volant", "rijden|stuur"},
	"breathing":     {"[Bb]reath", "Atmung", "respiración", "respiration", "ademhaling"},
	"pregnancy":     {"pregnan", "Schwangerschaft", "embarazo", "grossesse", "zwangerschap"},
	"epilepsy":      {"epilepsy", "Epilepsie", "epilepsia", "épilepsie", "epilepsie"},
	"pacemaker":     {"pacemaker", "Herzschrittmacher", "marcapasos", "stimulateur cardiaque", "pacemaker"},
	"broken skin":   {"broken", "verletzte", "piel herida", "peau lésée", "kapotte"},
	"heart failure": {"heart failure", "Herzschwäche", "insuficiencia cardíaca", "insuffisance cardiaque", "hartfalen"},
	"numb legs":     {"numb", "taub", "insensible", "insensible", "gevoelloos|gevoelloze"},
	"impulses":      {"gamble", "Glücksspiel", "apostar", "jeux d’argent", "gokken"},
	"sudden sleep":  {"without warning", "ohne Vorwarnung", "sin aviso", "sans signe avant-coureur", "zonder waarschuwing"},
	"no sudden end": {"suddenly", "plötzlich", "de golpe", "brusquement|brutalement", "plotseling"},
	"the guideline": {"AASM 2025", "AASM 2025", "AASM 2025", "AASM 2025", "AASM 2025"},
	"another says":  {"Austria", "Österreich", "Austria", "Autriche", "Oostenrijk"},
	"the thyroid":   {"TSH", "TSH", "TSH", "TSH", "TSH"},
	"ferritin":      {"ferritin", "Ferritin", "ferritina", "ferritine", "ferritine"},
	"a blood clot":  {"clot", "gerinnsel|Gerinnsel", "coágulo", "caillot", "stolsel"},
	"both limits":   {"250 mg.*350 mg", "250 mg.*350 mg", "250 mg.*350 mg", "250 mg.*350 mg", "250 mg.*350 mg"},
	"the limit":     {"12 mg", "12 mg", "12 mg", "12 mg", "12 mg"},
	"tramadol":      {"tramadol", "Tramadol", "tramadol", "tramadol", "tramadol"},
	"iron":          {"[Ii]ron", "Eisen", "hierro", "fer", "[Ii]jzer|IJzer"},
	"children":      {"children", "Kinder", "niños", "enfants", "kinderen"},
}

// mustTell are the notes on which somebody's safety hangs, and what each must tell in every language.
var mustTell = map[string][]string{
	"gabapentin":            {"kidneys", "mood", "driving", "breathing", "no sudden end"},
	"pregabalin":            {"kidneys", "mood", "driving", "breathing", "no sudden end", "pregnancy"},
	"gabapentin_enacarbil":  {"kidneys", "mood", "driving", "breathing", "no sudden end"},
	"ropinirole":            {"impulses", "sudden sleep", "driving", "no sudden end", "the guideline", "another says"},
	"pramipexole":           {"impulses", "sudden sleep", "driving", "no sudden end", "the guideline", "another says"},
	"rotigotine":            {"impulses", "sudden sleep", "driving", "no sudden end", "the guideline", "another says"},
	"levodopa":              {"impulses", "sudden sleep", "no sudden end", "the guideline"},
	"clonazepam":            {"no sudden end", "the guideline"},
	"antiepileptic_other":   {"no sudden end", "the guideline"},
	"valerian":              {"the guideline"},
	"cabergoline":           {"no sudden end", "the guideline"},
	"bupropion":             {"the guideline"},
	"opioid_er":             {"breathing", "no sudden end", "tramadol"},
	"peroneal_stim":         {"epilepsy", "pacemaker", "broken skin", "driving"},
	"tens":                  {"epilepsy", "pacemaker", "broken skin", "pregnancy"},
	"compression_stockings": {"heart failure", "numb legs"},
	"pneumatic_compression": {"heart failure", "numb legs", "a blood clot"},
	"massage":               {"a blood clot"},
	"vibration":             {"a blood clot"},
	"thyroid_hormone":       {"the thyroid", "iron"},
	"pregnancy":             {"ferritin", "iron"},
	"blood_loss":            {"ferritin"},
	"iron_oral":             {"ferritin", "children"},
	"magnesium":             {"both limits", "kidneys"},
	"vitamin_b6":            {"the limit"},
}

func TestANoteTellsWhatItMustInEveryLanguage(t *testing.T) {
	c, _ := load(t)
	for n, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for id, list := range mustTell {
			item, ok := c.ByID(id)
			if !ok {
				t.Fatalf("no entry %q", id)
			}
			for _, what := range list {
				if words := told[what]; len(words) != len(i18n.Languages) || !regexp.MustCompile(words[n]).MatchString(item.SafetyIn(l)) {
					t.Errorf("%s %s does not tell of %s: %s", lang, id, what, item.SafetyIn(l))
				}
			}
		}
	}
}

// Notes inform. What reads as an order, other than not to stop a medicine suddenly, is a matter for a doctor.
func TestNoNoteGivesAdvice(t *testing.T) {
	c, _ := load(t)
	orders := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`(^|[.;:] )(Ask|ask|Take|Avoid|Try|Use|Reduce|Switch|Watch|Check|Tell|tell|Have|Stop|Start|Move|Build)\b`),
		"de": regexp.MustCompile(`(^|[.;:] )(Fragen|Nehmen|Vermeiden|Versuchen|Prüfen|Achten|Hören|Lassen|Sagen|Suchen|Beginnen|Reduzieren) Sie`),
		"es": regexp.MustCompile(`(^|[.;:] )(Pida|Tome|Evite|Pruebe|Compruebe|Consulte|consulte|Avise|avise|Deje|Preste)\b`),
		"fr": regexp.MustCompile(`(^|[.;:] )(Demandez|demandez|Prenez|Évitez|Essayez|Contrôlez|Surveillez|Arrêtez|Faites|prévenez)\b`),
		"nl": regexp.MustCompile(`(^|[.;:] )(Vraag|vraag|Neem|Vermijd|Probeer|Controleer|Let op|Laat eerst|Bouw)\b`),
	}
	for lang, order := range orders {
		l := i18ntest.Speak(t, lang)
		for _, item := range c.Items() {
			if text := item.SafetyIn(l); order.MatchString(text) {
				t.Errorf("%s %s: %q in %s", lang, item.ID, order.FindString(text), text)
			}
		}
	}
}
