package exchange

import "testing"

// TestSessions reads what watches and sleep programs write about nights that are not plain: naps, several
// sleeps in a night, other places, the change of the clocks, two sources of one sleep.
func TestSessions(t *testing.T) {
	for _, c := range []struct {
		name, file, text, want string
		left                   int
	}{
		{name: "fitbit: a second sleep of the night, and a nap", file: "sleep.json", text: `[
			{"startTime":"2026-03-01T23:00:00.000","endTime":"2026-03-02T02:00:00.000","minutesAsleep":170,"minutesAwake":10,"minutesToFallAsleep":0,"mainSleep":true,"dateOfSleep":"2026-03-02"},
			{"startTime":"2026-03-02T03:00:00.000","endTime":"2026-03-02T06:30:00.000","minutesAsleep":190,"minutesAwake":20,"minutesToFallAsleep":0,"mainSleep":false,"dateOfSleep":"2026-03-02"},
			{"startTime":"2026-03-02T15:00:00.000","endTime":"2026-03-02T15:40:00.000","minutesAsleep":35,"minutesAwake":5,"minutesToFallAsleep":0,"mainSleep":false,"dateOfSleep":"2026-03-02"}]`,
			want: "2026-03-01 tried_to_sleep=23:00 minutes_awake=90 sleep_hours=6", left: 1},
		{name: "fitbit: text where a number belongs", file: "sleep.json", text: `[
			{"startTime":"2026-03-01T23:00:00.000","endTime":"2026-03-02T06:00:00.000","minutesAsleep":"many","dateOfSleep":"2026-03-02"},
			{"startTime":"2026-03-02T23:00:00.000","endTime":"2026-03-03T06:00:00.000","minutesAsleep":400,"dateOfSleep":"2026-03-03"}]`,
			want: "2026-03-02 tried_to_sleep=23:00 sleep_hours=6.75", left: 1},
		{name: "oura: naps, rests and deleted ones", file: "oura.json", text: `{"data":[
			{"bedtime_start":"2026-03-02T00:40:00+01:00","bedtime_end":"2026-03-02T06:55:00+01:00","total_sleep_duration":17100,"awake_time":3300,"latency":2100,"type":"long_sleep"},
			{"bedtime_start":"2026-03-02T13:00:00+01:00","bedtime_end":"2026-03-02T13:55:00+01:00","total_sleep_duration":1800,"type":"late_nap"},
			{"bedtime_start":"2026-03-02T20:00:00+01:00","bedtime_end":"2026-03-02T20:20:00+01:00","total_sleep_duration":0,"type":"rest"},
			{"bedtime_start":"2026-03-02T22:00:00+11:00","bedtime_end":"2026-03-03T06:00:00+11:00","total_sleep_duration":25200,"type":"long_sleep"},
			{"bedtime_start":"2026-03-04T22:00:00+01:00","bedtime_end":"2026-03-05T06:00:00+01:00","total_sleep_duration":25200,"type":"deleted"}]}`,
			want: "2026-03-01 tried_to_sleep=00:40 minutes_to_sleep=35 minutes_awake=55 sleep_hours=4.75\n2026-03-02 tried_to_sleep=22:00 sleep_hours=7", left: 3},
		{name: "oura, the older form", file: "oura.json", text: `{"sleep":[{"summary_date":"2026-03-01","bedtime_start":"2026-03-01T23:10:00+01:00","bedtime_end":"2026-03-02T06:40:00+01:00","total":23700,"awake":3300,"onset_latency":1500,"is_longest":1}]}`,
			want: "2026-03-01 tried_to_sleep=23:10 minutes_to_sleep=25 minutes_awake=55 sleep_hours=6.5"},
		{name: "garmin: slept in Sydney, read in Berlin", file: "x_sleepData.json", text: `[{"sleepStartTimestampGMT":"2026-03-01T12:10:00.0","sleepEndTimestampGMT":"2026-03-01T19:40:00.0","calendarDate":"2026-03-02","deepSleepSeconds":3600,"lightSleepSeconds":15300,"remSleepSeconds":4800,"awakeSleepSeconds":1800,"awakeCount":3}]`,
			want: "2026-03-01 times_woken=3 minutes_awake=30 sleep_hours=6.5"},
		{name: "whoop: nap marked, evening before", file: "sleeps.csv", text: "Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Asleep duration (min),Awake duration (min),Nap\n" +
			"2026-03-01 23:10:00,2026-03-02 23:10:00,UTC-08:00,2026-03-02 00:10:00,2026-03-02 06:40:00,370,20,false\n2026-03-01 23:10:00,,UTC-08:00,2026-03-02 19:00:00,2026-03-02 19:30:00,25,5,true\n",
			want: "2026-03-01 tried_to_sleep=00:10 minutes_awake=20 sleep_hours=6.25", left: 1},
		{name: "samsung: another place's clock", file: "com.samsung.shealth.sleep.csv", text: "com.samsung.shealth.sleep,6000003,11\nsleep_latency,com.samsung.health.sleep.start_time,com.samsung.health.sleep.time_offset,com.samsung.health.sleep.end_time,factor_03\n" +
			"600000,2026-03-01 11:10:00.000,UTC+1100,2026-03-01 19:10:00.000,5,\n", want: "2026-03-01 tried_to_sleep=22:10 minutes_to_sleep=10"},
		{name: "apple: one night by two watches, and lying in bed alone", file: "export.xml", text: `<?xml version="1.0"?><HealthData>
			<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="A &amp; B" startDate="2026-03-01 23:00:00 +0100" endDate="2026-03-02 06:00:00 +0100" value="HKCategoryValueSleepAnalysisAsleepUnspecified"/>
			<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="C" startDate="2026-03-01 23:10:00 +0100" endDate="2026-03-02 02:00:00 +0100" value="HKCategoryValueSleepAnalysisAsleepCore"/>
			<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="C" startDate="2026-03-02 02:00:00 +0100" endDate="2026-03-02 02:30:00 +0100" value="HKCategoryValueSleepAnalysisAwake"/>
			<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="C" startDate="2026-03-02 02:30:00 +0100" endDate="2026-03-02 06:00:00 +0100" value="HKCategoryValueSleepAnalysisAsleepDeep"/>
			<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="P" startDate="2026-03-02 23:00:00 +0100" endDate="2026-03-03 06:00:00 +0100" value="HKCategoryValueSleepAnalysisInBed"/>
			</HealthData>`, want: "2026-03-01 tried_to_sleep=23:00 minutes_awake=30 sleep_hours=6.25\n2026-03-02 tried_to_sleep=23:00", left: 1},
		{name: "google fit: stages", file: "x_SLEEP.json", text: `{"fitnessActivity":"sleep","startTime":"2026-03-01T22:10:00Z","endTime":"2026-03-02T05:40:00Z","duration":"27000s","segment":[
			{"fitnessActivity":"sleep.light","startTime":"2026-03-01T22:35:00Z","endTime":"2026-03-02T01:00:00Z"},{"fitnessActivity":"sleep.awake","startTime":"2026-03-02T01:00:00Z","endTime":"2026-03-02T01:30:00Z"},
			{"fitnessActivity":"sleep.deep","startTime":"2026-03-02T01:30:00Z","endTime":"2026-03-02T05:40:00Z"}]}`, want: "2026-03-01 tried_to_sleep=23:10 minutes_awake=30 sleep_hours=6.5"},
		{name: "day one: two entries of a night, one of them by day", file: "Journal.json", text: `{"entries":[
			{"creationDate":"2026-03-02T01:10:00Z","timeZone":"America\/New_York","text":"Legs 6 out of 10"},
			{"creationDate":"2026-03-02T04:30:00Z","timeZone":"America/New_York","text":"RLS: 8/10, walked"},
			{"creationDate":"2026-03-02T16:00:00Z","timeZone":"America/New_York","text":"6 out of 10 for the restaurant; my legs ran 5 out of 12 miles"}]}`,
			want: "2026-03-01 severity=8 note=Legs 6 out of 10\nRLS: 8/10, walked\n6 out of 10 for the restaurant; my legs ran 5 out of 12 miles"},
		{name: "plees: two sleeps", file: "plees.csv", text: "sid,start,stop,rating\n1,1772402400000,1772413200000,3\n2,1772416800000,1772427600000,0\n", want: "2026-03-01 tried_to_sleep=23:00 sleep_hours=6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := proposeText(t, c.file, c.text, Choices{})
			if err != nil {
				t.Fatal(err)
			}
			if have := brief(got.Diary); have != c.want {
				t.Errorf("it holds\n%s\ninstead of\n%s", have, c.want)
			}
			if n := got.Counts; n.Left != c.left || n.In != n.Used+n.Left {
				t.Errorf("%d rows in, %d used, %d left: %+v", n.In, n.Used, n.Left, got.Left)
			}
			if len(got.Parts) > 0 && got.Parts[0].Format == "" {
				t.Error("the program was not known")
			}
		})
	}
}
