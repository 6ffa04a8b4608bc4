package exchange

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
)

// brief writes nights on lines of "date field=value …", for comparing.
func brief(d diary.Diary) string {
	var lines []string
	for _, n := range d.Nights {
		line := n.Date.String()
		for _, f := range diary.NightFields {
			if f.IsSet(&n) {
				line += fmt.Sprintf(" %s=%s", f.Name, shown(f, &n))
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func proposeText(t testing.TB, name, text string, chosen Choices) (Proposal, error) {
	t.Helper()
	found, err := FindBytes(t.Context(), name, []byte(text), Env{Zone: berlin(t), Order: chosen.Order, As: chosen.As})
	if err != nil {
		return Proposal{}, err
	}
	return found.Propose(t.Context(), chosen, sampleDay)
}

func TestAProposalThatNobodyWaitsForStops(t *testing.T) {
	found, err := FindBytes(t.Context(), "nights.csv", []byte("date,severity\n2026-01-02,3\n2026-01-03,4\n"), Env{Zone: berlin(t)})
	if err != nil {
		t.Fatal(err)
	}
	given, up := context.WithCancel(t.Context())
	up()
	if _, err := found.Propose(given, Choices{}, sampleDay); !errors.Is(err, context.Canceled) {
		t.Errorf("it says %v", err)
	}
}

// TestAnyTable reads tables as people keep them: the nights, or the sentence with which they are refused.
func TestAnyTable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		chosen     Choices
		want       string
		refused    string
		unread     int
		rounded    int
	}{
		{name: "german", text: "Datum;Wie schlimm waren die Beine? (0-10);Schlafdauer (h);Wie oft aufgestanden\n1.3.26;7;6,5;3\n15.3.26;2;7;0\n",
			want: "2026-03-01 severity=7 times_up=3 sleep_hours=6.5\n2026-03-15 severity=2 times_up=0 sleep_hours=7"},
		{name: "spanish", text: "Fecha,Gravedad,Horas dormidas,Hora de acostarse\n01/03/2026,7,6.5,23:30\n15/03/2026,2,7,0:15\n",
			want: "2026-03-01 severity=7 tried_to_sleep=23:30 sleep_hours=6.5\n2026-03-15 severity=2 tried_to_sleep=00:15 sleep_hours=7"},
		{name: "french", text: "Date;Jambes (0-10);Durée du sommeil;Heure du coucher\n1 mars 2026;7;6h30;23h30\n2 mars 2026;2;7h;0h15\n",
			want: "2026-03-01 severity=7 tried_to_sleep=23:30 sleep_hours=6.5\n2026-03-02 severity=2 tried_to_sleep=00:15 sleep_hours=7"},
		{name: "dutch", text: "Datum;Ernst;Uren geslapen;Naar bed\nma 2 maart 2026;7;6,5;23:30\ndi 3 mrt 2026;2;7;0:15\n",
			want: "2026-03-02 severity=7 tried_to_sleep=23:30 sleep_hours=6.5\n2026-03-03 severity=2 tried_to_sleep=00:15 sleep_hours=7"},
		{name: "minutes told by the head", text: "Date,Sleep (min),Awake (min)\n2026-03-01,395,30\n2026-03-02,285,55\n",
			want: "2026-03-01 minutes_awake=30 sleep_hours=6.5\n2026-03-02 minutes_awake=55 sleep_hours=4.75"},
		{name: "seconds told by the head", text: "Date,Total sleep duration [s]\n2026-03-01,23700\n", want: "2026-03-01 sleep_hours=6.5"},
		{name: "unit not told", text: "Date,Sleep\n2026-03-01,395\n2026-03-02,285\n", refused: "only_offers"},
		{name: "unit given", text: "Date,Sleep\n2026-03-01,395\n", chosen: Choices{Units: map[Field]cell.Unit{"sleep_hours": cell.Minutes}}, want: "2026-03-01 sleep_hours=6.5"},
		{name: "scale in the head", text: "Date,RLS (0-4)\n2026-03-01,0\n2026-03-02,1\n2026-03-03,2\n2026-03-04,3\n2026-03-05,4\n",
			want: "2026-03-01 severity=0\n2026-03-02 severity=3\n2026-03-03 severity=5\n2026-03-04 severity=8\n2026-03-05 severity=10"},
		{name: "scale given", text: "Date,RLS\n2026-03-01,1\n2026-03-02,3\n2026-03-03,5\n", chosen: Choices{Scales: map[Field]cell.Scale{"severity": {Low: 1, High: 5}}},
			want: "2026-03-01 severity=0\n2026-03-02 severity=5\n2026-03-03 severity=10"},
		{name: "of a scale in the cell", text: "Date,Legs\n2026-03-01,3/5\n2026-03-02,7/10\n2026-03-03,7 out of 10\n", want: "2026-03-01 severity=6\n2026-03-02 severity=7\n2026-03-03 severity=7"},
		{name: "words", text: "Date,Legs\n2026-03-01,none\n2026-03-02,mild\n2026-03-03,severe\n", want: "2026-03-01 severity=0\n2026-03-02 severity=3\n2026-03-03 severity=8", rounded: 2},
		{name: "words given", text: "Date,Mood\n2026-03-01,rad\n2026-03-02,Awful\n2026-03-03,other\n",
			chosen: Choices{Columns: map[string]Field{"Mood": "severity"}, Words: map[Field]map[string]int{"severity": {"rad": 0, "awful": 10}}},
			want:   "2026-03-01 severity=0\n2026-03-02 severity=10", unread: 1},
		{name: "as people write values", text: "Date,Severity,Hours slept\n2026-03-01,~6,about 6\n2026-03-02,6-7,6½\n2026-03-03,6.5,\"7,5\"\n2026-03-04,?,-\n2026-03-05,x,6h\n",
			want: "2026-03-01 severity=6 sleep_hours=6\n2026-03-02 severity=7 sleep_hours=6.5\n2026-03-03 severity=7 sleep_hours=7.5\n2026-03-05 sleep_hours=6", unread: 1, rounded: 4},
		{name: "out of range stays blank", text: "Date,Severity,Hours slept\n2026-03-01,14,6\n2026-03-02,5,6\n2026-03-03,5,26h\n", want: "2026-03-01 sleep_hours=6\n2026-03-02 severity=5 sleep_hours=6\n2026-03-03 severity=5", unread: 2},
		{name: "dates across the top", text: "My log,1 Mar 2026,2 Mar 2026,3 Mar 2026\nSeverity,6,8,4\nHours slept,6.5,4.75,6.75\nNotes,,bad,\n",
			want: "2026-03-01 severity=6 sleep_hours=6.5\n2026-03-02 severity=8 sleep_hours=4.75 note=bad\n2026-03-03 severity=4 sleep_hours=6.75"},
		{name: "dates across the top without a corner", text: ",2026-03-01,2026-03-02\nRLS,6,8\nBedtime,23:10,00:40\n", want: "2026-03-01 severity=6 tried_to_sleep=23:10\n2026-03-02 severity=8 tried_to_sleep=00:40"},
		{name: "long", text: "Date,Symptom,Value\n2026-03-01,Restless legs severity,6\n2026-03-01,Hours slept,6.5\n2026-03-02,Restless legs severity,8\n2026-03-02,Hours slept,4.75\n2026-03-02,Headache,3\n",
			want: "2026-03-01 severity=6 sleep_hours=6.5\n2026-03-02 severity=8 sleep_hours=4.75"},
		{name: "long, a reading chosen", text: "Date,Feature,Value\n2026-03-01,Health/Twitch,6\n2026-03-02,Health/Twitch,8\n2026-03-02,Health/Sugar,3\n",
			chosen: Choices{Columns: map[string]Field{"Health/Twitch": "severity"}}, want: "2026-03-01 severity=6\n2026-03-02 severity=8"},
		{name: "a second entry of one evening", text: "Date,Severity,Note\n2026-03-01,6,early\n2026-03-01,8,late\n2026-03-02,4,\n", want: "2026-03-01 severity=8 note=early\nlate\n2026-03-02 severity=4"},
		{name: "moments with an offset keep their wall clock", text: "Timestamp,Severity\n2026-03-02T22:00:00+11:00,6\n2026-03-03T07:00:00+11:00,5\n2026-03-04T23:30:00+11:00,4\n",
			want: "2026-03-02 severity=6\n2026-03-04 severity=4"},
		{name: "mornings with a time take one day off only", text: "Date,Severity\n2026-03-02 07:00,6\n2026-03-03 08:00,5\n", chosen: Choices{Mornings: true}, want: "2026-03-01 severity=6\n2026-03-02 severity=5"},
		{name: "mornings", text: "Date,Severity\n2026-03-02,6\n2026-03-03,5\n", chosen: Choices{Mornings: true}, want: "2026-03-01 severity=6\n2026-03-02 severity=5"},
		{name: "two columns of time", text: "Date,Time,RLS\n2026-03-02,22:30,6\n2026-03-04,00:30,5\n", want: "2026-03-02 severity=6\n2026-03-03 severity=5"},
		{name: "ambiguous dates", text: "Date,Severity\n03/04/2026,6\n05/04/2026,5\n", refused: "ambiguous"},
		{name: "ambiguous dates, told", text: "Date,Severity\n03/04/2026,6\n", chosen: Choices{Order: MonthFirst}, want: "2026-03-04 severity=6"},
		{name: "rating and score are of anything", text: "Date,Rating,Score\n2026-03-01,3,70\n2026-03-02,4,80\n", refused: "no_values_in"},
		{name: "ticks", text: "Date,Restless legs,Magnesium\n2026-03-01,0,2\n2026-03-02,2,2\n2026-03-03,2,0\n", refused: "only_offers"},
		{name: "ticks of yes and no", text: "Date,RLS\n2026-03-01,yes\n2026-03-02,no\n2026-03-03,yes\n", refused: "only_offers"},
		{name: "severity of something else", text: "Date,Pain severity,Mood,Headache severity\n2026-03-01,3,5,2\n2026-03-02,4,5,3\n", refused: "no_values_in"},
		{name: "legs that are no rating", text: "Date,Leg exercises,Woken by legs,RLS medication\n2026-03-01,3,2,1\n2026-03-02,4,1,1\n", want: "2026-03-01 woken_by_legs=2\n2026-03-02 woken_by_legs=1"},
		{name: "no heads, nothing guessed", text: "01.03.2026;6,5\n02.03.2026;7,5\n", refused: "no_values_in"},
		{name: "no heads, told", text: "01.03.2026;6,5\n02.03.2026;7,5\n", chosen: Choices{Columns: map[string]Field{"2": "sleep_hours"}}, want: "2026-03-01 sleep_hours=6.5\n2026-03-02 sleep_hours=7.5"},
		{name: "total below", text: "Date,Severity\n2026-03-01,6\n2026-03-02,4\nAverage,5\n", want: "2026-03-01 severity=6\n2026-03-02 severity=4"},
		{name: "heads again", text: "Date,Severity\n2026-03-01,6\nDate,Severity\n2026-03-02,4\n", want: "2026-03-01 severity=6\n2026-03-02 severity=4"},
		{name: "beginning and end", text: "Sleep start,Sleep end,Quality\n2026-03-01 23:30,2026-03-02 03:00,3\n2026-03-02 03:45,2026-03-02 06:45,4\n2026-03-02 14:00,2026-03-02 14:40,4\n2026-03-03 00:40,2026-03-03 06:40,2\n",
			want: "2026-03-01 tried_to_sleep=23:30 sleep_hours=6.5\n2026-03-02 tried_to_sleep=00:40 sleep_hours=6"},
		{name: "over the change of the clocks", text: "start,end\n2026-03-28 23:30,2026-03-29 07:30\n2026-03-29 23:30,2026-03-30 07:30\n", want: "2026-03-28 tried_to_sleep=23:30 sleep_hours=7\n2026-03-29 tried_to_sleep=23:30 sleep_hours=8"},
		{name: "bedtime with its date", text: "Bedtime,Severity\n2026-03-01 23:30,5\n2026-03-03 00:40,6\n", want: "2026-03-01 severity=5 tried_to_sleep=23:30\n2026-03-02 severity=6 tried_to_sleep=00:40"},
		{name: "half a day of twelve hours", text: "Date,Severity,Bedtime\n3/1/2026,5,11:05 PM\n3/28/2026,6,12:30 AM\n", want: "2026-03-01 severity=5 tried_to_sleep=23:05\n2026-03-28 severity=6 tried_to_sleep=00:30"},
		{name: "awake as times of day", text: "Date,Severity,Awake\n2026-03-01,5,06:40\n2026-03-02,6,07:10\n", want: "2026-03-01 severity=5\n2026-03-02 severity=6"},
		{name: "future", text: "Date,Severity\n2026-03-01,5\n2036-03-02,6\n", want: "2026-03-01 severity=5"},
		{name: "a column refused", text: "Date,Severity,Hours slept\n2026-03-01,5,6\n", chosen: Choices{Not: []string{"Severity"}}, want: "2026-03-01 sleep_hours=6"},
		{name: "quoted at the beginning", text: "Date,Severity,Note\n2026-01-03,2,\"Restless\" again\n2026-01-04,3,\"a, b\"\n2026-01-05,4,\"say \"\"no\"\"\"\n",
			want: "2026-01-03 severity=2 note=Restless again\n2026-01-04 severity=3 note=a, b\n2026-01-05 severity=4 note=say \"no\""},
		{name: "a note of two lines", text: "Date,Severity,Note\n2026-01-03,2,\"first\nsecond, with a comma\"\n2026-01-04,3,x\n", want: "2026-01-03 severity=2 note=first\nsecond, with a comma\n2026-01-04 severity=3 note=x"},
		{name: "sep line", text: "sep=;\nDate;Severity\n2026-01-03;2\n", want: "2026-01-03 severity=2"},
		{name: "unix stamps", text: "Timestamp,Severity\n1772402400,5\n1772494800,6\n", want: "2026-03-01 severity=5\n2026-03-02 severity=6"},
		{name: "no table", text: "Dear doctor, I sleep badly.\nPlease help.\n", refused: "no_date_in"},
		{name: "tabs", text: "Date\tSeverity\tNote\n2026-01-03\t2\ta, b; c\n2026-01-04\t3\t\n", want: "2026-01-03 severity=2 note=a, b; c\n2026-01-04 severity=3"},
		{name: "decimal commas divided by commas", text: "Date,Severity,Hours slept\n2026-01-03,2,\"6,5\"\n2026-01-04,3,\"7,25\"\n", want: "2026-01-03 severity=2 sleep_hours=6.5\n2026-01-04 severity=3 sleep_hours=7.25"},
		{name: "time in bed is no time of going there", text: "Date,Time in bed,Time asleep\n2026-03-01,7:30,6:35\n", want: "2026-03-01 sleep_hours=6.5"},
		{name: "names as programs write them", text: "fromDate,bedtime,waketime,inBed,awake,fellAsleepIn,asleep\n\"Sunday, Mar 1, 2026\",2026-03-01 23:10:00,2026-03-02 06:40:00,07:30:00,00:30:00,00:25:00,06:35:00\n" +
			"\"Monday, Mar 2, 2026\",2026-03-03 00:40:00,2026-03-03 06:55:00,06:15:00,00:55:00,00:35:00,04:45:00\n",
			want: "2026-03-01 tried_to_sleep=23:10 minutes_to_sleep=25 minutes_awake=30 sleep_hours=6.5\n2026-03-02 tried_to_sleep=00:40 minutes_to_sleep=35 minutes_awake=55 sleep_hours=4.75"},
		{name: "between start and stop is not all sleep", text: "deepMinutes,lightMinutes,start,stop\n60,335,2026-03-01 23:10:00+0100,2026-03-02 06:40:00+0100\n", want: "2026-03-01 tried_to_sleep=23:10"},
		{name: "dates of waking", text: "Wake date,Severity\n2026-03-02,5\n", want: "2026-03-01 severity=5"},
		{name: "awake may be how often", text: "Date,Severity,Awake\n2026-03-01,5,3\n2026-03-02,6,2\n", want: "2026-03-01 severity=5\n2026-03-02 severity=6"},
		{name: "long, with a column of units", text: "Timestamp,Name,Value,Unit\n2026-03-01 22:00,RLS,5,\n2026-03-02 07:00,Sleep duration,395,min\n2026-03-02 22:00,RLS,4,\n2026-03-03 07:00,Sleep duration,6.5,h\n",
			want: "2026-03-01 severity=5 sleep_hours=6.5\n2026-03-02 severity=4 sleep_hours=6.5"},
		{name: "rows with a bad value left out", text: "Date,Severity,Hours slept\n2026-03-01,5,7\n2026-03-02,oops,6\n2026-03-03,3,5\n", chosen: Choices{SkipBad: true}, want: "2026-03-01 severity=5 sleep_hours=7\n2026-03-03 severity=3 sleep_hours=5"},
		{name: "weekday column", text: "Day,Date,Severity\nMon,2026-03-02,5\nTue,2026-03-03,6\n", want: "2026-03-02 severity=5\n2026-03-03 severity=6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := proposeText(t, "table.csv", c.text, c.chosen)
			if c.refused != "" {
				var f *Fault
				if !errors.As(err, &f) || f.Key != "exchange.fault."+c.refused {
					t.Fatalf("it is answered by %v, and holds\n%s", err, brief(got.Diary))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if have := brief(got.Diary); have != c.want {
				t.Errorf("it holds\n%s\ninstead of\n%s", have, c.want)
			}
			if got.Counts.Unreadable != c.unread || got.Counts.Rounded != c.rounded {
				t.Errorf("%d unreadable %+v, %d rounded %+v", got.Counts.Unreadable, got.Cells, got.Counts.Rounded, got.Changed)
			}
			if n := got.Counts; n.In != n.Used+n.Left {
				t.Errorf("%d rows in, %d used, %d left", n.In, n.Used, n.Left)
			}
		})
	}
}
