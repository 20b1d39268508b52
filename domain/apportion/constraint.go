package apportion

import (
	"fmt"
	"strings"
)

// ConstraintKind says what a constraint is about.
type ConstraintKind string

// The kinds of constraint.
const (
	PostsGiven    ConstraintKind = "POSTS"       // exactly so many posts are given out in all
	FloorSet      ConstraintKind = "FLOOR"       // a claimant gets at least so many
	CapSet        ConstraintKind = "CAP"         // a claimant gets at most so many
	FixedSet      ConstraintKind = "FIXED"       // a claimant gets exactly so many
	BaseSet       ConstraintKind = "BASE"        // a claimant gets so many before need is looked at
	ExistingKept  ConstraintKind = "PROTECTED"   // a claimant's existing posts are protected
	NoNeed        ConstraintKind = "NO_NEED"     // a claimant without need gets nothing beyond what is secured for it
	GroupFloorSet ConstraintKind = "GROUP_FLOOR" // a group gets at least so many
	GroupCapSet   ConstraintKind = "GROUP_CAP"   // a group gets at most so many
	MovesLimit    ConstraintKind = "MAX_MOVES"   // at most so many posts are new to a claimant
)

// Constraint is one thing that an allocation must respect. Claimant or Group is the key of whom it is about, and both are
// empty for the whole; Posts is its number.
type Constraint struct {
	Kind     ConstraintKind
	Claimant string
	Group    string
	Posts    int64
}

// String gives the constraint as a phrase, such as "the floor of 3 for essex".
func (c Constraint) String() string {
	switch c.Kind {
	case PostsGiven:
		return fmt.Sprintf("the %s to give out", posts(c.Posts))
	case FloorSet:
		return fmt.Sprintf("the floor of %s for %s", grouped(c.Posts), c.Claimant)
	case CapSet:
		return fmt.Sprintf("the cap of %s for %s", grouped(c.Posts), c.Claimant)
	case FixedSet:
		return fmt.Sprintf("the %s fixed for %s", posts(c.Posts), c.Claimant)
	case BaseSet:
		return fmt.Sprintf("the base of %s for %s", grouped(c.Posts), c.Claimant)
	case ExistingKept:
		return fmt.Sprintf("the %s that %s keeps", posts(c.Posts), c.Claimant)
	case NoNeed:
		return fmt.Sprintf("that %s has no need", c.Claimant)
	case GroupFloorSet:
		return fmt.Sprintf("the floor of %s for the group %s", grouped(c.Posts), c.Group)
	case GroupCapSet:
		return fmt.Sprintf("the cap of %s for the group %s", grouped(c.Posts), c.Group)
	case MovesLimit:
		return fmt.Sprintf("the limit of %s moves", grouped(c.Posts))
	}
	return string(c.Kind)
}

// posts writes "1 post" or "62 posts".
func posts(n int64) string {
	if n == 1 {
		return "1 post"
	}
	return grouped(n) + " posts"
}

// Infeasible is the refusal of a problem that no allocation can satisfy. Conflicts is a smallest set of constraints that
// cannot hold together: without any one of them, the others can.
type Infeasible struct {
	Conflicts []Constraint
}

func (e *Infeasible) Error() string { return e.Message() }

// Message tells the conflict in a sentence.
func (e *Infeasible) Message() string {
	const most = 6
	phrases := make([]string, 0, most+1)
	for i, c := range e.Conflicts {
		if i == most && len(e.Conflicts) > most+1 {
			phrases = append(phrases, fmt.Sprintf("%s more", grouped(int64(len(e.Conflicts)-most))))
			break
		}
		phrases = append(phrases, c.String())
	}
	if len(phrases) == 1 {
		return fmt.Sprintf("No allocation is possible: nobody may have %s.", phrases[0])
	}
	return fmt.Sprintf("No allocation is possible: %s cannot hold together.", listed(phrases))
}

// listed joins phrases as a sentence does: "a, b and c".
func listed(phrases []string) string {
	last := len(phrases) - 1
	if last < 1 {
		return strings.Join(phrases, "")
	}
	return strings.Join(phrases[:last], ", ") + " and " + phrases[last]
}
