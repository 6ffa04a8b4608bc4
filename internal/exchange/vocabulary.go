package exchange

import (
	"fmt"
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// vocabulary is what columns are called, in every language that ships: a table may be in another language
// than the program.
type vocabulary struct {
	names map[string]Field // folded
	// texts are the words of this package's area, by language.
	texts []map[string]string
	// listed is the catalogue, read when a table has columns that nothing else tells.
	listed *catalogue.Catalogue
	// speakers are all languages whole, made when a table of our own needs them.
	speakers []*i18n.Localizer
	roles    map[string][]role // folded head → roles
	ours     map[string]ownHeads
}

func newVocabulary() (*vocabulary, error) {
	v := &vocabulary{names: make(map[string]Field), roles: make(map[string][]role)}
	for _, lang := range i18n.Languages {
		words, err := i18n.Words(lang, "exchange")
		if err != nil {
			return nil, err
		}
		v.texts = append(v.texts, words)
	}
	// Our own heads first: a synonym must not take one away.
	for _, words := range v.texts {
		for _, f := range Fields() {
			v.learn(words["exchange.field."+string(f)], f)
			v.learn(string(f), f)
		}
	}
	for _, words := range v.texts {
		for _, f := range Fields() {
			for synonym := range strings.SplitSeq(words["exchange.synonyms."+string(f)], ",") {
				v.learn(synonym, f)
			}
		}
	}
	for r, names := range roleNames {
		for name := range strings.SplitSeq(names, ",") {
			v.roles[name] = append(v.roles[name], r)
		}
	}
	v.learnOurs()
	return v, nil
}

// speech gives all languages whole.
func (v *vocabulary) speech() ([]*i18n.Localizer, error) {
	for _, lang := range i18n.Languages[len(v.speakers):] {
		l, err := i18n.New(lang)
		if err != nil {
			return nil, fmt.Errorf("reading the words of %s: %w", lang, err)
		}
		v.speakers = append(v.speakers, l)
	}
	return v.speakers, nil
}

// namesTaken tells whether a text names a medicine or a supplement.
func (v *vocabulary) namesTaken(text string) bool {
	c := v.catalogue()
	return c != nil && c.NamesTaken(text)
}

// namesTrigger tells whether a text names a trigger.
func (v *vocabulary) namesTrigger(text string) bool {
	c := v.catalogue()
	return c != nil && c.NamesTrigger(text)
}

// catalogue of remedies and triggers, nil where it cannot be read.
func (v *vocabulary) catalogue() *catalogue.Catalogue {
	if v.listed == nil {
		c, err := catalogue.Load()
		if err != nil {
			return nil
		}
		v.listed = c
	}
	return v.listed
}

func (v *vocabulary) learn(name string, f Field) {
	folded := i18n.Fold(name)
	if _, taken := v.names[folded]; !taken && folded != "" {
		v.names[folded] = f
	}
}

// named finds a field by a name that is exactly one of its own; a scale or a unit behind it does not count.
func (v *vocabulary) named(head string) (Field, bool) {
	if f, ok := v.names[i18n.Fold(head)]; ok {
		return f, true
	}
	f, ok := v.names[i18n.Fold(bareName(head))]
	return f, ok
}

var behindName = pattern.New(`\s*[(\[][^()\[\]]*[)\]]\s*$|\s*[?:*]+\s*$`)

// bareName takes what stands in brackets behind a name off it.
func bareName(head string) string {
	for {
		shorter := behindName.ReplaceAllString(head, "")
		if shorter == head {
			return head
		}
		head = shorter
	}
}

// extraNames are names that programs use, beside those that the translations give.
var extraNames = map[string]Field{
	"asleep": "sleep_hours", "time asleep": "sleep_hours", "slept": "sleep_hours", "total asleep": "sleep_hours", "total sleep time": "sleep_hours", "tst": "sleep_hours",
	"fell asleep in": "minutes_to_sleep", "sol": "minutes_to_sleep", "sleep onset latency": "minutes_to_sleep",
	"geschlafen": "sleep_hours", "geslapen": "sleep_hours", "tiempo dormido": "sleep_hours", "slaaptijd": "sleep_hours",
	"lever": "times_up", "opgestaan": "times_up", "aantal keer op": "times_up",
	"wake up time": "got_up", "woke up at": "got_up", "aufgewacht um": "got_up", "wakker om": "got_up", "leve a": "got_up",
	"sonstiges": NoteField, "bijzonderheden": NoteField,
	"awake": awakeField, "wach": awakeField, "despierto": awakeField, "despierta": awakeField, "eveille": awakeField, "wakker": awakeField,
}

// awakeField is what a column "awake" is, where its values are lengths of time; a bare number may be how
// often.
const awakeField Field = "minutes_awake"

// valueWords are the heads of the value of a reading, folded.
var valueWords = wordSet("value wert valor valeur waarde")

// wakingDate finds a head that says that its dates are those of waking.
var wakingDate = pattern.New(`^today s date|^today$|wake|waking|woke|morning|aufwach|aufgewacht|morgen|reveil|matin|despert|manana|wakker|ochtend`)

// roles are columns that say when, what and how much, rather than something of a night.
type role string

const (
	noRole       role = ""
	dateRole     role = "date"
	timeRole     role = "time"
	startRole    role = "start"
	endRole      role = "end"
	nameRole     role = "name"
	valueRole    role = "value"
	medicineRole role = "medicine"
	amountRole   role = "amount"
	unitRole     role = "unit"
	testRole     role = "test"
	yearRole     role = "year"
	monthRole    role = "month"
	dayRole      role = "day"
	zoneRole     role = "zone"
)

// roleNames are the heads of such columns, folded, in the five languages.
var roleNames = map[role]string{
	dateRole: "date,night,day,evening,wake date,wake up date,waking date,date of waking,morning date,morning,aufwachdatum,morgen,fecha de despertar,date du reveil,datum ontwaken,evening date,night of,date of night,full date,entry date,log date,timestamp,date time,datetime,recorded at,logged at,created,created at," +
		"datum,nacht,tag,abend,nacht vom,zeitstempel,datum uhrzeit,tagesdatum,fecha,dia,noche,marca temporal,fecha y hora,date nuit,jour,nuit,soir,horodateur,date heure,dag,avond,tijdstempel,datum nacht",
	timeRole: "time,time of day,clock,uhrzeit,zeit,hora,heure,tijd,tijdstip",
	startRole: "start,start time,start utc,start time utc,start gmt,start local,bedtime start,sleep start,begin,began,from,sleep from,start date,startdate,start datetime,sleep start time,asleep at,fell asleep at,sleep onset,beginn,von,schlafbeginn,schlaf beginn,eingeschlafen um,eingeschlafen," +
		"inicio,desde,inicio del sueno,debut,du,debut du sommeil,endormi a,begin slaap,van,in slaap om",
	endRole: "end,end time,end utc,end time utc,end gmt,end local,bedtime end,stop time,wake onset,sleep end,stop,to,until,sleep to,end date,enddate,end datetime,sleep end time,finish,wake,wake time,wake up time,woke up at,woke at,ende,bis,schlafende,schlaf ende,aufgewacht um," +
		"fin,hasta,fin del sueno,au,fin du sommeil,reveil,heure de reveil,einde,tot,einde slaap,wakker om",
	nameRole: "name,feature,featurename,feature name,symptom,category,type,reading,item,tracker,habit,question,parameter,variable,measure,metric,entry,what," +
		"merkmal,kategorie,art,messwert,eintrag,was,nombre,sintoma,categoria,tipo,medida,nom,symptome,categorie,mesure,naam,symptoom,soort,meting,onderdeel",
	valueRole:    "value,amount,score,rating,level,result,reading value,rating amount,wert,ergebnis,menge,bewertung,valor,resultado,valeur,resultat,note sur 10,waarde,resultaat",
	medicineRole: "medicine,medication,medicament,drug,med,meds,remedy,supplement,tablet,medikament,arznei,arzneimittel,mittel,praparat,medicamento,medicina,remedio,remede,traitement,medicijn,geneesmiddel,middel",
	amountRole:   "dose,dosage,amount,quantity,dosis,menge,cantidad,quantite,hoeveelheid",
	unitRole:     "unit,units,einheit,unidad,unite,eenheid",
	yearRole:     "year,jahr,ano,annee,jaar",
	monthRole:    "month,monat,mes,mois,maand",
	dayRole:      "day,day of month,tag,dia,jour,dag",
	zoneRole:     "offset,utc offset,gmt offset,time offset,timezone offset,time zone offset,timezone,time zone,tz,zone,zeitzone,zona horaria,huso horario,fuseau horaire,tijdzone,start utc offset,start zone offset,cycle timezone",
	testRole:     "test,blood test,lab,lab test,analyte,laborwert,blutwert,analisis,prueba,analyse,bloedtest,bepaling",
}

// hasRole tells whether a column has a role by its head.
func (v *vocabulary) hasRole(head string, want role) bool {
	return slices.Contains(v.rolesOf(head), want)
}

// rolesOf are a column's roles by its head.
func (v *vocabulary) rolesOf(head string) []role {
	folded := i18n.Fold(bareName(spaced(head)))
	roles := v.roles[folded]
	if len(roles) == 0 && nightDate.MatchString(folded) {
		return []role{dateRole}
	}
	return roles
}

// nightDate finds a head that asks for the date of the night, in a sentence: "Date of the night you are rating",
// "Datum der Nacht"; stampHead one of when a row was written, which is not always the night that it is about.
var (
	nightDate = pattern.New(`^(?:date|day) (?:of|for)\b|^(?:night|evening) (?:of|date)\b|^(?:which|what) (?:night|date|day)\b|^datum (?:der|des|von|van)\b|^welche[rs]? (?:nacht|tag|datum)\b|^fecha (?:de|del)\b|^que (?:noche|fecha|dia)\b|^date (?:de|du)\b|^quelle (?:nuit|date)\b|^welke (?:nacht|datum|dag)\b`)
	stampHead = pattern.New(`stamp|created|recorded|logged|submitted|entered|zeitstempel|marca temporal|horodat|tijdstempel|erstellt|creado|cree`)
)

// phrases find the field of a head that is a sentence or has more words than a name, in the five languages.
// The first that fits wins; heads are folded.
var phrases = []struct {
	field Field
	fits  *pattern.Pattern
}{
	{"got_up", pattern.New(`me levante a las?|(?:what time|when) .*(?:get|got|getting) (?:up|out of bed)|out of bed for the day|(?:wann|um wie viel uhr).*aufgestanden|a que hora .*levant|a quelle heure .*leve|hoe laat .*opgestaan`)},
	{"woken_by_legs", pattern.New(`wo(?:ke|ken|ke up).*(?:legs|rls)|(?:beinen?|rls) .*geweckt|aufgewacht.*bein|despert.*piernas|reveill.*jambes|wakker.*benen`)},
	{"times_up", pattern.New(`(?:get|got|getting) (?:\w+ )?(?:up|out of bed)|(?:times|often) (?:up|(?:get|got|getting) up|out of bed)|out of bed|aufgestanden|aufgestehen|aus dem bett|aufstehen|me levante|veces levantad|leve la nuit|fois leve|lever[s]? nocturne|opgestaan|uit bed`)},
	{"minutes_awake", pattern.New(`(?:minutes|time|min|mins|long|seconds|hours) (?:were you |lay |lying |spent )?awake|awake (?:time|min|mins|minutes|duration|seconds)|wake after sleep onset|waso|(?:how long|total|minutes|min|mins).*awakenings|minuten wach|wachzeit|wach ?gelegen|wach (?:min|minuten)$|minutos despierto|tiempo despierto|minutes (?:eveille|reveille)|temps (?:eveille|d eveil)|minuten wakker|wakker gelegen`)},
	{"minutes_to_sleep", pattern.New(`(?:fall|fell|falling|get|got) (?:a?sleep|to sleep)|(?:sleep|onset) latency|^latency$|sleep onset duration|time before sleep|einschlaf|einzuschlafen|eingeschlafen nach|dormirme|dormirse|conciliar|latencia|endormir|endormissement|latence|in slaap (?:te )?(?:vallen|komen|viel)|inslaap|inslapen`)},
	{"times_woken", pattern.New(`(?:times|often|many times|number of).*(?:wake|woke|woken|awaken|wake ups)|awakenings|wake ?ups|oft wach|wakings|aufgewacht|erwacht|wachphasen|despertares|veces despert|reveils|fois reveill|keer wakker|ontwaakt`)},
	{"nap_minutes", pattern.New(`nap (?:min|minutes|duration|time)|minutes? (?:of )?nap`)},
	{"naps", pattern.New(`^naps?$|number of naps|how many naps|nickerchen|siestas|siestes|dutjes`)},
	{"sleep_hours", pattern.New(`(?:hours|minutes|min|mins|hrs|seconds|long|much|time|total) (?:\w+ ){0,3}(?:sleep|slept|asleep)|(?:sleep|asleep|slept) (?:hours|hrs|h|duration|time|length|total|minutes|min|mins|seconds|s)$|(?:stunden|std) (?:\w+ )?(?:geschlafen|schlaf)|schlaf(?:dauer| stunden| std| h| min| minuten|stunden|zeit)|wie (?:viel|lange).*geschlafen|horas (?:\w+ ){0,2}(?:dormi|sueno)|duracion del sueno|heures (?:\w+ ){0,2}(?:dormi|sommeil)|duree (?:du |de )?sommeil|uren (?:\w+ )?(?:geslapen|slaap)|slaapduur|slaap uren`)},
	{"tried_to_sleep", pattern.New(`^(?:planned |actual |usual )?bed ?time|(?:go|went|going|got) (?:to|into|in) bed|time (?:to|for|you went to) bed|lights? (?:out|off)|(?:try|tried) to (?:go to |get to |fall a)?sleep|get into bed|ins bett|zu ?bett|im bett um|bett(?:geh)?zeit|hingelegt um|licht aus|schlafenszeit|acost|hora de (?:dormir|acostarse|ir a la cama)|apagar la luz|couche|mis au lit|^au lit|lumiere eteinte|extinction des (?:feux|lumieres)|bedtijd|naar bed|in bed om|licht uit`)},
	{"tiredness", pattern.New(`^(?:how )?tired|tiredness|fatigue|mudigkeit|mude|cansancio|cansad|vermoeid|moe(?:heid)?$`)},
	{"rest_minutes", pattern.New(`sit still`)},
	{"onset", pattern.New(`(?:symptoms|legs|rls) (?:began|start|started|onset)|(?:when|time).*(?:symptoms|legs|rls).*(?:begin|start|began)|beschwerden.*(?:beginn|ab)`)},
	{"note", pattern.New(`^(?:any ?thing|something) else|^(?:other |more )?(?:notes?|comments?|remarks?)$|bemerkung|anmerkung|sonst noch|notizen?$|kommentar|comentario|observaciones|notas$|remarque|commentaire|opmerking|notities?$|autre chose|algo mas|verder nog`)},
}

// Words of a severity: strong ones name how bad it is, the others name the complaint.
var (
	strongWords = pattern.New(`severity|severe|severidad|how bad|schwere|starke|intensitat|intensity|gravedad|intensidad|severite|gravite|intensite|ernst|hevigheid|intensiteit|schweregrad|how strong|wie stark|wie schlimm`)
	legWords    = pattern.New(`\b(?:legs?|rls|restless|restlessness|urge|beine?n?|beinunruhe|ruhelose?|bewegungsdrang|unruhe|unruhig|wed|spi|piernas|jambes|sjsr|impatiences|benen|rusteloos|rusteloze)\b`)
	otherWords  = pattern.New(`pain|schmerz|dolor|douleur|pijn|migrain|kopf|headache|cefalea|hoofd|mood|stimmung|animo|humeur|anxi|angst|depress|insomn|schlaf|sleep|sueno|sommeil|slaap|fatig|tired|mude|cansan|moe|stress|nausea|snor|cramp|krampf|calambre|crampe|kramp|allerg|cough|apnea|apnoe`)
	notRating   = pattern.New(`\b(?:episodes?|attacks?|bouts?|number|frequency|episoden?|anfalle|anzahl|haufigkeit|episodios?|numero|frecuencia|crises?|nombre|frequence|aanvallen|aantal|frequentie|medikament|medicamento|medicament|medicijn|irls|irlss|index|indices|moments?|periods?|ratio|percent|percentage|total|sum|daytime|tagsuber|med|meds|medicine|medication|dose|mg|time|when|onset|began|start|started|count|times|minutes?|mins?|hours?|duration|woken?|woke|wake|waking|night of|date|notes?|comments?|exercises?|stretch\w*|massage|cream|device|trigger|cause|side|where|which|minuten|stunden|uhrzeit|dauer|wann|ursache|notiz|geweckt|hora|minutos|veces|nota|heure|fois|remarque|keer|uur|notitie|factor \d*|id)\b`)
)

// besideLegs are the words that may stand beside the name of the complaint in the head of a rating; any other word,
// as in "RLS episodes" or "Leg massage", may make it something else.
var besideLegs = wordSet(`syndrome sindrome symptom symptoms symptome symptomes sintomas symptomen score rating ratings rate rated level scale
	discomfort sensation sensations feeling feelings night nightly evening last past tonight today your my the of in to move for at on
	how were was are is do did have had it out vas nrs mm max worst overall value points log diary health left right
	unruhige unruhiger unruhigen beschwerden wert bewertung stufe skala nacht abend der die das letzte letzter letzten heute linkes rechtes linke rechte deine ihre
	meine wie waren punkte las de nivel puntuacion noche anoche ultima la escala sus tus mis izquierda derecha izquierdo derecho
	inquietas inquieta inquietud molestias en dans agitation onrustige onrust den sans repos des les niveau nuit soir derniere echelle vos mes gauche droite klachten niveau avond afgelopen
	schaal je mijn uw linker rechter links rechts`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// namesSeverity tells whether a head names how bad the legs were; strong says that it names a degree, not
// only the complaint, which may be a tick.
func namesSeverity(head string) (is, strong bool) {
	folded := i18n.Fold(bareName(head))
	strong = strongWords.MatchString(folded)
	legs := legWords.MatchString(folded)
	switch {
	case notRating.MatchString(strings.ReplaceAll(folded, "last night", "")):
		return false, false
	case legs && strong:
		return !otherLegs.MatchString(folded), true
	case legs:
		return !otherLegs.MatchString(folded) && onlyBeside(legWords.ReplaceAllString(folded, " ")), false
	case strong:
		return !otherWords.MatchString(folded), true
	}
	return false, false
}

// otherLegs are complaints of the legs that are another thing.
var otherLegs = pattern.New(`cramp|krampf|calambre|kramp|\bpain|schmerz|dolor|douleur|pijn`)

func onlyBeside(folded string) bool {
	for w := range strings.FieldsSeq(folded) {
		if !besideLegs[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
	}
	return true
}

// lyingWords are heads of the time in bed altogether, which the diary does not keep: it is neither sleep nor
// a time of day.
var lyingWords = pattern.New(`(?:time|hours|minutes|duration|total) (?:spent )?in bed|^in ?bed(?: (?:min|mins|minutes|hours|hrs|h|s|seconds|duration|time))*$|bed(?:time)? duration|total bedtime|zeit im bett|bettzeit (?:gesamt|dauer)|tiempo en (?:la )?cama|temps (?:passe )?au lit|tijd in bed`)

// scoreWords are of marks that programs give: a "Sleep Latency Score" is no time.
var scoreWords = pattern.New(`\b(?:scores?|points?|rating|grade|rank|efficiency|contributor|punkte|bewertung|effizienz|puntuacion|puntos|eficiencia|note sur|efficacite|efficience|punten|efficientie)\b`)

// isMeasured tells whether a field is a length of time, a time of day or a count, rather than a rating or words.
func isMeasured(f Field) bool {
	switch kindOf(f) {
	case diary.Minutes, diary.Hours, diary.Time, diary.Count:
		return true
	}
	return false
}

// spaced parts a name such as sleepDuration, as programs write them.
func spaced(head string) string {
	if !humps.MatchString(head) {
		return head
	}
	return humps.ReplaceAllString(head, "$1 $2")
}

var humps = pattern.New(`(\p{Ll})(\p{Lu})`)

// fieldOf finds the field that a head or the name of a reading means; sure says that the name is one of
// its own.
func (v *vocabulary) fieldOf(head string) (f Field, sure bool) {
	if f, ok := v.named(head); ok && f != "severity" {
		return f, true
	}
	head = spaced(head)
	if f, ok := extraNames[i18n.Fold(bareName(head))]; ok {
		return f, true
	}
	if lyingWords.MatchString(i18n.Fold(head)) {
		return Ignored, false
	}
	if is, _ := namesSeverity(head); is {
		return "severity", true
	}
	bare, whole := i18n.Fold(bareName(head)), i18n.Fold(head)
	for _, p := range phrases {
		if (p.fits.MatchString(bare) || p.fits.MatchString(whole)) && !(isMeasured(p.field) && scoreWords.MatchString(bare)) {
			return p.field, false
		}
	}
	// The last part of a name such as "Health/Legs"; a legend in brackets behind it is no part.
	head = bareName(head)
	if i := strings.LastIndexAny(head, "/>\\|"); i >= 0 && i+1 < len(head) {
		return v.fieldOf(strings.TrimSpace(head[i+1:]))
	}
	return Ignored, false
}
