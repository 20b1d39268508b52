package graph

// Prices gives what worked out fields are priced at.
func Prices() map[string]int { return prices }
