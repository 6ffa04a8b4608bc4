package clinical

import (
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// What quinine, in tablets or in tonic water, does not go together with.
const (
	// QuinineBleeding is quinine beside bruises or bleeding that were ticked: it can destroy platelets. Second is empty.
	QuinineBleeding PairKind = "quinine_bleeding"
	// QuinineRhythm is quinine tablets beside a medicine that disturbs the heart rhythm in the same way.
	QuinineRhythm PairKind = "quinine_rhythm"
	// QuininePramipexole is quinine tablets beside pramipexole, whose leaflet names quinine.
	QuininePramipexole PairKind = "quinine_pramipexole"
)

// The entries of the catalogue that hold quinine.
const (
	quinineTablets = "quinine_rx"
	tonicWater     = "tonic_water"
)

// bleedingSources are where it is from that quinine can destroy platelets.
var bleedingSources = map[string]string{quinineTablets: "FDA 2006 and 2010", tonicWater: "Mayo Clin Proc, S0025-6196(11)63235-7"}

// longQT are medicines that a label or agency wants to be kept from others that lengthen the QT interval, as quinine does
// (Quinine sulfate SmPC 4.4), by where that is from.
var longQT = map[string]string{
	"citalopram": "MHRA Dec 2011", "escitalopram": "MHRA Dec 2011", "hydroxyzine": "EMA 13 Feb 2015", "methadone": "Physeptone SmPC 4.4",
}

const quinineQT = "Quinine sulfate SmPC 4.4"

// quinineIn is the entry of the catalogue that a remedy or trigger is, if it holds quinine; "" else.
func quinineIn(c *catalogue.Catalogue, iv diary.Intervention) string {
	for _, item := range c.EntriesOf(iv) {
		if item.ID == quinineTablets || item.ID == tonicWater {
			return item.ID
		}
	}
	return ""
}

// quinine tells of quinine beside what it does not go together with.
func quinine(d diary.Diary, c *catalogue.Catalogue, list []taken, on diary.Date) []Pair {
	var pairs []Pair
	bruised, ticked := bruisedOn(d.Nights, on)
	for i, t := range list {
		id := quinineIn(c, t.iv)
		if id == "" {
			continue
		}
		if ticked {
			pairs = append(pairs, Pair{Kind: QuinineBleeding, First: t.iv.Name, On: t.iv.ID, Since: t.since, Ticked: bruised, Source: bleedingSources[id]})
		}
		if id != quinineTablets {
			continue
		}
		for j, other := range list {
			kind, source := besideQuinine(other)
			if kind == "" {
				continue
			}
			first, second := t, other
			if j < i {
				first, second = other, t
			}
			pairs = append(pairs, Pair{Kind: kind, First: first.iv.Name, Second: second.iv.Name, On: second.iv.ID, Since: second.since, Source: source})
		}
	}
	if ticked {
		pairs = append(pairs, quinineDrunk(d, c, bruised, on)...)
	}
	return pairs
}

// besideQuinine tells in which way a medicine does not go together with quinine tablets, and where that is from.
func besideQuinine(t taken) (kind PairKind, source string) {
	for _, m := range t.medicines {
		if from, long := longQT[m.ID]; long {
			return QuinineRhythm, quinineQT + "; " + from
		}
		if m.ID == pramipexole {
			return QuininePramipexole, "Sifrol leaflet 2"
		}
	}
	return "", ""
}

// bruisedOn is the last night of the half year up to a night on which bruises or bleeding were ticked.
func bruisedOn(nights []diary.Night, on diary.Date) (last diary.Date, ticked bool) {
	for _, n := range nights {
		if !n.Date.After(on) && on.Sub(n.Date) < urgentDays && slices.Contains(n.Safety, diary.Bruising) {
			last, ticked = n.Date, true
		}
	}
	return last, ticked
}

// quinineDrunk tells of quinine that was noted as a trigger in the four weeks up to bruises or bleeding.
func quinineDrunk(d diary.Diary, c *catalogue.Catalogue, bruised, on diary.Date) []Pair {
	var pairs []Pair
	for _, trigger := range d.Triggers {
		id := quinineIn(c, diary.Intervention{Name: trigger.Name, CatalogueID: trigger.CatalogueID})
		met := slices.ContainsFunc(d.Exposures, func(e diary.Exposure) bool {
			return e.TriggerID == trigger.ID && e.Met() && !e.Night.After(on) && !e.Night.After(bruised) && bruised.Sub(e.Night) < drinkNights
		})
		if id != "" && met && !(trigger.CatalogueID == "" && catalogue.IsLeftOut(trigger.Name)) {
			pairs = append(pairs, Pair{Kind: QuinineBleeding, First: strings.TrimSpace(trigger.Name), Ticked: bruised, Source: bleedingSources[id]})
		}
	}
	return pairs
}
