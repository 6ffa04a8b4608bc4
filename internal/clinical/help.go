package clinical

import "slices"

// Help is whom to call in a region.
type Help struct {
	// Emergency is the number of the emergency services.
	Emergency string
	// Crisis are lines for somebody who thinks of harming themselves; empty where none was checked.
	Crisis []CrisisLine
}

// CrisisLine is a telephone line with the name that it has there, and its hours where it is not open day and night.
type CrisisLine struct{ Name, Number string }

// lines are the numbers by region (ISO 3166-1). They are those that the services and ministries of health
// publish; SOURCES.md says which were looked up.
var lines = map[string]Help{
	"AR": {"911 / 107", []CrisisLine{{"Línea nacional de salud mental", "0800 999 0091"}, {"Centro de Asistencia al Suicida (8–24 h)", "0800 345 1435, 135"}}},
	"AT": {"112 / 144", []CrisisLine{{"TelefonSeelsorge", "142"}}},
	"AU": {"000", []CrisisLine{{"Lifeline", "13 11 14"}}},
	"BE": {"112", []CrisisLine{{"Zelfmoordlijn", "1813"}, {"Centre de Prévention du Suicide", "0800 32 123"}}},
	"CA": {"911", []CrisisLine{{"Suicide Crisis Helpline / Ligne d’aide en cas de crise de suicide", "988"}}},
	"CH": {"112 / 144", []CrisisLine{{"Die Dargebotene Hand / La Main Tendue", "143"}}},
	"CL": {"131", []CrisisLine{{"Línea de prevención del suicidio", "*4141"}}},
	"CO": {"123", []CrisisLine{{"Línea 106", "106"}}},
	"CR": {Emergency: "911"},
	"DE": {"112", []CrisisLine{{"TelefonSeelsorge", "0800 111 0 111, 0800 111 0 222"}}},
	"EC": {"911", []CrisisLine{{"Línea 171, opción 6", "171"}}},
	"ES": {"112", []CrisisLine{{"Línea 024", "024"}}},
	"FR": {"15 / 112", []CrisisLine{{"Numéro national de prévention du suicide", "3114"}}},
	"GB": {"999", []CrisisLine{{"Samaritans", "116 123"}}},
	"IE": {"112 / 999", []CrisisLine{{"Samaritans", "116 123"}}},
	"LI": {"112 / 144", []CrisisLine{{"Die Dargebotene Hand", "143"}}},
	"LU": {"112", []CrisisLine{{"SOS Détresse (11–23 h)", "45 45 45"}}},
	"MX": {"911", []CrisisLine{{"Línea de la Vida", "800 911 2000"}}},
	"NL": {"112", []CrisisLine{{"113 Zelfmoordpreventie", "113, 0800 0113"}}},
	"NZ": {"111", []CrisisLine{{"1737, need to talk?", "1737"}}},
	// 911 takes the place of 106 in Lima and Callao, on a day that is not fixed; elsewhere 106 stays.
	"PE": {"106 / 911", []CrisisLine{{"Línea 113, opción 5", "113"}}},
	"US": {"911", []CrisisLine{{"988 Suicide & Crisis Lifeline", "988"}}},
	"UY": {"911", []CrisisLine{{"Línea Vida", "0800 0767, *0767"}}},
}

// oneOneTwo are the other countries in which 112 is the emergency number by law (Directive (EU) 2018/1972,
// article 109, and the European Economic Area).
var oneOneTwo = []string{
	"BG", "CY", "CZ", "DK", "EE", "FI", "GR", "HR", "HU", "IS", "IT", "LT", "LV", "MT", "NO", "PL", "PT",
	"RO", "SE", "SI", "SK",
}

// HelpIn returns whom to call in a region; known is false where the program does not know.
func HelpIn(region string) (h Help, known bool) {
	if h, known = lines[region]; known {
		h.Crisis = slices.Clone(h.Crisis)
		return h, true
	}
	if slices.Contains(oneOneTwo, region) {
		return Help{Emergency: "112"}, true
	}
	return Help{}, false
}

// HelpRegions lists the regions whose numbers are known, in order.
func HelpRegions() []string {
	regions := slices.Clone(oneOneTwo)
	for region := range lines {
		regions = append(regions, region)
	}
	slices.Sort(regions)
	return regions
}
