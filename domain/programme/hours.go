package programme

import (
	"cmp"
	"regexp"
	"slices"
)

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// HoursFault is what is wrong with one of some opening hours.
type HoursFault struct {
	At    int    // which of them, counted from 0
	Field string // weekday, opens or closes
	Rule  string
}

// CheckHours gives all that is wrong with the hours of a week: days as Weekdays writes them, times as HH:MM with the opening before the closing, and no
// two that overlap on a day. Midnight at the end of a day is 24:00.
func CheckHours(hours []Hours) []HoursFault {
	var found []HoursFault
	for i, h := range hours {
		if !slices.Contains(Weekdays(), h.Weekday) {
			found = append(found, HoursFault{i, "weekday", "a day is one of MO, TU, WE, TH, FR, SA and SU"})
		}
		opens, closes := clock.MatchString(h.Opens), clock.MatchString(h.Closes) || h.Closes == "24:00"
		if !opens {
			found = append(found, HoursFault{i, "opens", "a time is HH:MM, from 00:00 to 23:59"})
		}
		switch {
		case !closes:
			found = append(found, HoursFault{i, "closes", "a time is HH:MM, up to 24:00"})
		case opens && h.Opens >= h.Closes:
			found = append(found, HoursFault{i, "closes", "it closes after it opens, on the same day"})
		}
		for _, other := range hours[:i] {
			if other.Weekday == h.Weekday && other.Opens < h.Closes && h.Opens < other.Closes {
				found = append(found, HoursFault{i, "opens", "it is open then already: times of a day do not overlap"})
				break
			}
		}
	}
	return found
}

// InOrder gives hours from Monday on, and those of a day by when they begin.
func InOrder(hours []Hours) []Hours {
	sorted := slices.Clone(hours)
	slices.SortStableFunc(sorted, func(a, b Hours) int {
		return cmp.Or(slices.Index(Weekdays(), a.Weekday)-slices.Index(Weekdays(), b.Weekday), cmp.Compare(a.Opens, b.Opens))
	})
	return sorted
}
