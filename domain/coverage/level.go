package coverage

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Level is how far a partnership is covered by district coordinators.
type Level string

// The levels.
const (
	FullyCovered  Level = "COVERED"        // every district that it is linked with has a coordinator
	PartlyCovered Level = "PARTLY_COVERED" // some have and some have not
	NotCovered    Level = "NOT_COVERED"    // none has, or it is linked with none
)

// LevelOf tells how far a partnership is covered on a day.
func LevelOf(p *programme.Partnership, day calendar.Date) Level {
	links, staffed := reach(p, day, func(d *programme.District) bool { return HasCoordinator(d, day) })
	return level(links, staffed)
}

func level(links, staffed int) Level {
	switch staffed {
	case 0:
		return NotCovered
	case links:
		return FullyCovered
	}
	return PartlyCovered
}
