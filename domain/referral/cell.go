package referral

import "waymark/domain/disclosure"

// Cells has a cell for each measure, in their order.
type Cells [Width]disclosure.Cell
