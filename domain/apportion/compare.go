package apportion

// Comparison is the same problem by several methods.
type Comparison struct {
	Methods []Method
	Answers []*Apportionment // of each method
	Rows    []Row            // of every claimant on whom the methods differ, in the order of the input
}

// Row is what each method gives to one claimant.
type Row struct {
	Key   string
	Posts []int64 // in the order of the methods
}

// Compare solves the problem by each of the methods. The errors are those of Apportion; what is infeasible is so by all.
func Compare(p Problem, methods []Method) (*Comparison, error) {
	c := &Comparison{Methods: methods}
	for _, m := range methods {
		p.Method = m
		a, err := Apportion(p)
		if err != nil {
			return nil, err
		}
		c.Answers = append(c.Answers, a)
	}
	for i := range p.Claimants {
		row, differ := Row{Key: p.Claimants[i].Key}, false
		for _, a := range c.Answers {
			row.Posts = append(row.Posts, a.Shares[i].Posts)
			differ = differ || a.Shares[i].Posts != row.Posts[0]
		}
		if differ {
			c.Rows = append(c.Rows, row)
		}
	}
	return c, nil
}

// Moves gives how many posts lie elsewhere by the second of two methods, told by their places in Methods, than by the first.
func (c *Comparison) Moves(first, second int) int64 {
	var moved int64
	for _, row := range c.Rows {
		moved += max(0, row.Posts[second]-row.Posts[first])
	}
	return moved
}

// CompareTiers solves the problem FLAT, without its groups' bounds, and as it stands: what the regions change.
func CompareTiers(p Problem) (*Difference, error) {
	flat := p
	flat.Tier, flat.Groups = Flat, nil
	a, err := Apportion(flat)
	if err != nil {
		return nil, err
	}
	return a.instead(p)
}
