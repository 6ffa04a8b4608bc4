package i18n

import (
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/pattern"
)

// Words around a start, in all shipped languages, as Fold leaves them.
var (
	aboutWords = pattern.New(`\b(?:about|around|roughly|approximately|approx|ca|circa|maybe|some|etwa|ungefahr|ungefaehr|rund|hacia|unos|unas|aproximadamente|` +
		`alrededor de|mas o menos|environ|vers|a peu pres|ongeveer|rond|omstreeks)\b`)
	sinceWords = pattern.New(`^(?:since|from|in|for|began|begun|started|seit|ab|im|desde hace|desde|en|depuis|a partir de|sinds|vanaf|vers)\s+(?:the\s+)?`)
	agoWords   = pattern.New(`\b(?:ago|vor|hace|il y a|geleden|her|already|schon|deja|al)\b`)
	unknown    = pattern.New(`^(?:(?:long )?before (?:this|the|my) diary(?: began)?|not known|unknown|don t know|no idea|long ago|many years|for years|years ago|` +
		`(?:for |since )?(?:a few|several|some|many) years(?: ago| now)?|always|forever|since (?:my )?childhood|` +
		`(?:seit|vor|schon)? ?(?:ein paar|einigen?|vielen?|mehreren?) jahren?|(?:schon )?immer|seit immer|seit (?:der |meiner )?kindheit|` +
		`(?:desde )?hace (?:varios|algunos|muchos|unos(?: pocos)?) anos|(?:desde )?siempre|desde (?:la|mi) infancia|` +
		`(?:depuis|il y a) (?:quelques|plusieurs|de nombreuses) (?:ans|annees)|(?:depuis )?toujours|depuis (?:l |mon )?enfance|` +
		`(?:al |sinds )?(?:enkele|een paar|vele|veel) (?:jaar|jaren)(?: geleden)?|altijd|sinds (?:mijn )?(?:jeugd|kindertijd)|` +
		`(?:schon )?vor (?:diesem|dem|meinem) tagebuch|unbekannt|weiss nicht|weiss ich nicht|nicht bekannt|seit jahren|vor jahren|` +
		`antes de(?:l| este| mi) diario|desconocido|no se|no lo se|desde hace anos|hace anos|` +
		`avant ce journal|avant le journal|inconnu|je ne sais pas|depuis des annees|il y a des annees|` +
		`voor dit dagboek|voor het dagboek|onbekend|weet niet|weet ik niet|al jaren|jaren geleden)$`)

	yearUnits  = pattern.New(`^(.+?) ?(?:years?|yrs?|y|jahre?n?|j|anos?|ans?|annees?|jaar|jaren)$`)
	monthUnits = pattern.New(`^(.+?) ?(?:months?|monate?n?|mes(?:es)?|mois|maand(?:en)?)$`)
	weekUnits  = pattern.New(`^(.+?) ?(?:weeks?|wochen?|semanas?|semaines?|we(?:ek|ken))$`)
	dayUnits   = pattern.New(`^(.+?) ?(?:days?|tage?n?|dias?|jours?|dag(?:en)?)$`)

	yearAndHalf = pattern.New(`\b(?:a|one|un|1) (?:year|ano|an) (?:and a half|y medio|et demi)\b`)
	lastYear    = pattern.New(`^(?:last year|letzte[ms] jahr|voriges jahr|(?:el )?ano pasado|(?:l )?(?:annee derniere|an dernier|an passe)|vorig jaar)$`)
	// between are two numbers of which one remembers no more than that it lies there.
	between = pattern.New(`^(.+?) (?:or|to|bis|oder|o|a|ou|of|tot) (.+)$`)

	yearOnly  = pattern.New(`^(?:19|20)\d\d$`)
	yearMonth = pattern.New(`^((?:19|20)\d\d) (\d{1,2})$`)
	monthYear = pattern.New(`^(\d{1,2}) ((?:19|20)\d\d)$`)
	partYear  = pattern.New(`^([a-z]+)(?: of| de| van)? ((?:19|20)\d\d)$`)
	// partAlone is a month or season without its year, that may be told to be this one or the last.
	partAlone = pattern.New(`^(?:(?:(last|past|letzte[mnrs]?|vorige[mnrs]?|vergangene[mnrs]?|afgelopen)|this|the|diese[mnrs]?|de[mnr]|das|deze|dit|de|het|este|esta|el|la|` +
		`au|ce|cet|cette|l|le) )?([a-z]+)(?: (pasad[oa]|derniere?|passee?))?$`)
	dayName = pattern.New(`^(\d{1,2})(?:st|nd|rd|th|er)? (?:de )?([a-z]+)(?: de)? ((?:19|20)\d\d)$`)
	nameDay = pattern.New(`^([a-z]+) (\d{1,2})(?:st|nd|rd|th)? ((?:19|20)\d\d)$`)
)

// numberWords are small numbers in all shipped languages.
var numberWords = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
	"half a": 0.5, "a couple of": 2, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "fuenf": 5, "zwoelf": 12, "sechs": 6, "sieben": 7,
	"acht": 8, "neun": 9, "zehn": 10, "zwolf": 12, "einem halben": 0.5, "ein halbes": 0.5, "anderthalb": 1.5, "eineinhalb": 1.5,
	"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
	"medio": 0.5, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12,
	"een": 1, "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "zeven": 7, "negen": 9, "tien": 10, "twaalf": 12, "een half": 0.5, "anderhalf": 1.5,
}

// seasons are those of the northern half of the world, with the month in their middle.
var seasons = map[string]time.Month{
	"spring": time.April, "fruhjahr": time.April, "fruehjahr": time.April, "fruehling": time.April, "fruhling": time.April, "primavera": time.April, "printemps": time.April, "lente": time.April, "voorjaar": time.April,
	"summer": time.July, "sommer": time.July, "verano": time.July, "ete": time.July, "zomer": time.July,
	"autumn": time.October, "fall": time.October, "herbst": time.October, "otono": time.October, "automne": time.October, "herfst": time.October, "najaar": time.October,
	"winter": time.January, "invierno": time.January, "hiver": time.January,
}

// partsOfYear are early, in the middle and late, with the month in their middle.
var partsOfYear = map[string]time.Month{
	"early": time.February, "anfang": time.February, "principios": time.February, "debut": time.February, "begin": time.February,
	"mid": time.June, "mitte": time.June, "mediados": time.June, "milieu": time.June, "medio": time.June, "half": time.June,
	"late": time.November, "ende": time.November, "finales": time.November, "fin": time.November, "eind": time.November,
}

const (
	monthsAYear = 12
	midMonth    = 15
	midYear     = time.July
)

// ParseStart reads when somebody began something, as well as it is remembered: "March 2024", "2024",
// "about three years ago", "spring 2024" or "before this diary", in any of the shipped languages. Where
// the start is not known it returns the zero Date. Dates to the day in figures are not read here, for
// their order is the region's.
func ParseStart(text string, today diary.Date) (diary.Date, diary.StartPrecision, bool) {
	words := Fold(halves.Replace(text))
	if unknown.MatchString(words) {
		return diary.Date{}, diary.StartNotKnown, true
	}
	words = yearAndHalf.ReplaceAllString(words, "1 half years")
	about := strings.Contains(text, "~") || aboutWords.MatchString(words)
	words = strings.Join(strings.Fields(aboutWords.ReplaceAllString(words, " ")), " ")
	words = strings.TrimSpace(sinceWords.ReplaceAllString(words, ""))
	d, is, ok := namedStart(words, about)
	if !ok && lastYear.MatchString(words) {
		y, _, _ := today.YMD()
		d, is, ok = start(strconv.Itoa(y-1), time.January, 1, diary.ToTheYear)
	}
	if !ok {
		d, is, ok = lately(words, about, today)
	}
	if !ok {
		d, is, ok = startAgo(strings.Join(strings.Fields(agoWords.ReplaceAllString(words, " ")), " "), today)
	}
	if from, _ := (diary.Phase{Start: d, StartIs: is}).StartRange(); !ok || from.After(today) {
		return diary.Date{}, "", false
	}
	return d, is, true
}

// halves keeps the fractions that Fold would take apart.
var halves = strings.NewReplacer("½", " half", "1.5", "1 half", "1,5", "1 half", "2.5", "2 half", "2,5", "2 half")

// namedStart reads a year, a month of a year, a part of one, or a day with its month's name.
func namedStart(words string, about bool) (diary.Date, diary.StartPrecision, bool) {
	if yearOnly.MatchString(words) {
		if about {
			return start(words, midYear, 1, diary.AboutThen)
		}
		return start(words, time.January, 1, diary.ToTheYear)
	}
	month := func(year string, m time.Month) (diary.Date, diary.StartPrecision, bool) {
		if about {
			return start(year, m, midMonth, diary.AboutThen)
		}
		return start(year, m, 1, diary.ToTheMonth)
	}
	if m := yearMonth.FindStringSubmatch(words); m != nil {
		return month(m[1], monthNumber(m[2]))
	}
	if m := monthYear.FindStringSubmatch(words); m != nil {
		return month(m[2], monthNumber(m[1]))
	}
	if m := partYear.FindStringSubmatch(words); m != nil {
		if named, ok := MonthNamed(m[1]); ok {
			return month(m[2], named)
		}
		for _, parts := range []map[string]time.Month{seasons, partsOfYear} {
			if middle, ok := parts[m[1]]; ok {
				return start(m[2], middle, midMonth, diary.AboutThen)
			}
		}
	}
	if m := dayName.FindStringSubmatch(words); m != nil {
		if named, ok := MonthNamed(m[2]); ok {
			return start(m[3], named, monthDay(m[1]), diary.ToTheDay)
		}
	}
	if m := nameDay.FindStringSubmatch(words); m != nil {
		if named, ok := MonthNamed(m[1]); ok {
			return start(m[3], named, monthDay(m[2]), diary.ToTheDay)
		}
	}
	return diary.Date{}, "", false
}

// lately reads a month or a season without its year: it is the latest that has begun, or of the last one the latest that
// is over.
func lately(words string, about bool, today diary.Date) (diary.Date, diary.StartPrecision, bool) {
	m := partAlone.FindStringSubmatch(words)
	if m == nil {
		return diary.Date{}, "", false
	}
	last := m[1] != "" || m[3] != ""
	middle, season := seasons[m[2]]
	month, named := MonthNamed(m[2])
	if !season && !named {
		return diary.Date{}, "", false
	}
	if !season {
		middle = month
	}
	year, _, _ := today.YMD()
	for y := year + 1; y > year-2; y-- { // a winter may begin in the year before
		at, err := diary.NewDate(y, middle, 1)
		if err != nil {
			break
		}
		first, until := at, at.AddMonths(1)
		if season {
			first, until = at.AddMonths(-1), at.AddMonths(2)
		}
		if first.After(today) || last && until.After(today) {
			continue
		}
		if !season && !about {
			return at, diary.ToTheMonth, true
		}
		if at = at.AddDays(midMonth - 1); at.After(today) {
			at = today
		}
		return at, diary.AboutThen, true
	}
	return diary.Date{}, "", false
}

// startAgo reads how long something has been taken. Years and months are about then; weeks and days are
// counted back to a day, which the form then shows.
func startAgo(words string, today diary.Date) (diary.Date, diary.StartPrecision, bool) {
	if m := yearUnits.FindStringSubmatch(words); m != nil {
		n, ok := count(m[1])
		if n < 1 || n != float64(int(n)) { // a year and a half is nearer to a month than to a year
			return aboutMonths(today, n*monthsAYear, ok)
		}
		y, _, _ := today.AddMonths(-monthsAYear * int(n)).YMD()
		d, err := diary.NewDate(y, midYear, 1)
		return d, diary.AboutThen, ok && err == nil
	}
	if m := monthUnits.FindStringSubmatch(words); m != nil {
		n, ok := count(m[1])
		return aboutMonths(today, n, ok)
	}
	for unit, days := range map[*pattern.Pattern]float64{weekUnits: 7, dayUnits: 1} {
		if m := unit.FindStringSubmatch(words); m != nil {
			n, ok := count(m[1])
			return today.AddDays(-int(n * days)), diary.ToTheDay, ok
		}
	}
	return diary.Date{}, "", false
}

func aboutMonths(today diary.Date, months float64, ok bool) (diary.Date, diary.StartPrecision, bool) {
	return today.AddMonths(-int(months)).FirstOfMonth().AddDays(midMonth - 1), diary.AboutThen, ok
}

// mostAgo bounds the numbers of years, months, weeks and days that are read.
const mostAgo = 100

// count reads a small number in figures or words: "3", "three", "1 half", "three and a half"; of "2 or 3" the middle.
func count(words string) (n float64, ok bool) {
	for _, end := range []string{" and a half", " half", " y medio", " et demi", " en een half", " einhalb"} {
		if whole, found := strings.CutSuffix(words, end); found {
			n, ok := count(whole)
			return n + 0.5, ok
		}
	}
	if n, ok := numberWords[words]; ok {
		return n, true
	}
	if m := between.FindStringSubmatch(words); m != nil && !strings.Contains(m[2], " ") {
		from, okFrom := count(m[1])
		to, okTo := count(m[2])
		return (from + to) / 2, okFrom && okTo && from < to
	}
	whole, err := strconv.Atoi(words)
	return float64(whole), err == nil && whole > 0 && whole <= mostAgo
}

func start(year string, m time.Month, day int, is diary.StartPrecision) (diary.Date, diary.StartPrecision, bool) {
	y, err := strconv.Atoi(year)
	if err != nil {
		return diary.Date{}, "", false
	}
	d, err := diary.NewDate(y, m, day)
	return d, is, err == nil
}

func monthNumber(text string) time.Month { return time.Month(monthDay(text)) }

// monthDay is a number of one or two digits that a pattern has found; 0, which no calendar has, else.
func monthDay(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// Start writes when a phase began, as well as it is known: "2 Mar 2024", "March 2024", "2024", "about 2024"
// or "before this diary".
func (l *Localizer) Start(p diary.Phase) string {
	switch p.StartIs {
	case diary.StartNotKnown:
		return l.T("common.before_diary")
	case diary.AboutThen:
		return l.T("common.about_then", "when", l.startDate(p))
	}
	return l.startDate(p)
}

// Since writes since when something goes on: "since 2 Mar 2024", "since about 2024", "since before this
// diary began".
func (l *Localizer) Since(p diary.Phase) string {
	key := "common.since_then"
	switch p.StartIs {
	case diary.StartNotKnown:
		return l.T("common.since_before")
	case diary.AboutThen:
		key = "common.since_about"
	case diary.ToTheDay:
		key = "common.since_day"
	}
	return l.T(key, "when", l.startDate(p))
}

// startDate is the date alone, as sharp as it is known.
func (l *Localizer) startDate(p diary.Phase) string {
	y, m, day := p.Start.YMD()
	switch {
	case p.StartIs == diary.ToTheDay:
		return l.DateMedium(p.Start)
	case p.StartIs == diary.ToTheYear, p.StartIs == diary.AboutThen && m == midYear && day == 1:
		return strconv.Itoa(y)
	}
	return l.MonthYear(p.Start)
}
