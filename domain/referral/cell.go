package referral

// Cells has a cell for each measure, in their order.
type Cells [Width]Cell

// Cell is what is shown of one number, as it is kept.
type Cell struct {
	Status string `json:"s"`
	Value  *int64 `json:"v,omitempty"`
}
