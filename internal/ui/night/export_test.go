package night

// NightsList is the list of all nights, for the tests that use the screen from outside.
type NightsList = nightsList
