package disclosure

// System is the tables of a release as what they are: numbers, and which of them are sums of which. The same sum in two tables is one
// number. The tables fit together as a tree (each two share one margin), so that whatever fits all sums is a possible truth.
type System struct {
	Values []int64
	Sums   []Sum
	// Impossible numbers are 0 by definition, as everybody knows. Shorter than Values: the others can be more.
	Impossible []bool
	// Earlier are numbers that an earlier release has told; nil: none. They are told as they were, whatever this one does.
	Earlier []*Told
	names   map[string]int
}

// Sum says that one number is the sum of others.
type Sum struct {
	Total int // index
	Parts []int
}

// Told is what a release has told of a number.
type Told struct{ Cell Cell }

// Add gives the index of the number with a name, which is added the first time; from then on its value stays.
func (s *System) Add(name string, value int64) int {
	if i, ok := s.names[name]; ok {
		return i
	}
	if s.names == nil {
		s.names = map[string]int{}
	}
	i := len(s.Values)
	s.names[name] = i
	s.Values, s.Impossible, s.Earlier = append(s.Values, value), append(s.Impossible, false), append(s.Earlier, nil)
	return i
}

// Find gives the index of the number with a name.
func (s *System) Find(name string) (i int, ok bool) {
	i, ok = s.names[name]
	return i, ok
}

// knows is what is known of one number by itself.
type knows struct {
	low, high int64 // of high, unbounded: there is no upper end
	hidden    bool
}

const unbounded = int64(1) << 40

// knowledge gives what is known of each number, of which some are hidden.
func (s *System) knowledge(p Profile, hidden []bool) []knows {
	all := make([]knows, len(s.Values))
	for i, n := range s.Values {
		switch told := s.Earlier[i]; {
		case s.Impossible[i]:
			all[i] = knows{}
		case told != nil && told.Cell.Lower != nil:
			all[i] = knows{low: *told.Cell.Lower, high: *told.Cell.Upper}
		case hidden[i]:
			all[i] = knows{high: unbounded, hidden: true}
		default:
			low, high := p.around(p.Round(n))
			all[i] = knows{low: low, high: high}
		}
	}
	return all
}

// open tells whether a number is not known exactly.
func (k knows) open() bool { return k.high > k.low }

// blocks gives the numbers that are not known exactly, in groups that no sum leads out of.
func (s *System) blocks(known []knows) [][]int {
	root := make([]int, len(s.Values))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, sum := range s.Sums {
		first := -1
		join := func(i int) {
			if !known[i].open() {
				return
			}
			if first < 0 {
				first = find(i)
				return
			}
			root[find(i)] = first
			first = find(first)
		}
		join(sum.Total)
		for _, i := range sum.Parts {
			join(i)
		}
	}
	at, groups := map[int]int{}, [][]int{}
	for i := range s.Values {
		if !known[i].open() {
			continue
		}
		r := find(i)
		g, ok := at[r]
		if !ok {
			g = len(groups)
			at[r] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}
