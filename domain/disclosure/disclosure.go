// Package disclosure keeps what is published about people from giving one of them away.
//
// A release is a set of tables that are published together and never change. Its cells are sums of counts. Whoever reads it knows the
// cells that are shown, which sums they are, that counts are whole and not negative, the rules, and every earlier release; whether a
// hidden cell is small itself or hidden for the sake of another, nobody is told. A cell is protected when linear programming over all
// of that leaves at least Profile.Tolerance between the least and the most that it can be. Protect hides what must be, and then
// whatever else has to be so that every hidden cell is protected; Attack is the reader's side, and Protect ends when it finds nothing.
//
// All that is derived from cells (rates, intervals, ranks, bounds) is to be made of what is shown, so that it tells nothing more.
package disclosure

// Status is what a cell of a release is.
type Status string

// The statuses.
const (
	Shown         Status = "SHOWN"
	Low           Status = "LOW"            // it is rounded to 0 and is not 0
	Confidential  Status = "CONFIDENTIAL"   // it is hidden
	NotAvailable  Status = "NOT_AVAILABLE"  // nothing that it is made of has been handed in
	NotApplicable Status = "NOT_APPLICABLE" // nothing can be counted there
)

// Statuses gives all statuses.
func Statuses() []Status { return []Status{Shown, Low, Confidential, NotAvailable, NotApplicable} }

// Marker gives the standard mark of a status in tables; empty for a value that is shown.
func (s Status) Marker() string {
	switch s {
	case Low:
		return "[low]"
	case Confidential:
		return "[c]"
	case NotAvailable:
		return "[x]"
	case NotApplicable:
		return "[z]"
	}
	return ""
}

// Cell is what leaves of one number. Lower and Upper are what it tells by itself, and nil where it is hidden, be it small or not.
type Cell struct {
	Status Status `json:"s"`
	Value  *int64 `json:"v,omitempty"`
	Lower  *int64 `json:"l,omitempty"`
	Upper  *int64 `json:"u,omitempty"`
}

// Hidden gives a cell that tells nothing but its status.
func Hidden(s Status) Cell { return Cell{Status: s} }

// Exactly gives a cell that shows a number as it is.
func Exactly(n int64) Cell { return Cell{Status: Shown, Value: &n, Lower: &n, Upper: &n} }
