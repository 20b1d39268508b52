package programme

import "waymark/domain/calendar"

// lasting is a record that holds for a period of days.
type lasting interface {
	Period() calendar.Period
}

// at keeps the records that hold on a day.
func at[T lasting](records []T, day calendar.Date) []T {
	var kept []T
	for _, r := range records {
		if r.Period().Contains(day) {
			kept = append(kept, r)
		}
	}
	return kept
}

// one gives the record that holds on a day, if any. The caller's records never hold two at a time.
func one[T lasting](records []T, day calendar.Date) (found T, ok bool) {
	for _, r := range records {
		if r.Period().Contains(day) {
			return r, true
		}
	}
	return found, false
}

// Overlapping keeps the records that share a day with a period.
func Overlapping[T lasting](records []T, period calendar.Period) []T {
	var kept []T
	for _, r := range records {
		if r.Period().Overlaps(period) {
			kept = append(kept, r)
		}
	}
	return kept
}

// LivesOn tells whether a period goes on past a day: it has begun before and ends after it, or has no known end.
func LivesOn(p calendar.Period, day calendar.Date) bool {
	return p.From.Before(day) && (p.To == nil || p.To.After(day))
}

// FirstFrom gives the earliest record that starts on or after a day.
func FirstFrom[T lasting](records []T, day calendar.Date) (first T, ok bool) {
	for _, r := range records {
		if r.Period().From.Before(day) {
			continue
		}
		if !ok || r.Period().From.Before(first.Period().From) {
			first, ok = r, true
		}
	}
	return first, ok
}
