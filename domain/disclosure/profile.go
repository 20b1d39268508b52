package disclosure

// Profile is a set of rules by which small numbers are kept back.
type Profile struct {
	Key  string
	Name string
	// Hidden numbers are those from Least to Most; a zero is shown unless Least is 0.
	Least, Most int64
	// RoundTo is the number to whose nearest multiple all others are rounded, each by itself, so that parts need not add up to their
	// total; 1: none is. What is rounded to 0 is LOW.
	RoundTo int64
	// Tolerance is how much must lie between the least and the most that a hidden number can be, for all that is known.
	Tolerance int64
	Symbol    string // that stands for a hidden number in the source's own tables
	Source    string
	Note      string // what the source leaves open, and how it is read here
}

var profiles = []Profile{
	{Key: "NDTMS-2009", Name: "NDTMS public site, 2009", Least: 1, Most: 4, RoundTo: 1, Tolerance: 4, Symbol: "*",
		Source: "National Drug Treatment Monitoring System, http://www.ndtms.net/restricted.aspx",
		Note:   "The source says less than five and nothing of zero. Zeros are shown here. Secondary suppression is not in the source; a hidden number can be any of at least five here."},
	{Key: "NHS-HES-2018", Name: "NHS Hospital Episode Statistics, from September 2018", Least: 1, Most: 7, RoundTo: 5, Tolerance: 4, Symbol: "*",
		Source: "NHS Digital, change to disclosure control methodology for HES and ECDS from September 2018",
		Note:   "1 to 7 are hidden and other numbers rounded to the nearest 5, totals by themselves. How zero is treated could not be confirmed and is read as shown. The source relies on rounding alone; here what rounding leaves derivable is hidden too."},
}

// Profiles gives all profiles; the first is the one that is used unless another is named.
func Profiles() []Profile { return append([]Profile(nil), profiles...) }

// ByKey gives the profile with a key; ok is false when there is none.
func ByKey(key string) (p Profile, ok bool) {
	for _, p := range profiles {
		if p.Key == key {
			return p, true
		}
	}
	return p, false
}

// Small tells whether a number is hidden for its own sake.
func (p Profile) Small(n int64) bool { return n >= p.Least && n <= p.Most }

// Round gives a number as it is shown, whole multiples of RoundTo; a half goes up.
func (p Profile) Round(n int64) int64 {
	if p.RoundTo <= 1 {
		return n
	}
	return (2*n + p.RoundTo) / (2 * p.RoundTo) * p.RoundTo
}

// Show gives the cell of a number that need not be hidden.
func (p Profile) Show(n int64) Cell {
	shown := p.Round(n)
	low, high := p.around(shown)
	c := Cell{Status: Shown, Value: &shown, Lower: &low, Upper: &high}
	if shown == 0 && n != 0 {
		c.Status = Low
	}
	return c
}

// around gives what a number can be that is shown as one: a zero that is shown is one, since small numbers are hidden.
func (p Profile) around(shown int64) (low, high int64) {
	if p.RoundTo <= 1 {
		return shown, shown
	}
	low, high = shown-p.RoundTo/2, shown+(p.RoundTo-1)/2
	for low < high && (low < 0 || p.Small(low)) {
		low++
	}
	for high > low && p.Small(high) {
		high--
	}
	return low, high
}
