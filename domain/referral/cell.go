package referral

import "waymark/domain/disclosure"

// Cells has a cell for each measure, in their order.
type Cells [Width]disclosure.Cell

// Revised tells of which measures another number is shown than was before. It says no more than the two releases do: where either hides its
// number, nothing.
func (c *Cells) Revised(before *Cells) (revised [Width]bool) {
	for i := range c {
		now, then := c[i].Value, before[i].Value
		revised[i] = now != nil && then != nil && *now != *then
	}
	return revised
}
