package view

// Placed is an entry of a list whose order is given, with its place in it.
type Placed[R any] struct {
	at int
	of R
}

// inPlace gives those of a list that are kept, each with its place in the whole.
func inPlace[R any](all []R, kept func(R) bool) []Placed[R] {
	var placed []Placed[R]
	for i, r := range all {
		if kept(r) {
			placed = append(placed, Placed[R]{i, r})
		}
	}
	return placed
}

// asGiven is the order of such a list.
func asGiven[R any](name string) order[Placed[R]] {
	return order[Placed[R]]{name: name, sorted: true, key: func(p Placed[R]) key { return key{number: int64(p.at)} }}
}
