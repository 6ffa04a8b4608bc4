package exchange

import (
	"strings"
	"testing"
)

// headNames are heads as people write them over the columns of their own diaries, in the five languages, and the
// field that each is. "-" is none: what must not be taken for anything by its name.
var headNames = map[Field]string{
	"severity": `Severity|Legs|Leg severity|RLS|RLS (0-10)|RLS score|RLS level|RLS rating|Restless legs|Restless legs (0-10)|Restless leg severity|Restlessness|Symptom severity|How bad were your legs?|How bad was it?|Urge|Urge to move|Leg restlessness|Legs 0-10|WED severity|
		Stärke|Schwere|RLS|RLS-Stärke|RLS Stärke|Beine|Beinunruhe|Beinunruhe (0–10)|Unruhige Beine|Unruhe in den Beinen|Bewegungsdrang|Wie schlimm waren die Beine?|Intensität|Schweregrad|Ruhelose Beine|Restless Legs|Beschwerden Beine|
		Intensidad|Gravedad|Piernas|Piernas inquietas|SPI|Intensidad piernas|Severidad|Síndrome de piernas inquietas|Intensidad (0 a 10)|Inquietud en las piernas|Molestias en las piernas|
		Intensité|Gravité|Sévérité|Jambes|Jambes sans repos|Impatiences|Impatiences (0-10)|SJSR|Impatiences dans les jambes|Intensité des impatiences|Agitation des jambes|
		Ernst|Hevigheid|Benen|Rusteloze benen|Rusteloze benen (0-10)|RLS|Onrustige benen|Intensiteit|Onrust in de benen|Ernst klachten`,
	"sleep_hours": `Hours slept|Sleep|Sleep (h)|Sleep hours|Hours of sleep|Total sleep|Sleep duration|Slept|Time asleep|Total sleep time|How long did you sleep?|Sleep time (hrs)|Hrs slept|Hours asleep|Sleep length|
		Schlaf|Stunden geschlafen|Schlafdauer|Schlafstunden|Schlaf (h)|Schlaf (Std.)|Std. geschlafen|Geschlafen|Geschlafen (Stunden)|Wie lange geschlafen?|Gesamtschlafzeit|Schlafzeit|Stunden Schlaf|
		Horas dormidas|Horas de sueño|Sueño|Sueño (h)|Duración del sueño|Horas dormido|Tiempo dormido|Horas que dormí|
		Heures dormies|Heures de sommeil|Sommeil|Sommeil (h)|Durée du sommeil|Durée de sommeil|Temps de sommeil|Nombre d'heures de sommeil|
		Uren geslapen|Slaap|Slaapduur|Slaap (uren)|Uren slaap|Aantal uren geslapen|Geslapen|Slaaptijd`,
	"tried_to_sleep": `Bedtime|Bed time|Went to bed|To bed|Lights out|Time to bed|Time went to bed|Lights off|Went to bed at|
		Zubettgehzeit|Ins Bett|Zu Bett|Ins Bett um|Zu Bett gegangen|Bettzeit|Licht aus|Zubettgehen|Schlafenszeit|Bettgehzeit|Ins Bett gegangen|Im Bett um|Hingelegt um|
		Hora de acostarse|Me acosté|Acostarse|Hora de dormir|Hora de ir a la cama|A la cama|Apagar la luz|
		Heure du coucher|Coucher|Heure de coucher|Couché à|Au lit|Au lit à|Extinction des feux|Lumière éteinte|
		Bedtijd|Naar bed|Naar bed om|Naar bed gegaan|Licht uit|Naar bed gegaan om|In bed om`,
	"got_up": `Got up at|Wake time|Got up|Wake up time|Up at|Final awakening|Woke up at|
		Aufgestanden um|Aufstehzeit|Aufwachzeit|Aufgewacht um|Wach um|
		Hora de levantarse|Me levanté a las|Hora de despertar|
		Heure de lever|Heure du lever|Levé à|Heure de réveil|
		Opgestaan om|Wakker om|Opstaan`,
	"times_up": `Times up|Times out of bed|How often did you get up?|Number of times up|Times got up|
		Aufgestanden|Wie oft aufgestanden|Aufgestanden (Anzahl)|Wie oft aufgestanden?|Mal aufgestanden|
		Veces levantado|Veces que me levanté|
		Fois levé|Lever|Nombre de levers|Levers nocturnes|
		Keer opgestaan|Opgestaan|Aantal keer op|Aantal keer uit bed`,
	"minutes_to_sleep": `Minutes to fall asleep|Time to fall asleep|Sleep latency|Latency|SOL|Fell asleep after|How long to fall asleep|Min to fall asleep|
		Einschlafdauer|Einschlafzeit|Minuten bis zum Einschlafen|Einschlaflatenz|Eingeschlafen nach|
		Minutos hasta dormir|Tiempo para dormirme|Latencia|Minutos para dormirse|
		Minutes pour s'endormir|Temps d'endormissement|Latence|Délai d'endormissement|
		Minuten om in slaap te vallen|Inslaaptijd|Inslaapduur|Tijd tot inslapen`,
	"minutes_awake": `Minutes awake|Time awake|WASO|Awake (min)|Awake|Time awake at night|
		Minuten wach|Wachzeit|Wach (min)|Wach gelegen|Nachts wach (Min.)|
		Minutos despierto|Tiempo despierto|
		Minutes éveillé|Temps d'éveil|Temps éveillé|
		Minuten wakker|Tijd wakker|Wakker gelegen`,
	"times_woken": `Times woken|Awakenings|Number of awakenings|Woke up (times)|Times woke up|
		Aufgewacht|Wie oft aufgewacht|Aufwachen (Anzahl)|Wie oft wach|
		Despertares|Veces despertado|Número de despertares|
		Réveils|Nombre de réveils|Réveils nocturnes|
		Keer wakker|Aantal keer wakker|Wakker geworden`,
	"tiredness": `Tiredness|Fatigue|Tired|Tiredness next day|Daytime tiredness|
		Müdigkeit|Müde|Tagesmüdigkeit|
		Cansancio|Fatiga|
		Fatigue|Fatigué|
		Vermoeidheid|Moeheid|Moe`,
	"note": `Notes|Note|Comment|Comments|Remarks|Anything else?|Other notes|Journal|
		Notiz|Notizen|Bemerkung|Bemerkungen|Kommentar|Anmerkung|Anmerkungen|Sonstiges|
		Notas|Nota|Comentarios|Observaciones|
		Notes|Remarque|Remarques|Commentaire|Commentaires|Observations|
		Opmerking|Opmerkingen|Notitie|Notities|Bijzonderheden`,
	Ignored: `Pain|Agitation|Inquietud|Onrust|Headache|Mood|Stress|Anxiety|Steps|Weight|Weekday|Wochentag|Sleep Score|Sleep Latency Score|Sleep Timing Score|Sleep efficiency|Sleep Efficiency Score|Total Sleep Score|Leg massage|Leg exercises|RLS medication|Legs stretched|RLS episodes|
		Leg cramps|Cramps|Wadenkrämpfe|Time in bed|Zeit im Bett|Temps passé au lit|Tiempo en cama|Tijd in bed|Heart rate|Day Strain|Recovery score|DEPRESSED (0 - None | 3 - Severe)|Severity of headache|Kopfschmerzen Stärke|Stärke der Schmerzen|Intensité de la douleur|Dolor intensidad`,
}

func TestHeadsOfPeoplesOwnDiaries(t *testing.T) {
	v, err := newVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	for want, heads := range headNames {
		sep := "|"
		if want == Ignored {
			heads = strings.Replace(heads, "None | 3", "None / 3", 1)
		}
		for head := range strings.SplitSeq(heads, sep) {
			if head = strings.TrimSpace(head); head == "" {
				continue
			}
			if got, _ := v.fieldOf(head); got != want {
				t.Errorf("%q is taken for %q instead of %q", head, got, want)
			}
		}
	}
}
