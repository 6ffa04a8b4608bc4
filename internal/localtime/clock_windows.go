package localtime

import (
	"time"

	"golang.org/x/sys/windows"
)

// Clock tells the time in the system's zone.
type Clock struct{}

// New returns a clock that follows the system from now on.
func New() *Clock { return &Clock{} }

// Now is the current time in the zone of the system.
func (*Clock) Now() time.Time {
	now := time.Now()
	var zone windows.Timezoneinformation
	which, err := windows.GetTimeZoneInformation(&zone)
	if err != nil {
		return now
	}
	const daylight = 2 // TIME_ZONE_ID_DAYLIGHT
	bias := zone.Bias + zone.StandardBias
	if which == daylight {
		bias = zone.Bias + zone.DaylightBias
	}
	offset := -int(bias) * 60
	if _, same := now.Zone(); same == offset {
		return now
	}
	return now.In(time.FixedZone("", offset))
}
